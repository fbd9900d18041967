/** Where everything of the arrivals' curve stands. Lengths in pixels. */
import type { CurvePoint } from "../../bindings";

/** A round number of guests at the top of the scale, and how far its lines are apart. */
export function scale(most: number): { top: number; step: number } {
  const rough = Math.max(1, most) / 4;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * ten).find((step) => step >= rough) ?? ten);
  return { top: step * Math.ceil(Math.max(1, most) / step), step };
}

/** Every how many points the clock is said, so that the labels keep apart. */
export function every(points: number, width: number, labelWidth: number): number {
  const fit = Math.max(1, Math.floor(width / labelWidth));
  const rough = Math.max(1, points / fit);
  return [1, 2, 3, 4, 6, 8, 12, 24].find((step) => step >= rough) ?? Math.ceil(rough);
}

/** Where a clock stands on the curve, in points from its beginning; null outside of it. */
export function placeOf(clock: string, curve: CurvePoint[], minutes: number): number | null {
  const begin = curve[0] ? minutesOf(curve[0].from) : null;
  const at = minutesOf(clock);
  if (begin === null || at === null || minutes <= 0) return null;
  const after = (at - begin + 1_440) % 1_440;
  const place = after / minutes;
  return place <= curve.length ? place : null;
}

function minutesOf(clock: string): number | null {
  const read = /^(\d{1,2}):(\d{2})$/.exec(clock);
  return read ? Number(read[1]) * 60 + Number(read[2]) : null;
}
