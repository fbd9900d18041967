import { cleanup, render } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeDesk, problem } from "../host/fake";
import { namedAnswer, sampleAnswer, sampleFound } from "../host/samples";
import App from "./App.svelte";
import { all, ctrl, pass, press, scan, shown, tap, the, type, verdict } from "./hands";
import { CALIBRATION } from "./panels/calibrationCode";

let host: FakeDesk;

beforeEach(async () => {
  vi.useFakeTimers();
  localStorage.clear();
  host = new FakeDesk();
  host.onScan = (text) => {
    if (text.startsWith("lost")) throw problem("not_recorded", "not recorded: the disk is full");
    if (text.startsWith("other")) return namedAnswer("admitted", "ivo", "Ivo Li");
    if (text.startsWith("owes")) return sampleAnswer("unpaid", { steps: ["pay"], detail: { ...sampleAnswer("unpaid").detail, due: "12.50 EUR" } });
    return sampleAnswer("already_in", { steps: ["reason"] });
  };
  render(App, { host });
  await pass(10);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const reason = () => the("reason") as HTMLInputElement;

it("a half-written reason waits for its refusal to come back", async () => {
  await scan("first-ticket");
  await tap("F9");
  await type("Known to the hou");
  await scan("other-ticket");
  expect(the("settle")).toBeNull();
  await ctrl("1");
  await tap("F9");
  expect(reason().value).toBe("Known to the hou");
  await tap("Escape");
  await tap("F9");
  expect(reason().value, "Not now gives it up").toBe("");
});

it("what could not be recorded is named and counted", async () => {
  await scan("lost-111111");
  expect(the("not-recorded-what")?.textContent).toBe("… 111111");
  await scan("lost-222222");
  expect(the("not-recorded-what")?.textContent).toContain("… 222222 · 2 in a row");
  host.guests = [sampleFound("ivo", "Ivo Li")];
  host.onAdmit = () => {
    throw problem("not_recorded");
  };
  await type("ivo");
  await pass(200);
  press("Enter");
  await pass(0);
  expect(the("not-recorded-what")?.textContent).toContain("Ivo Li · 3 in a row");
  await scan("other-ticket");
  await scan("lost-333333");
  expect(the("not-recorded-what")?.textContent).toBe("… 333333");
});

it("the look at the event file says best why nothing is recorded", async () => {
  host.view = { ...host.view, unwritable: "taken_away" };
  await scan("lost-111111");
  expect(shown()).toContain("The event file is not where it was opened");
});

it.each([CALIBRATION, CALIBRATION.toLowerCase(), `]Q1${CALIBRATION}`, "LQNYQRD)CQLIBRQTE)à&é\"'(-è_ç"])(
  "the calibration code is nobody's ticket: %s",
  async (code) => {
    await scan(code);
    expect(host.asked.some((asked) => asked.startsWith("scan"))).toBe(false);
    expect(verdict()).toBe("notice");
    expect(shown()).toContain("The test code");
  },
);

it("a payment is called one", async () => {
  host.onSettle = () => sampleAnswer("admitted", { reason: "12.50 EUR" });
  await scan("owes-ticket");
  expect(the("overridden")).toBeNull();
  await ctrl("p");
  expect(the("overridden")?.textContent).toBe("Paid: 12.50 EUR");
});

it.each(["not_listed", "not_inside", "already_in"] as const)("%s shows whom to call", async (told) => {
  host.onScan = () => sampleAnswer(told, { steps: told === "already_in" ? ["organiser"] : ["find"] });
  await scan("first-ticket");
  expect(the("contact")?.textContent).toContain(host.view.contact);
});

it("a badge that no printer took is not said to be printing", async () => {
  host.onScan = () => namedAnswer("admitted", "ivo", "Ivo Li", { prints_badge: true });
  await scan("first-ticket");
  expect(shown()).toContain("Badge is printing");
  host.print({ printer: null, file: "ivo.pdf", problem: problem("device", "no printer answers") });
  await pass(0);
  expect(shown()).not.toContain("Badge is printing");
  expect(all("news")[0]?.textContent).toContain("no printer answers");
});
