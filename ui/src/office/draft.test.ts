import { expect, it } from "vitest";
import { sampleForm } from "../host/samplesOffice";
import { draftOf, formOf, later, mergeInto, moved, newType } from "./draft";

it("gives the form back as it came, but for names that nobody changed", () => {
  expect(formOf(draftOf(sampleForm()))).toEqual(sampleForm());
});

it("says what a renamed door was called, and keeps it where tickets point at it", () => {
  const draft = draftOf(sampleForm());
  draft.door[2]!.name = " Artists’ door ";
  const form = formOf(draft);
  expect(form.door[2]).toEqual({ name: "Artists’ door", was: "Stage door", admits: ["Speaker", "Staff"] });
  expect(form.ticket_type.find(({ name }) => name === "Speaker")?.doors).toEqual(["Artists’ door"]);
});

it("keeps two doors apart while one has the other’s name for a moment", () => {
  const draft = draftOf(sampleForm());
  draft.door[2]!.name = "Main door";
  draft.door[2]!.name = "Main door, left";
  expect(formOf(draft).ticket_type.find(({ name }) => name === "Speaker")?.doors).toEqual(["Main door, left"]);
});

it("calls a new ticket type nothing that was there before", () => {
  const draft = draftOf(sampleForm());
  draft.ticket_type.push({ ...newType(), name: "Press" });
  expect(formOf(draft).ticket_type.at(-1)).toMatchObject({ name: "Press", was: "", admits: 1 });
});

it("lets the program refuse what is no number", () => {
  const draft = draftOf(sampleForm());
  draft.ticket_type[0]!.admits = "many";
  draft.event.capacity = "";
  expect(formOf(draft).ticket_type[0]!.admits, "0 people are refused at this field").toBe(0);
  expect(formOf(draft).event.capacity).toBeNull();
});

it("moves the days of another evening with it, over a month’s end and a leap day", () => {
  const form = sampleForm();
  form.ticket_type[0]!.days = ["2026-12-03", "2026-12-04"];
  form.event.date = "2028-02-28";
  expect(moved(form, "2026-12-03").ticket_type[0]!.days).toEqual(["2028-02-28", "2028-02-29"]);
  expect(later("soon", 3)).toBe("soon");
});

it("takes what changed elsewhere, but for what is being changed here", () => {
  const before = sampleForm();
  const draft = draftOf(before);
  draft.event.name = "Mine";
  const theirs = sampleForm();
  theirs.event.capacity = 55;
  theirs.door.push({ name: "Garden door", was: "Garden door", admits: [] });
  expect(mergeInto(draft, before, draftOf(theirs, draft))).toBe(false);
  const merged = formOf(draft);
  expect(merged.event).toEqual({ ...theirs.event, name: "Mine" });
  expect(merged.door.map(({ name }) => name)).toContain("Garden door");
});

it("says where both changed the same", () => {
  const before = sampleForm();
  const draft = draftOf(before);
  draft.event.name = "Mine";
  const theirs = sampleForm();
  theirs.event.name = "Theirs";
  expect(mergeInto(draft, before, draftOf(theirs, draft))).toBe(true);
  expect(formOf(draft).event.name, "what is typed stays").toBe("Mine");
});
