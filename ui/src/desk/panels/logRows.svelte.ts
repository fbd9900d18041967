/** The rows of the log that were read so far, newest first. */
import type { LogFilter, LogLine, LogPage, LogTone, Problem } from "../../bindings";
import { asProblem } from "../../host/host";

export const PAGE = 200;

export type Wanted = { text: string; tone: LogTone | null; door: string | null };

export class LogRows {
  lines = $state.raw<LogLine[]>([]);
  /** There are older ones. */
  more = $state(false);
  /** The first page has come. */
  known = $state(false);
  trouble = $state.raw<Problem | null>(null);

  readonly #read: (filter: LogFilter) => Promise<LogPage>;
  #wanted: Wanted = { text: "", tone: null, door: null };
  /** Grows with every filter: an answer to an older one comes too late. */
  #turn = 0;
  #older: Promise<void> | null = null;
  #newer: Promise<number> | null = null;
  #newerAgain = false;

  constructor(read: (filter: LogFilter) => Promise<LogPage>) {
    this.#read = read;
  }

  /** Begins anew with what is wanted now. */
  async begin(wanted: Wanted): Promise<void> {
    this.#wanted = wanted;
    const turn = ++this.#turn;
    this.#older = null;
    const page = await this.#page(turn, { most: PAGE });
    if (!page) return;
    this.lines = page.lines;
    this.more = page.more;
    this.known = true;
  }

  /** Reads on where the rows end; while that is under way, asking again changes nothing. */
  older(): Promise<void> {
    const last = this.lines.at(-1);
    if (!last || !this.more) return Promise.resolve();
    const turn = this.#turn;
    this.#older ??= this.#page(turn, { most: PAGE, before: last.row }).then((page) => {
      if (!page) return;
      this.#older = null;
      this.lines = [...this.lines, ...page.lines];
      this.more = page.more;
    });
    return this.#older;
  }

  /** Reads what came since; says how many rows are new at the top. */
  newer(): Promise<number> {
    if (this.#newer) {
      this.#newerAgain = true;
      return this.#newer;
    }
    this.#newer = this.#readNewer().finally(() => {
      this.#newer = null;
    });
    return this.#newer;
  }

  /** Reads one row again: it may have been taken back. */
  async again(row: number): Promise<void> {
    const turn = this.#turn;
    const page = await this.#page(turn, { most: 1, before: row + 1 });
    const line = page?.lines[0];
    if (line?.row === row) this.lines = this.lines.map((old) => (old.row === row ? line : old));
  }

  async #readNewer(): Promise<number> {
    let came = 0;
    do {
      this.#newerAgain = false;
      const page = await this.#page(this.#turn, { most: PAGE });
      if (page) came += this.#merge(page);
    } while (this.#newerAgain);
    return came;
  }

  #merge(page: LogPage): number {
    const newest = this.lines[0]?.row ?? 0;
    const oldest = page.lines.at(-1)?.row ?? Infinity;
    if (page.more && oldest > newest) {
      // More came than one page holds: rather anew than with a hole.
      this.lines = page.lines;
      this.more = true;
      return 0;
    }
    this.lines = [...page.lines, ...this.lines.filter(({ row }) => row < oldest)];
    return page.lines.filter(({ row }) => row > newest).length;
  }

  async #page(turn: number, part: LogFilter): Promise<LogPage | null> {
    try {
      const page = await this.#read({ ...this.#wanted, ...part });
      if (turn !== this.#turn) return null;
      this.trouble = null;
      return page;
    } catch (thrown) {
      if (turn === this.#turn) this.trouble = asProblem(thrown);
      this.#older = null;
      return null;
    }
  }
}
