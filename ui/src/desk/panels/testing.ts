/** The whole desk with a panel open, for the tests of the panels. */
import { cleanup, render } from "@testing-library/svelte";
import { tick } from "svelte";
import { vi } from "vitest";
import { FakeDesk } from "../../host/fake";
import App from "../App.svelte";
import { Desk } from "../desk.svelte";
import type { PanelState } from "../panel";

export type Door = { host: FakeDesk; desk: Desk; sounds: string[] };

export const the = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
export const all = (testid: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)];
export const input = (testid: string) => the(testid) as HTMLInputElement;
export const verdict = () => the("stage")?.dataset.verdict;

export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await tick();
}

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

/** One key as a browser gives it: the field gets the character, and Enter presses a button, unless somebody objects. */
export async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body;
  const down = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(down);
  const focused = document.activeElement;
  if (!down.defaultPrevented && !more.ctrlKey) {
    if (key.length === 1 && focused instanceof HTMLInputElement) {
      const at = focused.selectionStart ?? focused.value.length;
      focused.value = focused.value.slice(0, at) + key + focused.value.slice(focused.selectionEnd ?? at);
      focused.setSelectionRange(at + 1, at + 1);
      focused.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if ((key === "Enter" || key === " ") && focused instanceof HTMLButtonElement) focused.click();
  }
  focused?.dispatchEvent(new KeyboardEvent("keyup", { key, bubbles: true, cancelable: true, ...more }));
  await pass(0);
}

export async function type(text: string, gap = 150): Promise<void> {
  for (const char of text) {
    await press(char);
    await pass(gap);
  }
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
