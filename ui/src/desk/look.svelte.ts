/** What the desk shows when nothing was scanned, looked at again and again. */
import type { Counts, DeskView, Problem } from "../bindings";
import { asProblem } from "../host/host";

const RETRY_MS = 2_000;

type Timer = ReturnType<typeof setTimeout>;

export class Look {
  view = $state.raw<DeskView | null>(null);
  /** Why the last look saw nothing. */
  trouble = $state.raw<Problem | null>(null);
  readonly #ask: () => Promise<DeskView>;
  readonly #took: (view: DeskView, before: DeskView | null) => void;
  #minute: Timer | undefined;
  #retry: Timer | undefined;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  /** How many views commands gave. */
  #commanded = 0;

  /** `took` hears of each view and of the one before. */
  constructor(ask: () => Promise<DeskView>, took: (view: DeskView, before: DeskView | null) => void) {
    this.#ask = ask;
    this.#took = took;
  }

  /** Looks now and from now on every minute. */
  start(): void {
    this.again();
    this.#everyMinute();
  }

  stop(): void {
    clearTimeout(this.#minute);
    clearTimeout(this.#retry);
  }

  /** Takes over a view that a command gave. */
  see(view: DeskView): void {
    this.#commanded++;
    this.#take(view);
  }

  /** Shows at once how many there are; the rest is looked at. */
  count(counts: Counts): void {
    if (this.view) this.view = { ...this.view, counts };
    this.again();
  }

  /** Looks at the event again; while one look is under way, any number more become one. */
  again(): void {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    const commanded = this.#commanded;
    this.#looking = this.#ask()
      .then((view) => {
        this.trouble = null;
        // What a command gave meanwhile is newer than what was asked for before it.
        if (commanded === this.#commanded) this.#take(view);
        else this.#lookAgain = true;
      })
      .catch((thrown: unknown) => {
        this.trouble = asProblem(thrown);
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.again(), RETRY_MS);
      })
      .finally(() => {
        this.#looking = null;
        if (!this.#lookAgain) return;
        this.#lookAgain = false;
        this.again();
      });
  }

  #take(view: DeskView): void {
    const before = this.view;
    this.view = view;
    this.#took(view, before);
  }

  #everyMinute(): void {
    const untilNext = 60_000 - (Date.now() % 60_000) + 50;
    this.#minute = setTimeout(() => {
      this.again();
      this.#everyMinute();
    }, untilNext);
  }
}
