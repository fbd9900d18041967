/** What the keys can do about an answer. The desk behind the window decides which steps there are. */
import type { ScanAnswer, Step } from "../bindings";

export type SettlingStep = Extract<Step, "admit" | "reason" | "lead" | "release">;

/** The steps that let somebody in against a refusal: F9 the likeliest, Shift F9 the next. */
export function settlingSteps(answer: ScanAnswer): SettlingStep[] {
  return answer.steps.filter(
    (step): step is SettlingStep => step === "admit" || step === "reason" || step === "lead" || step === "release",
  );
}

/** Whether somebody may want the organiser: at whatever is no plain way in or out. */
export function mayCall(answer: ScanAnswer): boolean {
  return offers(answer, "organiser") || answer.verdict === "not_listed" || answer.verdict === "not_inside";
}

export function offers(answer: ScanAnswer, step: Step): boolean {
  return answer.steps.includes(step);
}
