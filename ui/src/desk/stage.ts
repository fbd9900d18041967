/** What the stage may show, and how long it may stay. */
import type { ImportAnswer, PrintAnswer, Problem, ScanAnswer, UndoAnswer } from "../bindings";

export type Notice =
  | "nothing_to_undo"
  | "no_code"
  | "bad_picture"
  | "door_kept"
  | "direction_kept"
  | "not_settled"
  | "undo_whom"
  | "calibration";

export type Stage =
  | { kind: "ready" }
  | { kind: "checking" }
  | { kind: "verdict"; answer: ScanAnswer }
  | { kind: "undone"; undo: UndoAnswer; handedOver: string[] }
  | { kind: "notice"; notice: Notice; message: string }
  /** `what`: the guest or the code; `times`: so often in a row. */
  | { kind: "not_recorded"; problem: Problem; what: string | null; times: number };

/** News that is no answer to a scan: a line at the foot of the stage, which hides none. */
export type Note =
  | { kind: "imported"; list: ImportAnswer; clock: string }
  | { kind: "list_refused"; problem: Problem; path: string }
  | { kind: "unknown_file"; file: string }
  | { kind: "badge"; printed: PrintAnswer }
  | { kind: "badge_refused"; message: string }
  | { kind: "whose_badge" }
  /** What was written to settle this refusal, which a scan drove off the stage; `pin`: a PIN, too. */
  | { kind: "kept"; answer: ScanAnswer; how: "reason" | "lead"; pin: boolean }
  | { kind: "learnt"; name: string }
  | { kind: "not_learnt"; message: string };

/** A green must not wave in the next phone. */
export const GREEN_STALE_MS = 3_000;
const CALM_STALE_MS = 6_000;
const UNDONE_STALE_MS = 8_000;
const NOTE_STALE_MS = 10_000;
const LONG_NOTE_STALE_MS = 60_000;

/** After how long a stage fades to Ready; null: somebody has to look at it. */
export function staleAfter(stage: Stage): number | null {
  switch (stage.kind) {
    case "ready":
    case "checking":
    case "not_recorded":
      return null;
    case "undone":
      return UNDONE_STALE_MS;
    case "notice":
      return CALM_STALE_MS;
    case "verdict":
      if (stage.answer.repeat) return CALM_STALE_MS;
      return needsSettling(stage.answer) ? null : GREEN_STALE_MS;
  }
}

/** What went well needs a glance; what did not stays long enough to be read between two guests. */
export function noteStaleAfter(note: Note): number {
  return isTrouble(note) ? LONG_NOTE_STALE_MS : NOTE_STALE_MS;
}

export function isTrouble(note: Note): boolean {
  switch (note.kind) {
    case "imported":
      return note.list.rejected.length > 0;
    case "badge":
      return note.printed.problem !== null;
    case "whose_badge":
      return false;
    default:
      return true;
  }
}

/** It is about the guest on the stage, and goes with them when all is well. */
export function goesWithGuest(note: Note): boolean {
  return (note.kind === "badge" || note.kind === "whose_badge") && !isTrouble(note);
}

/** Amber and red want somebody's decision; the same ticket twice in a row does not. */
export function needsSettling(answer: ScanAnswer): boolean {
  return !answer.repeat && (answer.tone === "amber" || answer.tone === "red");
}

export function letsIn(answer: ScanAnswer): boolean {
  return answer.verdict === "admitted" || answer.verdict === "re_entered";
}

/** What to hand over: to each of a group that came in at once, also where not all of it did. */
export function handOver(answer: ScanAnswer): string[] {
  const { hand_over, people, detail } = answer;
  const count = detail.came ?? people;
  if (!letsIn(answer) && !detail.came) return [];
  return count > 1 ? hand_over.map((thing) => `${count} × ${thing}`) : hand_over;
}

export function isAboutSame(a: ScanAnswer, b: ScanAnswer): boolean {
  return a.attendee && b.attendee ? a.attendee.id === b.attendee.id : a.mark !== "" && a.mark === b.mark;
}
