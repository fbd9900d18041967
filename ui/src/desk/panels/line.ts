/** What a row of the log says. */
import type { LogLine } from "../../bindings";
import type { Words } from "../../shared/i18n";
import type { PanelWords } from "../../shared/i18n/panels";

export function word(line: LogLine, t: Words, p: PanelWords): string {
  if (line.voided) return t.loggedUndone;
  if (line.kind === "entry" && line.verdict === "unpaid") return p.log.settled.unpaid;
  if (line.kind === "entry" && line.verdict === "not_confirmed") return p.log.settled.not_confirmed;
  return p.log.kind[line.kind] || t.logged[line.verdict];
}

/** The colour of that word; whoever came in against a refusal stands out, and not as refused. */
export function look(line: LogLine): LogLine["tone"] | "gone" {
  if (line.voided || line.kind === "void") return "gone";
  return line.kind === "override" ? "amber" : line.tone;
}

/** Where, how and why. */
export function story(line: LogLine, p: PanelWords): string {
  return [line.door, line.by_hand ? p.log.byHand : "", line.text ?? ""].filter((part) => part !== "").join(" · ");
}
