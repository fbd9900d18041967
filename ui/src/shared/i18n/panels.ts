/** The words of the desk's panels. */
import { lang, type Lang } from ".";
import { de } from "./panels.de";
import { en, type PanelWords } from "./panels.en";

export type { PanelWords };
export const panelDictionaries = { en, de } satisfies Record<Lang, PanelWords>;
export const p: PanelWords = panelDictionaries[lang];
