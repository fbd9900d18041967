/** The desk at work: what is asked of the host, in which order, and what is on show meanwhile. */
import type { Counts, DeskView, Found, Problem, ScanAnswer } from "../bindings";
import { asProblem, type DeskHost } from "../host/host";
import { arrived, replaced } from "./chips";
import type { PanelState } from "./panel";
import { Queue } from "./queue";
import { Search } from "./search.svelte";
import { play, type Sound } from "./sound";
import { needsSettling, staleAfter, type Stage } from "./stage";

/** A host slower than this is seen to be asked. */
export const CHECKING_AFTER_MS = 400;
/** How long each answer stays when one drop of pictures gave several. */
export const TURN_MS = 1_500;
const RETRY_MS = 2_000;
/** Problems that say nothing was written down. */
const UNWRITTEN = new Set<Problem["kind"]>(["not_recorded", "file", "busy"]);
const MUTE_KEY = "lanyard.muted";

export class Desk {
  view = $state.raw<DeskView | null>(null);
  trouble = $state.raw<Problem | null>(null);
  stage = $state.raw<Stage>({ kind: "ready" });
  /** Grows with every stage, so that two alike still blink. */
  shows = $state(0);
  chips = $state.raw<ScanAnswer[]>([]);
  muted = $state(readMuted());
  /** A scanner is typing right now. */
  scanning = $state(false);
  panel = $state.raw<PanelState | null>(null);
  /** A panel that tries tickets takes a scan for itself by saying true; nothing is written then. */
  trial: ((text: string) => boolean) | null = null;
  readonly search: Search;
  readonly host: DeskHost;

  readonly #play: (sound: Sound) => void;
  readonly #queue = new Queue((waiting) => this.#watchWaiting(waiting));
  #stale: ReturnType<typeof setTimeout> | undefined;
  #slow: ReturnType<typeof setTimeout> | undefined;
  #minute: ReturnType<typeof setTimeout> | undefined;
  #turn: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #turns: ScanAnswer[] = [];
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #stops: (() => void)[] = [];

  constructor(host: DeskHost, sound: (sound: Sound) => void = play) {
    this.host = host;
    this.#play = sound;
    this.search = new Search((query) => host.find(query));
  }

  start(): void {
    this.#stops = [
      this.host.onChanged(({ counts }) => this.#changed(counts)),
      this.host.onFiles((paths) => this.pictures(paths)),
    ];
    this.#look();
    this.#everyMinute();
  }

  stop(): void {
    this.#stops.forEach((stop) => stop());
    for (const timer of [this.#stale, this.#slow, this.#minute, this.#turn, this.#retry]) clearTimeout(timer);
    this.search.clear();
  }

  scan(text: string): void {
    if (this.trial?.(text)) return;
    void this.#queue.add(() => this.#answer(() => this.host.scan(text)));
  }

  admit(guest: Found): void {
    this.search.clear();
    void this.#queue.add(() => this.#answer(() => this.host.admit(guest.id)));
  }

  pictures(paths: string[]): void {
    for (const path of paths) void this.#queue.add(() => this.#picture(path));
  }

  /** The guest of the chosen row, else of the stage. */
  get subject(): string | null {
    const shown = this.stage.kind === "verdict" ? this.stage.answer.attendee?.id : undefined;
    return this.search.chosen?.id ?? shown ?? null;
  }

  open(panel: PanelState): void {
    this.panel = panel;
  }

  close(): void {
    this.panel = null;
  }

  /** Asks for something that lets a guest in, and shows the answer. A problem is the asker's, too. */
  ask(task: () => Promise<ScanAnswer>): Promise<ScanAnswer> {
    return this.#queue.add(async () => {
      try {
        const answer = await task();
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
    this.view = view;
  }

  /** Takes back what the stage shows, else the last entry of this desk. */
  undo(row: number | null = this.#shownRow()): Promise<void> {
    return this.#queue.add(async () => {
      try {
        this.#show({ kind: "undone", undo: await this.host.undo(row) }, "neutral");
        this.#look();
      } catch (thrown) {
        const problem = asProblem(thrown);
        if (problem.kind === "nothing_to_undo") this.#notice("nothing_to_undo", problem);
        else this.#notRecorded(problem);
      }
    });
  }

  nextDoor(): void {
    void this.#queue.add(async () => {
      if (!this.view || this.view.doors.length < 2) return;
      const { door, doors } = this.view;
      const next = doors[(doors.indexOf(door) + 1) % doors.length]!;
      try {
        this.view = await this.host.setDoor(next);
      } catch (thrown) {
        this.#notice("door_kept", asProblem(thrown));
      }
    });
  }

  toggleMute(): void {
    this.muted = !this.muted;
    keepMuted(this.muted);
  }

  /** What Escape does: the search first, then what is on the stage, which counts as settled. */
  clear(): void {
    if (this.panel) this.close();
    else if (this.search.query !== "") this.search.clear();
    else this.#ready();
  }

  settle(chip: ScanAnswer): void {
    this.chips = this.chips.filter((other) => other !== chip);
  }

  settleAt(place: number): void {
    const chip = this.chips[place];
    if (chip) this.settle(chip);
  }

  async #answer(ask: () => Promise<ScanAnswer>): Promise<void> {
    try {
      this.#verdict(await ask());
    } catch (thrown) {
      this.#notRecorded(asProblem(thrown));
    }
    this.#look();
  }

  async #picture(path: string): Promise<void> {
    try {
      const answers = await this.host.scanPicture(path);
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

  #nextTurn(): void {
    this.#turn = undefined;
    const answer = this.#turns.shift();
    if (!answer) return;
    this.#put({ kind: "verdict", answer }, soundOf(answer));
    this.#turn = setTimeout(() => this.#nextTurn(), TURN_MS);
  }

  #verdict(answer: ScanAnswer): void {
    this.#show({ kind: "verdict", answer }, soundOf(answer));
  }

  #notRecorded(problem: Problem): void {
    this.#show({ kind: "not_recorded", problem }, "not_recorded");
  }

  #notice(notice: (Stage & { kind: "notice" })["notice"], problem: Problem | null): void {
    this.#show({ kind: "notice", notice, message: problem?.message ?? "" }, "neutral");
  }

  /** Puts something new on the stage; answers still waiting for their turn must not be lost. */
  #show(stage: Stage, sound: Sound): void {
    clearTimeout(this.#turn);
    this.#turn = undefined;
    for (const answer of this.#turns.splice(0)) this.chips = replaced(this.chips, answer, null);
    this.#put(stage, sound);
  }

  #put(stage: Stage, sound: Sound): void {
    const before = this.stage;
    const answer = stage.kind === "verdict" ? stage.answer : null;
    if (before.kind === "verdict") this.chips = replaced(this.chips, before.answer, answer);
    if (answer) this.chips = arrived(this.chips, answer);
    this.stage = stage;
    this.shows++;
    clearTimeout(this.#slow);
    clearTimeout(this.#stale);
    const fades = staleAfter(stage);
    if (fades !== null) this.#stale = setTimeout(() => this.#ready(), fades);
    if (!this.muted) this.#play(sound);
  }

  #ready(): void {
    clearTimeout(this.#stale);
    this.stage = { kind: "ready" };
  }

  #watchWaiting(waiting: number): void {
    clearTimeout(this.#slow);
    if (waiting > 0) this.#slow = setTimeout(() => this.#checking(), CHECKING_AFTER_MS);
    else if (this.stage.kind === "checking") this.#ready();
  }

  /** An old green must not stand there while the next ticket is looked up. */
  #checking(): void {
    if (this.stage.kind === "not_recorded") return;
    if (this.stage.kind === "verdict" && needsSettling(this.stage.answer)) return;
    clearTimeout(this.#stale);
    this.stage = { kind: "checking" };
  }

  #shownRow(): number | null {
    if (this.stage.kind !== "verdict") return null;
    const { verdict, row } = this.stage.answer;
    return verdict === "admitted" || verdict === "re_entered" || verdict === "left" ? row : null;
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
    this.#looking = this.host
      .deskView()
      .then((view) => {
        this.view = view;
        this.trouble = null;
      })
      .catch((thrown: unknown) => {
        this.trouble = asProblem(thrown);
        if (!this.view) this.#retry = setTimeout(() => this.#look(), RETRY_MS);
      })
      .finally(() => {
        this.#looking = null;
        if (!this.#lookAgain) return;
        this.#lookAgain = false;
        this.#look();
      });
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

function readMuted(): boolean {
  try {
    return localStorage.getItem(MUTE_KEY) === "yes";
  } catch {
    return false;
  }
}

function keepMuted(muted: boolean): void {
  try {
    localStorage.setItem(MUTE_KEY, muted ? "yes" : "no");
  } catch {
    // A private window keeps nothing; the key still works for now.
  }
}
