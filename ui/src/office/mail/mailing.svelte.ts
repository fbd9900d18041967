/** The letters, the server that sends them, and who is to get the one that is looked at. */
import { told } from "../../shared/i18n";
import { o } from "../../shared/i18n/office";
import type { Office } from "../office.svelte";
import type { Letter, LetterChange, LetterPreview, LetterView, MailPlan, MailSettingsView } from "../../bindings";
import { asProblem } from "../../host/host";

export const LETTERS = ["ticket", "reminder", "thanks", "missed", "walk_in"] as const satisfies readonly Letter[];

/** Words are kept this long after the last key. */
export const KEEP_AFTER_MS = 600;

export class Mailing {
  settings = $state.raw<MailSettingsView | null>(null);
  letters = $state.raw<LetterView[] | null>(null);
  chosen = $state<Letter>("ticket");
  subject = $state("");
  body = $state("");
  /** Why what is typed can't be a letter. */
  refused = $state("");
  preview = $state.raw<LetterPreview | null>(null);
  plan = $state.raw<MailPlan | null>(null);
  readonly letter = $derived(this.letters?.find(({ letter }) => letter === this.chosen) ?? null);
  readonly kept = $derived(this.letter !== null && this.subject === this.letter.subject && this.body === this.letter.body);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly office: Office) {}

  async look(): Promise<void> {
    const { host } = this.office;
    await this.office.attempt(async () => {
      this.settings = await host.mailSettings();
      this.letters = await host.letters();
    });
    if (this.subject === "" && this.body === "") this.#show();
    await this.#rest();
  }

  async choose(letter: Letter): Promise<void> {
    await this.keep();
    // What is refused stays in sight until it is put right.
    if (this.refused !== "") return;
    this.chosen = letter;
    this.#show();
    await this.#rest();
  }

  typed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), KEEP_AFTER_MS);
  }

  /** Keeps what was typed; the letter is as it looks. */
  async keep(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.letter === null || this.kept) return;
    const { subject, body } = this;
    await this.#change(() => this.office.host.setLetter(this.chosen, { subject, body } satisfies LetterChange));
  }

  /** Whether what goes out now has the words that are in sight: they are kept first. */
  async inTheseWords(letter = this.chosen): Promise<boolean> {
    if (letter === this.chosen) await this.keep();
    return letter !== this.chosen || this.kept;
  }

  /** Back to what is kept. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#show();
  }

  async reset(): Promise<void> {
    clearTimeout(this.#timer);
    if (await this.#change(() => this.office.host.resetLetter(this.chosen))) this.#show();
  }

  /** After something was sent. */
  async again(): Promise<void> {
    await this.look();
    await this.office.lookAtMail();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #change(task: () => Promise<LetterView>): Promise<boolean> {
    try {
      const changed = await task();
      this.letters = this.letters?.map((one) => (one.letter === changed.letter ? changed : one)) ?? null;
      this.refused = "";
    } catch (thrown) {
      this.refused = told(asProblem(thrown)) || o.trouble;
      return false;
    }
    await this.#rest();
    return true;
  }

  #show(): void {
    this.subject = this.letter?.subject ?? "";
    this.body = this.letter?.body ?? "";
    this.refused = "";
  }

  async #rest(): Promise<void> {
    const letter = this.chosen;
    await this.office.attempt(async () => {
      const [preview, plan] = await Promise.all([
        this.office.host.previewLetter(letter, null),
        this.office.host.mailPlan({ letter }),
      ]);
      if (letter !== this.chosen) return;
      this.preview = preview;
      this.plan = plan;
    });
  }
}
