import { expect, it } from "vitest";
import type { FormTrouble } from "../../bindings";
import { officeDictionaries } from "./office";

const name = "Garden";
const given = "tomorow";
const ALL: FormTrouble[] = [
  ...(["event", "door", "ticket_type", "speaker"] as const).flatMap((whose) => [
    { kind: "no_name", whose } as const,
    { kind: "control_character", whose } as const,
  ]),
  { kind: "no_date" },
  { kind: "no_time" },
  { kind: "no_moment" },
  { kind: "no_time_zone", given },
  { kind: "erased_too_soon" },
  { kind: "no_network" },
  { kind: "two_doors", name },
  { kind: "too_many_doors" },
  { kind: "two_ticket_types", name },
  { kind: "too_many_ticket_types" },
  { kind: "admits" },
  { kind: "unknown", whose: "door", name, have: ["Main door"] },
  { kind: "unknown", whose: "ticket_type", name, have: ["Main door"] },
  { kind: "no_slot_kind", given, have: [] },
  { kind: "ends_too_soon" },
  { kind: "no_title" },
  { kind: "capacity" },
  { kind: "reentry", given },
  { kind: "ribbon" },
  { kind: "in_use", whose: "door", name },
  { kind: "in_use", whose: "ticket_type", name },
];

it("what is wrong with a field is said in each language, with what was typed", () => {
  const said = new Set<string>();
  for (const why of ALL) {
    const both = [officeDictionaries.en.fault(why), officeDictionaries.de.fault(why)];
    const told = ["name", "given"].flatMap((key) => (key in why ? [String(why[key as keyof FormTrouble])] : []));
    for (const words of both) {
      for (const one of [...told, ...("have" in why ? why.have : [])]) expect(words, why.kind).toContain(one);
      expect(said.has(words), `${words} is said of two things`).toBe(false);
      said.add(words);
    }
    expect(both[0]).not.toContain("event.toml");
  }
});
