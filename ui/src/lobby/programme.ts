/** What the lobby says at a moment of the evening. */
import type { LobbyView, SlotView } from "../bindings";
import type { Words } from "../shared/i18n";

export type Programme = {
  /** The small line above what is on. */
  label: string;
  /** What is said instead of a slot: before, between and after. */
  headline: string | null;
  headlineNote: string;
  /** Slots in the largest type. */
  main: SlotView[];
  /** What also goes on meanwhile. */
  beside: SlotView[];
};

export function programme(view: LobbyView, t: Words): Programme {
  if (view.phase === "after") {
    return said(t.lobby.over, t.lobby.thanks, t.lobby.thanksNote);
  }
  if (view.now.length > 0) {
    const talks = view.now.filter(({ kind }) => kind === "talk");
    if (talks.length > 0) {
      const beside = view.now.filter(({ kind }) => kind !== "talk");
      return { label: t.lobby.onStage, headline: null, headlineNote: "", main: talks, beside };
    }
    const [first, ...beside] = view.now as [SlotView, ...SlotView[]];
    return { label: t.lobby.now, headline: null, headlineNote: "", main: [first], beside };
  }
  const coming = view.next[0];
  if (!coming) return said(t.lobby.welcome, view.event.name, view.event.venue);
  const { date, venue } = view.event;
  const where = view.as_of.startsWith(date) ? venue : [...t.lobby.onDays([date]), venue].filter(Boolean).join(" · ");
  const doors = view.next.find(({ kind }) => kind === "doors");
  if (doors) return said(t.lobby.welcome, t.lobby.doorsAt(doors.starts), where);
  return view.phase === "before"
    ? said(t.lobby.welcome, t.lobby.startsAt(coming.starts), where)
    : said(t.lobby.soon, t.lobby.nextAt(coming.starts), "");
}

export function slotTitle(slot: SlotView, t: Words): string {
  return slot.title || t.lobby.slot[slot.kind];
}

/** Whole minutes until a slot, as the clock on the wall counts them. */
export function minutesUntil(slot: SlotView, elapsedMs: number): number {
  return Math.ceil(Math.max(0, slot.starts_in_seconds - elapsedMs / 1_000) / 60);
}

function said(label: string, headline: string, headlineNote: string): Programme {
  return { label, headline, headlineNote, main: [], beside: [] };
}
