/** Looks again whenever something has changed, one look at a time and not more often than needed. */
export class Steady {
  readonly #look: () => Promise<unknown>;
  readonly #every: number;
  #busy = false;
  #again = false;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /** `every`: milliseconds between the end of one look and the next. */
  constructor(look: () => Promise<unknown>, every: number) {
    this.#look = look;
    this.#every = every;
  }

  /** At once if nothing was looked at lately; else once, as soon as may be, however often it is asked. */
  ask(): void {
    if (this.#stopped) return;
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    void this.#look().finally(() => {
      this.#rest = setTimeout(() => {
        this.#busy = false;
        if (!this.#again) return;
        this.#again = false;
        this.ask();
      }, this.#every);
    });
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#rest);
  }
}
