/**
 * The shortcuts, as data: F1, the hints and the door card are made of these tables.
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

/** What stands beside the stage and has keys of its own, which come before those of the desk. */
export type Place = "search" | "guest" | "log" | "numbers";

export type PlaceDeed =
  | "choose"
  | "pass"
  | "open"
  | "edit"
  | "replace"
  | "pay"
  | "badge"
  | "ticket"
  | "undo"
  | "print_inside";

type Pattern = {
  /** As `KeyboardEvent.key` has it; a letter in lower case. */
  key: string;
  ctrl?: boolean;
  shift?: boolean;
};

export type Key = Pattern & { deed: Deed; group: Group };

export type PlaceKey = Pattern & { deed: PlaceDeed; place: Place };

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

export const PLACE_KEYS: readonly PlaceKey[] = [
  { place: "search", deed: "choose", key: "ArrowUp" },
  { place: "search", deed: "choose", key: "ArrowDown" },
  { place: "search", deed: "pass", key: "Enter" },
  { place: "search", deed: "open", key: "ArrowRight" },

  { place: "guest", deed: "pass", key: "Enter", ctrl: true },
  { place: "guest", deed: "edit", key: "e", ctrl: true },
  { place: "guest", deed: "replace", key: "s", ctrl: true },
  { place: "guest", deed: "pay", key: "p", ctrl: true },
  { place: "guest", deed: "badge", key: "F4" },
  { place: "guest", deed: "ticket", key: "F4", shift: true },
  { place: "guest", deed: "undo", key: "F8" },
  { place: "guest", deed: "undo", key: "z", ctrl: true },

  { place: "log", deed: "choose", key: "ArrowUp" },
  { place: "log", deed: "choose", key: "ArrowDown" },
  { place: "log", deed: "choose", key: "PageUp" },
  { place: "log", deed: "choose", key: "PageDown" },
  { place: "log", deed: "choose", key: "Home", ctrl: true },
  { place: "log", deed: "choose", key: "End", ctrl: true },
  { place: "log", deed: "open", key: "Enter" },
  { place: "log", deed: "undo", key: "F8" },
  { place: "log", deed: "undo", key: "z", ctrl: true },

  { place: "numbers", deed: "print_inside", key: "i", ctrl: true },
];

const NAMES: Record<string, string> = {
  Escape: "Esc",
  "-": "−",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowRight: "→",
  PageUp: "Page ↑",
  PageDown: "Page ↓",
};

/** What a key is written as: `Ctrl G`, `Shift F7`, `Esc`. */
function written({ key, ctrl, shift }: Pattern): string {
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [ctrl ? "Ctrl" : "", shift ? "Shift" : "", name].filter((part) => part !== "").join(" ");
}

export function label(deed: Deed): string {
  return written(KEYS.find((row) => row.deed === deed)!);
}

/** All keys that do this there, the usual one first. */
export function labelsIn(place: Place, deed: PlaceDeed): string[] {
  return PLACE_KEYS.filter((row) => row.place === place && row.deed === deed).map(written);
}

export function labelIn(place: Place, deed: PlaceDeed): string {
  return labelsIn(place, deed)[0]!;
}

/** What can be done there by a key, each once. */
export function deedsIn(place: Place): PlaceDeed[] {
  return [...new Set(PLACE_KEYS.filter((row) => row.place === place).map(({ deed }) => deed))];
}

export type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey">;

export function deedOf(event: Pressed): Deed | null {
  return KEYS.find((row) => fits(row, event))?.deed ?? null;
}

export function deedIn(place: Place, event: Pressed): PlaceDeed | null {
  return PLACE_KEYS.find((row) => row.place === place && fits(row, event))?.deed ?? null;
}

function fits({ key, ctrl = false, shift = false }: Pattern, event: Pressed): boolean {
  if (event.altKey || event.metaKey || ctrl !== event.ctrlKey || !isKey(event, key)) return false;
  // A layout may need Shift for a digit or a sign; letters and function keys tell the difference.
  return shift === event.shiftKey || /^[^a-z]$/.test(key);
}

/** Whether this key was pressed, whatever the layout has in its place. */
export function isKey(event: Pressed, key: string): boolean {
  const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (pressed === key || (key === "+" && pressed === "=")) return true;
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code ?? "")?.[1]?.toLowerCase();
  // Where the layout has no such letter or digit (Cyrillic; AZERTY without Shift), its place counts.
  return place === key && !/^[a-z0-9]$/.test(pressed);
}
