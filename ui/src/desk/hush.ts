/**
 * A scan takes the place of a form that somebody is typing into. They look at the keys and not at the screen: the rest of
 * what they type would go into the search, a PIN in clear, and its Enter would let somebody in.
 */
import { isSilent } from "./wedge";

/** Who has typed nothing for so long has looked up. */
export const HUSH_MS = 1_000;

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "getModifierState">;

export class Hush {
  #until = -Infinity;

  /** From now on what is typed goes nowhere, until nobody has typed for `HUSH_MS`. */
  begin(now: number): void {
    this.#until = now + HUSH_MS;
  }

  isOn(now: number): boolean {
    return now < this.#until;
  }

  /** Whether a key is the rest of what was typed. A function key, Escape or a shortcut is meant, and so is what follows it. */
  takes(event: Pressed, now: number): boolean {
    if (!this.isOn(now) || isSilent(event.key)) return false;
    if (isMeant(event)) this.#until = -Infinity;
    else this.begin(now);
    return this.isOn(now);
  }
}

function isMeant(event: Pressed): boolean {
  const shortcut = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
  return shortcut || event.key === "Escape" || /^F\d+$/.test(event.key);
}
