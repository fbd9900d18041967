import { describe, expect, it } from "vitest";
import { chooseLang, dictionaries } from ".";
import { ago, clockOf, hours, longDay, moment } from "./format";

type Leaf = string | ((...args: never[]) => string);

function leaves(branch: object, path = ""): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const [key, value] of Object.entries(branch)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "object") for (const [deep, leaf] of leaves(value as object, here)) found.set(deep, leaf);
    else found.set(here, value as Leaf);
  }
  return found;
}

const { en, de } = dictionaries;
/** Told the same in both languages. */
const SAME = new Set(["lobby.inMinutes"]);

describe("the dictionaries", () => {
  it("have the same words, of the same kind", () => {
    const [english, german] = [leaves(en), leaves(de)];
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, leaf] of english) expect(typeof german.get(path), path).toBe(typeof leaf);
  });

  it("leave nothing empty or untranslated", () => {
    const german = leaves(de);
    for (const [path, leaf] of leaves(en)) {
      if (typeof leaf !== "string") continue;
      expect(leaf.trim(), path).not.toBe("");
      if (!SAME.has(path)) expect(german.get(path), path).not.toBe(leaf);
    }
  });

  it("never call a guest a forger", () => {
    for (const words of [en, de]) {
      for (const [path, leaf] of leaves(words)) {
        if (typeof leaf === "string") expect(leaf, path).not.toMatch(/forge|fake|fälsch|betrug|fraud/i);
      }
    }
  });

  it("count one guest as one", () => {
    expect(en.lobby.guests(1)).toBe("1 guest is here");
    expect(en.lobby.guests(214)).toBe("214 guests are here");
    expect(de.lobby.guests(1)).toBe("1 Gast ist da");
    expect(de.lobby.guests(2)).toBe("2 Gäste sind da");
  });

  it("tell the story of a double", () => {
    expect(en.story.earlier("18:19", "Side door", 1320)).toBe("18:19 at Side door, 22 minutes ago");
    expect(de.story.earlier("18:19", "Seiteneingang", 60)).toBe("18:19 Uhr, Seiteneingang, vor 1 Minute");
    expect(en.story.validOn(["2026-12-04"])).toBe("Good for Friday 4 December");
  });

  it("count down in minutes, then hours, then days", () => {
    expect([0, 1, 26, 60, 95, 14_400].map(en.lobby.inMinutes)).toEqual([
      "now",
      "in 1 min",
      "in 26 min",
      "in 1 h",
      "in 1 h 35 min",
      "in 10 days",
    ]);
  });
});

it("says how long ago in the largest unit", () => {
  expect([6, 59, 60, 3599, 3600, 90000].map((s) => ago("en", s))).toEqual([
    "6 seconds ago",
    "59 seconds ago",
    "1 minute ago",
    "59 minutes ago",
    "1 hour ago",
    "1 day ago",
  ]);
});

it("chooses ?lang= first, then the browser's language, then English", () => {
  expect(chooseLang("?lang=de", ["en-IE"])).toBe("de");
  expect(chooseLang("?lang=xx", ["de-AT"])).toBe("de");
  expect(chooseLang("", ["ga", "fr"])).toBe("en");
});

describe("times of other days", () => {
  it("are German in German", () => {
    expect(clockOf("de", "18:41")).toBe("18:41");
    expect(clockOf("de", "28 Nov 16:29")).toBe("28. Nov., 16:29");
    expect(clockOf("de", "4 Mar 09:00")).toBe("4. März, 09:00");
    expect(clockOf("de", "16:02 Main door")).toBe("16:02 Main door");
    expect(de.side.listAge("28 Nov 16:29", 7_300)).toBe("Liste von 28. Nov., 16:29, 5 Tage alt");
  });

  it("are whole days where hours would only puzzle", () => {
    expect([59, 120, 159, 2_880].map((minutes) => hours("en-GB", minutes))).toEqual(["59 min", "2 h", "2 h 39 min", "2 days"]);
  });
});

it("says a moment in the zone in which it is given, wherever this machine stands", () => {
  expect(moment("en-GB", "2026-11-28T23:45:00+01:00")).toBe("28 Nov, 23:45");
  expect(moment("en-GB", "2026-11-29T00:15:00+01:00")).toBe("29 Nov, 00:15");
  expect(moment("en-GB", "some day")).toBe("some day");
  expect(longDay("en-GB", "2026-11-29T00:15:00+01:00")).toContain("Sunday");
});
