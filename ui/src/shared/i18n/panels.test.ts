import { expect, it } from "vitest";
import { panelDictionaries } from "./panels";

function leaves(branch: object, path = ""): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(branch)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "object") for (const [deep, leaf] of leaves(value as object, here)) found.set(deep, leaf);
    else found.set(here, value);
  }
  return found;
}

/** A row of these kinds says what the door said instead. */
const EMPTY = new Set(["log.kind.entry", "log.kind.exit", "log.kind.refused"]);

it("has the same words for the panels in both languages, and none left untranslated", () => {
  const [english, german] = [leaves(panelDictionaries.en), leaves(panelDictionaries.de)];
  expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [path, leaf] of english) {
    if (EMPTY.has(path)) continue;
    expect(typeof german.get(path), path).toBe(typeof leaf);
    if (typeof leaf === "string") expect(german.get(path), path).not.toBe(leaf);
  }
});
