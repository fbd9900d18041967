import { describe, expect, it } from "vitest";
import { officeDictionaries } from "./office";

function leaves(branch: object, path = ""): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(branch)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "object") for (const [deep, leaf] of leaves(value as object, here)) found.set(deep, leaf);
    else found.set(here, value);
  }
  return found;
}

/** Names, keys and words that are the same in both. */
const SAME = /^(rooms\.tickets|moreKeys\.\d+\.keys|guests\.formats\.(?!plain|desk).*|mail\.kinds\.ticket|guests\.ticketType)$/;

describe("the words of the office", () => {
  const [english, german] = [leaves(officeDictionaries.en), leaves(officeDictionaries.de)];

  it("are the same in both languages, and none is left untranslated", () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, leaf] of english) {
      expect(typeof german.get(path), path).toBe(typeof leaf);
      if (typeof leaf === "string" && !SAME.test(path)) expect(german.get(path), path).not.toBe(leaf);
    }
  });

  it("count one as one", () => {
    const { en, de } = officeDictionaries;
    expect(en.data.countdown(1)).toBe("In 1 day");
    expect(de.data.countdown(1)).toBe("In 1 Tag");
    expect(en.guests.import(1)).toBe("Import 1 guest");
    expect(de.mail.planToSend(1)).toBe("Eine Mail soll hinausgehen.");
    expect(de.data.ask(1)).toContain("1 Gast ist dann ohne Namen");
  });

  it("say nothing of robots and errors", () => {
    for (const [path, leaf] of [...english, ...german]) {
      expect(String(leaf), path).not.toMatch(/\b(error|failed|invalid|fehler|ungültig|fehlgeschlagen)\b/i);
    }
  });
});
