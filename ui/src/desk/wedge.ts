/**
 * Tells a scanner that types from a person who types. A USB scanner is a keyboard (a "wedge"):
 * only the rhythm of its keys gives it away. Knows key presses and times; knows no page.
 */
import { usKey } from "./layout";
import { anyCode, begins, CODE_LENGTH, hasBegun, ticketCode, type Typed } from "./spelling";

export { CODE_LENGTH, CODE_PREFIX, strip } from "./spelling";

/** Characters of one burst are closer than this. */
export const BURST_MS = 35;
/** Slow wireless scanners are trusted up to this gap, but only for a whole ticket code. */
export const SLOW_BURST_MS = 100;
/** A machine that stalls in the middle of a ticket code may take so long, and so many times; a person does at every key. */
export const STALL_MS = 1_000;
const MOST_STALLS = 4;
/** A machine that is late once in a code of any length takes no longer: two runs of fast keys so close are one code. */
export const JOINED_MS = 150;
/** So many fast keys show that what follows a short run is no person's. */
const RUN = 3;
/** A key after such a silence is nobody's next letter: a scanner's first may be followed late, too. */
const QUIET_MS = 500;
/** Enter or Tab comes within this after a burst. */
export const END_MS = 50;
/** A whole ticket code needs no Enter when nothing follows for so long. */
export const PAUSE_MS = 80;
/** A scanner's second terminator (CR and LF) still belongs to the scan. */
export const SECOND_END_MS = 150;
/**
 * For so long after a scan the first Enter that follows nothing else goes nowhere. It may be a slow scanner's second
 * terminator, or a hand's that means the scan: neither means the first row of a name half-typed before it. Who does
 * mean that row presses once more, which is less than letting in somebody else.
 */
export const STRAY_END_MS = 1_000;
export const SHORTEST = 6;
/** Scanners may be told to send so many characters before or after a code. */
const MOST_AROUND = 8;
/** The rest of a code that came in two pieces comes within this. */
const TORN_MS = 10_000;
/** No QR code holds more characters. */
const LONGEST = 4296;

export type Press = {
  key: string;
  /** Milliseconds, from any origin. */
  time: number;
  /** The physical key and Shift, to read codes through a foreign keyboard layout. */
  code?: string;
  shift?: boolean;
  /** The key is still held down. */
  repeat?: boolean;
};

export type Scan = {
  text: string;
  /** How many of the last characters belonged to the scan and reached a field. */
  length: number;
};

export type Outcome = {
  scan: Scan | null;
  swallow: boolean;
  /** So many of the last characters are a piece of a code that never became whole: to be taken back. */
  torn?: number;
};

const SILENT = new Set(["Shift", "CapsLock", "NumLock", "AltGraph", "Control", "Alt", "Meta", "Unidentified"]);

/** Keys that say nothing by themselves; a scanner presses Shift before every capital. */
export function isSilent(key: string): boolean {
  return SILENT.has(key);
}

export class Wedge {
  #run: Typed[] = [];
  #endedAt = -Infinity;
  /** An Enter since then was already taken for a stray one: the next is meant. */
  #strayed = false;
  /** When something followed a whole code at once: what the scanner is told to send after each. */
  #trailedAt = -Infinity;
  #stalls = 0;
  /** How long the run was at the last stall. */
  #stalledAt = 0;
  /** So many characters at the front are of a code that broke off and was scanned anew at once. */
  #abandoned = 0;
  /** How many of the last characters came as fast as a scanner types. */
  #fast = 0;
  /** So many before them belong to the same code, should what follows turn out to be a scanner's. */
  #joining = 0;
  /** The last character, and the first one of the burst, came after a silence. */
  #lone = false;
  #began = false;
  #lastAt = -Infinity;
  /** Tickets had to be read by their keys: the desk's keyboard layout is not the scanner's. */
  #foreign = false;
  /** The first piece of a code that broke off. */
  #torn = { length: 0, time: -Infinity };
  /** When a scan of some other code broke off, as nobody types: what follows at once is its rest. */
  #brokenAt = -Infinity;

  key(press: Press): Outcome {
    if (isSilent(press.key)) return { scan: null, swallow: false };
    const last = this.#run.at(-1);
    const gap = last ? Math.max(0, press.time - last.time) : Infinity;

    if (press.key === "Enter" || press.key === "Tab") return this.#end(press, gap);
    if (!isCharacter(press.key)) {
      // No scanner sends such a key: what comes now is a person's.
      this.#endedAt = -Infinity;
      this.#clear();
      return { scan: null, swallow: false };
    }

    // A ticket code has one length: whatever follows, at once or later, is no part of it.
    const whole = this.pause();
    this.#endedAt = -Infinity;
    if (whole) this.#trailedAt = gap <= BURST_MS ? press.time : -Infinity;
    const lone = press.time - this.#lastAt > QUIET_MS;
    const joined = this.#mayJoin(gap);
    const torn = gap > SLOW_BURST_MS && !this.#stalled(gap) && !joined ? this.#tear() : 0;
    // A machine under load is late with a key now and then: what has begun as a scan goes on.
    const close = gap <= BURST_MS || (gap <= SLOW_BURST_MS && this.bursting);
    if (this.#run.length > 0 && close) {
      this.#fast++;
    } else {
      this.#joining = joined ? this.#joining + this.#fast : 0;
      if (!joined) this.#began = lone;
      this.#fast = 1;
    }
    if (this.#fast >= RUN) this.#join();
    this.#lone = lone;
    this.#lastAt = press.time;
    this.#run.push({
      char: press.key,
      physical: press.code === undefined ? null : usKey(press.code, press.shift ?? false),
      time: press.time,
    });
    if (this.#run.length > LONGEST) this.#run.shift();
    if (this.#begunAnew()) this.#abandoned = this.#stalledAt;
    return torn > 0 ? { scan: whole, swallow: false, torn } : { scan: whole, swallow: false };
  }

  /** Nothing was typed for `PAUSE_MS`: a whole ticket code is a scan even without its Enter. */
  pause(): Scan | null {
    const scan = this.#ticketCode();
    if (scan) {
      this.#ended(this.#run.at(-1)?.time ?? -Infinity);
      this.#clear();
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

  /** What came as fast as a scanner types, as the keys wrote it. */
  get burst(): string {
    return this.#run
      .slice(-this.#fast)
      .map(({ char }) => char)
      .join("");
  }

  /** Whether a key now would still come as fast as a scanner's. */
  continues(time: number): boolean {
    const last = this.#run.at(-1);
    return last !== undefined && time - last.time <= BURST_MS;
  }

  /** Whether a run of fast keys, or a first key, may go on after this gap. */
  #mayJoin(gap: number): boolean {
    if (this.#run.length === 0) return false;
    return this.#fast > 1 ? gap <= JOINED_MS : this.#lone && gap <= SLOW_BURST_MS;
  }

  #join(): void {
    this.#fast += this.#joining;
    this.#joining = 0;
  }

  #end(press: Press, gap: number): Outcome {
    if (gap <= BURST_MS && this.#fast === RUN - 1) this.#join();
    const run = this.#run;
    if (run.length === 0) {
      return { scan: null, swallow: this.#isStray(press) };
    }
    const trail = run.length < SHORTEST && run[0]!.time === this.#trailedAt && gap <= END_MS;
    const rest = gap <= END_MS && (this.#isRest(press.time) || this.#isRestOfOther());
    const scan = trail || rest ? null : (this.#ticketCode() ?? (gap <= END_MS ? this.#burst() : null));
    this.#clear();
    if (trail || rest) {
      this.#torn.time = -Infinity;
      this.#ended(press.time);
      return { scan: null, swallow: true, torn: run.length };
    }
    if (scan) this.#ended(press.time);
    return { scan, swallow: scan !== null && gap <= SECOND_END_MS };
  }

  #ended(time: number): void {
    this.#endedAt = time;
    this.#strayed = false;
  }

  /** Whether this terminator, before which nothing came since the last scan, is nobody's word. */
  #isStray({ key, time, repeat = false }: Press): boolean {
    const since = time - this.#endedAt;
    if (since <= SECOND_END_MS || (repeat && this.#strayed)) return true;
    if (key !== "Enter" || since > STRAY_END_MS || this.#strayed) return false;
    this.#strayed = true;
    return true;
  }

  /** Whether this gap is a stall in a ticket code that has begun, and not the rhythm of a person. */
  #stalled(gap: number): boolean {
    const stalled = gap <= STALL_MS && this.#stalls++ < MOST_STALLS && hasBegun(this.#run);
    if (stalled) this.#stalledAt = this.#run.length;
    return stalled;
  }

  /** Whether what came since the last stall is the beginning of a code: the one before it won't go on. */
  #begunAnew(): boolean {
    return this.#stalledAt > 0 && begins(this.#run.slice(this.#stalledAt));
  }

  /** Ends a run that nothing came of. The pieces of a code are remembered, and taken back. */
  #tear(): number {
    const { length } = this.#run;
    const time = this.#run.at(-1)?.time ?? -Infinity;
    const begun = this.bursting && length > SHORTEST && length < CODE_LENGTH && hasBegun(this.#run);
    const goesOn = this.bursting && !begun && time - this.#torn.time <= TORN_MS && length < this.#missing;
    if (begun) this.#torn = { length, time };
    else if (goesOn) this.#torn = { length: this.#torn.length + length, time };
    else if (this.bursting) this.#brokenAt = time;
    this.#clear();
    return begun || goesOn ? length : 0;
  }

  #clear(): void {
    this.#run = [];
    this.#stalls = 0;
    this.#stalledAt = 0;
    this.#abandoned = 0;
    this.#joining = 0;
  }

  /** How many characters of a code that broke off have not come yet. */
  get #missing(): number {
    return CODE_LENGTH - this.#torn.length;
  }

  /** Whether the present run is what was missing of a code that broke off: no code of its own. */
  #isRest(time: number): boolean {
    return (
      time - this.#torn.time <= TORN_MS &&
      this.bursting &&
      Math.abs(this.#run.length - this.#missing) <= MOST_AROUND / 2 &&
      !this.#ticketCode()
    );
  }

  /** Half a code would be another code: somebody else's has no length by which to know it. */
  #isRestOfOther(): boolean {
    return this.bursting && this.#run[0]!.time - this.#brokenAt <= STALL_MS && !this.#ticketCode();
  }

  /** The last 121 characters, if they are a ticket code by their look. */
  #ticketCode(): Scan | null {
    if (this.#run.length - this.#abandoned < CODE_LENGTH) return null;
    const reading = ticketCode(this.#run.slice(-CODE_LENGTH));
    if (!reading) return null;
    if (reading.foreign !== null) this.#foreign = reading.foreign;
    // A letter or two are somebody's.
    const piece = this.#abandoned > SHORTEST ? this.#abandoned : this.#before();
    return { text: reading.text, length: CODE_LENGTH + piece };
  }

  /** What the scanner itself sent before a ticket code: of the same burst, or as fast as a slow code. */
  #before(): number {
    const before = this.#fast - CODE_LENGTH;
    if (before > MOST_AROUND) return 0;
    // A single letter may be the last of somebody's word.
    return Math.max(before > 1 || this.#began ? before : 0, this.#asFast());
  }

  #asFast(): number {
    const run = this.#run;
    const start = run.length - CODE_LENGTH;
    const gaps = run.slice(start + 1).map(({ time }, place) => time - run[start + place]!.time);
    const usual = gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
    let length = 0;
    while (length < MOST_AROUND && start - length > 0) {
      const gap = run[start - length]!.time - run[start - length - 1]!.time;
      if (gap > usual * 2 + 4) return length;
      length++;
    }
    // More of it is somebody's text.
    return start - length > 0 ? 0 : length;
  }

  /** The characters since the last gap that no scanner makes. */
  #burst(): Scan | null {
    if (!this.bursting) return null;
    const typed = this.#run.slice(-this.#fast);
    return { text: anyCode(typed, this.#foreign), length: typed.length };
  }
}

/** A dead key counts too: on some layouts it is what a scanner's "+" becomes. */
function isCharacter(key: string): boolean {
  return key === "Dead" || [...key].length === 1;
}
