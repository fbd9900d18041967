/** What a scanner's keys spell: a ticket of ours where they can, else the text as it came. */

export const CODE_PREFIX = "LY1:";
export const CODE_LENGTH = 121;
const BADGE = /^LYB:[0-9A-Z $%*+./:-]+$/i;
const BASE45 = /^[0-9A-Z $%*+./:-]+$/i;
/** What scanners may be told to say before a code: which kind of code it is (AIM, ISO 15424). */
const AIM = /^\][A-Za-z][0-9A-Za-z]/;

export type Typed = {
  char: string;
  /** What the key is on a United States keyboard. */
  physical: string | null;
  time: number;
};

export type Reading = {
  text: string;
  /** The keys had to be read as on a United States keyboard; null: nothing tells. */
  foreign: boolean | null;
};

/** Exactly a ticket code, in one of the two readings. */
export function ticketCode(typed: Typed[]): Reading | null {
  if (typed.length !== CODE_LENGTH) return null;
  const { chars, physical } = readings(typed);
  if (isWhole(chars)) return { text: chars, foreign: false };
  if (physical !== null && isTicketCode(physical)) return { text: physical.toUpperCase(), foreign: true };
  return isTicketCode(chars) ? { text: chars, foreign: null } : null;
}

/** Any other code. `foreign`: tickets before it had to be read by their keys. */
export function anyCode(typed: Typed[], foreign: boolean): string {
  const { chars, physical } = readings(typed);
  return bare(physical !== null && byKeys(chars, physical, foreign) ? physical : chars);
}

/** Whether a text may be the beginning of a ticket code, in either reading. */
export function hasBegun(typed: Typed[]): boolean {
  const { chars, physical } = readings(typed.slice(-CODE_LENGTH + 1));
  const begun = (text: string) => text.includes(CODE_PREFIX) || CODE_PREFIX.startsWith(text.slice(-3));
  return begun(chars.toUpperCase()) || (physical !== null && begun(physical.toUpperCase()));
}

/** Whether this is what every ticket code begins with, in either reading. */
export function begins(typed: Typed[]): boolean {
  if (typed.length !== CODE_PREFIX.length) return false;
  const { chars, physical } = readings(typed);
  return isTicketCode(chars) || (physical !== null && isTicketCode(physical));
}

/** Whether a text is a ticket code by its look. */
export function isWhole(text: string): boolean {
  return text.length === CODE_LENGTH && isTicketCode(text) && BASE45.test(text);
}

/** Only what a scanner adds is taken off; a code may begin or end with a space. */
export function strip(text: string): string {
  return text.replace(/^[\r\n\t]+|[\r\n\t]+$/g, "");
}

function readings(typed: Typed[]): { chars: string; physical: string | null } {
  const keys = typed.map(({ physical }) => physical);
  return {
    chars: typed.map(({ char }) => char).join(""),
    physical: keys.includes(null) ? null : keys.join(""),
  };
}

function byKeys(chars: string, physical: string, foreign: boolean): boolean {
  if (chars.toUpperCase().startsWith("LYB:")) return false;
  // Nothing a scanner sends to a United States keyboard is outside ASCII.
  return foreign || BADGE.test(bare(physical)) || /[^\x20-\x7e]/.test(chars);
}

function bare(text: string): string {
  return strip(strip(text).replace(AIM, ""));
}

function isTicketCode(text: string): boolean {
  return text.toUpperCase().startsWith(CODE_PREFIX);
}
