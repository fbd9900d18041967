/** The words of the office. */
import { lang, type Lang } from ".";
import { de } from "./office.de";
import { en, type OfficeWords } from "./office.en";

export type { OfficeWords };
export const officeDictionaries = { en, de } satisfies Record<Lang, OfficeWords>;
export const o: OfficeWords = officeDictionaries[lang];
