/** Of all that Escape could mean, only what it does now is shown. */
import { cleanup, render } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeDesk } from "../host/fake";
import { sampleAnswer } from "../host/samples";
import App from "./App.svelte";
import { Desk } from "./desk.svelte";
import { pass, scan, tap, type } from "./hands";

let host: FakeDesk;

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date("2026-12-03T18:41:10Z") });
  localStorage.clear();
  host = new FakeDesk();
  render(App, { host, desk: new Desk(host, () => undefined) });
  await pass(10);
  host.onScan = () => sampleAnswer("already_in");
  await scan("TICKET-1");
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const escapes = () =>
  [...document.querySelectorAll(".hint")].map(({ textContent }) => textContent).filter((said) => said.startsWith("Esc"));

it("closes the panel before it settles the stage", async () => {
  expect(escapes()).toEqual(["EscSettled"]);
  await tap("l", { ctrlKey: true });
  expect(escapes()).toEqual(["EscClose"]);
  await tap("Escape");
  expect(escapes()).toEqual(["EscSettled"]);
});

it("leaves a reason that is asked before the panel", async () => {
  await tap("l", { ctrlKey: true });
  await tap("F9");
  expect(escapes()).toEqual(["EscNot now"]);
  await tap("Escape");
  expect(escapes()).toEqual(["EscClose"]);
});

it("clears the search first", async () => {
  await type("Ann");
  await pass(300);
  expect(escapes()).toEqual(["EscClear"]);
  await tap("Escape");
  expect(escapes()).toEqual(["EscSettled"]);
});
