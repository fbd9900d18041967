/** The desk at work: what is asked of the host, in which order, and what is on show meanwhile. */
import type { Counts, DeskView, Found, Problem, ScanAnswer } from "../bindings";
import { asProblem, type DeskHost } from "../host/host";
import { t } from "../shared/i18n";
import { Appearance } from "./appearance.svelte";
import { Camera } from "./camera.svelte";
import { arrived, MOST_CHIPS, replaced, SHOWN_CHIPS } from "./chips";
import { dismiss, wasDismissed } from "./dismissed";
import { dropped, nameOf } from "./files";
import type { PanelState } from "./panel";
import { Queue } from "./queue";
import { remember, remembered } from "./remember";
import { Search } from "./search.svelte";
import { Settling } from "./settling.svelte";
import { play, VOLUMES, type Sound } from "./sound";
import {
  goesWithGuest,
  isAboutSame,
  letsIn,
  needsSettling,
  noteStaleAfter,
  staleAfter,
  type Note,
  type Notice,
  type Stage,
} from "./stage";
import { offers, settlingSteps } from "./steps";

/** A host slower than this is seen to be asked. */
export const CHECKING_AFTER_MS = 400;
/** How long each answer stays when one drop of pictures gave several. */
export const TURN_MS = 1_500;
/** For so long a group that came in is remembered, so that the rest of it may follow with one key. */
export const REST_MS = 60_000;
const RETRY_MS = 2_000;
/** Rows whose handed-over things an undo can still name. */
const MOST_HANDED = 50;
/** Problems that say nothing was written down. */
const UNWRITTEN = new Set<Problem["kind"]>(["not_recorded", "file", "busy"]);

type Timer = ReturnType<typeof setTimeout>;

export class Desk {
  view = $state.raw<DeskView | null>(null);
  trouble = $state.raw<Problem | null>(null);
  stage = $state.raw<Stage>({ kind: "ready" });
  /** Grows with every stage, so that two alike still blink. */
  shows = $state(0);
  note = $state.raw<Note | null>(null);
  chips = $state.raw<ScanAnswer[]>([]);
  /** A refusal that is being settled with a reason or by a lead. */
  settling = $state.raw<Settling | null>(null);
  /** The last group of which somebody is still to come. */
  group = $state.raw<ScanAnswer | null>(null);
  muted = $state(remembered("muted") === "yes");
  /** 0 to 1. */
  volume = $state(readVolume());
  /** A scanner is typing right now. */
  scanning = $state(false);
  panel = $state.raw<PanelState | null>(null);
  /** The overview of all keys. */
  keysShown = $state(false);
  /** A panel that tries tickets takes a scan for itself by saying true; nothing is written then. */
  trial: ((text: string) => boolean) | null = null;
  readonly search: Search;
  readonly camera: Camera;
  readonly appearance = new Appearance();
  readonly host: DeskHost;

  readonly #play: (sound: Sound, volume: number) => void;
  readonly #queue = new Queue((waiting) => this.#watchWaiting(waiting));
  readonly #handed = new Map<number, string[]>();
  #stale: Timer | undefined;
  #slow: Timer | undefined;
  #minute: Timer | undefined;
  #turn: Timer | undefined;
  #retry: Timer | undefined;
  #noted: Timer | undefined;
  #grouped: Timer | undefined;
  #turns: ScanAnswer[] = [];
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  /** How many views commands gave. */
  #commanded = 0;
  #stops: (() => void)[] = [];

  constructor(host: DeskHost, sound: (sound: Sound, volume: number) => void = play) {
    this.host = host;
    this.#play = sound;
    this.search = new Search((query) => host.find(query));
    this.camera = new Camera(host, (text) => this.scan(text));
  }

  /** Once is enough: a page may ask for the first view before it shows anything. */
  start(): void {
    if (this.#stops.length > 0) return;
    this.#stops = [
      this.host.onChanged(({ counts }) => this.#changed(counts)),
      this.host.onCamera((news) => this.camera.hear(news)),
      // A badge that came out of the printer is seen there.
      this.host.onPrinted((printed) => {
        if (printed.printer === null || printed.problem !== null) this.#say({ kind: "badge", printed });
      }),
      this.host.onFiles((paths) => this.files(paths)),
    ];
    this.#look();
    void this.#bringBack();
    this.#everyMinute();
    this.camera.start();
  }

  stop(): void {
    this.#stops.splice(0).forEach((stop) => stop());
    for (const timer of [
      this.#stale,
      this.#slow,
      this.#minute,
      this.#turn,
      this.#retry,
      this.#noted,
      this.#grouped,
    ])
      clearTimeout(timer);
    this.search.clear();
  }

  scan(text: string): void {
    if (this.trial?.(text)) return;
    void this.#queue.add(() => this.#answer(() => this.host.scan(text)));
  }

  /** By hand; in the direction that the desk has. */
  admit(guest: Found): void {
    this.search.clear();
    // Whoever could not be identified and was then found by name is the same person at the desk.
    const nameless = this.#unsettled();
    const answered = nameless?.attendee === null ? nameless : null;
    void this.#queue.add(async () => {
      await this.#answer(() => this.host.admit(guest.id, null), answered);
      if (answered?.learnable) await this.#learn(guest, answered.code);
    });
  }

  files(paths: string[]): void {
    for (const path of paths) {
      const what = dropped(path);
      if (what === "picture") void this.#queue.add(() => this.#pictures(() => this.host.scanPicture(path)));
      else if (what === "list") void this.#list(path);
      else this.#say({ kind: "unknown_file", file: nameOf(path) });
    }
  }

  paste(picture: Uint8Array): void {
    void this.#queue.add(() => this.#pictures(() => this.host.scanPasted([...picture])));
  }

  /** The guest of the chosen row, else of the stage. */
  get subject(): string | null {
    const shown = this.stage.kind === "verdict" ? this.stage.answer.attendee?.id : undefined;
    return this.search.chosen?.id ?? shown ?? null;
  }

  open(panel: PanelState): void {
    this.settling = null;
    this.keysShown = false;
    this.panel = panel;
  }

  openGuest(): void {
    if (this.subject !== null) this.open({ kind: "guest", id: this.subject });
  }

  close(): void {
    this.panel = null;
  }

  /** Asks for something that lets a guest in, and shows the answer. A problem is the asker's, too. */
  ask(task: () => Promise<ScanAnswer>): Promise<ScanAnswer> {
    return this.#queue.add(async () => {
      try {
        const answer = await task();
        // Who was looked for is dealt with: the next search begins anew.
        if (letsIn(answer)) this.search.clear();
        this.#verdict(answer);
        return answer;
      } catch (thrown) {
        const problem = asProblem(thrown);
        if (UNWRITTEN.has(problem.kind)) this.#notRecorded(problem);
        throw problem;
      } finally {
        this.#look();
      }
    });
  }

  /** Takes over a view that a command gave. */
  see(view: DeskView): void {
    this.#commanded++;
    this.#take(view);
  }

  #take(view: DeskView): void {
    // Rows of the practice are not those of the evening: nothing of one may be settled in the other.
    const turned = this.view && this.view.practice !== view.practice;
    if (turned) this.#forget();
    const refused = view.unwritable !== null && !this.view?.unwritable;
    this.view = view;
    if (refused && !this.muted) this.hear("not_recorded");
    if (turned) void this.#bringBack();
  }

  /** Takes back what the stage shows, else the last entry of this desk. */
  undo(row: number | null = this.#shownRow()): Promise<void> {
    return this.#queue.add(async () => {
      try {
        const undo = await this.host.undo(row);
        const handedOver = undo.verdict === "admitted" ? (this.#handed.get(undo.undone) ?? []) : [];
        this.#show({ kind: "undone", undo, handedOver }, "neutral");
        this.#look();
      } catch (thrown) {
        const problem = asProblem(thrown);
        if (problem.kind === "nothing_to_undo") this.#notice("nothing_to_undo", problem);
        else this.#notRecorded(problem);
      }
    });
  }

  /** Lets in whom the stage refuses: the likeliest way first (`place` 0). */
  settle(place: number): void {
    const answer = this.#shownAnswer();
    const step = answer && settlingSteps(answer)[place];
    if (!answer || !step) return;
    switch (step) {
      case "admit":
      case "release":
        return this.#settleBy(answer, () => this.host.settle(answer.row, { how: step }));
      case "reason":
      case "lead": {
        const reasons = t.reasons[answer.verdict] ?? t.usualReasons;
        this.settling = new Settling(answer, step, step === "lead" && (this.view?.leads ?? true), reasons);
      }
    }
  }

  /** Gives the reason, or the lead's PIN, that was typed. */
  confirm(): void {
    const settling = this.settling;
    if (!settling?.complete || settling.asked) return;
    settling.asked = true;
    const { answer, settlement } = settling;
    this.#settleBy(answer, () => this.host.settle(answer.row, settlement), settling);
  }

  paid(): void {
    const answer = this.#shownAnswer();
    if (answer && offers(answer, "pay")) this.#settleBy(answer, () => this.host.settle(answer.row, { how: "paid" }));
  }

  /** Lets in the rest of the group on the stage, or of the last one. */
  rest(): void {
    const shown = this.#shownAnswer();
    const answer = shown && offers(shown, "rest") ? shown : this.group;
    if (answer) this.#settleBy(answer, () => this.host.admitRest(answer.row));
  }

  /** Prints the badge of the guest at hand. It never holds up a scan. */
  badge(): void {
    const id = this.subject;
    if (id === null) return this.#say({ kind: "whose_badge" });
    this.host.printBadge(id).then(
      (printed) => this.#say({ kind: "badge", printed }),
      (thrown: unknown) => this.#say({ kind: "badge_refused", message: asProblem(thrown).message }),
    );
  }

  nextDoor(): void {
    void this.#queue.add(async () => {
      if (!this.view || this.view.doors.length < 2) return;
      const { door, doors } = this.view;
      const next = doors[(doors.indexOf(door) + 1) % doors.length]!;
      await this.#turnTo("door_kept", () => this.host.setDoor(next));
    });
  }

  /** From letting in to letting out, and back. */
  turnRound(): void {
    void this.#queue.add(async () => {
      if (!this.view) return;
      const direction = this.view.direction === "in" ? "out" : "in";
      await this.#turnTo("direction_kept", () => this.host.setDirection(direction));
    });
  }

  toggleMute(): void {
    this.muted = !this.muted;
    remember("muted", this.muted ? "yes" : "no");
  }

  /** The next loudness, and how it sounds. */
  nextVolume(): void {
    this.muted = false;
    remember("muted", "no");
    const place = VOLUMES.findIndex((volume) => volume === this.volume);
    this.volume = VOLUMES[(place + 1) % VOLUMES.length]!;
    remember("volume", String(this.volume));
    this.hear("green");
  }

  /** Plays a sound although the desk is muted: somebody wants to hear it. */
  hear(sound: Sound): void {
    this.#play(sound, this.volume);
  }

  /** What Escape is for now: what was opened last goes first; the stage last. */
  get escapes(): "keys" | "camera" | "settling" | "panel" | "search" | "stage" {
    if (this.keysShown) return "keys";
    if (this.camera.choosing) return "camera";
    if (this.settling) return "settling";
    if (this.panel) return "panel";
    return this.search.query !== "" ? "search" : "stage";
  }

  /** What Escape does; a stage that is cleared counts as settled. */
  clear(): void {
    switch (this.escapes) {
      case "keys":
        this.keysShown = false;
        return;
      case "camera":
        return this.camera.dismiss();
      case "settling":
        this.settling = null;
        return;
      case "panel":
        return this.close();
      case "search":
        return this.search.clear();
      case "stage": {
        this.note = null;
        this.group = null;
        const dismissed = this.#unsettled();
        if (dismissed) dismiss(dismissed);
        this.#ready();
      }
    }
  }

  /** Brings a chip back to the stage, where it can be settled; what is there becomes a chip in turn. */
  recall(chip: ScanAnswer): void {
    this.chips = this.chips.filter((other) => other !== chip);
    this.#show({ kind: "verdict", answer: chip }, null);
  }

  recallAt(place: number): void {
    const chip = this.chips.slice(-SHOWN_CHIPS)[place];
    if (chip) this.recall(chip);
  }

  async #answer(ask: () => Promise<ScanAnswer>, settles: ScanAnswer | null = null): Promise<void> {
    try {
      this.#verdict(await ask(), settles);
    } catch (thrown) {
      this.#notRecorded(asProblem(thrown));
    }
    this.#look();
  }

  #settleBy(refused: ScanAnswer, ask: () => Promise<ScanAnswer>, settling: Settling | null = null): void {
    void this.#queue.add(async () => {
      try {
        this.#verdict(await ask(), refused);
      } catch (thrown) {
        const problem = asProblem(thrown);
        if (settling && this.settling === settling && !UNWRITTEN.has(problem.kind)) settling.refuse(problem);
        else if (UNWRITTEN.has(problem.kind)) this.#notRecorded(problem);
        else this.#notice("not_settled", problem);
      }
      this.#look();
    });
  }

  async #pictures(read: () => Promise<ScanAnswer[]>): Promise<void> {
    try {
      const answers = await read();
      if (answers.length === 0 && this.#turns.length === 0) this.#notice("no_code", null);
      this.#turns.push(...answers);
      if (this.#turn === undefined) this.#nextTurn();
      this.#look();
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.kind === "not_found" || problem.kind === "bad_input") this.#notice("bad_picture", problem);
      else this.#notRecorded(problem);
    }
  }

  /** Beside the queue: a long list must not hold up a scan. */
  async #list(path: string): Promise<void> {
    try {
      const list = await this.host.importList(path);
      this.#look();
      this.search.refresh();
      this.#say({ kind: "imported", list, clock: this.view?.clock ?? "" });
    } catch (thrown) {
      this.#say({ kind: "list_refused", message: asProblem(thrown).message });
    }
  }

  /** What the phone showed is this guest's, and lets them in from now on. */
  async #learn(guest: Found, code: string): Promise<void> {
    const stage = this.stage;
    if (stage.kind !== "verdict" || stage.answer.attendee?.id !== guest.id || !letsIn(stage.answer)) return;
    try {
      await this.host.learnCode(guest.id, code);
      this.#say({ kind: "learnt", name: guest.name });
    } catch (thrown) {
      this.#say({ kind: "not_learnt", message: asProblem(thrown).message });
    }
  }

  async #turnTo(kept: Notice, ask: () => Promise<DeskView>): Promise<void> {
    try {
      this.see(await ask());
    } catch (thrown) {
      this.#notice(kept, asProblem(thrown));
    }
  }

  #nextTurn(): void {
    this.#turn = undefined;
    const answer = this.#turns.shift();
    if (!answer) return;
    this.#put({ kind: "verdict", answer }, soundOf(answer));
    this.#turn = setTimeout(() => this.#nextTurn(), TURN_MS);
  }

  #verdict(answer: ScanAnswer, settles: ScanAnswer | null = null): void {
    if (settles && letsIn(answer)) this.#settled(settles);
    this.#show({ kind: "verdict", answer }, soundOf(answer));
  }

  /** Somebody saw to it: no chip is left of it, neither now nor when it leaves the stage. */
  #settled(answer: ScanAnswer): void {
    this.chips = this.chips.filter((chip) => chip !== answer);
    if (this.#shownAnswer() === answer) this.stage = { kind: "ready" };
    if (answer.attendee === null) dismiss(answer);
  }

  #notRecorded(problem: Problem): void {
    this.#show({ kind: "not_recorded", problem }, "not_recorded");
  }

  #notice(notice: Notice, problem: Problem | null): void {
    this.#show({ kind: "notice", notice, message: problem?.message ?? "" }, "neutral");
  }

  #say(note: Note): void {
    this.note = note;
    clearTimeout(this.#noted);
    this.#noted = setTimeout(() => (this.note = null), noteStaleAfter(note));
  }

  /** Puts something new on the stage; answers still waiting for their turn must not be lost. */
  #show(stage: Stage, sound: Sound | null): void {
    clearTimeout(this.#turn);
    this.#turn = undefined;
    for (const answer of this.#turns.splice(0)) this.chips = replaced(this.chips, answer, null);
    this.#put(stage, sound);
  }

  #put(stage: Stage, sound: Sound | null): void {
    const before = this.stage;
    const answer = stage.kind === "verdict" ? stage.answer : null;
    if (before.kind === "verdict") this.chips = replaced(this.chips, before.answer, answer);
    if (answer) this.chips = arrived(this.chips, answer);
    if (answer && this.note && goesWithGuest(this.note)) this.note = null;
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
    if (this.muted) return;
    this.#play(sound, this.volume);
    if (answer && answer.attention && !answer.repeat) this.#play("attention", this.volume);
  }

  #rememberGroup(answer: ScanAnswer): void {
    clearTimeout(this.#grouped);
    this.group = offers(answer, "rest") ? answer : null;
    if (this.group) this.#grouped = setTimeout(() => (this.group = null), REST_MS);
  }

  #rememberHanded({ row, verdict, hand_over }: ScanAnswer): void {
    if (verdict !== "admitted" || hand_over.length === 0) return;
    this.#handed.set(row, hand_over);
    const [oldest] = this.#handed.keys();
    if (this.#handed.size > MOST_HANDED && oldest !== undefined) this.#handed.delete(oldest);
  }

  #ready(): void {
    clearTimeout(this.#stale);
    this.settling = null;
    this.stage = { kind: "ready" };
  }

  #forget(): void {
    clearTimeout(this.#turn);
    this.#turn = undefined;
    this.#turns = [];
    this.#handed.clear();
    this.chips = [];
    this.group = null;
    this.search.clear();
    this.#ready();
  }

  #watchWaiting(waiting: number): void {
    clearTimeout(this.#slow);
    if (waiting > 0) this.#slow = setTimeout(() => this.#checking(), CHECKING_AFTER_MS);
    else if (this.stage.kind === "checking") this.#ready();
  }

  /** An old green must not stand there while the next ticket is looked up. */
  #checking(): void {
    if (this.stage.kind === "not_recorded") return;
    if (this.#unsettled()) return;
    clearTimeout(this.#stale);
    this.stage = { kind: "checking" };
  }

  #shownAnswer(): ScanAnswer | null {
    return this.stage.kind === "verdict" ? this.stage.answer : null;
  }

  #unsettled(): ScanAnswer | null {
    const answer = this.#shownAnswer();
    return answer && needsSettling(answer) ? answer : null;
  }

  #shownRow(): number | null {
    const answer = this.#shownAnswer();
    return answer && (letsIn(answer) || answer.verdict === "left") ? answer.row : null;
  }

  #changed(counts: Counts): void {
    if (this.view) this.view = { ...this.view, counts };
    this.#look();
    this.search.refresh();
  }

  /** Looks at the event again; while one look is under way, any number more become one. */
  #look(): void {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    const commanded = this.#commanded;
    this.#looking = this.host
      .deskView()
      .then((view) => {
        this.trouble = null;
        // What a command gave meanwhile is newer than what was asked for before it.
        if (commanded === this.#commanded) this.#take(view);
        else this.#lookAgain = true;
      })
      .catch((thrown: unknown) => {
        this.trouble = asProblem(thrown);
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.#look(), RETRY_MS);
      })
      .finally(() => {
        this.#looking = null;
        if (!this.#lookAgain) return;
        this.#lookAgain = false;
        this.#look();
      });
  }

  /** What was left unsettled when the window was closed. Without it the log still has it. */
  async #bringBack(): Promise<void> {
    const left = await this.host.unsettled().catch(() => []);
    const shown = this.#shownAnswer();
    const known = (answer: ScanAnswer) =>
      [...this.chips, ...(shown ? [shown] : [])].some((other) => isAboutSame(other, answer));
    const back = left.filter((answer) => needsSettling(answer) && !wasDismissed(answer) && !known(answer));
    this.chips = [...back, ...this.chips].slice(-MOST_CHIPS);
  }

  #everyMinute(): void {
    const untilNext = 60_000 - (Date.now() % 60_000) + 50;
    this.#minute = setTimeout(() => {
      this.#look();
      this.#everyMinute();
    }, untilNext);
  }
}

function soundOf(answer: ScanAnswer): Sound {
  return answer.repeat ? "neutral" : answer.tone;
}

function readVolume(): number {
  const kept = Number(remembered("volume"));
  return VOLUMES.find((volume) => volume === kept) ?? VOLUMES.at(-1)!;
}
