import { describe, expect, it } from "vitest";
import type { Why } from "../../bindings";
import { dictionaries } from ".";

const ALL: Why[] = [
  { kind: "same_code", line: 7 },
  { kind: "twice", line: 7 },
  { kind: "differs", line: 7 },
  { kind: "refused", line: 7 },
  { kind: "keys_moved", name: "Ada" },
  { kind: "code_taken", name: "Ada" },
  { kind: "forgotten", on: "3 Dec 2026" },
  { kind: "no_ticket_type", name: "Gold", have: "General and Speaker" },
  { kind: "not_utf8" },
  { kind: "columns", found: 6, header: 7 },
  { kind: "add_on" },
  { kind: "no_name" },
  { kind: "too_long", most: 300 },
  { kind: "not_an_email", text: "at home" },
  { kind: "control", character: "U+0007" },
  { kind: "no_status", text: "on the roof" },
  { kind: "not_a_payment", text: "perhaps" },
  { kind: "not_an_amount", text: "much" },
  { kind: "not_a_count", text: "some" },
  { kind: "neither_yes_nor_no", text: "perhaps" },
  { kind: "cut_short", text: "1.2E+12" },
  { kind: "unworked" },
];

describe("why a row is not taken", () => {
  it("is said in each language, with all that helps to find it", () => {
    for (const why of ALL) {
      const row = { line: 3, reason: "", column: "Kolumne", why };
      const [english, german] = [dictionaries.en.note.why(row), dictionaries.de.note.why(row)];
      expect(english).not.toBe(german);
      for (const says of [english, german]) {
        expect(says).toContain("Kolumne");
        for (const [key, part] of Object.entries(why)) if (key !== "kind") expect(says, why.kind).toContain(String(part));
      }
      expect(dictionaries.de.note.why({ ...row, column: null })).not.toContain("Spalte „");
    }
  });
});
