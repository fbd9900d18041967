import { expect, it } from "vitest";
import { namedAnswer, sampleAnswer } from "../host/samples";
import { arrived, replaced } from "./chips";
import { needsSettling, staleAfter } from "./stage";

const anna = namedAnswer("already_in", "anna", "Anna");
const ben = namedAnswer("unpaid", "ben", "Ben");
const stranger = sampleAnswer("forged");

it("keeps an amber or red that something else replaced, at most the last twenty", () => {
  const cleo = namedAnswer("full", "cleo", "Cleo");
  const chips = [anna, ben, stranger, cleo].reduce(
    (kept, answer) => replaced(kept, answer, null),
    [] as (typeof anna)[],
  );
  expect(chips).toEqual([anna, ben, stranger, cleo]);
  const many = Array.from({ length: 25 }, (_, at) => namedAnswer("full", `guest-${at}`, `Guest ${at}`));
  const kept = many.reduce((kept, answer) => replaced(kept, answer, null), [] as (typeof anna)[]);
  expect(kept).toEqual(many.slice(-20));
});

it("keeps no green, neutral, or calm one", () => {
  for (const answer of [
    sampleAnswer("admitted"),
    sampleAnswer("left"),
    sampleAnswer("already_in", { tone: "neutral" }),
    sampleAnswer("already_in", { repeat: true }),
  ]) {
    expect(replaced([], answer, null)).toEqual([]);
  }
});

it("keeps one chip a guest, and none for the guest who is on the stage again", () => {
  expect(replaced([anna], namedAnswer("unpaid", "anna", "Anna"), null)).toHaveLength(1);
  expect(replaced([], anna, namedAnswer("admitted", "anna", "Anna"))).toEqual([]);
  expect(replaced([], anna, namedAnswer("admitted", "other", "Anna"))).toEqual([anna]);
});

it("settles whoever is let in later", () => {
  expect(arrived([anna, ben], namedAnswer("admitted", "anna", "Anna"))).toEqual([ben]);
  expect(arrived([anna, ben], namedAnswer("left", "anna", "Anna"))).toEqual([anna, ben]);
});

it("does not take two unreadable codes for one", () => {
  const other = sampleAnswer("forged", { code: "LY1:other" });
  expect(replaced([stranger], other, null)).toEqual([stranger, other]);
});

it("fades green after three seconds, and never what wants settling", () => {
  expect(staleAfter({ kind: "verdict", answer: sampleAnswer("admitted") })).toBe(3_000);
  expect(staleAfter({ kind: "verdict", answer: anna })).toBeNull();
  expect(staleAfter({ kind: "verdict", answer: stranger })).toBeNull();
  expect(
    staleAfter({ kind: "verdict", answer: sampleAnswer("already_in", { repeat: true, tone: "red" }) }),
  ).not.toBeNull();
  expect(needsSettling(sampleAnswer("already_in", { tone: "neutral" }))).toBe(false);
});
