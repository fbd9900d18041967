import { describe, expect, it } from "vitest";
import type { DeskView, Status, UndoAnswer, Verdict } from "../bindings";
import { sampleAnswer, sampleDesk, TONES } from "../host/samples";
import { dictionaries } from "../shared/i18n";
import { handOver } from "./stage";
import { announce, groupPill, takeBack, tell, tellSteps, tellUndone } from "./story";

const { en } = dictionaries;
const detail = sampleAnswer("admitted").detail;

describe.each(Object.entries(dictionaries))("in %s", (_lang, t) => {
  it.each(Object.keys(TONES) as Verdict[])("%s has a word, and a refusal says what to do", (verdict) => {
    const told = tell(sampleAnswer(verdict), t);
    expect(told.word).not.toBe("");
    if (TONES[verdict] === "amber" || TONES[verdict] === "red") {
      expect(told.story).not.toBe("");
      expect(told.next).toBeTruthy();
    }
    expect(Object.values(told).join(" ")).not.toMatch(/null|undefined|NaN/);
  });
});

it("advises by the tone it was given, never by its own reckoning", () => {
  const next = (tone: "amber" | "red" | "neutral") => tell(sampleAnswer("already_in", { tone }), en).next;
  expect(next("amber")).toBe(en.next.alreadyInAsk);
  expect(next("red")).toBe(en.next.alreadyInRefuse);
  expect(next("neutral")).toBe(en.next.alreadyInWelcome);
});

it("tells of who has left, and of groups, how many", () => {
  const first = { ...sampleAnswer("already_in").first!, left: true };
  const told = tell(sampleAnswer("already_in", { tone: "red", first }), en);
  expect([told.word, told.story]).toEqual(["Left already", "Came at 18:19, and left"]);
  const group = { member: 4, admits: 4 };
  expect(groupPill(sampleAnswer("admitted", group), en)).toBe("4 of 4");
  expect(groupPill(sampleAnswer("left", { ...group, still_inside: 3 }), en)).toBe("3 of them still inside");
  const answer = sampleAnswer("admitted", { people: 3, hand_over: ["Blue wristband"] });
  expect(announce(answer, en)).toContain("Hand over: 3 × Blue wristband");
});

it("uses the details a refusal brings", () => {
  const story = (verdict: Verdict, more: Partial<typeof detail>) =>
    tell(sampleAnswer(verdict, { detail: { ...detail, ...more } }), en).story;
  expect(story("wrong_door", { doors: ["Side door"] })).toBe("Gets in at Side door");
  expect(story("unpaid", { due: "12.50 EUR" })).toBe("12.50 EUR to pay");
  expect(story("full", { inside: 0, capacity: 420 })).toBe("0 inside, room for 420");
  expect(story("not_confirmed", { status: "waitlist" })).toBe("On the waiting list");
  expect(
    tell(sampleAnswer("full", { rest: 2, detail: { ...detail, inside: 5, capacity: 5, came: 1 } }), en).story,
    "a group that met a full room says who is where",
  ).toBe("1 came in, 2 did not. 5 inside, room for 5");
  expect(story("wrong_event", { event: { name: "Machine Learning Night", date: "2026-12-10" } })).toBe(
    "A ticket for Machine Learning Night, Thursday 10 December",
  );
  expect(story("revoked", { since: "17:55" })).toContain("17:55");
  const { attendee } = sampleAnswer("revoked");
  const cancelled = tell(sampleAnswer("revoked", { attendee: { ...attendee!, status: "cancelled" } }), en);
  expect(cancelled.story, "whoever cancelled has no newer ticket").toBe("Cancelled");
  expect(cancelled.next).not.toContain("find them");
});

it("tells of a case that is brought back what is true by now", () => {
  const later = (verdict: Verdict, more: Partial<DeskView> = {}, clock = "18:51") =>
    tell(sampleAnswer(verdict, { detail: { ...detail, inside: 420, capacity: 420 } }), en, sampleDesk({ clock, ...more }));
  expect(later("already_in", {}, "18:41").story).toBe("18:19 at Side door, 22 minutes ago");
  expect(later("already_in").story).toBe("18:19 at Side door, 32 minutes ago");
  expect(later("already_in", {}, "00:19").story, "past midnight").toBe("18:19 at Side door, 6 hours ago");
  expect(later("already_in", {}, "18:40").story, "a view older than the answer").toBe("18:19 at Side door, 22 minutes ago");
  expect(later("full", {}, "18:41").story).toBe("420 inside, room for 420");
  const room = (inside: number) => ({ room: { inside, capacity: 420, full: inside >= 420 } });
  expect(later("full", room(421)), "still").toMatchObject({ story: "421 inside now, room for 420", next: en.next.full });
  expect(later("full", room(418))).toMatchObject({ story: "418 inside now, room for 420", next: en.next.fullBefore });
  expect(later("full", { room: null }).story).toBe("It was full at 18:41, and has room now");
});

it("says of a real ticket that the desk only practises", () => {
  const ticket = sampleAnswer("wrong_event");
  expect(tell(ticket, en, sampleDesk({ practice: true })).story).toBe("A ticket for a different event. You are practising: real tickets say this, too");
  expect(announce(ticket, en, sampleDesk({ practice: true }))).toContain("You are practising");
  expect(tell(ticket, en).story).toBe("A ticket for a different event");
  expect(tell(sampleAnswer("forged"), en, sampleDesk({ practice: true })).story).toBe(tell(sampleAnswer("forged"), en).story);
});

it("takes off the waiting list only who is on it", () => {
  const first = (status: Status) =>
    tellSteps(sampleAnswer("not_confirmed", { steps: ["release"], detail: { ...detail, status } }), null, en);
  expect(first("waitlist")).toBe("F9: Off the waiting list, and in");
  expect(first("pending")).toBe("F9: Confirm, and in");
});

it("announces word, name and what to hand over in one breath", () => {
  expect(announce(sampleAnswer("admitted", { member: 2, admits: 4 }), en)).toBe(
    "Welcome. Ann-Marie Kelly. 2 of 4. Hand over: Blue wristband",
  );
});

describe("what was taken back", () => {
  const undo: UndoAnswer = {
    row: 8,
    undone: 7,
    name: "Ann",
    verdict: "admitted",
    clock: "23:03",
    badge: false,
    people: 1,
    due: null,
    status: null,
  };

  it("names what was handed over, however the guest got in", () => {
    for (const verdict of ["admitted", "unpaid", "not_confirmed", "full", "already_in"] as const) {
      expect(takeBack({ ...undo, verdict }, ["Blue wristband"], en)).toContain("Take back: Blue wristband.");
      expect(takeBack({ ...undo, verdict, badge: true }, ["Blue wristband"], en)).toContain("the badge, and: Blue");
    }
    expect(takeBack({ ...undo, verdict: "already_in" }, [], en), "who was in before was handed nothing").not.toContain("badge");
  });

  it("says what is due again, and who waits again", () => {
    expect(takeBack({ ...undo, verdict: "unpaid", due: "12.50 EUR" }, [], en)).toContain("12.50 EUR is due again");
    expect(takeBack({ ...undo, verdict: "unpaid", due: "" }, [], en)).toContain("to be paid again");
    expect(takeBack({ ...undo, verdict: "not_confirmed", status: "waitlist" }, [], en)).toContain("on the waiting list again");
    expect(takeBack({ ...undo, verdict: "not_confirmed", status: "pending" }, [], en)).toContain("approval again");
  });

  it("calls an exit an exit", () => {
    expect(tellUndone({ ...undo, verdict: "left" }, en)).toBe("Exit of 23:03 taken back");
    expect(tellUndone(undo, en)).toBe("Entry of 23:03 taken back");
    expect(tellUndone({ ...undo, people: 3 }, en)).toContain("all 3");
    expect(tellUndone({ ...undo, verdict: "left", people: 3 }, en)).toBe("Exit of 23:03 taken back, all 3 of them");
  });
});

it("says what to hand over to those of a group who came in before the room was full", () => {
  const stopped = sampleAnswer("full", { hand_over: ["Blue wristband"], people: 0, detail: { ...detail, came: 2 } });
  expect(handOver(stopped)).toEqual(["2 × Blue wristband"]);
  expect(handOver(sampleAnswer("full", { hand_over: ["Blue wristband"] }))).toEqual([]);
});
