import { cleanup, render } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeLobby, problem } from "../host/fake";
import { sampleLobby, sampleSlot, sampleSpeaker, SLOTS } from "../host/samples";
import App from "./App.svelte";
import { wallClock } from "./lobby.svelte";
import { shiftAt } from "./shift";

let host: FakeLobby;

const said = (testid: string) =>
  document.querySelector(`[data-testid="${testid}"]`)?.textContent?.replace(/\s+/g, " ").trim();

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await tick();
}

async function show(view: Partial<ReturnType<typeof sampleLobby>> = {}): Promise<void> {
  host.view = sampleLobby(view);
  render(App, { host });
  await pass(10);
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-12-03T19:14:00Z") });
  host = new FakeLobby();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("the evening", () => {
  it("before: when the doors open, and what is first", async () => {
    await show({
      phase: "before",
      arrived: 0,
      inside: 0,
      now: [],
      next: [{ ...SLOTS.doors, starts_in_seconds: 1260 }],
      later: [SLOTS.mongo],
    });
    expect(said("lobby-now")).toContain("Doors at 18:15");
    expect(said("lobby-countdown")).toBe("in 21 min");
    expect(said("lobby-arrived")).toBeUndefined();
  });

  it("during: the talk, who speaks, what is next, and one countdown", async () => {
    await show();
    expect(said("lobby-clock")).toBe("19:14");
    expect(said("lobby-now")).toContain("On stage Scaling MongoDB to one million client connections and beyond");
    expect(said("lobby-now")).toContain("Niall Sheridan and Barisa Obradovic");
    expect(said("lobby-next")).toContain("19:40 Scaling Elasticsearch");
    expect(document.querySelectorAll('[data-testid="lobby-countdown"]')).toHaveLength(1);
    expect(said("lobby-countdown")).toBe("in 26 min");
    expect(said("lobby-arrived")).toBe("209 guests are here");
    expect(document.body.textContent).toContain("ship-it-daily");
  });

  it("during: food beside a talk is secondary, two talks name their rooms", async () => {
    const workshop = sampleSlot("talk", "19:00", "Flame graphs", { room: "Workshop" });
    await show({ now: [SLOTS.mongo, workshop, SLOTS.food] });
    expect([...document.querySelectorAll("h1")].map((title) => title.textContent)).toEqual([
      SLOTS.mongo.title,
      "Flame graphs",
    ]);
    expect(said("lobby-now")).toContain("Workshop");
    expect(said("lobby-now")).toContain("Also now Food and beer until 21:00");
  });

  it("never shows an end that nobody gave", async () => {
    await show({ now: [SLOTS.mongo, { ...SLOTS.food, ends: null }] });
    expect(said("lobby-now")).not.toContain("until");
  });

  it("during: between two talks says when it goes on", async () => {
    await show({ now: [] });
    expect(said("lobby-now")).toContain("Next at 19:40");
  });

  it("after: thanks", async () => {
    await show({ phase: "after", now: [], next: [], later: [] });
    expect(said("lobby-now")).toContain("Thank you and good night");
    expect(said("lobby-arrived"), "they are on their way home").toBe("214 guests were here");
    expect(said("lobby-next")).toBeUndefined();
  });

  it("names a slot that has no title by its kind", async () => {
    await show({ next: [{ ...SLOTS.end, title: "", starts_in_seconds: 60 }] });
    expect(said("lobby-next")).toContain("Good night");
    expect(said("lobby-countdown")).toBe("in 1 min");
  });
});

it("says which speakers are in the house before their talk, and no more once it is on", async () => {
  const speakers = [sampleSpeaker("Niall Sheridan", true), sampleSpeaker("Barisa Obradovic")];
  await show({ now: [{ ...SLOTS.mongo, speakers }], next: [{ ...SLOTS.elastic, speakers, starts_in_seconds: 60 }] });
  const signs = document.querySelectorAll('[data-testid="speaker-here"]');
  expect([...signs].map((sign) => sign.parentElement?.textContent?.replace(/\s+/g, " "))).toEqual(["Niall Sheridan here"]);
  expect(said("lobby-next")).toContain("Barisa Obradovic");
  expect(said("lobby-now")).not.toContain("here");
});

describe("through the evening", () => {
  it("asks again when told to, within bounds", async () => {
    await show({ refresh_in_ms: 5_000 });
    expect(host.asked).toBe(1);
    await pass(4_900);
    expect(host.asked).toBe(1);
    host.view = sampleLobby({ refresh_in_ms: 3_600_000 });
    await pass(200);
    expect(host.asked).toBe(2);
    host.view = sampleLobby({ refresh_in_ms: 0 });
    await pass(60_000);
    expect(host.asked).toBe(3);
    await pass(100);
    expect(host.asked).toBe(3);
    await pass(60);
    expect(host.asked).toBe(4);
  });

  it("asks at once when something changed", async () => {
    await show();
    host.change(sampleLobby({ arrived: 215, inside: 210 }));
    await pass(0);
    expect(said("lobby-arrived")).toBe("210 guests are here");
  });

  it("keeps the last view, lets the clock go on, and comes back by itself", async () => {
    await show({ refresh_in_ms: 1_000 });
    host.view = problem("file");
    await pass(1_000 + 5 * 60_000);
    expect(document.querySelector('[data-testid="lobby-unreachable"]')).not.toBeNull();
    expect(said("lobby-now")).toContain("Scaling MongoDB");
    expect(said("lobby-clock")).toBe("19:19");
    expect(said("lobby-countdown")).toBe("in 21 min");
    host.view = sampleLobby({ clock: "19:20", as_of: "2026-12-03T19:20:00Z" });
    await pass(15_000);
    expect(document.querySelector('[data-testid="lobby-unreachable"]')).toBeNull();
    expect(said("lobby-clock")).toBe("19:20");
  });

  it("waits for a host that isn't there yet", async () => {
    host.view = problem("file");
    render(App, { host });
    await pass(7_000);
    expect(host.asked).toBeGreaterThan(2);
    host.view = sampleLobby();
    await pass(15_000);
    expect(said("lobby-now")).toContain("Scaling MongoDB");
  });

  it("stands still for a picture", async () => {
    host.still = true;
    await show({ refresh_in_ms: 250 });
    await pass(600_000);
    expect(host.asked).toBe(1);
    expect(said("lobby-clock")).toBe("19:14");
  });
});

it("tells the time of the event's zone, whatever the screen's own", () => {
  const view = sampleLobby({ as_of: "2026-12-03T18:14:00Z" });
  expect(wallClock({ ...view, event: { ...view.event, timezone: "Europe/Berlin" } }, 60_000)).toBe("19:15");
  expect(wallClock({ ...view, event: { ...view.event, timezone: "Nowhere/Land" } }, 0)).toBeNull();
});

it("shifts a little, never far, and comes back", () => {
  const turns = Array.from({ length: 11 }, (_, turn) => shiftAt(turn));
  expect(new Set(turns.map(({ x, y }) => `${x} ${y}`)).size).toBe(11);
  for (const { x, y } of turns) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThan(1);
  expect(shiftAt(11)).toEqual(shiftAt(0));
});
