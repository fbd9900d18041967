/**
 * The event's form while somebody types into it. Doors and ticket types are known by a key, so that
 * a door with another name stays the door that tickets point at.
 */
import type { EventFields, EventForm, SlotForm } from "../bindings";

export type DraftDoor = { key: number; was: string; name: string; admits: number[] };

export type DraftType = {
  key: number;
  was: string;
  name: string;
  admits: string;
  doors: number[];
  days: string;
  hand_over: string;
  strict: boolean;
};

export type DraftSpeaker = { key: number; name: string; role: string; company: string; photo: string };
export type DraftSlot = Omit<SlotForm, "speaker"> & { key: number; speaker: DraftSpeaker[] };

export type Draft = {
  event: Omit<EventFields, "capacity" | "notes"> & { capacity: string; notes: string };
  door: DraftDoor[];
  ticket_type: DraftType[];
  slot: DraftSlot[];
};

let last = 0;
const key = () => ++last;

export const newDoor = (): DraftDoor => ({ key: key(), was: "", name: "", admits: [] });

export const newType = (): DraftType => ({
  key: key(),
  was: "",
  name: "",
  admits: "1",
  doors: [],
  days: "",
  hand_over: "",
  strict: false,
});

export const newSlot = (starts = ""): DraftSlot => ({
  key: key(),
  kind: "talk",
  starts,
  ends: "",
  room: "",
  title: "",
  abstract: "",
  speaker: [],
});

export const newSpeaker = (): DraftSpeaker => ({ key: key(), name: "", role: "", company: "", photo: "" });

/** What of `before` stands where it stood goes on as the same: its fields keep the focus. */
export function draftOf(form: EventForm, before?: Draft | null): Draft {
  const same = (all: { key: number }[] | undefined, at: number) => all?.[at]?.key ?? key();
  const doors = form.door.map(({ name }, at) => ({ key: same(before?.door, at), name }));
  const types = form.ticket_type.map(({ name }, at) => ({ key: same(before?.ticket_type, at), name }));
  const keys = (all: { key: number; name: string }[], names: string[]) =>
    all.filter(({ name }) => names.includes(name)).map(({ key }) => key);
  return {
    event: {
      ...form.event,
      capacity: form.event.capacity === null ? "" : String(form.event.capacity),
      notes: form.event.notes.join("\n"),
    },
    door: form.door.map((door, at) => ({
      key: doors[at]!.key,
      was: door.name,
      name: door.name,
      admits: keys(types, door.admits),
    })),
    ticket_type: form.ticket_type.map((type, at) => ({
      key: types[at]!.key,
      was: type.name,
      name: type.name,
      admits: String(type.admits ?? 1),
      doors: keys(doors, type.doors),
      days: type.days.join("\n"),
      hand_over: type.hand_over.join("\n"),
      strict: type.strict,
    })),
    slot: form.slot.map((slot, at) => ({
      ...slot,
      key: same(before?.slot, at),
      speaker: slot.speaker.map((speaker, nth) => ({ ...speaker, key: same(before?.slot[at]?.speaker, nth) })),
    })),
  };
}

export function formOf(draft: Draft): EventForm {
  const names = (all: { key: number; name: string }[], keys: number[]) =>
    all.filter(({ key }) => keys.includes(key)).map(({ name }) => name.trim());
  const was = (one: { was: string; name: string }) => (one.was === one.name.trim() ? "" : one.was);
  return {
    event: { ...draft.event, capacity: whole(draft.event.capacity), notes: lines(draft.event.notes) },
    door: draft.door.map((door) => ({
      name: door.name.trim(),
      was: was(door),
      admits: names(draft.ticket_type, door.admits),
    })),
    ticket_type: draft.ticket_type.map((type) => ({
      name: type.name.trim(),
      was: was(type),
      // What is no number is refused by the program, at this field.
      admits: whole(type.admits) ?? 0,
      doors: names(draft.door, type.doors),
      days: lines(type.days),
      hand_over: lines(type.hand_over),
      strict: type.strict,
    })),
    slot: draft.slot.map(({ key: _, speaker, ...slot }) => ({
      ...slot,
      speaker: speaker.map(({ key: _, ...speaker }) => speaker),
    })),
  };
}

export const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

function whole(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : 0;
}

/** An evening that nobody has said anything about yet. */
export function emptyForm(timezone: string): EventForm {
  return {
    event: {
      name: "",
      series: "",
      theme: "",
      contact: "",
      venue: "",
      date: "",
      timezone,
      doors: "18:30",
      ends: "21:30",
      capacity: null,
      reentry: "ask",
      privacy: false,
      ribbon: "#ff5a36",
      wifi_network: "",
      wifi_password: "",
      notes: [],
      erase_on: "",
      keep_regulars: false,
    },
    door: [],
    ticket_type: [],
    slot: [],
  };
}

const DAY_MS = 86_400_000;

/** Whole days from one day to another; none where one of them is no day. */
export function daysBetween(from: string, to: string): number | null {
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
  return Number.isInteger(days) ? days : null;
}

/** The day so many days later; what is no day stays as it is. */
export function later(day: string, days: number): string {
  const moved = new Date(Date.parse(`${day.trim()}T00:00:00Z`) + days * DAY_MS);
  return Number.isNaN(moved.getTime()) ? day : moved.toISOString().slice(0, 10);
}

/** The form of another evening: its days lie as far from its date as they did. */
export function moved(form: EventForm, from: string): EventForm {
  const by = daysBetween(from, form.event.date.trim());
  if (by === null) return form;
  return { ...form, ticket_type: form.ticket_type.map((type) => ({ ...type, days: type.days.map((day) => later(day, by)) })) };
}

/**
 * Takes what changed elsewhere since `before` into a draft, except what was changed in it, too. Doors and ticket types point
 * at each other, so they are one. Gives whether something was changed on both sides.
 */
export function mergeInto(draft: Draft, before: EventForm, theirs: Draft): boolean {
  const [mine, other] = [formOf(draft), formOf(theirs)];
  let clash = false;
  const merge = (parts: (form: EventForm) => unknown, take: () => void) => {
    const [was, here, there] = [before, mine, other].map((form) => JSON.stringify(parts(form)));
    if (here === was) take();
    else clash ||= there !== was && there !== here;
  };
  for (const field of Object.keys(theirs.event) as (keyof Draft["event"])[]) {
    merge(
      ({ event }) => event[field],
      () => Object.assign(draft.event, { [field]: theirs.event[field] }),
    );
  }
  merge(
    ({ door, ticket_type }) => [door, ticket_type],
    () => Object.assign(draft, { door: theirs.door, ticket_type: theirs.ticket_type }),
  );
  merge(
    ({ slot }) => slot,
    () => (draft.slot = theirs.slot),
  );
  return clash;
}
