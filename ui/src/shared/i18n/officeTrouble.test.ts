import { expect, it } from "vitest";
import type { OfficeTrouble } from "../../bindings";
import { officeDictionaries } from "./office";

const server = "smtp.example.org:587";
const answer = "535 no";
const name = "Ada";
const file = "/home/mia/x";
const some: OfficeTrouble[] = [
  { kind: "at_work" },
  { kind: "other_count", have: 412 },
  { kind: "no_ticket_for", name, status: "refunded" },
  { kind: "not_written", file, why: "full" },
  { kind: "not_read", file, why: "missing" },
  { kind: "exists", file },
  { kind: "template_no_field", line: 3, name },
  { kind: "template_no_code" },
  { kind: "not_theirs", name, why: "came" },
  { kind: "not_confirmed", name, status: "waitlist" },
  { kind: "letter_no_placeholder", name: "nope" },
  { kind: "server_login", user: "mia", answer },
  { kind: "server_sender", server, sender: "mia@example.org", answer },
  { kind: "server_unsure", server },
];

it("what went wrong is said in German with all that helps; in English the program says it", () => {
  for (const why of some) {
    const said = officeDictionaries.de.problem(why) ?? "";
    expect(said).not.toMatch(/undefined|null|\b(the|there)\b/);
    expect(officeDictionaries.en.problem(why)).toBeNull();
    for (const [key, value] of Object.entries(why)) if (!["kind", "why", "status"].includes(key)) expect(said, why.kind).toContain(String(value));
  }
});
