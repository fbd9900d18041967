/** How large a text may be: pure, so that it can be tested without a page. */

export type Bounds = {
  max: number;
  /** Below this a word is rather broken than shrunk further, and lesser things give way. */
  soft: number;
  /** Below this it is never set: first what stands around the box folds. */
  min: number;
};

export type Plan = {
  size: number;
  /** How many of the things that may give way are shown. */
  shown: number;
  /** Words may be broken. */
  breaking: boolean;
  /** How far what stands around the box is folded. */
  folded: number;
  /** Even so it doesn't fit: clamp lines. */
  tight: boolean;
};

export type Fits = (size: number, shown: number, breaking: boolean, folded: number) => boolean;

/** `folds`: in so many steps what stands around the box can make room, each of them a loss. */
export function plan(bounds: Bounds, spares: number, folds: number, fits: Fits): Plan {
  for (let folded = 0; ; folded++) {
    const best = planWithin(bounds, spares, (size, shown, breaking) => fits(size, shown, breaking, folded));
    if (!best.tight || folded >= folds) return { ...best, folded };
  }
}

type Within = (size: number, shown: number, breaking: boolean) => boolean;

function planWithin(bounds: Bounds, spares: number, fits: Within): Omit<Plan, "folded"> {
  for (let shown = spares; shown >= 0; shown--) {
    if (!fits(bounds.soft, shown, false)) continue;
    const size = largest(bounds.soft, bounds.max, (size) => fits(size, shown, false));
    return { size, shown, breaking: false, tight: false };
  }
  if (fits(bounds.min, 0, false)) {
    const whole = largest(bounds.min, bounds.soft, (size) => fits(size, 0, false));
    const broken = largest(bounds.min, bounds.soft, (size) => fits(size, 0, true));
    // Breaking words must gain a lot to be worth it.
    if (whole * 1.5 >= broken) return { size: whole, shown: 0, breaking: false, tight: false };
    return { size: broken, shown: 0, breaking: true, tight: false };
  }
  if (!fits(bounds.min, 0, true)) return { size: bounds.min, shown: 0, breaking: true, tight: true };
  const size = largest(bounds.min, bounds.soft, (size) => fits(size, 0, true));
  return { size, shown: 0, breaking: true, tight: false };
}

/** The largest size that fits, given that `low` does; to a pixel. */
export function largest(low: number, high: number, fits: (size: number) => boolean): number {
  if (fits(high)) return high;
  let [good, bad] = [low, high];
  while (bad - good > 1) {
    const middle = (good + bad) / 2;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
