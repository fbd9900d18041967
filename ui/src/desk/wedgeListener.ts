/**
 * Listens to every key of the window for scanners. What a burst types is held back from the text field
 * that has the focus, and given to it if no scan comes of it.
 */
import { Hush } from "./hush";
import { InputMethod } from "./inputMethod";
import { isSilent, PAUSE_MS, SLOW_BURST_MS, Wedge, type Outcome, type Press, type Scan } from "./wedge";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Before = { field: Field; value: string; start: number | null; end: number | null } | null;

/** What a burst typed so far. The field shows what it had before, and costs nothing meanwhile. */
type Held = { field: HTMLInputElement | HTMLTextAreaElement; text: string };

export function listenForScans(target: Window, scanned: (text: string) => void, hush = new Hush()): () => void {
  const wedge = new Wedge();
  const inputMethod = new InputMethod();
  let before: Before[] = [];
  let held: Held | null = null;
  let lastTime = 0;
  let paused: ReturnType<typeof setTimeout> | undefined;

  const takeBack = (length: number) => restore(before.at(-length) ?? null);
  const take = (scan: Scan | null) => {
    if (!scan) return;
    held = null;
    takeBack(scan.length);
    scanned(scan.text);
  };

  const release = () => {
    if (!held) return;
    const { field, text } = held;
    held = null;
    if (hush.isOn(performance.now())) return;
    const start = field.selectionStart ?? field.value.length;
    field.setRangeText(text, start, field.selectionEnd ?? start);
    field.setSelectionRange(start + text.length, start + text.length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /** Keeps this character from its field, with those that came before the burst was known to be one. */
  const hold = (event: KeyboardEvent, snapshot: Before) => {
    if (event.repeat || event.key.length !== 1 || !snapshot || !isText(snapshot.field)) return;
    if (snapshot.start === null || (held && held.field !== snapshot.field)) return;
    if (held) {
      held.text += event.key;
    } else {
      takeBack(wedge.burst.length);
      held = { field: snapshot.field, text: wedge.burst };
    }
    event.preventDefault();
  };

  const hear = (press: Press, snapshot: Before): Outcome => {
    const outcome = wedge.key(press);
    const { scan, torn } = outcome;
    if (torn !== undefined) {
      held = null;
      takeBack(torn);
    }
    take(scan);
    clearTimeout(paused);
    before.push(scan || torn !== undefined ? look(target.document.activeElement) : snapshot);
    before.splice(0, before.length - wedge.length);
    if (wedge.length > 0) paused = setTimeout(pause, PAUSE_MS);
    return outcome;
  };

  const pause = () => {
    take(wedge.pause());
    release();
    if (wedge.length === 0) before = [];
  };

  const pressed = (event: KeyboardEvent) => {
    if (inputMethod.down(event) || event.isComposing || isSilent(event.key)) return;
    const line = isLineEnd(event) && wedge.bursting;
    const shortcut = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
    if (shortcut && !line) {
      hush.takes(event, performance.now());
      return release();
    }
    // An event's own time: a busy page must not stretch a burst.
    const time = event.timeStamp >= lastTime ? event.timeStamp : performance.now();
    if (time - lastTime > SLOW_BURST_MS) release();
    lastTime = time;
    const snapshot = look(target.document.activeElement);
    // A code has spaces, and a button is pressed by one.
    const harmful = event.key === " " && snapshot === null && wedge.continues(lastTime);
    const key = line ? "Enter" : event.key;
    const { swallow } = hear({ key, time: lastTime, code: event.code, shift: event.shiftKey, repeat: event.repeat }, snapshot);
    if (swallow || hush.takes(event, performance.now())) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (harmful) {
      event.preventDefault();
    } else if (wedge.bursting) {
      hold(event, snapshot);
    } else {
      release();
    }
  };

  const letGo = (event: KeyboardEvent) => {
    const press = inputMethod.up(event);
    if (!press || isSilent(press.key)) return;
    lastTime = Math.max(lastTime, press.time);
    hear({ ...press, time: lastTime }, look(target.document.activeElement));
  };

  /** What an input method writes, whose keys nobody else hears. */
  const writing = (event: Event) => {
    if (hush.isOn(performance.now())) event.preventDefault();
  };

  target.addEventListener("keydown", pressed, true);
  target.addEventListener("keyup", letGo, true);
  target.addEventListener("beforeinput", writing, true);
  return () => {
    clearTimeout(paused);
    target.removeEventListener("keydown", pressed, true);
    target.removeEventListener("keyup", letGo, true);
    target.removeEventListener("beforeinput", writing, true);
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

function isText(field: Field): field is HTMLInputElement | HTMLTextAreaElement {
  return !(field instanceof HTMLSelectElement);
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
