/** Listens to every key of the window for scanners, and gives a text field back what a scan typed over. */
import { isSilent, PAUSE_MS, Wedge, type Scan } from "./wedge";

type Field = HTMLInputElement | HTMLTextAreaElement;
type Before = { field: Field; value: string; start: number | null; end: number | null } | null;

export type Listening = {
  scanned: (text: string) => void;
  /** Whether what is being typed looks like a scanner's. */
  typing: (bursting: boolean) => void;
};

export function listenForScans(target: Window, { scanned, typing }: Listening): () => void {
  const wedge = new Wedge();
  let before: Before[] = [];
  let lastTime = 0;
  let paused: ReturnType<typeof setTimeout> | undefined;

  const take = (scan: Scan | null) => {
    if (!scan) return;
    restore(before.at(-scan.length) ?? null);
    scanned(scan.text);
  };

  const pressed = (event: KeyboardEvent) => {
    const shortcut = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
    if (shortcut || event.isComposing || isSilent(event.key)) return;
    const snapshot = look(target.document.activeElement);
    // An event's own time: a busy page must not stretch a burst.
    lastTime = event.timeStamp >= lastTime ? event.timeStamp : performance.now();
    const { scan, swallow } = wedge.key({
      key: event.key,
      time: lastTime,
      code: event.code,
      shift: event.shiftKey,
    });
    if (swallow) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    take(scan);
    typing(wedge.bursting);
    clearTimeout(paused);
    before.push(scan ? look(target.document.activeElement) : snapshot);
    before.splice(0, before.length - wedge.length);
    if (wedge.length === 0) return;
    paused = setTimeout(() => {
      take(wedge.pause());
      typing(false);
      if (wedge.length === 0) before = [];
    }, PAUSE_MS);
  };

  target.addEventListener("keydown", pressed, true);
  return () => {
    clearTimeout(paused);
    target.removeEventListener("keydown", pressed, true);
  };
}

function look(element: Element | null): Before {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return null;
  return { field: element, value: element.value, start: element.selectionStart, end: element.selectionEnd };
}

function restore(before: Before): void {
  if (!before || before.field.value === before.value) return;
  before.field.value = before.value;
  before.field.setSelectionRange(before.start, before.end);
  before.field.dispatchEvent(new Event("input", { bubbles: true }));
}
