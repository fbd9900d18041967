/** The rooms and the keys of the office, as data: the column, F1 and the hints are made of them. */

export const ROOMS = ["evening", "guests", "tickets", "mail", "after", "series", "data"] as const;
export type RoomName = (typeof ROOMS)[number];

export type Deed = "save" | "next" | "section" | "section_back" | "theme" | "larger" | "smaller" | "usual_size" | "keys";

type Key = { deed: Deed; key: string; ctrl?: boolean; shift?: boolean };

export const KEYS: readonly Key[] = [
  { deed: "save", key: "s", ctrl: true },
  { deed: "next", key: "n", ctrl: true },
  { deed: "section", key: "F6" },
  { deed: "section_back", key: "F6", shift: true },
  { deed: "theme", key: "d", ctrl: true },
  { deed: "larger", key: "+", ctrl: true },
  { deed: "smaller", key: "-", ctrl: true },
  { deed: "usual_size", key: "0", ctrl: true },
  { deed: "keys", key: "F1" },
];

/** What a key is written as: `Ctrl S`, `Shift F6`. */
export function label(deed: Deed): string {
  const row = KEYS.find((row) => row.deed === deed)!;
  const key = row.key === "-" ? "−" : row.key.length === 1 ? row.key.toUpperCase() : row.key;
  return [row.ctrl ? "Ctrl" : "", row.shift ? "Shift" : "", key].filter((part) => part !== "").join(" ");
}

export const roomKey = (room: RoomName) => `Ctrl ${ROOMS.indexOf(room) + 1}`;

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey">;

export function deedOf(event: Pressed): Deed | null {
  if (event.altKey || event.metaKey) return null;
  const row = KEYS.find(
    (row) =>
      (row.ctrl ?? false) === event.ctrlKey &&
      isKey(event, row.key) &&
      // A layout may need Shift for a sign.
      ((row.shift ?? false) === event.shiftKey || /^[^a-z]$/.test(row.key)),
  );
  return row?.deed ?? null;
}

export function roomOf(event: Pressed): RoomName | null {
  if (!event.ctrlKey || event.altKey || event.metaKey) return null;
  return ROOMS.find((_, at) => isKey(event, String(at + 1))) ?? null;
}

/** Ctrl with a letter, and nothing else. */
export const isCtrl = (event: Pressed, letter: string) =>
  event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey && isKey(event, letter);

function isKey(event: Pressed, key: string): boolean {
  const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (pressed === key || (key === "+" && pressed === "=")) return true;
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code ?? "")?.[1]?.toLowerCase();
  // Where the layout has no such letter or digit (Cyrillic; AZERTY without Shift), its place counts.
  return place === key && !/^[a-z0-9]$/.test(pressed);
}
