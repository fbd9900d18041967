/** A reason being given, or a lead deciding, for a refusal on the stage. */
import type { Problem, ScanAnswer, Settlement } from "../bindings";
import { t } from "../shared/i18n";
import { Doubt } from "./doubt.svelte";

export class Settling {
  readonly answer: ScanAnswer;
  readonly how: "reason" | "lead";
  /** A lead shows who they are. */
  readonly asksPin: boolean;
  typed = $state("");
  pin = $state("");
  /** The ready-made reason that Enter takes; -1: none. */
  selected = $state(0);
  asked = $state(false);
  problem = $state.raw<Problem | null>(null);
  readonly reasons: readonly string[];
  readonly doubt = new Doubt();

  constructor(answer: ScanAnswer, how: "reason" | "lead", asksPin: boolean, reasons: readonly string[]) {
    this.answer = answer;
    this.how = how;
    this.asksPin = asksPin;
    this.reasons = reasons;
    // A lead's word is enough; a reason beside it is a choice.
    if (asksPin) this.selected = -1;
  }

  get reason(): string {
    return this.typed.trim() || (this.reasons[this.selected] ?? "");
  }

  get complete(): boolean {
    return this.asksPin ? this.pin !== "" : this.reason !== "";
  }

  /** The arrows go through the ready-made reasons, and give up what was typed. */
  move(step: 1 | -1): void {
    const least = this.asksPin ? -1 : 0;
    this.typed = "";
    this.selected = Math.min(this.reasons.length - 1, Math.max(least, this.selected + step));
  }

  /** Something was written. */
  get begun(): boolean {
    return this.typed.trim() !== "" || this.pin !== "";
  }

  /** Takes up what was written before; the PIN is typed anew. */
  goOn({ typed, selected }: Settling): void {
    this.typed = typed;
    this.selected = selected;
  }

  /** Refused, and why; the PIN is typed anew. */
  refuse(problem: Problem): void {
    this.problem = problem;
    this.asked = false;
    this.pin = "";
  }

  get settlement(): Settlement {
    const { how, pin, reason } = this;
    const another = this.answer.verdict === "already_in" && reason === t.anotherPerson;
    return how === "lead" ? { how, pin, reason, another } : { how, reason, another };
  }
}
