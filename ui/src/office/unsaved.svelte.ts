/** What was typed in any room and is kept nowhere yet: nothing closes over it unasked. */
import { SvelteSet } from "svelte/reactivity";
import type { RoomName } from "./keys";

export type Typed = {
  room: RoomName;
  dirty: () => boolean;
  /** Says whether it is kept now; where it isn't, its room says why. */
  save: () => Promise<boolean>;
  forget: () => void;
};

export class Unsaved {
  readonly #all = new SvelteSet<Typed>();
  readonly typed = $derived.by(() => [...this.#all].filter((one) => one.dirty()));
  readonly any = $derived(this.typed.length > 0);
  /** What waits until it is said what becomes of it. */
  waiting = $state.raw<(() => void) | null>(null);

  /** Something that may be typed into, as long as it is there. */
  hold(typed: Typed): () => void {
    this.#all.add(typed);
    return () => void this.#all.delete(typed);
  }

  /** Does what would lose it, or asks first. */
  before(leave: () => void): void {
    if (this.any) this.waiting = leave;
    else leave();
  }

  stay(): void {
    this.waiting = null;
  }

  /** Keeps all of it and goes; gives what could not be kept. */
  async save(): Promise<Typed | null> {
    for (const one of this.typed) {
      if (await one.save()) continue;
      this.stay();
      return one;
    }
    this.#go();
    return null;
  }

  throwAway(): void {
    for (const one of this.typed) one.forget();
    this.#go();
  }

  #go(): void {
    const leave = this.waiting;
    this.waiting = null;
    leave?.();
  }
}
