/** Amber and red verdicts that were replaced before anybody settled them. Newest last. */
import type { ScanAnswer } from "../bindings";
import { isAboutSame, letsIn, needsSettling } from "./stage";

/** So many are kept; older ones are in the log. */
export const MOST_CHIPS = 20;
/** So many have a key. */
export const SHOWN_CHIPS = 3;

/** `answer` leaves the stage because `by` takes it (null: something that is no verdict). */
export function replaced(chips: ScanAnswer[], answer: ScanAnswer, by: ScanAnswer | null): ScanAnswer[] {
  // The same ticket twice settles nothing.
  if (!needsSettling(answer) || (by && !by.repeat && isAboutSame(answer, by))) return chips;
  return [...chips.filter((chip) => !isAboutSame(chip, answer)), answer].slice(-MOST_CHIPS);
}

/** A verdict arrives: whoever is let in is settled, whoever is on the stage needs no chip. */
export function arrived(chips: ScanAnswer[], answer: ScanAnswer): ScanAnswer[] {
  const onStage = needsSettling(answer) || letsIn(answer);
  return onStage ? chips.filter((chip) => !isAboutSame(chip, answer)) : chips;
}
