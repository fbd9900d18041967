/** Listens to every key of the window for scanners, and gives a text field back what a scan typed over. */
import { InputMethod } from "./inputMethod";
import { isSilent, PAUSE_MS, Wedge, type Outcome, type Press, type Scan } from "./wedge";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Before = { field: Field; value: string; start: number | null; end: number | null } | null;

export type Listening = {
  scanned: (text: string) => void;
  /** Whether what is being typed looks like a scanner's. */
  typing: (bursting: boolean) => void;
};

export function listenForScans(target: Window, { scanned, typing }: Listening): () => void {
  const wedge = new Wedge();
  const inputMethod = new InputMethod();
  let before: Before[] = [];
  let lastTime = 0;
  let paused: ReturnType<typeof setTimeout> | undefined;

  const takeBack = (length: number) => restore(before.at(-length) ?? null);
  const take = (scan: Scan | null) => {
    if (!scan) return;
    takeBack(scan.length);
    scanned(scan.text);
  };

  const hear = (press: Press, snapshot: Before): Outcome => {
    const outcome = wedge.key(press);
    const { scan, torn } = outcome;
    if (torn !== undefined) takeBack(torn);
    take(scan);
    typing(wedge.bursting);
    clearTimeout(paused);
    before.push(scan || torn !== undefined ? look(target.document.activeElement) : snapshot);
    before.splice(0, before.length - wedge.length);
    if (wedge.length > 0) paused = setTimeout(pause, PAUSE_MS);
    return outcome;
  };

  const pause = () => {
    take(wedge.pause());
    typing(false);
    if (wedge.length === 0) before = [];
  };

  const pressed = (event: KeyboardEvent) => {
    if (inputMethod.down(event) || event.isComposing || isSilent(event.key)) return;
    const line = isLineEnd(event) && wedge.bursting;
    const shortcut = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
    if (shortcut && !line) return;
    const snapshot = look(target.document.activeElement);
    // An event's own time: a busy page must not stretch a burst.
    lastTime = event.timeStamp >= lastTime ? event.timeStamp : performance.now();
    // A code has spaces, and a button is pressed by one.
    const harmful = event.key === " " && snapshot === null && wedge.continues(lastTime);
    const key = line ? "Enter" : event.key;
    const { swallow } = hear({ key, time: lastTime, code: event.code, shift: event.shiftKey }, snapshot);
    if (swallow) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (harmful) {
      event.preventDefault();
    }
  };

  const letGo = (event: KeyboardEvent) => {
    const press = inputMethod.up(event);
    if (!press || isSilent(press.key)) return;
    lastTime = Math.max(lastTime, press.time);
    hear({ ...press, time: lastTime }, look(target.document.activeElement));
  };

  target.addEventListener("keydown", pressed, true);
  target.addEventListener("keyup", letGo, true);
  return () => {
    clearTimeout(paused);
    target.removeEventListener("keydown", pressed, true);
    target.removeEventListener("keyup", letGo, true);
  };
}

/** Some scanners send CR and LF as the control characters that they are. */
function isLineEnd({ ctrlKey, altKey, key }: KeyboardEvent): boolean {
  return ctrlKey && !altKey && /^[jm]$/i.test(key);
}

function look(element: Element | null): Before {
  if (element instanceof HTMLSelectElement) return { field: element, value: element.value, start: null, end: null };
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return null;
  if (element instanceof HTMLInputElement && /^(?:checkbox|radio|button|submit|range)$/.test(element.type)) return null;
  return { field: element, value: element.value, start: element.selectionStart, end: element.selectionEnd };
}

function restore(before: Before): void {
  if (!before || before.field.value === before.value) return;
  const { field, value, start, end } = before;
  field.value = value;
  // Fields for numbers and addresses have no caret to put back.
  if (!(field instanceof HTMLSelectElement) && start !== null) field.setSelectionRange(start, end);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  if (field instanceof HTMLSelectElement) field.dispatchEvent(new Event("change", { bubbles: true }));
}
