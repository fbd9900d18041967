import { expect, it } from "vitest";
import { assess, type TypedKey } from "./calibration";
import { CALIBRATION, CALIBRATION_PATH, CALIBRATION_SIZE } from "./calibrationCode";

/** The keys that a scanner presses: it believes in a US keyboard, whatever the desk has set. */
function typed(text: string, { map = {} as Record<string, string>, gap = 4, end = ["Enter"], from = 0 } = {}): TypedKey[] {
  const keys = [...text].map((char, at) => ({ ...us(char), key: map[char] ?? char, time: from + at * gap }));
  const last = from + text.length * gap;
  return [...keys, ...end.map((key, at) => ({ key, code: key, shift: false, time: last + at }))];
}

const SIGNS: Record<string, [string, boolean]> = {
  "-": ["Minus", false],
  "$": ["Digit4", true],
  "%": ["Digit5", true],
  "*": ["Digit8", true],
  "+": ["Equal", true],
  ".": ["Period", false],
  "/": ["Slash", false],
  ":": ["Semicolon", true],
};

function us(char: string): { code: string; shift: boolean } {
  if (/[A-Z]/.test(char)) return { code: `Key${char}`, shift: true };
  if (/\d/.test(char)) return { code: `Digit${char}`, shift: false };
  const [code, shift] = SIGNS[char] ?? ["", false];
  return { code, shift };
}

const AZERTY = { A: "Q", Q: "A", "-": ")", "0": "à", "1": "&", ".": ":", "/": "!", ":": "M" };
const QWERTZ = { Y: "Z", Z: "Y", "-": "ß", "*": "(", "/": "-", ":": "Ö", "+": "Dead" };
const CYRILLIC = Object.fromEntries([..."LANYRDCIBTE"].map((char, at) => [char, "ДФТНКВСИЫЕУ"[at]!]));

it("is content with a scanner that types what it reads", () => {
  expect(assess(typed(CALIBRATION))).toMatchObject({
    read: true,
    layout: "us",
    small: false,
    prefix: "",
    suffix: "",
    ends: "enter",
    speed: "good",
    millis: 4,
  });
});

it("reads through foreign layouts, and names them", () => {
  for (const [layout, map] of Object.entries({ azerty: AZERTY, qwertz: QWERTZ, cyrillic: CYRILLIC })) {
    expect(assess(typed(CALIBRATION, { map })), layout).toMatchObject({ read: true, layout });
  }
});

it("tells what is put in front and behind, and how it ends", () => {
  expect(assess(typed(`Q1${CALIBRATION}X`, { end: ["Tab"] }))).toMatchObject({
    read: true,
    prefix: "Q1",
    suffix: "X",
    ends: "tab",
  });
  expect(assess(typed(CALIBRATION, { end: ["Enter", "Linefeed"] })).ends).toBe("both");
  expect(assess(typed(CALIBRATION, { end: [] })).ends).toBe("none");
});

it("tells a slow scanner, and one that is too slow", () => {
  expect(assess(typed(CALIBRATION, { gap: 60 })).speed).toBe("slow");
  expect(assess(typed(CALIBRATION, { gap: 140 })).speed).toBe("too_slow");
});

it("knows small letters for what they are", () => {
  expect(assess(typed(CALIBRATION.toLowerCase()))).toMatchObject({ read: true, small: true });
});

it("marks one lost character, not all that follow", () => {
  const lossy = CALIBRATION.replace("5", "");
  const { read, marks } = assess(typed(lossy));
  expect(read).toBe(false);
  expect(marks.filter(({ came }) => !came).map(({ char }) => char)).toEqual(["5"]);
});

it("has a code of the size that its path draws", () => {
  const reach = [...CALIBRATION_PATH.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, wide]) => [Number(x) + Number(wide), Number(y) + 1]);
  expect(Math.max(...reach.flat())).toBe(CALIBRATION_SIZE);
});
