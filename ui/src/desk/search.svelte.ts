/** Finding a guest by name, and who of those found an Enter would let in. */
import type { Found } from "../bindings";
import type { DeskHost } from "../host/host";
import { likeFirst, namesakes } from "./namesakes";
import { isEnough, looksLikeCode } from "./query";

/** Longer than the gaps of a scanner's burst, so that a code is never looked up as a name. */
export const FIND_AFTER_MS = 120;

export class Search {
  query = $state("");
  results = $state.raw<Found[]>([]);
  selected = $state(-1);
  /** The query that `results` answer. */
  answered = $state("");
  failed = $state(false);
  /** The event's privacy shows nobody before more is typed. */
  moreLetters = $state(false);
  /** An Enter let nobody in, since nobody is chosen: whoever pressed it is told why. */
  unmoved = $state(false);
  readonly #find: DeskHost["find"];
  /** Keys that came before the answer to the present query. */
  #waiting: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #asking = false;
  #again = false;

  constructor(find: DeskHost["find"]) {
    this.#find = find;
  }

  get active(): boolean {
    return isEnough(this.query);
  }

  /** Something was asked and answered: a scanner's burst never is. */
  get shown(): boolean {
    return this.answered !== "";
  }

  get settled(): boolean {
    return this.answered === this.query;
  }

  /** Ids of those who share their name with somebody else found. */
  get sameNamed(): Set<string> {
    return namesakes(this.results);
  }

  /** So many guests have the name of the first, whom an Enter would otherwise let in; 1: nobody else has. */
  get likeFirst(): number {
    return likeFirst(this.results);
  }

  type(query: string): void {
    if (query === this.query) return;
    this.query = query;
    this.unmoved = false;
    this.forgetKeys();
    clearTimeout(this.#timer);
    if (this.active) this.#timer = setTimeout(() => void this.#ask(), FIND_AFTER_MS);
    else this.#empty();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.query = "";
    this.forgetKeys();
    this.#empty();
  }

  /** Does what a key asks for once the rows on show answer the present query. */
  whenSettled(deed: () => void): void {
    if (this.settled || !this.active) deed();
    else this.#waiting.push(deed);
  }

  /** Whoever goes on typing or goes away means no row of an answer still to come. */
  forgetKeys(): void {
    this.#waiting = [];
  }

  /** After a change of the log: the same question again, with the row kept that was chosen. */
  refresh(): void {
    if (!this.active || !this.settled) return;
    if (this.#asking) this.#again = true;
    else void this.#ask();
  }

  move(step: 1 | -1): void {
    const count = this.results.length;
    if (count === 0) return;
    this.unmoved = false;
    if (this.selected < 0) this.selected = step > 0 ? 0 : count - 1;
    else this.selected = Math.min(count - 1, Math.max(0, this.selected + step));
  }

  /** Whom an Enter lets in; nobody while the rows on show answer an older question. */
  get chosen(): Found | null {
    return this.settled ? (this.results[this.selected] ?? null) : null;
  }

  #empty(): void {
    this.#asked++;
    this.#asking = this.#again = false;
    this.answered = "";
    this.results = [];
    this.selected = -1;
    this.failed = this.moreLetters = this.unmoved = false;
  }

  async #ask(): Promise<void> {
    const query = this.query;
    const again = query === this.answered;
    const asked = ++this.#asked;
    let results: Found[] = [];
    let failed = false;
    let moreLetters = false;
    this.#asking = true;
    try {
      const answer = await this.#find(query);
      results = answer.found;
      moreLetters = answer.more_letters;
    } catch {
      failed = true;
    }
    if (asked !== this.#asked || query !== this.query) return;
    this.#asking = false;
    const kept = again ? this.results[this.selected]?.id : undefined;
    this.results = results;
    this.answered = query;
    this.failed = failed;
    this.moreLetters = moreLetters;
    // Half of a longer code may be somebody else's: whoever was found by one is looked at, and chosen.
    const blind = results.length === 0 || results[0]!.by_code || likeFirst(results) > 1 || looksLikeCode(query);
    this.selected = kept ? results.findIndex(({ id }) => id === kept) : blind ? -1 : 0;
    this.#waiting.splice(0).forEach((deed) => deed());
    if (!this.#again) return;
    this.#again = false;
    this.refresh();
  }
}
