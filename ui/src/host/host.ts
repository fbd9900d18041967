/** What the windows may ask of the program behind them. Rejections are a `Problem`. */
import type { Changed, DeskView, Found, LobbyView, Problem, ScanAnswer, UndoAnswer } from "../bindings";

export type Stop = () => void;

export interface DeskHost {
  deskView(): Promise<DeskView>;
  scan(text: string): Promise<ScanAnswer>;
  scanPicture(path: string): Promise<ScanAnswer[]>;
  find(query: string): Promise<Found[]>;
  admit(attendee: string): Promise<ScanAnswer>;
  undo(row: number | null): Promise<UndoAnswer>;
  setDoor(door: string): Promise<DeskView>;
  onChanged(heard: (changed: Changed) => void): Stop;
  /** Files dropped on the window. */
  onPictures(heard: (paths: string[]) => void): Stop;
}

export interface LobbyHost {
  /** One view, then nothing moves: for pictures of the page. */
  readonly still: boolean;
  lobbyView(): Promise<LobbyView>;
  onChanged(heard: () => void): Stop;
}

const KINDS: readonly Problem["kind"][] = ["not_recorded", "not_found", "bad_input", "nothing_to_undo", "file", "busy"];

/** Whatever was thrown, as a problem; what nobody foresaw counts as not recorded. */
export function asProblem(thrown: unknown): Problem {
  if (typeof thrown === "object" && thrown !== null && "kind" in thrown) {
    const kind = KINDS.find((known) => known === thrown.kind);
    const message = "message" in thrown ? String(thrown.message) : "";
    if (kind) return { kind, message };
  }
  const message = thrown instanceof Error ? thrown.message : typeof thrown === "string" ? thrown : "";
  return { kind: "not_recorded", message };
}
