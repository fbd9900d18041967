import { expect, it } from "vitest";
import { dictionaries } from "../shared/i18n";
import { deedIn, deedOf, KEYS, label, labelIn, PLACE_KEYS } from "./keys";

const pressed = (key: string, more: Partial<KeyboardEvent> = {}) =>
  deedOf({ key, code: "", ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...more });

it("gives each deed one key, and no two the same", () => {
  expect(new Set(KEYS.map(({ deed }) => deed)).size).toBe(KEYS.length);
  expect(new Set(KEYS.map(({ deed }) => label(deed))).size).toBe(KEYS.length);
  for (const { deed, key, ctrl = false, shift = false } of KEYS) {
    expect(pressed(key, { ctrlKey: ctrl, shiftKey: shift }), deed).toBe(deed);
  }
});

it("takes no bare letter, digit or sign, since scanners type them", () => {
  for (const { key, ctrl } of KEYS) if (key.length === 1) expect(ctrl, key).toBe(true);
  for (const sign of "abcxyz0123456789+-= ") expect(pressed(sign)).toBeNull();
});

it("has words for every key, in every language", () => {
  for (const [lang, words] of Object.entries(dictionaries)) {
    for (const { deed, group } of KEYS) {
      expect(words.deeds[deed], `${lang} ${deed}`).toBeTruthy();
      expect(words.keyGroups[group], `${lang} ${group}`).toBeTruthy();
    }
  }
});

it("means the same key under any layout", () => {
  expect(pressed("п", { code: "KeyG", ctrlKey: true }), "Cyrillic").toBe("rest");
  expect(pressed("&", { code: "Digit1", ctrlKey: true }), "AZERTY").toBe("chip_1");
  expect(pressed("1", { code: "Digit1", ctrlKey: true, shiftKey: true }), "AZERTY with Shift").toBe("chip_1");
  expect(pressed("G", { code: "KeyG", ctrlKey: true }), "Caps Lock").toBe("rest");
  expect(pressed("=", { code: "Equal", ctrlKey: true })).toBe("larger");
  expect(pressed("+", { code: "Equal", ctrlKey: true, shiftKey: true })).toBe("larger");
  expect(pressed("k", { code: "KeyK", ctrlKey: true, shiftKey: true })).toBe("other_camera");
});

it("leaves AltGr alone, with which some layouts type", () => {
  expect(pressed("e", { code: "KeyE", ctrlKey: true, altKey: true })).toBeNull();
});

it("is written as on the keys", () => {
  expect(["settle", "settle_other", "rest", "other_camera", "clear", "smaller"].map((deed) => label(deed as never))).toEqual(
    ["F9", "Shift F9", "Ctrl G", "Ctrl Shift K", "Esc", "Ctrl −"],
  );
});

it("agrees with the printed door card, in every language", () => {
  const cards = import.meta.glob<string>("../../../assets/door-card/*.toml", { query: "?raw", import: "default", eager: true });
  expect(Object.keys(cards).length).toBe(Object.keys(dictionaries).length);
  const labels = [...KEYS.map(({ deed }) => label(deed)), `${label("numbers")}, ${labelIn("numbers", "print_inside")}`];
  // What is no shortcut of the desk: to scan, and to type.
  const others = /^(Scan|Type|Tippen)$/;
  for (const [file, card] of Object.entries(cards)) {
    const keys = [...card.matchAll(/^key = "(.*)"$/gm)].map(([, key]) => key!.replaceAll("Strg", "Ctrl"));
    expect(keys.length, file).toBeGreaterThan(10);
    for (const key of keys) expect(others.test(key) || labels.includes(key), `${file}: ${key}`).toBe(true);
  }
});

it("gives each key one deed in a place", () => {
  for (const { place, deed, key, ctrl = false, shift = false } of PLACE_KEYS) {
    const event = { key, code: "", ctrlKey: ctrl, shiftKey: shift, altKey: false, metaKey: false };
    expect(deedIn(place, event), `${place} ${key}`).toBe(deed);
  }
});

it("knows every key that is asked for anywhere on the desk", () => {
  const sources = import.meta.glob<string>(["./**/*.{svelte,ts}", "!./**/*.test.ts", "!./keys.ts", "!./hands.ts"], {
    query: "?raw",
    import: "default",
    eager: true,
  });
  expect(Object.keys(sources).length).toBeGreaterThan(50);
  // They mean the same in every field, form and list, and scanners type Space and the line ends.
  const everywhere = /^(Enter|Shift|Tab|Escape|Arrow(Up|Down|Left|Right)|Home|End|Page(Up|Down)| |Dead|Unidentified|Linefeed)$/;
  for (const [file, source] of Object.entries(sources)) {
    const asked = [...source.matchAll(/\b(?:key|pressed) [!=]==? "([^"]+)"|isCtrl\(\w+, "(.+?)"\)/g)];
    for (const [found, key = "", letter] of asked) {
      expect(letter === undefined && everywhere.test(key), `${file}: ${found}, which F1 does not list`).toBe(true);
    }
  }
});
