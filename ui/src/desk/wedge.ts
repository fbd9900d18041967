/**
 * Tells a scanner that types from a person who types. A USB scanner is a keyboard (a "wedge"):
 * only the rhythm of its keys gives it away. Knows key presses and times; knows no page.
 */
import { usKey } from "./layout";

/** Characters of one burst are closer than this. */
export const BURST_MS = 35;
/** Slow wireless scanners are trusted up to this gap, but only for a whole ticket code. */
export const SLOW_BURST_MS = 100;
/** A machine that stalls in the middle of a ticket code may take so long, and so many times; a person does at every key. */
export const STALL_MS = 1_000;
const MOST_STALLS = 4;
/** Enter or Tab comes within this after a burst. */
export const END_MS = 50;
/** A whole ticket code needs no Enter when nothing follows for so long. */
export const PAUSE_MS = 80;
/** A scanner's second terminator (CR and LF) still belongs to the scan. */
export const SECOND_END_MS = 150;
export const SHORTEST = 6;
export const CODE_PREFIX = "LY1:";
export const CODE_LENGTH = 121;
/** No QR code holds more characters. */
const LONGEST = 4296;

export type Press = {
  key: string;
  /** Milliseconds, from any origin. */
  time: number;
  /** The physical key and Shift, to read codes through a foreign keyboard layout. */
  code?: string;
  shift?: boolean;
};

export type Scan = {
  text: string;
  /** How many of the last characters belonged to the scan and reached a field. */
  length: number;
};

export type Outcome = { scan: Scan | null; swallow: boolean };

type Typed = { char: string; physical: string | null; time: number };

const SILENT = new Set(["Shift", "CapsLock", "NumLock", "AltGraph", "Control", "Alt", "Meta", "Unidentified"]);

/** Keys that say nothing by themselves; a scanner presses Shift before every capital. */
export function isSilent(key: string): boolean {
  return SILENT.has(key);
}

export class Wedge {
  #run: Typed[] = [];
  #endedAt = -Infinity;
  #stalls = 0;
  /** How many of the last characters came as fast as a scanner types. */
  #fast = 0;

  key(press: Press): Outcome {
    if (isSilent(press.key)) return { scan: null, swallow: false };
    const last = this.#run.at(-1);
    const gap = last ? Math.max(0, press.time - last.time) : Infinity;

    if (press.key === "Enter" || press.key === "Tab") return this.#end(press, gap);
    if (!isCharacter(press.key)) {
      this.#run = [];
      return { scan: null, swallow: false };
    }

    const paused = gap >= PAUSE_MS ? this.pause() : null;
    if (gap > SLOW_BURST_MS && !this.#stalled(gap)) this.#run = [];
    if (this.#run.length === 0) this.#stalls = 0;
    this.#fast = this.#run.length > 0 && gap <= BURST_MS ? this.#fast + 1 : 1;
    this.#run.push({
      char: press.key,
      physical: press.code === undefined ? null : usKey(press.code, press.shift ?? false),
      time: press.time,
    });
    if (this.#run.length > LONGEST) this.#run.shift();
    return { scan: paused, swallow: false };
  }

  /** Nothing was typed for `PAUSE_MS`: a whole ticket code is a scan even without its Enter. */
  pause(): Scan | null {
    const scan = this.#ticketCode();
    if (scan) {
      this.#endedAt = this.#run.at(-1)?.time ?? -Infinity;
      this.#run = [];
    }
    return scan;
  }

  /** How many characters the present run has: what may have to be taken back. */
  get length(): number {
    return this.#run.length;
  }

  get bursting(): boolean {
    return this.#run.length > 0 && this.#fast >= SHORTEST;
  }

  #end(press: Press, gap: number): Outcome {
    if (this.#run.length === 0) {
      const swallow = press.time - this.#endedAt <= SECOND_END_MS;
      return { scan: null, swallow };
    }
    const scan = this.#ticketCode() ?? (gap <= END_MS ? this.#burst() : null);
    this.#run = [];
    if (scan) this.#endedAt = press.time;
    return { scan, swallow: scan !== null && gap <= SECOND_END_MS };
  }

  /** Whether this gap is a stall in a ticket code that has begun, and not the rhythm of a person. */
  #stalled(gap: number): boolean {
    const begun = (text: string) => text.includes(CODE_PREFIX) || CODE_PREFIX.startsWith(text.slice(-3));
    const typed = this.#run.slice(-CODE_LENGTH + 1);
    const chars = typed.map(({ char }) => char).join("").toUpperCase();
    const physical = typed.map(({ physical }) => physical ?? "").join("").toUpperCase();
    return gap <= STALL_MS && this.#stalls++ < MOST_STALLS && (begun(chars) || begun(physical));
  }

  /** The last 121 characters, if they are a ticket code by their look. */
  #ticketCode(): Scan | null {
    const typed = this.#run.slice(-CODE_LENGTH);
    if (typed.length < CODE_LENGTH) return null;
    const text = spell(typed);
    return isTicketCode(text) ? { text, length: CODE_LENGTH } : null;
  }

  /** The characters since the last gap that no scanner makes. */
  #burst(): Scan | null {
    if (!this.bursting) return null;
    const typed = this.#run.slice(-this.#fast);
    return { text: strip(spell(typed)), length: typed.length };
  }
}

/** Only what a scanner adds is taken off; a code may begin or end with a space. */
export function strip(text: string): string {
  return text.replace(/^[\r\n\t]+|[\r\n\t]+$/g, "");
}

/** A dead key counts too: on some layouts it is what a scanner's "+" becomes. */
function isCharacter(key: string): boolean {
  return key === "Dead" || [...key].length === 1;
}

function spell(typed: Typed[]): string {
  const text = typed.map(({ char }) => char).join("");
  if (text.toUpperCase().startsWith(CODE_PREFIX)) return text;
  const physical = typed.map(({ physical }) => physical ?? "").join("");
  return isTicketCode(physical) ? physical : text;
}

function isTicketCode(text: string): boolean {
  return text.length === CODE_LENGTH && text.toUpperCase().startsWith(CODE_PREFIX);
}
