/** The desk at work: what is asked of the host, in which order, and what is on show meanwhile. */
import type { DeskView, Found, Missing, Problem, ScanAnswer } from "../bindings";
import { asProblem, type DeskHost } from "../host/host";
import { t, told } from "../shared/i18n";
import { Appearance } from "./appearance.svelte";
import { Camera } from "./camera.svelte";
import { dropped, nameOf } from "./files";
import type { Hush } from "./hush";
import { Look } from "./look.svelte";
import { Loudness } from "./loudness.svelte";
import type { PanelState } from "./panel";
import { isCalibration } from "./panels/calibration";
import { Queue } from "./queue";
import { Search } from "./search.svelte";
import type { Settling } from "./settling.svelte";
import { Show } from "./show.svelte";
import type { Sound } from "./sound";
import { letsIn, type Note, type Notice, type Stage } from "./stage";
import { offers, settlingSteps } from "./steps";
import { Trials } from "./trials.svelte";

/** Problems that say nothing was written down. */
const UNWRITTEN = new Set<Problem["kind"]>(["not_recorded", "file", "busy"]);

export class Desk {
  panel = $state.raw<PanelState | null>(null);
  /** The overview of all keys. */
  keysShown = $state(false);
  /** A panel that tries tickets takes a scan for itself by saying true; nothing is written then. */
  trial: ((text: string) => boolean) | null = null;
  readonly search: Search;
  readonly camera: Camera;
  readonly appearance = new Appearance();
  readonly loudness: Loudness;
  readonly trials = new Trials();
  readonly host: DeskHost;

  readonly #show: Show;
  readonly #look: Look;
  readonly #queue = new Queue((waiting) => this.#show.watchWaiting(waiting));
  #stops: (() => void)[] = [];

  constructor(host: DeskHost, sound?: (sound: Sound, volume: number) => void) {
    this.host = host;
    this.loudness = new Loudness(sound);
    this.#show = new Show(this.loudness);
    this.#look = new Look(
      () => host.deskView(),
      (view, before) => this.#took(view, before),
    );
    this.search = new Search((query) => host.find(query));
    this.camera = new Camera(host, (text) => this.scan(text));
  }

  get view(): DeskView | null {
    return this.#look.view;
  }

  get trouble(): Problem | null {
    return this.#look.trouble;
  }

  get stage(): Stage {
    return this.#show.stage;
  }

  get shows(): number {
    return this.#show.shows;
  }

  get note(): Note | null {
    return this.#show.note;
  }

  get chips(): ScanAnswer[] {
    return this.#show.chips;
  }

  get group(): ScanAnswer | null {
    return this.#show.group;
  }

  /** What goes nowhere of what is typed, since a scan took the place of the form for it. */
  get hush(): Hush {
    return this.#show.hush;
  }

  get settling(): Settling | null {
    return this.#show.settling;
  }

  /** Once is enough: a page may ask for the first view before it shows anything. */
  start(): void {
    if (this.#stops.length > 0) return;
    this.#stops = [
      this.host.onChanged(({ counts }) => {
        this.#look.count(counts);
        this.search.refresh();
      }),
      this.host.onCamera((news) => this.camera.hear(news)),
      // A badge that came out of the printer is seen there.
      this.host.onPrinted((printed) => {
        if (printed.printer === null || printed.problem !== null) this.#show.say({ kind: "badge", printed });
      }),
      this.host.onFiles((paths) => this.files(paths)),
    ];
    this.#look.start();
    void this.#bringBack();
    this.camera.start();
  }

  stop(): void {
    this.#stops.splice(0).forEach((stop) => stop());
    this.#look.stop();
    this.#show.stop();
    this.search.clear();
  }

  scan(text: string): void {
    if (this.trial?.(text)) return;
    if (isCalibration(text)) return this.#show.notice("calibration", null);
    void this.#queue.add(() => this.#answer(() => this.host.scan(text), endOf(text)));
  }

  /** By hand; in the direction that the desk has. */
  admit(guest: Found): void {
    const typed = this.search.answered.trim();
    this.search.clear();
    // What stands below a code that no scanner reads is typed in its place.
    if (guest.by_code) return this.scan(typed);
    // Whoever could not be identified and was then found by name is the same person at the desk.
    const nameless = this.#show.unsettled;
    const answered = nameless?.attendee === null ? nameless : null;
    void this.#queue.add(async () => {
      await this.#answer(() => this.host.admit(guest.id, null), guest.name, answered);
      if (answered?.learnable) await this.#learn(guest, answered.code);
    });
  }

  files(paths: string[]): void {
    for (const path of paths) {
      const what = dropped(path);
      if (what === "picture") void this.#queue.add(() => this.#pictures(() => this.host.scanPicture(path)));
      else if (what === "list") void this.#list(path);
      else this.#show.say({ kind: "unknown_file", file: nameOf(path) });
    }
  }

  paste(picture: Uint8Array): void {
    void this.#queue.add(() => this.#pictures(() => this.host.scanPasted([...picture])));
  }

  /** What is on the clipboard, where the page was given no picture. */
  pasteElsewhere(): void {
    void this.#queue.add(() => this.#pictures(() => this.host.scanClipboard()));
  }

  /** The list that was dropped and refused, since many are missing from it, is only a part. */
  takePart(): void {
    const { note } = this;
    if (note?.kind === "list_refused" && note.problem.kind === "many_gone") void this.#list(note.path, "stay");
  }

  /** The guest of the chosen row; of the stage where nobody is looked for. */
  get subject(): string | null {
    if (this.search.active) return this.search.chosen?.id ?? null;
    const shown = this.stage.kind === "verdict" ? this.stage.answer.attendee?.id : undefined;
    return shown ?? null;
  }

  open(panel: PanelState): void {
    this.#show.settling = null;
    this.keysShown = false;
    this.panel = panel;
  }

  openGuest(): void {
    this.search.whenSettled(() => {
      if (this.subject !== null) this.open({ kind: "guest", id: this.subject });
    });
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
        this.#show.verdict(answer);
        return answer;
      } catch (thrown) {
        const problem = asProblem(thrown);
        if (UNWRITTEN.has(problem.kind)) this.#show.notRecorded(problem);
        throw problem;
      } finally {
        this.#look.again();
      }
    });
  }

  /** Takes over a view that a command gave. */
  see(view: DeskView): void {
    this.#look.see(view);
  }

  #took(view: DeskView, before: DeskView | null): void {
    if (before && before.practice !== view.practice) {
      this.#show.forget();
      this.search.clear();
      void this.#bringBack();
    }
    if (view.unwritable !== null && !before?.unwritable) this.loudness.play("not_recorded");
  }

  /** Whether what the stage shows by now can be taken back, and came on it after so many stages. */
  undoesSince(shows: number): boolean {
    return this.#show.row !== null && this.shows > shows;
  }

  /**
   * Takes back a row; without one what the stage shows, else the last answer of this desk. Under a refusal nobody means
   * somebody else without being told whom.
   */
  undo(row?: number): Promise<void> {
    const shown = this.#show.row;
    const refused = shown === null ? this.#show.answer : null;
    if (row === undefined && refused) {
      const last = this.view?.recent.find((line) => line.can_undo);
      if (last && last.attendee !== refused.attendee?.id) {
        this.#show.notice("undo_whom", null, last.name ?? t.noName);
        return Promise.resolve();
      }
    }
    return this.#queue.add(async () => {
      try {
        const undo = await (row === undefined ? this.host.undoAnswer(shown) : this.host.undo(row));
        this.#show.put({ kind: "undone", undo, handedOver: this.#show.handedOver(undo.undone) }, "neutral");
        this.#look.again();
      } catch (thrown) {
        const problem = asProblem(thrown);
        if (problem.kind === "nothing_to_undo") this.#show.notice("nothing_to_undo", problem);
        else this.#show.notRecorded(problem);
      }
    });
  }

  /** Lets in whom the stage refuses: the likeliest way first (`place` 0). */
  settle(place: number): void {
    const answer = this.#show.answer;
    const step = answer && settlingSteps(answer)[place];
    if (!answer || !step) return;
    switch (step) {
      case "admit":
      case "release":
        return this.#settleBy(answer, () => this.host.settle(answer.row, { how: step }));
      case "reason":
      case "lead": {
        const reasons = t.reasons[answer.verdict] ?? t.usualReasons;
        this.#show.settle(answer, step, step === "lead" && (this.view?.leads ?? true), reasons);
      }
    }
  }

  /** Gives the reason, or the lead's PIN, that was typed. */
  confirm(): void {
    const settling = this.settling;
    if (!settling?.complete || settling.asked || settling.doubt.of(settling.typed.trim())) return;
    settling.asked = true;
    const { answer, settlement } = settling;
    this.#settleBy(answer, () => this.host.settle(answer.row, settlement), settling);
  }

  paid(): void {
    const answer = this.#show.answer;
    if (!answer || !offers(answer, "pay")) return;
    const { due } = answer.detail;
    this.#settleBy(answer, async () => {
      const settled = await this.host.settle(answer.row, { how: "paid" });
      // That it was a payment, only the desk that took it knows.
      return settled.overridden === null ? { ...settled, detail: { ...settled.detail, due } } : settled;
    });
  }

  /** Lets the rest of the group on the stage in or out, or that of the last one. */
  rest(): void {
    const shown = this.#show.answer;
    const answer = shown && offers(shown, "rest") ? shown : this.group;
    if (answer) this.#settleBy(answer, () => this.host.restOfGroup(answer.row));
  }

  /** Prints the badge of the guest at hand. It never holds up a scan. */
  badge(): void {
    this.search.whenSettled(() => {
      const id = this.subject;
      if (id === null) return this.#show.say({ kind: "whose_badge" });
      this.host.printBadge(id).then(
        (printed) => this.#show.say({ kind: "badge", printed }),
        (thrown: unknown) => this.#show.say({ kind: "badge_refused", message: told(asProblem(thrown)) }),
      );
    });
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
        return this.#show.stopSettling();
      case "panel":
        return this.close();
      case "search":
        return this.search.clear();
      case "stage":
        return this.#show.dismiss();
    }
  }

  /** Brings a chip back to the stage, where it can be settled; what is there becomes a chip in turn. */
  recall(chip: ScanAnswer): void {
    this.#show.recall(chip);
  }

  recallAt(place: number): void {
    this.#show.recallAt(place);
  }

  /** `what`: the guest or the code, should nothing be recorded of them. */
  async #answer(ask: () => Promise<ScanAnswer>, what: string, settles: ScanAnswer | null = null): Promise<void> {
    try {
      this.#show.verdict(await ask(), settles);
    } catch (thrown) {
      this.#show.notRecorded(asProblem(thrown), what);
    }
    this.#look.again();
  }

  #settleBy(refused: ScanAnswer, ask: () => Promise<ScanAnswer>, settling: Settling | null = null): void {
    void this.#queue.add(async () => {
      try {
        this.#show.verdict(await ask(), refused);
      } catch (thrown) {
        const problem = asProblem(thrown);
        if (settling && this.settling === settling && !UNWRITTEN.has(problem.kind)) settling.refuse(problem);
        else if (UNWRITTEN.has(problem.kind)) this.#show.notRecorded(problem, refused.attendee?.name || endOf(refused.code));
        else this.#show.notice("not_settled", problem);
      }
      this.#look.again();
    });
  }

  async #pictures(read: () => Promise<ScanAnswer[] | null>): Promise<void> {
    try {
      const answers = await read();
      if (answers === null) return;
      this.#show.inTurn(answers);
      this.#look.again();
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.kind === "not_found" || problem.kind === "bad_input") this.#show.notice("bad_picture", problem);
      else this.#show.notRecorded(problem);
    }
  }

  /** Beside the queue: a long list must not hold up a scan. */
  async #list(path: string, missing: Missing = "ask"): Promise<void> {
    try {
      const list = await this.host.importList(path, missing);
      this.#look.again();
      this.search.refresh();
      this.#show.say({ kind: "imported", list, clock: this.view?.clock ?? "" });
    } catch (thrown) {
      this.#show.say({ kind: "list_refused", problem: asProblem(thrown), path });
    }
  }

  /** What the phone showed is this guest's, and lets them in from now on. */
  async #learn(guest: Found, code: string): Promise<void> {
    const stage = this.stage;
    if (stage.kind !== "verdict" || stage.answer.attendee?.id !== guest.id || !letsIn(stage.answer)) return;
    try {
      await this.host.learnCode(guest.id, code);
      this.#show.say({ kind: "learnt", name: guest.name });
    } catch (thrown) {
      this.#show.say({ kind: "not_learnt", message: told(asProblem(thrown)) });
    }
  }

  async #turnTo(kept: Notice, ask: () => Promise<DeskView>): Promise<void> {
    try {
      this.see(await ask());
    } catch (thrown) {
      this.#show.notice(kept, asProblem(thrown));
    }
  }

  /** What was left unsettled when the window was closed. Without it the log still has it. */
  async #bringBack(): Promise<void> {
    this.#show.bringBack(await this.host.unsettled().catch(() => []));
  }
}

/** By its last characters a code is told from the next one. */
function endOf(code: string): string {
  return `… ${code.slice(-6)}`;
}
