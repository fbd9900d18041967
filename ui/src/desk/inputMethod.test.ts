import { afterEach, beforeEach, expect, it } from "vitest";
import { listenForScans } from "./wedgeListener";

/** A whole code in which "+" stands before a letter, a digit, a space and another "+". */
const CODE = `LY1:A+B+1+ ++C+D${"0123456789ABCDEFGHIJ".repeat(6)}`.slice(0, 121);

let time: number;
let scans: string[];
let stop: () => void;
let field: HTMLInputElement;

beforeEach(() => {
  time = 1_000;
  scans = [];
  field = document.body.appendChild(document.createElement("input"));
  field.focus();
  stop = listenForScans(window, (text) => scans.push(text));
});

afterEach(() => {
  stop();
  field.remove();
});

function tell(type: "keydown" | "keyup", init: KeyboardEventInit): void {
  const event = new KeyboardEvent(type, { bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, "timeStamp", { value: time });
  field.dispatchEvent(event);
}

const CODES: Record<string, string> = { " ": "Space", "+": "Equal", ":": "Semicolon" };
const codeOf = (char: string) => CODES[char] ?? (/\d/.test(char) ? `Digit${char}` : `Key${char}`);
const QWERTZ: Record<string, string> = { Y: "Z", Z: "Y", ":": "Ö", "+": "Dead" };

/** What WebKitGTK told of a scanner for a United States keyboard, with the desk's set to German. */
function scan(text: string, early: boolean): void {
  let composing = false;
  for (const char of text) {
    time += 4;
    const code = codeOf(char);
    const shiftKey = /[A-Z+:]/.test(char);
    const shift = { key: "Shift", code: "ShiftLeft" };
    const key = QWERTZ[char] ?? char;
    // Within a composition Shift goes down unheard.
    if (shiftKey && !composing) tell("keydown", { ...shift, shiftKey });
    const taken = { key: "Unidentified", code: "Unidentified", keyCode: 229 };
    if (composing) {
      tell("keydown", { ...taken, isComposing: true });
      field.value += char === "B" ? "`B" : "`";
      tell("keydown", taken);
      composing = false;
    } else if (char === "+") {
      field.value += "`";
      tell("keydown", taken);
      composing = true;
    } else {
      tell("keydown", { key, code, shiftKey });
      field.value += key;
    }
    if (shiftKey && early) tell("keyup", shift);
    tell("keyup", { key, code, shiftKey: shiftKey && !early, isComposing: composing });
    if (shiftKey && !early) tell("keyup", shift);
  }
  time += 4;
  tell("keydown", { key: "Enter", code: "Enter" });
  tell("keyup", { key: "Enter", code: "Enter" });
}

it.each([
  ["after its key", false],
  ["before its key", true],
])("reads a ticket whose plus is a dead key, Shift let go %s", (_when, early) => {
  field.value = "Ann";
  scan(CODE, early);
  expect(scans).toEqual([CODE]);
  expect(field.value, "nothing of it is left in the field").toBe("Ann");
});

it("takes no key that comes up alone for one of a scanner", () => {
  for (const key of ["o", "k", "Enter"]) tell("keyup", { key, code: codeOf(key.toUpperCase()) });
  scan(CODE, false);
  expect(scans).toEqual([CODE]);
});
