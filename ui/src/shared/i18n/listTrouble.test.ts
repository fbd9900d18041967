import { describe, expect, it } from "vitest";
import type { ListTrouble } from "../../bindings";
import { dictionaries } from ".";

const file = "/home/mia/guests.xlsx";
const ALL: ListTrouble[] = [
  { kind: "missing", file },
  { kind: "is_folder", file },
  { kind: "no_permission", file },
  { kind: "empty", file },
  { kind: "web_page", file },
  { kind: "other_file", file, what: "picture" },
  { kind: "old_workbook", file },
  { kind: "password", file },
  { kind: "damaged", file },
  { kind: "too_big", file },
  { kind: "long_pipe", file },
  { kind: "too_many_columns", file, most: 1000 },
  { kind: "long_row", line: 12 },
  { kind: "open_quote", line: 12 },
  { kind: "no_name", have: "“a” and “b”" },
  { kind: "no_such_column", column: "Kolumne", have: "“a” and “b”" },
  { kind: "mapped_twice", place: "email", first: "Kolumne", second: "Zweite" },
  { kind: "column_twice", column: "Kolumne", first: "email", second: "name" },
  { kind: "two_columns", place: "email", first: "Kolumne", second: "Zweite" },
  { kind: "unreadable", file, error: "it is worn out" },
  { kind: "many_gone", gone: 61, of: 400 },
  { kind: "no_guests", file },
  { kind: "changed" },
];

describe("why a whole list is not taken", () => {
  it("is said in each language, with all that helps to mend it", () => {
    for (const why of ALL) {
      const [english, german] = [dictionaries.en.note.trouble(why), dictionaries.de.note.trouble(why)];
      expect(english).not.toBe(german);
      const told = Object.entries(why).filter(([key]) => !["kind", "what", "place"].includes(key) && why.kind !== "column_twice");
      for (const said of [english, german]) for (const [, value] of told) expect(said, why.kind).toContain(String(value));
    }
    expect(dictionaries.de.note.trouble(ALL[17]!)).toContain("„E-Mail“");
    expect(dictionaries.de.note.trouble(ALL[5]!)).toContain("ein Bild");
  });
});
