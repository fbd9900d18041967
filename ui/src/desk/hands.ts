/** Hands at the desk, for tests: keys as a keyboard and a scanner press them, and time that passes. */
import { tick } from "svelte";
import { vi } from "vitest";

export const the = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
export const all = (testid: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)];
export const field = () => the("search") as HTMLInputElement;
export const verdict = () => the("stage")?.dataset.verdict;
export const shown = () => the("stage")?.textContent ?? "";

export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await tick();
}

/** One key as a browser gives it: the field gets the character unless somebody objects. */
export function press(key: string, more: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  const focused = document.activeElement;
  if (event.defaultPrevented || key.length > 1 || more.ctrlKey) return;
  if (!(focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement)) return;
  const at = focused.selectionStart ?? focused.value.length;
  focused.value = focused.value.slice(0, at) + key + focused.value.slice(focused.selectionEnd ?? at);
  focused.setSelectionRange(at + 1, at + 1);
  focused.dispatchEvent(new Event("input", { bubbles: true }));
}

export async function tap(key: string, more: KeyboardEventInit = {}): Promise<void> {
  press(key, more);
  await pass(0);
}

export const ctrl = (key: string) => tap(key, { ctrlKey: true });

/** A keyboard, and so a scanner, presses Shift before what needs it. */
export async function type(text: string, gap = 150): Promise<void> {
  for (const char of text) {
    if (/[A-Z$%*+:]/.test(char)) press("Shift", { shiftKey: true });
    press(char);
    await pass(gap);
  }
}

export async function scan(code: string): Promise<void> {
  await type(code, 5);
  press("Enter");
  await pass(0);
}
