// DRAFT of what tauri-specta will generate; replaced by the generated file. Do not hand-edit afterwards.
import { invoke as __TAURI_INVOKE } from "@tauri-apps/api/core";
import * as __TAURI_EVENT from "@tauri-apps/api/event";

export const commands = {
  deskView: () => __TAURI_INVOKE<DeskView>("desk_view"),
  scan: (text: string) => __TAURI_INVOKE<ScanAnswer>("scan", { text }),
  scanPicture: (path: string) => __TAURI_INVOKE<ScanAnswer[]>("scan_picture", { path }),
  find: (query: string) => __TAURI_INVOKE<Found[]>("find", { query }),
  admit: (attendee: string) => __TAURI_INVOKE<ScanAnswer>("admit", { attendee }),
  undo: (row: number | null) => __TAURI_INVOKE<UndoAnswer>("undo", { row }),
  setDoor: (door: string) => __TAURI_INVOKE<DeskView>("set_door", { door }),
  lobbyView: () => __TAURI_INVOKE<LobbyView>("lobby_view"),
};

export const events = {
  // sent to every window after each commit, and when another process changed the event file
  changed: {
    listen: (cb: (e: { payload: Changed }) => void) => __TAURI_EVENT.listen<Changed>("changed", cb),
  },
};

export type Verdict =
  | "admitted" | "re_entered" | "left" | "already_in" | "not_inside" | "not_listed" | "not_confirmed"
  | "not_valid_now" | "wrong_door" | "unpaid" | "full" | "needs_lead" | "wrong_event" | "revoked"
  | "unknown" | "forged";
export type Tone = "green" | "neutral" | "amber" | "red";
export type State = "expected" | "inside" | "left" | "not_coming";
export type Status = "confirmed" | "pending" | "waitlist" | "declined" | "cancelled" | "refunded";

export type AttendeeBrief = {
  id: string; name: string; company: string; role: string; ticket_type: string; status: Status;
};

/** An earlier entry: the story of a double. `clock` is HH:MM in the event's zone. */
export type First = { at: string; clock: string; door: string; seconds_ago: number };

/** The details a refusal needs; empty or null where they do not apply. */
export type Detail = {
  doors: string[];          // wrong_door: where this ticket gets in
  days: string[];           // not_valid_now: ISO dates on which it is valid
  due: string | null;       // unpaid: "12.50 EUR"
  capacity: number | null;  // full
  inside: number | null;    // full
  since: string | null;     // revoked: HH:MM, or a date and time if another day
  status: Status | null;    // not_confirmed
};

export type ScanAnswer = {
  code: string;
  verdict: Verdict;
  tone: Tone;               // already_in's tone depends on the event's re-entry setting; never compute it
  at: string;               // RFC 3339
  clock: string;            // HH:MM
  door: string;
  row: number | null;       // the log row, for undo
  attendee: AttendeeBrief | null;
  first: First | null;
  repeat: boolean;          // already_in seen by this desk less than 10 s ago: calm
  member: number | null;    // a group ticket: the number of this person…
  admits: number | null;    // …of so many ("2 of 4"); null for single tickets
  hand_over: string[];      // what to hand over
  note: string | null;      // the organiser's note about this guest
  attention: string | null; // "VIP", "Speaker" …: to be greeted with attention
  offline: boolean;
  unlisted: boolean;
  by_hand: boolean;
  list_of: string | null;   // HH:MM (or date and time) of the list
  detail: Detail;
};

export type Found = {
  id: string; name: string; company: string; email: string; role: string; ticket_type: string;
  state: State; status: Status; note: string;
};

export type UndoAnswer = { row: number; undone: number; name: string | null; verdict: Verdict; clock: string };

export type Counts = { expected: number; arrived: number; inside: number; to_come: number };

export type LogLine = {
  row: number; at: string; clock: string; door: string; name: string | null;
  verdict: Verdict; tone: Tone; by_hand: boolean; voided: boolean;
};

export type EventBrief = {
  name: string; series: string; venue: string; date: string; ribbon: string; timezone: string; capacity: number | null;
};

export type DeskView = {
  event: EventBrief; door: string; doors: string[]; counts: Counts;
  recent: LogLine[];        // newest first, at most 50
  list_of: string | null;
  clock: string;
};

export type Changed = { counts: Counts; row: number | null };

export type SlotKind = "doors" | "food" | "talk" | "break" | "end";
export type SpeakerView = { name: string; role: string; company: string; photo: string | null };
export type SlotView = {
  kind: SlotKind; starts: string; ends: string | null;        // HH:MM
  starts_at: string; ends_at: string | null;                  // RFC 3339
  starts_in_seconds: number;                                  // negative once it has begun
  room: string; title: string; abstract: string; speakers: SpeakerView[];
};
export type LobbyView = {
  event: EventBrief;
  as_of: string;            // RFC 3339: what this view was computed for (a rehearsal clock may be shifted)
  clock: string;            // HH:MM
  phase: "before" | "during" | "after";
  now: SlotView[];          // may hold several (food and a talk; two rooms); talks first
  next: SlotView[];         // the next slot(s) starting at the same time
  later: SlotView[];        // what comes after next
  arrived: number;
  expected: number;
  wifi: { network: string; password: string } | null;
  notes: string[];          // the house's notes, for the foot
  refresh_in_ms: number;    // when to ask again: the next minute or the next change of slots
};

/** What a rejected command gives. */
export type Problem = {
  kind: "not_recorded" | "not_found" | "bad_input" | "nothing_to_undo" | "file" | "busy";
  message: string;          // says what to do; English
};
