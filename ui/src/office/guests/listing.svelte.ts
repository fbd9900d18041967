/** A list on its way in: looked at, its columns put right, and only then imported. */
import { asProblem } from "../../host/host";
import type { Office } from "../office.svelte";
import type { ColumnPlace, ImportAnswer, ImportPreview, ImportRequest, Missing, Problem } from "../../bindings";

export class Listing {
  file = $state("");
  preview = $state.raw<ImportPreview | null>(null);
  /** What was said of the columns. */
  columns = $state.raw<ColumnPlace[]>([]);
  /** What is done about guests whom the list has no more. */
  missing = $state<Missing>("ask");
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  done = $state.raw<ImportAnswer | null>(null);
  readonly asks = $derived(this.preview !== null && this.preview.many_gone && this.missing === "ask");
  readonly ready = $derived(this.preview !== null && this.preview.problem === null && !this.busy && !this.asks);
  #turn = 0;

  constructor(readonly office: Office) {}

  async open(file: string): Promise<void> {
    if (file.trim() === "") return;
    this.leave();
    this.done = null;
    this.file = file.trim();
    await this.#look();
  }

  /** Says what a column is; what will happen is asked anew. What was said of the others stays. */
  async place(nth: number, place: string): Promise<void> {
    if (!this.preview) return;
    const all = this.preview.answer.columns.map((one, at) => (at === nth ? { ...one, place } : one));
    const { column } = all[nth]!;
    // Columns of one title are told apart by their order: all of them are named.
    const said = all.filter((one) => one.column === column);
    this.columns = [...this.columns.filter((one) => one.column !== column), ...said];
    this.missing = "ask";
    await this.#look();
  }

  async import(): Promise<boolean> {
    if (!this.ready) return false;
    this.busy = true;
    try {
      this.done = await this.office.host.importMapped(this.#request());
      this.leave();
      return true;
    } catch (thrown) {
      const problem = asProblem(thrown);
      // What will happen may be something else by now.
      await this.#look();
      this.problem = problem;
      return false;
    } finally {
      this.busy = false;
    }
  }

  leave(): void {
    this.#turn++;
    this.preview = null;
    this.columns = [];
    this.missing = "ask";
    this.problem = null;
    this.busy = false;
  }

  #request(): ImportRequest {
    return { path: this.file, columns: this.columns, missing: this.missing, stamp: this.preview?.stamp ?? null };
  }

  async #look(): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    try {
      const preview = await this.office.host.previewList(this.#request());
      if (turn !== this.#turn) return;
      // What was said of those who were missing was not said of others.
      if (this.preview && this.preview.stamp !== preview.stamp) this.missing = "ask";
      this.preview = preview;
      this.columns = preview.said;
      this.problem = null;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asProblem(thrown);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
}
