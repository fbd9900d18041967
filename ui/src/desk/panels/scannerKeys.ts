/** Hears what a scanner types, key by key, until it pauses. */
import { isSilent, SHORTEST } from "../wedge";
import type { TypedKey } from "./calibration";

/** So long after its last key, a scanner has said everything. */
export const SAID_MS = 400;

const isEnd = (key: string) => key === "Enter" || key === "Tab";

/** Calls `heard` once for every burst that is long enough. A person's keys are let pass. */
export function hearKeys(heard: (keys: TypedKey[]) => void): () => void {
  let keys: TypedKey[] = [];
  let said: ReturnType<typeof setTimeout> | undefined;

  const done = () => {
    const all = keys;
    keys = [];
    if (all.filter(({ key }) => [...key].length === 1).length >= SHORTEST) heard(all);
  };

  const take = ({ key, code, shiftKey, timeStamp }: KeyboardEvent) => {
    keys.push({ key, code, shift: shiftKey, time: timeStamp });
    clearTimeout(said);
    said = setTimeout(done, SAID_MS);
  };

  const down = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || isSilent(event.key)) return;
    const begun = keys.length > 0;
    if (event.ctrlKey) {
      // A line feed is Ctrl J on a keyboard.
      if (!begun || event.key.toLowerCase() !== "j") return;
      take(new KeyboardEvent("keydown", { key: "Linefeed", code: event.code }));
      event.preventDefault();
    } else if ([...event.key].length === 1 || event.key === "Dead") {
      take(event);
    } else if (begun && isEnd(event.key)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };

  // The desk keeps the Enter of a scan for itself on its way down.
  const up = (event: KeyboardEvent) => {
    if (keys.length > 0 && isEnd(event.key)) take(event);
  };

  window.addEventListener("keydown", down, true);
  window.addEventListener("keyup", up, true);
  return () => {
    clearTimeout(said);
    window.removeEventListener("keydown", down, true);
    window.removeEventListener("keyup", up, true);
  };
}
