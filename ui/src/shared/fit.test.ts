import { describe, expect, it } from "vitest";
import { largest, plan } from "./fit";

const BOUNDS = { max: 100, soft: 50, min: 20 };

/** A box 600 wide and 300 high; a letter is half as wide as it is high. Each spare takes 60. */
function box(words: number[], spareHeight = 60) {
  return (size: number, shown: number, breaking: boolean): boolean => {
    const perLine = 600 / (size / 2);
    let lines = 1;
    let used = 0;
    for (const word of words) {
      if (!breaking && word > perLine) return false;
      let rest = word;
      if (used > 0 && used + 1 + rest <= perLine) {
        used += 1 + rest;
        continue;
      }
      if (used > 0) lines++;
      while (rest > perLine) {
        rest -= Math.floor(perLine);
        lines++;
      }
      used = rest;
    }
    return lines * size + shown * spareHeight <= 300;
  };
}

describe("plan", () => {
  it("leaves a short name at its largest", () => {
    expect(plan(BOUNDS, 0, 0, box([1]))).toEqual({ size: 100, shown: 0, breaking: false, folded: 0, tight: false });
  });

  it("shrinks a name of many words without breaking one", () => {
    const best = plan(BOUNDS, 0, 0, box([11, 9, 8, 3, 10, 12]));
    expect(best.breaking).toBe(false);
    expect(best.size).toBeGreaterThan(50);
    expect(best.size).toBeLessThan(100);
    expect(box([11, 9, 8, 3, 10, 12])(best.size, 0, false)).toBe(true);
  });

  it("shrinks a long word before it breaks it", () => {
    const best = plan(BOUNDS, 0, 0, box([30]));
    expect(best.breaking).toBe(false);
    expect(best.size).toBeCloseTo(40, 0);
  });

  it("breaks a word of sixty letters as the last resort", () => {
    const best = plan(BOUNDS, 0, 0, box([60]));
    expect(best.breaking).toBe(true);
    expect(best.tight).toBe(false);
    expect(box([60])(best.size, 0, true)).toBe(true);
  });

  it("lets lesser things give way before the text gets small, and only as many as needed", () => {
    const best = plan(BOUNDS, 6, 0, box([10]));
    expect(best.shown).toBe(4);
    expect(best.size).toBeGreaterThanOrEqual(50);
  });

  it("folds what stands around it before the text gets too small, and no further than needed", () => {
    const room = (size: number, folded: number) => size <= 10 + 10 * folded;
    const best = plan(BOUNDS, 0, 3, (size, _shown, _breaking, folded) => room(size, folded));
    expect(best).toEqual({ size: 20, shown: 0, breaking: false, folded: 1, tight: false });
    expect(plan(BOUNDS, 0, 3, (size) => size <= 40).folded).toBe(0);
  });

  it("says so when nothing fits", () => {
    expect(plan(BOUNDS, 3, 2, () => false)).toEqual({ size: 20, shown: 0, breaking: true, folded: 2, tight: true });
  });
});

it("finds the largest size to a pixel", () => {
  const size = largest(10, 100, (size) => size <= 61.3);
  expect(size).toBeLessThanOrEqual(61.3);
  expect(size).toBeGreaterThan(60.3);
});
