/** What is on the stage and for how long, and what is left of it: chips, a note, the last group. */
import type { Problem, ScanAnswer } from "../bindings";
import { told } from "../shared/i18n";
import { arrived, MOST_CHIPS, replaced, SHOWN_CHIPS } from "./chips";
import { dismiss, wasDismissed } from "./dismissed";
import { Hush } from "./hush";
import type { Loudness } from "./loudness.svelte";
import { Settling } from "./settling.svelte";
import type { Sound } from "./sound";
import {
  goesWithGuest,
  handOver,
  isAboutSame,
  letsIn,
  needsSettling,
  noteStaleAfter,
  staleAfter,
  type Note,
  type Notice,
  type Stage,
} from "./stage";
import { offers } from "./steps";

/** A host slower than this is seen to be asked. */
export const CHECKING_AFTER_MS = 400;
/** How long each answer stays when one drop of pictures gave several. */
export const TURN_MS = 1_500;
/** For so long a group that came in is remembered, so that the rest of it may follow with one key. */
export const REST_MS = 60_000;
/** Rows whose handed-over things an undo can still name. */
const MOST_HANDED = 50;

type Timer = ReturnType<typeof setTimeout>;

export class Show {
  stage = $state.raw<Stage>({ kind: "ready" });
  /** Grows with every stage, so that two alike still blink. */
  shows = $state(0);
  note = $state.raw<Note | null>(null);
  chips = $state.raw<ScanAnswer[]>([]);
  /** A refusal that is being settled with a reason or by a lead. */
  settling = $state.raw<Settling | null>(null);
  /** The last group of which somebody is still to come. */
  group = $state.raw<ScanAnswer | null>(null);

  readonly hush = new Hush();
  readonly #loudness: Loudness;
  /** What was being written for a refusal that a scan drove off the stage. */
  readonly #drafts = new WeakMap<ScanAnswer, Settling>();
  readonly #handed = new Map<number, string[]>();
  #stale: Timer | undefined;
  #slow: Timer | undefined;
  #turn: Timer | undefined;
  #noted: Timer | undefined;
  #grouped: Timer | undefined;
  #turns: ScanAnswer[] = [];

  constructor(loudness: Loudness) {
    this.#loudness = loudness;
  }

  stop(): void {
    for (const timer of [this.#stale, this.#slow, this.#turn, this.#noted, this.#grouped]) clearTimeout(timer);
  }

  /** The answer on the stage. */
  get answer(): ScanAnswer | null {
    return this.stage.kind === "verdict" ? this.stage.answer : null;
  }

  /** The answer on the stage that wants somebody's decision. */
  get unsettled(): ScanAnswer | null {
    const { answer } = this;
    return answer && needsSettling(answer) ? answer : null;
  }

  /** The row on the stage that can be taken back. */
  get row(): number | null {
    const { answer } = this;
    return answer && (letsIn(answer) || answer.verdict === "left") ? answer.row : null;
  }

  /** What was handed over with a row. */
  handedOver(row: number): string[] {
    return this.#handed.get(row) ?? [];
  }

  /** Shows an answer; `settles` is the refusal that it may have settled. */
  verdict(answer: ScanAnswer, settles: ScanAnswer | null = null): void {
    if (settles) this.settling = null;
    if (settles && letsIn(answer)) this.#settled(settles);
    this.put({ kind: "verdict", answer }, soundOf(answer));
  }

  /** `what`: the guest or the code that it was about. */
  notRecorded(problem: Problem, what: string | null = null): void {
    const times = this.stage.kind === "not_recorded" ? this.stage.times + 1 : 1;
    this.put({ kind: "not_recorded", problem, what, times }, "not_recorded");
  }

  /** Asks for a reason, or for the lead; goes on with what was already written for this refusal. */
  settle(...given: ConstructorParameters<typeof Settling>): void {
    const [answer, how] = given;
    const draft = this.#drafts.get(answer);
    this.settling = new Settling(...given);
    if (draft?.how === how) this.settling.goOn(draft);
    if (this.note?.kind === "kept") this.note = null;
    this.#drafts.set(answer, this.settling);
  }

  /** Gives up what was written. */
  stopSettling(): void {
    if (this.settling) this.#drafts.delete(this.settling.answer);
    this.settling = null;
  }

  notice(notice: Notice, problem: Problem | null, message = problem ? told(problem) : ""): void {
    this.put({ kind: "notice", notice, message }, "neutral");
  }

  say(note: Note): void {
    this.note = note;
    clearTimeout(this.#noted);
    this.#noted = setTimeout(() => (this.note = null), noteStaleAfter(note));
  }

  /** Puts something new on the stage; answers still waiting for their turn must not be lost. */
  put(stage: Stage, sound: Sound | null): void {
    clearTimeout(this.#turn);
    this.#turn = undefined;
    for (const answer of this.#turns.splice(0)) this.chips = replaced(this.chips, answer, null);
    this.#put(stage, sound);
  }

  /** Shows several answers one after the other. */
  inTurn(answers: ScanAnswer[]): void {
    if (answers.length === 0 && this.#turns.length === 0) this.notice("no_code", null);
    this.#turns.push(...answers);
    if (this.#turn === undefined) this.#nextTurn();
  }

  /** Brings a chip back to the stage, where it can be settled; what is there becomes a chip in turn. */
  recall(chip: ScanAnswer): void {
    this.chips = this.chips.filter((other) => other !== chip);
    this.put({ kind: "verdict", answer: chip }, null);
  }

  recallAt(place: number): void {
    const chip = this.chips.slice(-SHOWN_CHIPS)[place];
    if (chip) this.recall(chip);
  }

  /** Takes in what was left unsettled when the window was closed. */
  bringBack(left: ScanAnswer[]): void {
    const here = [...this.chips, ...(this.answer ? [this.answer] : [])];
    const known = (answer: ScanAnswer) => here.some((other) => isAboutSame(other, answer));
    const back = left.filter((answer) => needsSettling(answer) && !wasDismissed(answer) && !known(answer));
    this.chips = [...back, ...this.chips].slice(-MOST_CHIPS);
  }

  /** Clears the stage; what is on it counts as settled. */
  dismiss(): void {
    this.note = null;
    this.group = null;
    if (this.unsettled) dismiss(this.unsettled);
    this.#ready();
  }

  /** Rows of the practice are not those of the evening: nothing of one may be settled in the other. */
  forget(): void {
    clearTimeout(this.#turn);
    this.#turn = undefined;
    this.#turns = [];
    this.#handed.clear();
    this.chips = [];
    this.group = null;
    this.#ready();
  }

  watchWaiting(waiting: number): void {
    clearTimeout(this.#slow);
    if (waiting > 0) this.#slow = setTimeout(() => this.#checking(), CHECKING_AFTER_MS);
    else if (this.stage.kind === "checking") this.#ready();
  }

  #nextTurn(): void {
    this.#turn = undefined;
    const answer = this.#turns.shift();
    if (!answer) return;
    this.#put({ kind: "verdict", answer }, soundOf(answer));
    this.#turn = setTimeout(() => this.#nextTurn(), TURN_MS);
  }

  /** Somebody saw to it: no chip is left of it, neither now nor when it leaves the stage. */
  #settled(answer: ScanAnswer): void {
    this.chips = this.chips.filter((chip) => chip !== answer);
    if (this.answer === answer) this.stage = { kind: "ready" };
    if (answer.attendee === null) dismiss(answer);
  }

  #put(stage: Stage, sound: Sound | null): void {
    const before = this.stage;
    const answer = stage.kind === "verdict" ? stage.answer : null;
    if (before.kind === "verdict") this.chips = replaced(this.chips, before.answer, answer);
    if (answer) this.chips = arrived(this.chips, answer);
    if (answer && this.note && goesWithGuest(this.note)) this.note = null;
    if (answer) this.#keepFor(answer);
    const unasked = (answer !== null && sound !== null) || stage.kind === "not_recorded";
    if (this.settling && !this.settling.asked && unasked) this.#drivenOff(this.settling, answer);
    this.settling = null;
    this.stage = stage;
    this.shows++;
    clearTimeout(this.#slow);
    clearTimeout(this.#stale);
    const fades = staleAfter(stage);
    if (fades !== null) this.#stale = setTimeout(() => this.#ready(), fades);
    if (answer) this.#rememberGroup(answer);
    if (sound === null) return;
    if (answer) this.#rememberHanded(answer);
    this.#loudness.play(sound);
    if (answer && answer.attention && !answer.repeat) this.#loudness.play("attention");
  }

  /** What was written goes along when its guest is refused anew, and is done with when they are not. */
  #keepFor(answer: ScanAnswer): void {
    const { note } = this;
    if (note?.kind !== "kept" || note.answer === answer || !isAboutSame(note.answer, answer)) return;
    const draft = this.#drafts.get(note.answer);
    const again = draft && note.answer.verdict === answer.verdict;
    if (again) this.#drafts.set(answer, draft);
    this.note = again ? { ...note, answer } : null;
  }

  /** A scan takes the place of what is being written. */
  #drivenOff(settling: Settling, by: ScanAnswer | null): void {
    const again = by !== null && by.verdict === settling.answer.verdict && isAboutSame(by, settling.answer);
    // The same guest refused anew: what was written is about them.
    if (again) this.#drafts.set(by, settling);
    this.hush.begin(performance.now());
    if (settling.begun) {
      const { answer, how, pin } = settling;
      this.say({ kind: "kept", answer: again ? by : answer, how, pin: pin !== "" });
    }
    settling.pin = "";
  }

  #rememberGroup(answer: ScanAnswer): void {
    clearTimeout(this.#grouped);
    this.group = offers(answer, "rest") ? answer : null;
    if (this.group) this.#grouped = setTimeout(() => (this.group = null), REST_MS);
  }

  #rememberHanded(answer: ScanAnswer): void {
    const things = handOver(answer);
    if (answer.verdict !== "admitted" || things.length === 0) return;
    this.#handed.set(answer.row, things);
    const [oldest] = this.#handed.keys();
    if (this.#handed.size > MOST_HANDED && oldest !== undefined) this.#handed.delete(oldest);
  }

  #ready(): void {
    clearTimeout(this.#stale);
    this.settling = null;
    this.stage = { kind: "ready" };
  }

  /** An old green must not stand there while the next ticket is looked up. */
  #checking(): void {
    if (this.stage.kind === "not_recorded" || this.unsettled) return;
    clearTimeout(this.#stale);
    this.stage = { kind: "checking" };
  }
}

function soundOf(answer: ScanAnswer): Sound {
  return answer.repeat ? "neutral" : answer.tone;
}
