/** Hands and eyes of a test: what is on the page, and what keys do to it. */
import { tick } from "svelte";
import { vi } from "vitest";

export const the = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
export const all = (testid: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)];
export const input = (testid: string) => the(testid) as HTMLInputElement;

export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await tick();
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
