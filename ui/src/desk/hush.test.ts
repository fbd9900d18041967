import { cleanup, render } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeDesk } from "../host/fake";
import { namedAnswer } from "../host/samples";
import App from "./App.svelte";
import { Desk } from "./desk.svelte";
import { all, ctrl, field, pass, scan, shown, tap, the, type, verdict } from "./hands";
import { Hush, HUSH_MS } from "./hush";

describe("after a scan took the place of a form", () => {
  const key = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key, ...more });

  it("what is typed goes nowhere until nobody has typed for a second", () => {
    const hush = new Hush();
    expect(hush.takes(key("a"), 0), "nothing was driven off").toBe(false);
    hush.begin(1_000);
    for (const [name, at] of [
      ["M", 1_200],
      ["Backspace", 2_100],
      ["Enter", 3_000],
    ] as const) {
      expect(hush.takes(key(name), at), name).toBe(true);
    }
    expect(hush.takes(key("M"), 3_000 + HUSH_MS)).toBe(false);
  });

  it("a function key, Escape or a shortcut is meant, and so is what follows", () => {
    for (const meant of [key("F9"), key("Escape"), key("1", { ctrlKey: true })]) {
      const hush = new Hush();
      hush.begin(0);
      expect(hush.takes(meant, 100)).toBe(false);
      expect(hush.takes(key("a"), 200)).toBe(false);
    }
  });

  it("Shift alone is neither", () => {
    const hush = new Hush();
    hush.begin(0);
    expect(hush.takes(key("Shift"), 100)).toBe(false);
    expect(hush.isOn(200)).toBe(true);
  });
});

describe("at the desk", () => {
  let host: FakeDesk;
  let desk: Desk;
  const deeds = () => host.asked.filter((asked) => /^(?:admit|settle|walk)/.test(asked));

  beforeEach(async () => {
    vi.useFakeTimers({ now: new Date("2026-12-03T18:41:10Z") });
    localStorage.clear();
    host = new FakeDesk();
    desk = new Desk(host);
    render(App, { host, desk });
    await pass(10);
    host.onScan = (text) =>
      text === "TICKET-2" ? namedAnswer("admitted", "li", "Ivo Li") : namedAnswer("unpaid", "ann", "Ann", { row: 7 });
  });

  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  async function refusedWithF9(verdict: "unpaid" | "revoked" = "unpaid"): Promise<void> {
    if (verdict === "revoked") host.onScan = (text) => namedAnswer(text === "TICKET-2" ? "admitted" : verdict, text, text);
    await scan("TICKET-1");
    await tap("F9");
    expect(the("settle")).not.toBeNull();
  }

  it("the rest of a reason neither searches nor lets anybody in", async () => {
    await refusedWithF9();
    await type("Friend of ");
    await scan("TICKET-2");
    expect(verdict()).toBe("admitted");
    await type("kelly");
    await tap("Backspace");
    await tap("Enter");
    expect([field().value, deeds()]).toEqual(["", []]);
    await pass(HUSH_MS + 10);
    await type("kelly");
    expect(field().value, "who has looked up types as ever").toBe("kelly");
  });

  it("it says that what was written is kept, and which keys go on with it", async () => {
    await refusedWithF9();
    await type("Friend of ");
    await scan("TICKET-2");
    expect(shown()).toContain("What you wrote for Ann is kept");
    expect(shown()).toContain("Ctrl 1, then F9");
    await type("Marek");
    await ctrl("1");
    await tap("F9");
    expect((the("reason") as HTMLInputElement).value).toBe("Friend of ");
    await type("Marek");
    await tap("Enter");
    expect(deeds()).toEqual(["settle 7 reason Friend of Marek"]);
  });

  it("a PIN is never seen in clear", async () => {
    await refusedWithF9("revoked");
    await type("27");
    await scan("TICKET-2");
    await type("18");
    await tap("Enter");
    expect([field().value, deeds()]).toEqual(["", []]);
    expect(shown()).toContain("PIN is typed anew");
  });

  it("it names the key that asks for the reason where F9 does something else", async () => {
    const wait = namedAnswer("not_confirmed", "ann", "Ann", { row: 7 });
    host.onScan = (text) => (text === "TICKET-2" ? namedAnswer("admitted", "li", "Ivo Li") : wait);
    await scan("TICKET-1");
    await tap("F9", { shiftKey: true });
    await type("Friend of ");
    await scan("TICKET-2");
    expect(shown()).toContain("Ctrl 1, then Shift F9");
  });

  it("a panel that lies open gets none of it either", async () => {
    await tap("F3");
    await refusedWithF9();
    await type("Friend of ");
    await scan("TICKET-2");
    await type("Marek");
    await tap("Enter");
    expect((the("walk-name") as HTMLInputElement).value).toBe("");
    expect(deeds()).toEqual([]);
  });

  it("further scans are taken, and leave nothing", async () => {
    await refusedWithF9();
    await type("Friend");
    await scan("TICKET-2");
    await type("Ma");
    await scan("TICKET-2");
    expect(host.asked.filter((asked) => asked === "scan TICKET-2")).toHaveLength(2);
    await pass(HUSH_MS + 10);
    expect(field().value).toBe("");
  });

  it("it says so no more once the guest is in, and goes along when they are refused anew", async () => {
    await refusedWithF9();
    await type("Friend of ");
    await scan("TICKET-2");
    await scan("TICKET-1");
    expect(shown()).toContain("F9 goes on with it");
    await tap("F9");
    expect((the("reason") as HTMLInputElement).value).toBe("Friend of ");
    await scan("TICKET-2");
    expect(shown()).toContain("What you wrote for Ann is kept");
    host.onScan = () => namedAnswer("admitted", "ann", "Ann");
    await scan("TICKET-1");
    expect(shown()).not.toContain("What you wrote");
  });

  it("the same guest refused anew keeps what was written", async () => {
    await refusedWithF9();
    await type("Friend of Marek");
    await scan("TICKET-1");
    expect(all("chip")).toHaveLength(0);
    await tap("F9");
    expect((the("reason") as HTMLInputElement).value).toBe("Friend of Marek");
  });
});
