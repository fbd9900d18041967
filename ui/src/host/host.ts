/** What the windows may ask of the program behind them. Rejections are a `Problem`. */
import type { CameraNews, Changed, commands, LobbyView, PrintAnswer, Problem } from "../bindings";
import type * as Office from "../office/types";

export type Stop = () => void;

/** Every command of the desk window, and what it hears of. */
export type DeskHost = Omit<typeof commands, "lobbyView" | OfficeOnly> & {
  onChanged(heard: (changed: Changed) => void): Stop;
  onCamera(heard: (news: CameraNews) => void): Stop;
  /** A badge that nobody asked for by a key: it was due. */
  onPrinted(heard: (printed: PrintAnswer) => void): Stop;
  /** Files dropped on the window. */
  onFiles(heard: (paths: string[]) => void): Stop;
};

/** What only the office may call. */
type OfficeOnly = Exclude<keyof OfficeHost, "find" | "guest" | "editGuest" | "numbers">;

/** Every command of the office window, and what it hears of. */
export interface OfficeHost {
  officeView(): Promise<Office.OfficeView>;
  setEvent(form: Office.EventForm): Promise<Office.SaveAnswer>;
  newEvent(form: Office.EventForm, file: string | null): Promise<Office.MadeAnswer>;
  anotherEvening(form: Office.EventForm, file: string | null): Promise<Office.MadeAnswer>;
  eventFiles(): Promise<Office.EventFile[]>;
  /** The program opens it in place of this one. */
  openEvent(file: string): Promise<null>;
  setLogo(file: string | null): Promise<Office.OfficeView>;
  setTemplate(paper: Office.PaperKind, file: string | null): Promise<Office.OfficeView>;
  writeTemplate(paper: Office.PaperKind, file: string): Promise<null>;
  setLead(name: string, pin: string): Promise<Office.OfficeView>;
  removeLead(name: string): Promise<Office.OfficeView>;

  chooseFile(what: Office.FileWhat): Promise<string | null>;
  choosePlace(name: string): Promise<string | null>;
  chooseFolder(): Promise<string | null>;

  drawTickets(order: Office.TicketOrder): Promise<null>;
  stopJob(): Promise<null>;
  revokeTickets(attendee: string): Promise<Office.AttendeeView>;
  reissueTickets(attendee: string): Promise<Office.AttendeeView>;

  find(query: string): Promise<Office.FindAnswer>;
  guest(attendee: string): Promise<Office.AttendeeView>;
  editGuest(attendee: string, change: Office.GuestChange): Promise<Office.AttendeeView>;
  numbers(): Promise<Office.NumbersView>;

  /** What an import would do; nothing is written. */
  previewList(request: Office.ImportRequest): Promise<Office.ImportPreview>;
  importMapped(request: Office.ImportRequest): Promise<Office.ImportAnswer>;
  imports(): Promise<Office.ImportView[]>;
  undoImport(id: number): Promise<Office.UndoneImport>;
  twins(): Promise<Office.Twins[]>;
  mergeGuests(keep: string, other: string): Promise<Office.AttendeeView>;
  questions(): Promise<Office.QuestionView[]>;
  setQuestion(title: string, shown: boolean, onBadge: boolean): Promise<Office.QuestionView[]>;

  mailSettings(): Promise<Office.MailSettingsView>;
  setMailSettings(change: Office.MailSettingsChange): Promise<Office.MailSettingsView>;
  checkMail(): Promise<Office.MailCheck>;
  letters(): Promise<Office.LetterView[]>;
  setLetter(letter: Office.Letter, change: Office.LetterChange): Promise<Office.LetterView>;
  /** Back to the built-in words. */
  resetLetter(letter: Office.Letter): Promise<Office.LetterView>;
  previewLetter(letter: Office.Letter, attendee: string | null): Promise<Office.LetterPreview>;
  mailPlan(request: Office.MailRequest): Promise<Office.MailPlan>;
  sendTest(letter: Office.Letter, address: string): Promise<null>;
  sendLetter(request: Office.MailRequest): Promise<null>;
  mailLog(filter: Office.MailFilter): Promise<Office.MailLine[]>;
  setOptOut(attendee: string, on: boolean): Promise<null>;

  exportTo(what: Office.ExportWhat, file: string): Promise<Office.ExportAnswer>;
  guestData(attendee: string): Promise<Office.GuestData>;
  saveGuestData(attendee: string, file: string): Promise<null>;
  eraseGuest(attendee: string): Promise<Office.ErasedAnswer>;
  eraseAll(count: number): Promise<Office.ErasedAnswer>;

  /** The guests or the log have changed. */
  onChanged(heard: () => void): Stop;
  onJob(heard: (news: Office.JobNews) => void): Stop;
  onFiles(heard: (paths: string[]) => void): Stop;
}

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
  wrong_pin: true,
  device: true,
  file: true,
  busy: true,
};

const isKind = (kind: unknown): kind is Problem["kind"] => typeof kind === "string" && kind in KINDS;

/** Whatever was thrown, as a problem; what nobody foresaw counts as not recorded. */
export function asProblem(thrown: unknown): Problem {
  if (typeof thrown === "object" && thrown !== null && "kind" in thrown && isKind(thrown.kind)) {
    return { kind: thrown.kind, message: "message" in thrown ? String(thrown.message) : "" };
  }
  const message = thrown instanceof Error ? thrown.message : typeof thrown === "string" ? thrown : "";
  return { kind: "not_recorded", message };
}
