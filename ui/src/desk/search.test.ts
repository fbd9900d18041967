import { cleanup, render } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeDesk } from "../host/fake";
import { sampleFound } from "../host/samples";
import App from "./App.svelte";
import { all, pass, press, scan, the, type } from "./hands";

let host: FakeDesk;
const admitted = () => host.asked.filter((asked) => asked.startsWith("admit"));
const chosen = () => all("result").findIndex((row) => row.getAttribute("aria-selected") === "true");

/** The last letter is only just typed. */
const typeQuickly = async (text: string) => {
  await type(text.slice(0, -1));
  press(text.at(-1)!);
  await pass(40);
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  localStorage.clear();
  host = new FakeDesk();
  host.guests = [sampleFound("fran", "Francesca Fischer"), sampleFound("frank", "Frank Franz")];
  render(App, { host });
  await pass(0);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("a key that comes before the answer to the query", () => {
  it("lets in by an Enter right after the last letter", async () => {
    await typeQuickly("francesca");
    press("Enter");
    await pass(0);
    expect(admitted()).toEqual([]);
    await pass(200);
    expect(admitted()).toEqual(["admit fran"]);
  });

  it("goes down, and then lets in", async () => {
    await typeQuickly("fr");
    press("ArrowDown");
    press("Enter");
    await pass(300);
    expect(admitted()).toEqual(["admit frank"]);
  });

  it("is forgotten when the typing goes on", async () => {
    await typeQuickly("fra");
    press("ArrowDown");
    await type("n");
    await pass(300);
    expect(chosen()).toBe(0);
  });

  it("is forgotten when the search is cleared or left", async () => {
    await typeQuickly("franc");
    press("Enter");
    press("Escape");
    await pass(300);
    await typeQuickly("franc");
    press("Enter");
    press("F3");
    await pass(300);
    expect(admitted()).toEqual([]);
  });

  it("doesn't count when a scanner typed it", async () => {
    await type("fran", 5);
    press("Enter");
    await pass(400);
    expect(admitted()).toEqual([]);
    await scan("francesca");
    await pass(400);
    expect(admitted()).toEqual([]);
  });
});

describe("guests of the same name", () => {
  it("keep nobody else from being chosen", async () => {
    host.guests = [
      sampleFound("cs", "Clara Schumann"),
      sampleFound("b1", "Ciara Byrne", { company: "Clara" }),
      sampleFound("b2", "Ciara Byrne", { company: "Clara" }),
    ];
    await type("clara");
    await pass(200);
    expect(chosen()).toBe(0);
    expect(the("namesakes")).toBeNull();
    expect(all("result")[1]?.textContent).toContain("b1@example.org");
    press("Enter");
    await pass(0);
    expect(admitted()).toEqual(["admit cs"]);
  });

  it("are counted, and an Enter says why it does nothing", async () => {
    host.guests = ["a", "b", "c"].map((id) => sampleFound(id, "David Murphy"));
    await type("murphy");
    await pass(200);
    expect(chosen()).toBe(-1);
    expect(the("namesakes")?.textContent).toContain("three times");
    press("Enter");
    await pass(0);
    expect(admitted()).toEqual([]);
    expect(the("unmoved")?.textContent).toContain("Three have this name");
    press("ArrowDown");
    await pass(0);
    expect(the("unmoved")).toBeNull();
  });
});

describe("a code that no scanner reads, and that is typed", () => {
  beforeEach(() => {
    host.guests = [sampleFound("fran", "Francesca Fischer", { company: "KLMN", by_code: true })];
  });

  it("lets nobody in by an Enter alone, since it may be half of somebody else's", async () => {
    await type("klmn");
    await pass(300);
    expect(the("by-code")?.textContent).toBe("This is the code on their ticket");
    expect(chosen()).toBe(-1);
    press("Enter");
    await pass(200);
    expect(host.asked.filter((asked) => !asked.startsWith("find"))).toEqual([]);
    expect(the("unmoved")).not.toBeNull();
  });

  it("is a scan once its guest is chosen", async () => {
    await type("klmn ");
    await pass(300);
    press("ArrowDown");
    press("Enter");
    await pass(200);
    expect(host.asked.filter((asked) => !asked.startsWith("find"))).toEqual(["scan klmn"]);
  });
});

it("keeps a name that runs from right to left apart from what stands beside it", async () => {
  host.guests = [sampleFound("he", "שרה כהן", { attention: "VIP" })];
  await type("שרה");
  await pass(300);
  const name = all("result")[0]?.querySelector(".name");
  expect(name?.getAttribute("dir"), "the line runs as the desk's words do").toBeNull();
  expect([...(name?.querySelectorAll("bdi") ?? [])].map(({ textContent }) => textContent)).toEqual(["שרה כהן", "VIP"]);
});
