/** A scanner slower than any that is known types its code into the form that is open, and its Enter saves it. */
import { looksLikeCode } from "./query";

/** A scanner's two Enters, CR and LF, are one; who has read the question takes longer. */
const READ_MS = 500;

/** Asks once about words that may be a code before they are taken for a name or a reason. */
export class Doubt {
  #asked = "";
  #at = -Infinity;

  /** Whether these words are to be asked about first. */
  of(text: string, now = performance.now()): boolean {
    if (!hasCode(text)) return false;
    if (text === this.#asked && now - this.#at > READ_MS) return false;
    if (text !== this.#asked) this.#at = now;
    this.#asked = text;
    return true;
  }
}

function hasCode(text: string): boolean {
  return [text, ...text.split(/\s+/)].some(looksLikeCode);
}
