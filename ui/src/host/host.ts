/** What the windows may ask of the program behind them. Rejections are a `Problem`. */
import type { CameraNews, Changed, CloseAsked, commands, JobNews, LobbyView, PrintAnswer, Problem } from "../bindings";

export type Stop = () => void;

/** Every command of the desk window, and what it hears of. */
export type DeskHost = Omit<typeof commands, "lobbyView" | OfficeCommand> & {
  onChanged(heard: (changed: Changed) => void): Stop;
  onCamera(heard: (news: CameraNews) => void): Stop;
  /** A badge that nobody asked for by a key: it was due. */
  onPrinted(heard: (printed: PrintAnswer) => void): Stop;
  /** Files dropped on the window. */
  onFiles(heard: (paths: string[]) => void): Stop;
};

/** Every command of the office window, and what it hears of. */
export type OfficeHost = Pick<typeof commands, OfficeCommand | OfBoth> & {
  /** The guests or the log have changed. */
  onChanged(heard: () => void): Stop;
  onJob(heard: (news: JobNews) => void): Stop;
  /** A window is to be closed, and with it would go what was typed here; with the desk's, long work too. */
  onCloseAsked(heard: (asked: CloseAsked) => void): Stop;
  /** Files dropped on the window. */
  onFiles(heard: (paths: string[]) => void): Stop;
};

/** What the desk has too. */
type OfBoth = "find" | "guest" | "editGuest" | "numbers";

type OfficeCommand =
  | "setUnsaved"
  | "closeAnyway"
  | "officeView"
  | "setEvent"
  | "newEvent"
  | "anotherEvening"
  | "eventFiles"
  | "openEvent"
  | "setLogo"
  | "setTemplate"
  | "writeTemplate"
  | "setLead"
  | "removeLead"
  | "chooseFile"
  | "choosePlace"
  | "chooseFolder"
  | "ticketsDrawn"
  | "revokeTickets"
  | "reissueTickets"
  | "exportTo"
  | "guestData"
  | "saveGuestData"
  | "eraseGuest"
  | "eraseAll"
  | "mailSettings"
  | "setMailSettings"
  | "checkMail"
  | "letters"
  | "setLetter"
  | "resetLetter"
  | "previewLetter"
  | "mailPlan"
  | "sendTest"
  | "sendLetter"
  | "mailLog"
  | "setOptOut"
  | "drawTickets"
  | "stopJob"
  | "previewList"
  | "importMapped"
  | "imports"
  | "undoImport"
  | "twins"
  | "mergeGuests"
  | "keepApart"
  | "questions"
  | "setQuestion";

export interface LobbyHost {
  /** One view, then nothing moves: for pictures of the page. */
  readonly still: boolean;
  lobbyView(): Promise<LobbyView>;
  onChanged(heard: () => void): Stop;
}

const KINDS: Record<Problem["kind"], true> = {
  not_recorded: true,
  not_found: true,
  bad_input: true,
  nothing_to_undo: true,
  not_settled: true,
  many_gone: true,
  code_taken: true,
  namesake: true,
  no_letter: true,
  wrong_pin: true,
  device: true,
  file: true,
  busy: true,
};

const isKind = (kind: unknown): kind is Problem["kind"] => typeof kind === "string" && kind in KINDS;

/** Whatever was thrown, as a problem; what nobody foresaw counts as not recorded. */
export function asProblem(thrown: unknown): Problem {
  if (typeof thrown === "object" && thrown !== null && "kind" in thrown && isKind(thrown.kind)) {
    const { kind, message = "", list = null, trouble = null } = thrown as Partial<Problem> & { kind: Problem["kind"] };
    return { kind, message: String(message), list, trouble };
  }
  const message = thrown instanceof Error ? thrown.message : typeof thrown === "string" ? thrown : "";
  return { kind: "not_recorded", message, list: null, trouble: null };
}
