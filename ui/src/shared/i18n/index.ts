import type { Problem } from "../../bindings";
import { de } from "./de";
import { en, type Words } from "./en";

export type { Words };
export const dictionaries = { en, de } satisfies Record<string, Words>;
export type Lang = keyof typeof dictionaries;

/** `?lang=` first, then what the browser speaks, then English. */
export function chooseLang(query: string, spoken: readonly string[]): Lang {
  const wanted = [new URLSearchParams(query).get("lang") ?? "", ...spoken];
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0];
    if (base === "en" || base === "de") return base;
  }
  return "en";
}

export const lang: Lang = chooseLang(location.search, [navigator.language]);
export const t: Words = dictionaries[lang];

/** What a problem says, in the window's language. What nobody foresaw stays in the words it came in. */
export function told({ message, list, trouble }: Problem): string {
  if (list !== null) return t.note.trouble(list);
  return (trouble && t.trouble(trouble)) ?? message;
}

/** A key as the tables name it, `Ctrl Shift K`, as the keyboards of the language have it. */
export function keyName(key: string): string {
  return key.replaceAll(/\b(?:Ctrl|Shift|Del|Page|Home|End)\b/g, (name) => t.keyNames[name.toLowerCase() as keyof Words["keyNames"]]);
}
