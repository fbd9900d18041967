/**
 * The presses that the system's input method takes for itself: a dead key, and the one after it. WebKit tells which key
 * it was only when it comes up. A scanner's "+" is such a dead key on a German layout.
 */
import type { Press } from "./wedge";

export type Taken = Required<Press>;

type KeyEvent = Pick<KeyboardEvent, "key" | "code" | "keyCode" | "shiftKey" | "isComposing" | "timeStamp">;

/** What keys have that an input method took (UI Events, 7.3). */
const TAKEN = 229;
/** A key that is up later is not that of a scanner. */
const LATEST_MS = 1_000;

export class InputMethod {
  readonly #heard = new Set<string>();
  #taken: Pick<Taken, "time" | "shift">[] = [];
  #shift = false;

  /** Notes a key that goes down, and says whether the input method took it. */
  down({ key, code, keyCode, isComposing, timeStamp: time }: KeyEvent): boolean {
    if (key === "Shift") this.#shift = true;
    if (keyCode !== TAKEN || key !== "Unidentified") {
      this.#heard.add(code);
      return false;
    }
    this.#taken = this.#taken.filter((taken) => time - taken.time < LATEST_MS);
    // The key that ends a composition is told twice, within it and after it.
    if (!isComposing) this.#taken.push({ time, shift: this.#shift });
    return true;
  }

  /** The press behind a key that comes up, where the input method took it. */
  up({ key, code, shiftKey }: KeyEvent): Taken | null {
    const heard = this.#heard.delete(code);
    if (key === "Shift") {
      this.#shift = false;
      // Within a composition nobody hears it go down; some scanners let it go before its key.
      const [last] = this.#taken.slice(-1);
      if (!heard && last) last.shift = true;
      return null;
    }
    const taken = heard ? undefined : this.#taken.shift();
    return taken ? { key, code, time: taken.time, shift: taken.shift || shiftKey, repeat: false } : null;
  }
}
