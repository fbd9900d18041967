import { cleanup, render } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Step } from "../bindings";
import { FakeDesk, problem } from "../host/fake";
import { namedAnswer, sampleAnswer } from "../host/samples";
import App from "./App.svelte";
import { Desk } from "./desk.svelte";
import { all, ctrl, field, pass, press, scan, shown, tap, the, type, verdict } from "./hands";

let host: FakeDesk;
let desk: Desk;
let sounds: string[];

const settles = () => host.asked.filter((asked) => asked.startsWith("settle"));

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date("2026-12-03T18:41:10Z") });
  localStorage.clear();
  host = new FakeDesk();
  sounds = [];
  desk = new Desk(host, (sound) => sounds.push(sound));
  render(App, { host, desk });
  await pass(10);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("F9", () => {
  it("lets in with one key where that is enough, and leaves no chip", async () => {
    host.onScan = () => namedAnswer("not_listed", "new", "Noor Haddad", { row: 40 });
    host.onSettle = () => namedAnswer("admitted", "other", "Noor Haddad", { overridden: "not_listed" });
    await scan("TICKET-1");
    expect(shown()).toContain("F9");
    await tap("F9");
    expect(settles()).toEqual(["settle 40 admit"]);
    expect(verdict()).toBe("admitted");
    expect(the("overridden")?.textContent).toContain("Not in the list");
    expect(all("chip"), "a settled refusal leaves nothing behind, whoever the answer is about").toHaveLength(0);
  });

  it("takes a waiting guest off the list; with Shift it does the next likely thing", async () => {
    host.onScan = () => sampleAnswer("not_confirmed", { row: 41 });
    await scan("TICKET-1");
    await tap("F9", { shiftKey: true });
    expect(the("settle")?.dataset.how).toBe("reason");
    await tap("Escape");
    await tap("F9");
    expect(settles()).toEqual(["settle 41 release"]);
  });

  it("does nothing where nothing can be settled", async () => {
    await tap("F9");
    host.onScan = () => sampleAnswer("admitted");
    await scan("TICKET-1");
    await tap("F9");
    await ctrl("p");
    await ctrl("g");
    expect(host.asked).toEqual(["scan TICKET-1"]);
  });

  it("says so where the case has changed meanwhile", async () => {
    host.onScan = () => sampleAnswer("not_listed");
    host.onSettle = () => {
      throw problem("not_settled", "They came in meanwhile.");
    };
    await scan("TICKET-1");
    await tap("F9");
    expect(the("verdict-word")?.textContent).toBe("Not settled");
    expect(shown()).toContain("They came in meanwhile.");
  });
});

describe("a reason", () => {
  beforeEach(async () => {
    host.onScan = (text) =>
      text === "TICKET-2" ? namedAnswer("admitted", "li", "Ivo Li") : namedAnswer("already_in", "ann", "Ann", { row: 7 });
    await scan("TICKET-1");
    await tap("F9");
  });

  it("is the usual one after two keys", async () => {
    expect(document.activeElement).toBe(the("reason"));
    await tap("Enter");
    expect(settles()).toEqual(["settle 7 reason Left without scanning"]);
    expect(verdict()).toBe("admitted");
    expect(document.activeElement, "and the search has the keys again").toBe(field());
  });

  it("may say that it is another person, who is counted, too", async () => {
    await tap("ArrowDown");
    await tap("Enter");
    expect(settles()).toEqual(["settle 7 reason Two people, one ticket by mistake for another"]);
  });

  it("is asked about where a slow scanner may have typed it", async () => {
    const reason = the("reason") as HTMLInputElement;
    reason.value = "BK2031";
    reason.dispatchEvent(new Event("input", { bubbles: true }));
    await tap("Enter");
    expect(settles(), "nobody is let in by another one's code").toEqual([]);
    expect(the("code-like")).not.toBeNull();
    await pass(1_000);
    await tap("Enter");
    expect(settles()).toEqual(["settle 7 reason BK2031"]);
  });

  it("is chosen with the arrows, or typed", async () => {
    await tap("ArrowDown");
    await tap("ArrowDown");
    await tap("ArrowDown");
    expect(document.querySelector("#reasons [aria-selected=true]")?.textContent?.trim()).toBe("The organiser said yes");
    await type("Fire alarm");
    await pass(100);
    await tap("Enter");
    expect(settles()).toEqual(["settle 7 reason Fire alarm"]);
  });

  it("keeps the keys while it is typed, and gives them back after Escape", async () => {
    await type("ab");
    expect((the("reason") as HTMLInputElement).value).toBe("ab");
    expect(field().value).toBe("");
    await tap("Escape");
    expect(the("settle")).toBeNull();
    expect(verdict(), "the refusal is still there").toBe("already_in");
    await type("kelly");
    expect(field().value).toBe("kelly");
  });

  it("lets a scan pass, which is shown; the refusal stays as a chip", async () => {
    await type("Fire");
    await scan("TICKET-2");
    expect(the("verdict-name")?.textContent).toBe("Ivo Li");
    expect(the("settle")).toBeNull();
    expect(settles()).toEqual([]);
    expect(all("chip")).toHaveLength(1);
    await ctrl("1");
    expect(the("verdict-name")?.textContent).toBe("Ann");
    await tap("F9");
    await tap("Enter");
    expect(settles()).toHaveLength(1);
  });

  it("is asked once, however often Enter comes", async () => {
    let answer: (answer: ReturnType<typeof sampleAnswer>) => void = () => undefined;
    host.onSettle = () => new Promise((answered) => (answer = answered));
    await tap("Enter");
    await tap("Enter");
    answer(sampleAnswer("admitted"));
    await pass(0);
    expect(settles()).toHaveLength(1);
  });
});

describe("a lead", () => {
  beforeEach(async () => {
    host.onScan = () => namedAnswer("revoked", "ann", "Ann", { row: 9 });
    await scan("TICKET-1");
    await tap("F9");
  });

  it("gives a PIN that nobody can read, and a reason if they like", async () => {
    const pin = the("pin") as HTMLInputElement;
    expect(pin.type).toBe("password");
    expect(document.activeElement).toBe(pin);
    await tap("Enter");
    expect(settles(), "without a PIN nothing is asked").toEqual([]);
    await type("4711");
    await tap("Enter");
    expect(settles()).toEqual(["settle 9 lead 4711 "]);
  });

  it("is told at once of a wrong PIN, and tries again", async () => {
    host.onSettle = () => {
      throw problem("wrong_pin");
    };
    await type("0000");
    await tap("Enter");
    expect(the("settle")?.textContent).toContain("not a lead’s");
    expect((the("pin") as HTMLInputElement).value).toBe("");
    host.onSettle = () => namedAnswer("admitted", "ann", "Ann", { overridden: "revoked" });
    await type("4711");
    await tap("Enter");
    expect(verdict()).toBe("admitted");
  });

  it("is stood in for by a reason where leads have no PINs", async () => {
    await tap("Escape");
    host.change({ leads: false });
    await pass(0);
    expect(shown()).toContain("Let in, saying why");
    await tap("F9");
    expect(the("pin")).toBeNull();
    await tap("Enter");
    expect(settles()).toEqual(["settle 9 lead  Showed the newer ticket"]);
  });
});

it("Ctrl+P says that they paid, and how much it was stands there", async () => {
  const { detail } = sampleAnswer("unpaid");
  host.onScan = () => sampleAnswer("unpaid", { row: 12, detail: { ...detail, due: "12.50 EUR" } });
  await scan("TICKET-1");
  expect(shown()).toContain("12.50 EUR paid: let in");
  await ctrl("p");
  expect(settles()).toEqual(["settle 12 paid"]);
});

describe("a group", () => {
  beforeEach(async () => {
    host.onScan = () =>
      namedAnswer("admitted", "g", "Noor Haddad", { row: 5, member: 2, admits: 4, rest: 2, steps: ["rest"] });
    await scan("TICKET-1");
  });

  it("comes in whole with one key", async () => {
    expect(shown()).toContain("2 of 4");
    expect(shown()).toContain("All 2 others too");
    await ctrl("g");
    expect(host.asked.at(-1)).toBe("rest 5");
  });

  it("leaves whole with one key", async () => {
    const left = { row: 6, member: 2, admits: 4, rest: 1, still_inside: 1, steps: ["rest"] as Step[] };
    host.onScan = () => namedAnswer("left", "g", "Noor Haddad", left);
    await scan("TICKET-1");
    expect(shown()).toContain("The other one too");
    await pass(3_100);
    expect(shown()).toContain("The other one of Noor Haddad out too");
    await ctrl("g");
    expect(host.asked.at(-1)).toBe("rest 6");
  });

  it("may still follow when its green has faded, until somebody else comes", async () => {
    await pass(3_100);
    expect(verdict()).toBe("ready");
    expect(shown()).toContain("All 2 others of Noor Haddad");
    await ctrl("g");
    expect(host.asked.at(-1)).toBe("rest 5");
    await pass(3_100);
    await ctrl("g");
    expect(host.asked.filter((asked) => asked.startsWith("rest"))).toHaveLength(1);
  });
});

describe("every refusal", () => {
  it("names the organiser where they can help, and a new guest where that is likely", async () => {
    host.onScan = () => sampleAnswer("unknown");
    await scan("TICKET-1");
    expect(shown()).toContain("Organiser: rich@intercom.io");
    await tap("F3");
    expect(document.querySelector("[data-panel=walk_in]")).not.toBeNull();
    expect(verdict(), "the stage stays").toBe("unknown");
  });

  it("of somebody nameless is settled by finding them", async () => {
    host.onScan = () => sampleAnswer("forged");
    await scan("TICKET-1");
    await tap("F2");
    await type("Ivo");
    await pass(200);
    await tap("Enter");
    expect(verdict()).toBe("admitted");
    expect(all("chip")).toHaveLength(0);
  });

  it("of an unknown Luma code teaches the code when they are found by name", async () => {
    host.onScan = () => sampleAnswer("unknown", { code: "LUMA-KEY", learnable: true });
    await scan("LUMA-KEY");
    expect(shown()).toContain("the desk then knows this code");
    await tap("F2");
    await type("Ivo");
    await pass(200);
    await tap("Enter");
    await pass(10);
    expect(host.asked).toContain("learn li LUMA-KEY");
    expect(the("news")?.textContent).toContain("Code learnt");
  });

  it("of a code that nobody can learn teaches nothing", async () => {
    host.onScan = () => sampleAnswer("unknown");
    await scan("OTHER");
    await tap("F2");
    await type("Ivo");
    await pass(200);
    await tap("Enter");
    await pass(10);
    expect(host.asked.filter((asked) => asked.startsWith("learn"))).toEqual([]);
  });

  it("of somebody with a name is not settled by somebody else", async () => {
    host.onScan = () => namedAnswer("unpaid", "ann", "Ann");
    await scan("TICKET-1");
    await type("Ivo");
    await pass(200);
    await tap("Enter");
    expect(all("chip")).toHaveLength(1);
  });

  it("is read out with what can be done", async () => {
    host.onScan = () => sampleAnswer("already_in");
    await scan("TICKET-1");
    expect(document.querySelector("[aria-live=assertive]")?.textContent).toMatch(/F9: Let in, with a reason/);
  });
});

it("a held key is pressed once", async () => {
  press("F8");
  press("F8", { repeat: true });
  press("F8", { repeat: true });
  await pass(0);
  expect(host.asked).toEqual(["undo answer last"]);
});

it("attention has a sound of its own, behind the tone’s", async () => {
  host.onScan = () => sampleAnswer("admitted", { attention: "VIP", note: "Seat kept." });
  await scan("TICKET-1");
  expect(sounds).toEqual(["green", "attention"]);
  expect(the("attention")?.textContent).toBe("VIP");
  expect(the("note")?.textContent).toBe("Seat kept.");
});

describe("undo", () => {
  it("names the person, and what to take back", async () => {
    host.onScan = () => sampleAnswer("admitted", { row: 7, hand_over: ["Blue wristband", "T-shirt"] });
    await scan("TICKET-1");
    await tap("F8");
    expect(shown()).toContain("Ann-Marie Kelly");
    expect(shown()).toContain("Take back the badge, and: Blue wristband, T-shirt.");
  });

  it("of a leaving takes nothing back", async () => {
    host.onUndo = () => ({ row: 9, undone: 3, name: "Ivo Li", verdict: "left", clock: "20:10", badge: true, people: 1, due: null, status: null });
    await tap("F8");
    expect(shown()).toContain("They count as in again.");
    expect(shown()).not.toContain("badge");
  });
});
