/** What the office asks and is told, by hand until the bindings have it. */
import type { AttendeeView, FindAnswer, GuestChange, NumbersView, RejectedRow } from "../bindings";

export type { AttendeeView, FindAnswer, GuestChange, NumbersView, RejectedRow };

export type EventForm = {
  event: EventFields;
  door: DoorForm[];
  ticket_type: TicketTypeForm[];
  slot: SlotForm[];
};

export type EventFields = {
  name: string;
  series: string;
  theme: string;
  contact: string;
  venue: string;
  date: string;
  timezone: string;
  doors: string;
  ends: string;
  capacity: number | null;
  reentry: string;
  privacy: boolean;
  ribbon: string;
  wifi_network: string;
  wifi_password: string;
  notes: string[];
  erase_on: string;
  keep_regulars: boolean;
};

export type DoorForm = { name: string; was: string; admits: string[] };

export type TicketTypeForm = {
  name: string;
  was: string;
  admits: number | null;
  doors: string[];
  days: string[];
  hand_over: string[];
  strict: boolean;
};

export type SlotForm = {
  kind: string;
  starts: string;
  ends: string;
  room: string;
  title: string;
  abstract: string;
  speaker: SpeakerForm[];
};

export type SpeakerForm = { name: string; role: string; company: string; photo: string };

export type FormFault = { at: string; reason: string };

export type SaveAnswer = { fault: FormFault | null; view: OfficeView };

export type MadeAnswer = { fault: FormFault | null; file: string };

export type OfficeView = {
  form: EventForm;
  file: string;
  logo: string | null;
  own_ticket: boolean;
  own_badge: boolean;
  guests: number;
  expected: number;
  waiting: number;
  arrived: number;
  issued: number;
  leads: string[];
  erasure: Erasure;
  began: boolean;
};

export type Erasure = { on: string | null; days: number | null; erased_at: string | null };

export type EventFile = { file: string; name: string; series: string; date: string; open: boolean };

export type TicketOrder = {
  folder: string;
  format: string;
  paper: string;
  one_file: boolean;
  attendees: string[];
};

export type JobNews = {
  job: string;
  done: number;
  total: number;
  over: boolean;
  words: string;
  failed: boolean;
};

export type ExportWhat = "guests" | "log" | "report" | "paper_list" | "settings";

export type ExportAnswer = { file: string; rows: number };

export type GuestData = { json: string; elsewhere: string[] };

export type ErasedAnswer = { guests: number; copies: number; files: number; left: string[] };

export type FileWhat = "list" | "picture" | "template" | "event";
export type PaperKind = "ticket" | "badge";

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

/* Mail. */

export type Letter = "ticket" | "reminder" | "thanks" | "missed" | "walk_in";
export type MailState = "queued" | "sending" | "sent" | "refused" | "uncertain";

export type MailSettingsView = {
  host: string;
  port: number;
  security: string;
  unencrypted: boolean;
  certificate: boolean;
  user: string;
  password: "nowhere" | "kept" | "environment";
  from_name: string;
  from_address: string;
  reply_to: string;
  per_minute: number;
  language: string;
};

export type MailSettingsChange = {
  host?: string | null;
  port?: number | null;
  security?: string | null;
  unencrypted?: boolean | null;
  certificate?: string | null;
  user?: string | null;
  from_name?: string | null;
  from_address?: string | null;
  reply_to?: string | null;
  per_minute?: number | null;
  language?: string | null;
  password?: string | null;
};

export type MailCheck = { server: string; encrypted: boolean; user: string | null };

export type LetterView = {
  letter: Letter;
  subject: string;
  body: string;
  own: boolean;
  tested: boolean;
  placeholders: string[];
};

export type LetterChange = { subject?: string | null; body?: string | null };

export type LetterPreview = { name: string; subject: string; text: string; html: string };

export type MailRequest = {
  letter: Letter;
  attendees?: string[];
  again?: boolean;
  count?: number | null;
  without_test?: boolean;
};

export type MailPlan = {
  letter: Letter;
  to_send: number;
  sent: number;
  refused: number;
  uncertain: number;
  opted_out: number;
  without_address: number;
  tested: boolean;
};

export type MailLine = {
  id: number;
  letter: Letter;
  attendee: string;
  name: string;
  ticket: string | null;
  address: string;
  subject: string;
  state: MailState;
  at: string;
  answer: string;
  message_id: string;
};

export type MailFilter = { letter?: Letter | null; state?: MailState | null; attendee?: string | null };
