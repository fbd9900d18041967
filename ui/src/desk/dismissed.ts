/** The refusals that were settled by Escape, or by finding whose code it was: the log knows nothing of that. No guest is in it. */
import type { ScanAnswer } from "../bindings";
import { remember, remembered } from "./remember";

const NAME = "dismissed";
/** More than can come back. */
const MOST = 50;

export function dismiss(answer: ScanAnswer): void {
  remember(NAME, [...kept(), mark(answer)].slice(-MOST).join(" "));
}

export function wasDismissed(answer: ScanAnswer): boolean {
  return kept().includes(mark(answer));
}

/** The row alone would also name one of another event. */
const mark = ({ row, at }: ScanAnswer) => `${row}@${at}`;

const kept = () => remembered(NAME)?.split(" ") ?? [];
