/** What the office knows: the event, the form with what was typed into it, and the long work that runs. */
import { getContext, setContext } from "svelte";
import { asProblem, type OfficeHost } from "../host/host";
import { Appearance } from "../desk/appearance.svelte";
import { told } from "../shared/i18n";
import { o } from "../shared/i18n/office";
import { focusSoon } from "./focus";
import { draftOf, formOf, mergeInto, type Draft } from "./draft";
import { jobWords } from "./job";
import type { RoomName } from "./keys";
import type { Step } from "./next";
import { Unsaved } from "./unsaved.svelte";
import type { EventForm, FormFault, JobNews, MailPlan, OfficeView, SaveAnswer, TicketsDrawn } from "../bindings";

/** What the program finds wrong with a form; each form has its own. */
export class Faults {
  /** The first one: whoever made it is brought to it. */
  now = $state.raw<FormFault | null>(null);
  others = $state.raw<FormFault[]>([]);

  /** All that there are, or none. */
  set([first, ...others]: FormFault[]): void {
    this.now = first ?? null;
    this.others = others;
  }

  /** That of this value or within it. */
  of(at: string): FormFault | null {
    const all = this.now ? [this.now, ...this.others] : this.others;
    return all.find((one) => one.at === at || one.at.startsWith(`${at}.`)) ?? null;
  }

  /** Somebody is mending it. */
  drop(fault: FormFault): void {
    if (this.now === fault) this.now = null;
    this.others = this.others.filter((one) => one !== fault);
  }
}

/** What changes is looked at this much later: another program may be sending mail after mail. */
export const LOOK_AROUND_MS = 1_000;

export class Office {
  readonly faults = new Faults();
  readonly appearance = new Appearance();
  readonly unsaved = new Unsaved();
  view = $state.raw<OfficeView | null>(null);
  /** How far the tickets are sent. */
  sending = $state.raw<MailPlan | null>(null);
  mailReady = $state(false);
  /** Grows when other programs may have gone on with mail or tickets. */
  elsewhere = $state(0);
  /** How far the tickets are drawn. */
  drawn = $state.raw<TicketsDrawn | null>(null);
  draft = $state<Draft | null>(null);
  room = $state<RoomName>("evening");
  keysShown = $state(false);
  dropped = $state<string | null>(null);
  /** What went wrong with something that has no place of its own to say it. */
  trouble = $state("");
  /** Told to whoever listens to the screen. */
  said = $state("");
  job = $state.raw<JobNews | null>(null);
  saving = $state(false);
  /** The program is to be closed in the middle of long work: somebody is asked, or it is being stopped. */
  ending = $state<"asked" | "stopping" | null>(null);
  readonly dirty = $derived.by(() => this.draft !== null && JSON.stringify(formOf(this.draft)) !== this.#saved);
  #saved = $state("");
  /** What is being changed here was changed elsewhere, too. */
  #clash = false;
  #before: Element | null = null;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #stops: (() => void)[] = [];

  constructor(readonly host: OfficeHost) {}

  start(): void {
    void this.look();
    void this.lookAtMail();
    void this.lookAtDrawn();
    this.#stops = [
      this.unsaved.hold({ room: "evening", dirty: () => this.dirty, save: () => this.save(), forget: () => this.forget() }),
      this.host.onCloseAsked(({ ends_work }) => this.closeAsked(ends_work)),
      this.host.onChanged(() => this.changed()),
      () => clearTimeout(this.#soon),
      this.host.onJob((news) => this.hear(news)),
      this.host.onFiles(([file]) => this.drop(file)),
    ];
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  /** Takes what the program says of the event; what is being typed stays. */
  take(view: OfficeView): void {
    const dirty = this.dirty;
    const { tickets, issued } = this.view ?? view;
    this.view = view;
    // Not for every walk-in: to look through all tickets would hold up the door.
    if (!view.began && (tickets !== view.tickets || issued !== view.issued)) void this.lookAtDrawn();
    if (this.draft === null || !dirty) this.#begin();
    else this.#catchUp(this.draft, view.form);
  }

  async look(): Promise<void> {
    await this.attempt(async () => this.take(await this.host.officeView()));
    if (this.#clash) this.trouble = o.evening.changedElsewhere;
  }

  async lookAtMail(): Promise<void> {
    await this.attempt(async () => {
      const { host } = await this.host.mailSettings();
      this.mailReady = host !== "";
      this.sending = await this.host.mailPlan({ letter: "ticket" });
    });
  }

  async lookAtDrawn(): Promise<void> {
    await this.attempt(async () => {
      this.drawn = await this.host.ticketsDrawn();
    });
  }

  /** Something changed, here or by another program. */
  changed(): void {
    void this.look();
    // Once for all that changes meanwhile.
    this.#soon ??= setTimeout(() => this.lookAround(), LOOK_AROUND_MS);
  }

  /** How far mail and tickets are, whoever goes on with them. Not while guests come: to look through all would hold up the door. */
  lookAround(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    if (this.view === null || this.view.began || (this.job !== null && !this.job.over)) return;
    void this.lookAtMail();
    void this.lookAtDrawn();
    this.elsewhere += 1;
  }

  /** Runs something and says what went wrong: at the foot of the room, where nobody has a better place. */
  async attempt<T>(task: () => Promise<T>, say: (wrong: string) => void = this.#trouble): Promise<T | null> {
    try {
      const done = await task();
      say("");
      return done;
    } catch (thrown) {
      say(told(asProblem(thrown)) || o.trouble);
      return null;
    }
  }

  readonly #trouble = (wrong: string) => {
    this.trouble = wrong;
  };

  async save(): Promise<boolean> {
    if (this.draft === null || this.saving) return false;
    if (!this.dirty) {
      this.said = o.evening.nothingToSave;
      return true;
    }
    this.saving = true;
    const form = formOf(this.draft);
    const answer = await this.attempt(() => this.host.setEvent(form));
    this.saving = false;
    return answer !== null && this.#taken(answer);
  }

  /** Back to what was saved. */
  forget(): void {
    this.faults.now = null;
    this.#begin();
    this.said = o.evening.forgotten;
  }

  go(room: RoomName): void {
    this.keysShown = false;
    this.room = room;
    this.trouble = "";
  }

  /** To what is to be done next, and into its field where there is one. */
  toDo({ room, field }: Step): void {
    this.go(room);
    if (field) focusSoon(() => document.querySelector<HTMLElement>(`[data-testid="${field}"]`));
  }

  /** A file was dropped on the window: the guests' room takes it. */
  drop(file: string | undefined): void {
    if (file === undefined) return;
    this.dropped = file;
    this.go("guests");
  }

  /** All keys, over the room; afterwards the focus is where it was. */
  toggleKeys(): void {
    this.keysShown = !this.keysShown;
    if (this.keysShown) this.#before = document.activeElement;
    else focusSoon(() => (this.#before instanceof HTMLElement ? this.#before : null));
  }

  /** A window is to be closed. */
  closeAsked(endsWork: boolean): void {
    this.unsaved.before(() => {
      // It may be over by now.
      if (endsWork && !this.job?.over) this.ending ??= "asked";
      else void this.host.closeAnyway();
    });
  }

  /** Lets long work end after what it is at, and then the program. Asked again, it ends at once. */
  end(): void {
    if (this.ending === "stopping") void this.host.closeAnyway();
    this.ending = "stopping";
    void this.attempt(() => this.host.stopJob());
  }

  hear(news: JobNews): void {
    this.job = news;
    if (!news.over) return;
    if (this.ending === "stopping") void this.host.closeAnyway();
    this.ending = null;
    this.said = jobWords(news);
    void this.look();
    if (news.job === "mail") void this.lookAtMail();
    if (news.job === "tickets") void this.lookAtDrawn();
  }

  #taken({ fault, view }: SaveAnswer): boolean {
    this.faults.now = fault;
    if (fault) {
      this.view = view;
      this.room = "evening";
      this.said = o.fault(fault.why);
      return false;
    }
    this.view = view;
    this.#begin();
    this.said = o.evening.saved;
    return true;
  }

  /** Takes what changed elsewhere into the form, but for what somebody is changing here. */
  #catchUp(draft: Draft, form: EventForm): void {
    const theirs = draftOf(form, draft);
    const saved = JSON.stringify(formOf(theirs));
    if (saved === this.#saved) return;
    const before = JSON.parse(this.#saved) as EventForm;
    this.#clash = mergeInto(draft, before, theirs) || this.#clash;
    this.#saved = saved;
  }

  #begin(): void {
    if (this.view === null) return;
    this.#clash = false;
    this.draft = draftOf(this.view.form, this.draft);
    this.#saved = JSON.stringify(formOf(this.draft));
  }
}

const KEY = Symbol("office");
export const giveOffice = (office: Office) => setContext(KEY, office);
export const theOffice = () => getContext<Office>(KEY);

const FAULTS = Symbol("faults");
export const giveFaults = (faults: Faults) => setContext(FAULTS, faults);
export const theFaults = () => getContext<Faults>(FAULTS);
