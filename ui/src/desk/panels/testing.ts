/** The whole desk with a panel open, for the tests of the panels. */
import { cleanup, render } from "@testing-library/svelte";
import { vi } from "vitest";
import { FakeDesk } from "../../host/fake";
import App from "../App.svelte";
import { Desk } from "../desk.svelte";
import { all, input, pass, press, the, type } from "../../shared/testing";
import type { PanelState } from "../panel";

export { all, input, pass, press, the, type };

export type Door = { host: FakeDesk; desk: Desk; sounds: string[] };

export const verdict = () => the("stage")?.dataset.verdict;

export async function open(panel: PanelState, prepare: (host: FakeDesk) => void = () => undefined): Promise<Door> {
  vi.useFakeTimers({ now: new Date("2026-12-03T18:41:10Z") });
  localStorage.clear();
  const host = new FakeDesk();
  prepare(host);
  const sounds: string[] = [];
  const desk = new Desk(host, (sound) => sounds.push(sound));
  render(App, { host, desk });
  await pass(10);
  desk.open(panel);
  await pass(10);
  return { host, desk, sounds };
}

export function close(): void {
  cleanup();
  vi.useRealTimers();
}

/** What a USB scanner types. */
export async function scan(text: string, end: "Enter" | "Tab" | null = "Enter", gap = 4): Promise<void> {
  for (const char of text) {
    if (/[A-Z$%*+:]/.test(char)) await press("Shift", { shiftKey: true });
    await press(char);
    await pass(gap);
  }
  if (end !== null) await press(end);
}

export const asked = (host: FakeDesk, word: string) => host.asked.filter((asked) => asked.startsWith(word));
