/** Moves the whole picture a little, slowly, so that nothing burns into a screen that runs all evening. */

export const SHIFT_EVERY_MS = 60_000;

/** In hundredths of the screen's height. */
const STEP = 0.3;
const ROUND = [
  [0, 0],
  [1, 0],
  [2, 1],
  [1, 2],
  [0, 2],
  [-1, 2],
  [-2, 1],
  [-2, 0],
  [-1, -1],
  [0, -2],
  [1, -1],
] as const;

export function shiftAt(turn: number): { x: number; y: number } {
  const [x, y] = ROUND[turn % ROUND.length]!;
  return { x: x * STEP, y: y * STEP };
}
