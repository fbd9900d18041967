/** Hears what a scanner types, key by key, until it pauses. */
import { isSilent, SHORTEST } from "../wedge";
import type { TypedKey } from "./calibration";

/** So long after its last key, a scanner has said everything. */
export const SAID_MS = 400;

/** Calls `heard` once for every burst that is long enough. A person's keys are let pass. */
export function hearKeys(heard: (keys: TypedKey[]) => void): () => void {
  let keys: TypedKey[] = [];
  let said: ReturnType<typeof setTimeout> | undefined;

  const done = () => {
    const all = keys;
    keys = [];
    if (all.filter(({ key }) => [...key].length === 1).length >= SHORTEST) heard(all);
  };

  const take = ({ code, shiftKey, timeStamp }: KeyboardEvent, key: string) => {
    keys.push({ key, code, shift: shiftKey, time: timeStamp });
    clearTimeout(said);
    said = setTimeout(done, SAID_MS);
  };

  const down = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || isSilent(event.key)) return;
    if (keys.length > 0 && endOf(event) !== null) event.preventDefault();
    else if (!event.ctrlKey && ([...event.key].length === 1 || event.key === "Dead")) take(event, event.key);
  };

  // The desk keeps the end of a scan for itself on its way down.
  const up = (event: KeyboardEvent) => {
    const end = endOf(event);
    if (keys.length > 0 && end !== null) take(event, end);
  };

  window.addEventListener("keydown", down, true);
  window.addEventListener("keyup", up, true);
  return () => {
    clearTimeout(said);
    window.removeEventListener("keydown", down, true);
    window.removeEventListener("keyup", up, true);
  };
}

/** Some scanners send CR and LF as the control characters that they are: Ctrl M and Ctrl J. */
function endOf({ key, ctrlKey }: KeyboardEvent): "Enter" | "Tab" | "Linefeed" | null {
  if (key === "Enter" || key === "Tab") return key;
  if (!ctrlKey) return null;
  const letter = key.toLowerCase();
  return letter === "j" ? "Linefeed" : letter === "m" ? "Enter" : null;
}
