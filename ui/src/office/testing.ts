/** The whole office in one of its rooms, for tests. */
import { cleanup, render } from "@testing-library/svelte";
import { vi } from "vitest";
import { FakeOffice } from "../host/fakeOffice";
import { pass } from "../shared/testing";
import App from "./App.svelte";
import type { RoomName } from "./keys";
import { Office } from "./office.svelte";

export { all, input, pass, press, the } from "../shared/testing";

export async function open(room: RoomName, prepare: (host: FakeOffice) => void = () => undefined) {
  vi.useFakeTimers({ now: new Date("2026-11-24T16:02:00Z") });
  localStorage.clear();
  const host = new FakeOffice();
  prepare(host);
  const office = new Office(host);
  render(App, { host, office });
  await pass(10);
  office.go(room);
  await pass(10);
  return { host, office };
}

export function close(): void {
  cleanup();
  vi.useRealTimers();
}

/** What somebody typed or pasted into a field. */
export async function fill(testid: string, text: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[data-testid="${testid}"]`)!;
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await pass(10);
}

export async function choose(testid: string, value: string): Promise<void> {
  const field = document.querySelector<HTMLSelectElement>(`[data-testid="${testid}"]`)!;
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await pass(10);
}

export async function click(testid: string): Promise<void> {
  document.querySelector<HTMLElement>(`[data-testid="${testid}"]`)!.click();
  await pass(10);
}

export const asked = (host: FakeOffice, word: string) => host.asked.filter((asked) => asked.startsWith(word));
