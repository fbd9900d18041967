/** Hears what a scanner types, key by key, until it pauses. */
import { InputMethod } from "../inputMethod";
import { isSilent, SHORTEST } from "../wedge";
import type { TypedKey } from "./calibration";

/** So long after its last key, a scanner has said everything. */
export const SAID_MS = 400;

/** Calls `heard` once for every burst that is long enough. A person's keys are let pass. */
export function hearKeys(heard: (keys: TypedKey[]) => void): () => void {
  const inputMethod = new InputMethod();
  let keys: TypedKey[] = [];
  let said: ReturnType<typeof setTimeout> | undefined;

  const done = () => {
    const all = keys;
    keys = [];
    if (all.filter(({ key }) => [...key].length === 1).length >= SHORTEST) heard(all);
  };

  const take = (key: TypedKey) => {
    keys.push(key);
    clearTimeout(said);
    said = setTimeout(done, SAID_MS);
  };

  const down = (event: KeyboardEvent) => {
    if (inputMethod.down(event) || event.altKey || event.metaKey || isSilent(event.key)) return;
    if (keys.length > 0 && endOf(event) !== null) event.preventDefault();
    else if (!event.ctrlKey && ([...event.key].length === 1 || event.key === "Dead")) take(typed(event, event.key));
  };

  // The desk keeps the end of a scan for itself on its way down.
  const up = (event: KeyboardEvent) => {
    const end = endOf(event);
    const taken = inputMethod.up(event);
    if (keys.length > 0 && end !== null) take(typed(event, end));
    else if (taken && !isSilent(taken.key)) take(taken);
  };

  window.addEventListener("keydown", down, true);
  window.addEventListener("keyup", up, true);
  return () => {
    clearTimeout(said);
    window.removeEventListener("keydown", down, true);
    window.removeEventListener("keyup", up, true);
  };
}

function typed({ code, shiftKey: shift, timeStamp: time }: KeyboardEvent, key: string): TypedKey {
  return { key, code, shift, time };
}

/** Some scanners send CR and LF as the control characters that they are: Ctrl M and Ctrl J. */
function endOf({ key, ctrlKey }: KeyboardEvent): "Enter" | "Tab" | "Linefeed" | null {
  if (key === "Enter" || key === "Tab") return key;
  if (!ctrlKey) return null;
  const letter = key.toLowerCase();
  return letter === "j" ? "Linefeed" : letter === "m" ? "Enter" : null;
}
