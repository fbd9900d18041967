/** What the bindings do not have yet: lists, and the drawing of tickets. */
import type { AttendeeView, RejectedRow } from "../bindings";

export type {
  AttendeeView,
  ErasedAnswer,
  EventFields,
  EventFile,
  EventForm,
  ExportAnswer,
  ExportWhat,
  FileWhat,
  FindAnswer,
  FormFault,
  GuestChange,
  GuestData,
  JobNews,
  Letter,
  LetterChange,
  LetterPreview,
  LetterView,
  MailCheck,
  MailFilter,
  MailLine,
  MailPlan,
  MailRequest,
  MailSettingsChange,
  MailSettingsView,
  MailState,
  NewEvent,
  NumbersView,
  OfficeView,
  SaveAnswer,
  SlotForm,
  TicketTypeForm,
} from "../bindings";

/** Whose template it is. */
export type PaperKind = "ticket" | "badge";

export type TicketOrder = {
  folder: string;
  format: string;
  paper: string;
  one_file: boolean;
  attendees: string[];
};

/* Lists. */

export type GuestNote = { id: string; name: string; status: string };
export type Twin = { id: string | null; source: string };
export type Twins = { name: string; email: string; guests: Twin[] };
export type TakenType = { name: string; taken_as: string; rows: number };

export type ImportAnswer = {
  format: string;
  rows: number;
  added: number;
  updated: number;
  unchanged: number;
  rejected: RejectedRow[];
  rejected_rows: number;
  gone: number;
  back: number;
  cancelled: number;
  flagged: GuestNote[];
  twins: Twins[];
  ticket_types: TakenType[];
  remembered: boolean;
  import: number | null;
  dry_run: boolean;
};

export type Missing = "ask" | "gone" | "stay";
export type ImportRequest = { path: string; columns: ColumnPlace[]; missing: Missing };

/** What a column is taken for: a field's word, `question` or `leave_out`. */
export type ColumnPlace = { column: string; place: string };

export type ImportPreview = {
  answer: ImportAnswer;
  columns: ColumnPlace[];
  places: string[];
  sample: string[][];
  changes: ChangedGuest[];
  gone: GuestNote[];
  many_gone: boolean;
  problem: string | null;
};

export type ChangedGuest = { id: string; name: string; line: number; fields: string[] };

export type ImportView = {
  id: number;
  at: string;
  clock: string;
  format: string;
  file: string;
  rows: number;
  added: number;
  updated: number;
  gone: number;
  undone: boolean;
  undoable: boolean;
};

export type UndoneImport = { import: number; file: string; removed: number; kept: number; restored: number };

export type QuestionView = { title: string; shown: boolean; on_badge: boolean };

/** Commands that the bindings do not have yet. */
export type Coming = {
  drawTickets(order: TicketOrder): Promise<null>;
  /** What an import would do; nothing is written. */
  previewList(request: ImportRequest): Promise<ImportPreview>;
  importMapped(request: ImportRequest): Promise<ImportAnswer>;
  imports(): Promise<ImportView[]>;
  undoImport(id: number): Promise<UndoneImport>;
  twins(): Promise<Twins[]>;
  mergeGuests(keep: string, other: string): Promise<AttendeeView>;
  questions(): Promise<QuestionView[]>;
  setQuestion(title: string, shown: boolean, onBadge: boolean): Promise<QuestionView[]>;
};
