/**
 * The shortcuts, as data: F1, the hints and the door card are made of this table.
 * Function keys and Ctrl only, since scanners type letters.
 */

export type Deed =
  | "keys"
  | "find"
  | "walk_in"
  | "badge"
  | "direction"
  | "mute"
  | "volume"
  | "undo"
  | "settle"
  | "settle_other"
  | "door"
  | "full_screen"
  | "pay"
  | "rest"
  | "guest"
  | "chip_1"
  | "chip_2"
  | "chip_3"
  | "log"
  | "numbers"
  | "rehearsal"
  | "office"
  | "list_part"
  | "camera"
  | "other_camera"
  | "mirror"
  | "theme"
  | "larger"
  | "smaller"
  | "usual_size"
  | "clear";

export type Group = "answer" | "guests" | "desk" | "look";

export type Key = {
  deed: Deed;
  group: Group;
  /** As `KeyboardEvent.key` has it; a letter in lower case. */
  key: string;
  ctrl?: boolean;
  shift?: boolean;
};

export const KEYS: readonly Key[] = [
  { deed: "settle", group: "answer", key: "F9" },
  { deed: "settle_other", group: "answer", key: "F9", shift: true },
  { deed: "pay", group: "answer", key: "p", ctrl: true },
  { deed: "rest", group: "answer", key: "g", ctrl: true },
  { deed: "undo", group: "answer", key: "F8" },
  { deed: "badge", group: "answer", key: "F4" },
  { deed: "chip_1", group: "answer", key: "1", ctrl: true },
  { deed: "chip_2", group: "answer", key: "2", ctrl: true },
  { deed: "chip_3", group: "answer", key: "3", ctrl: true },
  { deed: "clear", group: "answer", key: "Escape" },

  { deed: "find", group: "guests", key: "F2" },
  { deed: "guest", group: "guests", key: "e", ctrl: true },
  { deed: "walk_in", group: "guests", key: "F3" },

  { deed: "direction", group: "desk", key: "F6" },
  { deed: "door", group: "desk", key: "F10" },
  { deed: "camera", group: "desk", key: "k", ctrl: true },
  { deed: "other_camera", group: "desk", key: "k", ctrl: true, shift: true },
  { deed: "mirror", group: "desk", key: "m", ctrl: true },
  { deed: "log", group: "desk", key: "l", ctrl: true },
  { deed: "numbers", group: "desk", key: "n", ctrl: true },
  { deed: "rehearsal", group: "desk", key: "r", ctrl: true },
  { deed: "office", group: "desk", key: "o", ctrl: true },
  { deed: "list_part", group: "desk", key: "i", ctrl: true },

  { deed: "mute", group: "look", key: "F7" },
  { deed: "volume", group: "look", key: "F7", shift: true },
  { deed: "theme", group: "look", key: "d", ctrl: true },
  { deed: "larger", group: "look", key: "+", ctrl: true },
  { deed: "smaller", group: "look", key: "-", ctrl: true },
  { deed: "usual_size", group: "look", key: "0", ctrl: true },
  { deed: "full_screen", group: "look", key: "F11" },
  { deed: "keys", group: "look", key: "F1" },
];

/** What a key is written as: `Ctrl G`, `Shift F7`, `Esc`. */
export function label(deed: Deed): string {
  const row = KEYS.find((row) => row.deed === deed)!;
  const names: Record<string, string> = { Escape: "Esc", "-": "−" };
  const key = names[row.key] ?? (row.key.length === 1 ? row.key.toUpperCase() : row.key);
  return [row.ctrl ? "Ctrl" : "", row.shift ? "Shift" : "", key].filter((part) => part !== "").join(" ");
}

export type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey">;

export function deedOf(event: Pressed): Deed | null {
  if (event.altKey || event.metaKey) return null;
  const row = KEYS.find(
    (row) =>
      (row.ctrl ?? false) === event.ctrlKey &&
      isKey(event, row.key) &&
      // A layout may need Shift for a digit or a sign; letters and function keys tell the difference.
      ((row.shift ?? false) === event.shiftKey || /^[^a-z]$/.test(row.key)),
  );
  return row?.deed ?? null;
}

/** Whether this key was pressed, whatever the layout has in its place. */
export function isKey(event: Pressed, key: string): boolean {
  const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (pressed === key || (key === "+" && pressed === "=")) return true;
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code ?? "")?.[1]?.toLowerCase();
  // Where the layout has no such letter or digit (Cyrillic; AZERTY without Shift), its place counts.
  return place === key && !/^[a-z0-9]$/.test(pressed);
}
