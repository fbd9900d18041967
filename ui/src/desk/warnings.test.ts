import { cleanup, render } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeDesk } from "../host/fake";
import { namedAnswer, sampleAnswer, sampleDesk } from "../host/samples";
import App from "./App.svelte";
import { Desk } from "./desk.svelte";
import { all, pass, press, scan, shown, tap, the, type, verdict } from "./hands";

let host: FakeDesk;
let sounds: string[];

async function open(): Promise<void> {
  const desk = new Desk(host, (sound) => sounds.push(sound));
  render(App, { host, desk });
  await pass(10);
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-12-03T18:41:10Z") });
  localStorage.clear();
  host = new FakeDesk();
  sounds = [];
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it("never says Ready where nothing can be recorded, but what to do", async () => {
  host.view = sampleDesk({ unwritable: "read_only" });
  await open();
  expect(verdict()).toBe("unwritable");
  expect(the("verdict-word")?.textContent).toBe("Can’t record");
  expect(shown()).toContain("Copy it to this computer’s own disk");
  expect(shown()).not.toContain("Ready");
  expect(sounds).toEqual(["not_recorded"]);
  expect(document.querySelector('[aria-live="assertive"]')?.textContent).toContain("Can’t record");
  host.view = sampleDesk();
  await pass(60_000);
  expect(verdict(), "the disk is back").toBe("ready");
  expect(sounds).toHaveLength(1);
});

it("says of a full disk what to do", async () => {
  host.view = sampleDesk({ unwritable: "full" });
  await open();
  expect(verdict()).toBe("unwritable");
  expect(shown()).toContain("The disk is full. Delete what nobody needs");
});

it("says of a clock that was set that it is none, and what day it shows", async () => {
  await open();
  expect(the("set-clock")).toBeNull();
  host.view = sampleDesk({ set_clock: "2026-12-03" });
  await pass(60_000);
  expect(the("set-clock")?.textContent).toBe("Set clock, Thu 3 Dec");
});

it("keeps a code whose guest was found by name settled after a restart", async () => {
  const unknown = sampleAnswer("unknown", { row: 31 });
  host.onScan = () => unknown;
  await open();
  await scan("TICKET-1");
  await type("kel");
  await pass(200);
  await tap("ArrowDown");
  press("Enter");
  await pass(10);
  expect(verdict()).toBe("admitted");
  cleanup();
  const other = sampleAnswer("unknown", { row: 32, code: "", mark: "b" });
  host.left = [{ ...unknown, code: "" }, other];
  await open();
  expect(all("chip")).toHaveLength(1);
});

it("knows a code again that was left unsettled before a restart", async () => {
  host.left = [sampleAnswer("unknown", { row: 31, code: "", mark: "a1" })];
  await open();
  expect(all("chip")).toHaveLength(1);
  host.onScan = (code) => sampleAnswer("unknown", { row: 40, code, mark: "a1" });
  await scan("TICKET-1");
  expect(all("chip"), "it is on the stage").toHaveLength(0);
  host.onScan = () => namedAnswer("admitted", "li", "Ivo Li");
  await scan("TICKET-2");
  expect(all("chip")).toHaveLength(1);
});
