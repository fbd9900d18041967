/** A host in memory, for tests and previews: answers as told, and remembers what it was asked. */
import type { Changed, DeskView, Found, LobbyView, Problem, ScanAnswer, UndoAnswer } from "../bindings";
import type { DeskHost, LobbyHost } from "./host";
import { GUESTS, namedAnswer, sampleAnswer, sampleDesk, sampleLobby } from "./samples";

export function problem(kind: Problem["kind"], message = ""): Problem {
  return { kind, message };
}

export class FakeDesk implements DeskHost {
  view: DeskView = sampleDesk();
  guests: Found[] = GUESTS;
  /** Every question, in the order it reached the host: "scan LY1:…", "admit kelly-1", "undo last". */
  readonly asked: string[] = [];
  onScan: (text: string) => ScanAnswer | Promise<ScanAnswer> = (text) => sampleAnswer("unknown", { code: text });
  onScanPicture: (path: string) => ScanAnswer[] | Promise<ScanAnswer[]> = () => [];
  onAdmit: (guest: Found) => ScanAnswer | Promise<ScanAnswer> = ({ id, name }) => namedAnswer("admitted", id, name);
  onUndo: (row: number | null) => UndoAnswer | Promise<UndoAnswer> = () => ({
    row: 8,
    undone: 7,
    name: "Ann-Marie Kelly",
    verdict: "admitted",
    clock: "18:41",
  });
  readonly #changed = new Set<(changed: Changed) => void>();
  readonly #dropped = new Set<(paths: string[]) => void>();

  async deskView(): Promise<DeskView> {
    return this.view;
  }

  async scan(text: string): Promise<ScanAnswer> {
    this.asked.push(`scan ${text}`);
    return this.onScan(text);
  }

  async scanPicture(path: string): Promise<ScanAnswer[]> {
    this.asked.push(`picture ${path}`);
    return this.onScanPicture(path);
  }

  async find(query: string): Promise<Found[]> {
    this.asked.push(`find ${query}`);
    const wanted = query.toLowerCase().trim();
    return this.guests.filter(({ name, company }) => `${name} ${company}`.toLowerCase().includes(wanted));
  }

  async admit(attendee: string): Promise<ScanAnswer> {
    this.asked.push(`admit ${attendee}`);
    const guest = this.guests.find(({ id }) => id === attendee);
    if (!guest) throw problem("not_found");
    return this.onAdmit(guest);
  }

  async undo(row: number | null): Promise<UndoAnswer> {
    this.asked.push(`undo ${row ?? "last"}`);
    return this.onUndo(row);
  }

  async setDoor(door: string): Promise<DeskView> {
    this.asked.push(`door ${door}`);
    this.view = { ...this.view, door };
    return this.view;
  }

  onChanged(heard: (changed: Changed) => void): () => void {
    this.#changed.add(heard);
    return () => this.#changed.delete(heard);
  }

  onPictures(heard: (paths: string[]) => void): () => void {
    this.#dropped.add(heard);
    return () => this.#dropped.delete(heard);
  }

  change(view: Partial<DeskView>): void {
    this.view = { ...this.view, ...view };
    for (const heard of this.#changed) heard({ counts: this.view.counts, row: null });
  }

  drop(...paths: string[]): void {
    for (const heard of this.#dropped) heard(paths);
  }
}

export class FakeLobby implements LobbyHost {
  still = false;
  view: LobbyView | Problem = sampleLobby();
  asked = 0;
  readonly #changed = new Set<() => void>();

  async lobbyView(): Promise<LobbyView> {
    this.asked++;
    if ("kind" in this.view) throw this.view;
    return this.view;
  }

  onChanged(heard: () => void): () => void {
    this.#changed.add(heard);
    return () => this.#changed.delete(heard);
  }

  change(view: LobbyView | Problem): void {
    this.view = view;
    for (const heard of this.#changed) heard();
  }
}
