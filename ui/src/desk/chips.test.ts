import { expect, it } from "vitest";
import { FakeDesk } from "../host/fake";
import { namedAnswer, sampleAnswer } from "../host/samples";
import { arrived, replaced } from "./chips";
import { Desk } from "./desk.svelte";
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

it("keeps what was refused of a guest whom another ticket shows to be in", () => {
  expect(replaced([], anna, namedAnswer("already_in", "anna", "Anna", { repeat: true }))).toEqual([anna]);
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

it("brings back what was left unsettled when the window was closed, but not what Escape settled", async () => {
  localStorage.clear();
  const host = new FakeDesk();
  const open = async () => {
    const desk = new Desk(host, () => undefined);
    desk.start();
    await Promise.resolve().then(() => new Promise((done) => setTimeout(done)));
    return desk;
  };
  const [first, second] = [{ ...anna, row: 1 }, { ...ben, row: 2 }];
  host.left = [first, second];
  const desk = await open();
  expect(desk.chips).toEqual([first, second]);
  desk.recall(first);
  desk.clear();
  expect(desk.chips).toEqual([second]);
  desk.stop();
  const again = await open();
  expect(again.chips, "Anna was sent away").toEqual([second]);
  again.stop();
});
