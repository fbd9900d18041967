/** A scanner slower than any that is known types its code into the form that is open, and its Enter saves it. */
import { looksLikeCode } from "./query";

/** A scanner's two Enters, CR and LF, are one; who has read the question takes longer. */
const READ_MS = 500;

/** Asks once about words that may be a code before they are taken for a name or a reason. */
export class Doubt {
  /** They are being asked about: the next Enter takes them. */
  asks = $state(false);
  #asked = "";
  #at = -Infinity;

  /** Whether these words are to be asked about first. */
  of(text: string, now = performance.now()): boolean {
    const read = text === this.#asked && now - this.#at > READ_MS;
    this.asks = hasCode(text) && !read;
    if (this.asks && text !== this.#asked) {
      this.#asked = text;
      this.#at = now;
    }
    return this.asks;
  }
}

function hasCode(text: string): boolean {
  return [text, ...text.split(/\s+/)].some(looksLikeCode);
}
