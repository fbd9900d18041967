/** What is still to be done, in the order of an organiser's days. */
import type { RoomName } from "./keys";
import type { MailPlan, OfficeView, TicketsDrawn } from "../bindings";

export type Todo = "times" | "lineup" | "list" | "tickets" | "tickets_on" | "server" | "send" | "send_on" | "erasure" | "erase";

const ROOM: Record<Todo, RoomName> = {
  times: "evening",
  lineup: "evening",
  list: "guests",
  tickets: "tickets",
  tickets_on: "tickets",
  server: "mail",
  send: "mail",
  send_on: "mail",
  erasure: "data",
  erase: "data",
};

/** The field that a step is all about, by its name. */
const FIELD: Partial<Record<Todo, string>> = { erasure: "data-erase-on" };

/** `left`: how many of it are still to be done, where that is known. */
export type Step = { what: Todo; room: RoomName; field?: string; left: number };

export type Known = { mailReady: boolean; sending: MailPlan | null; drawn: TicketsDrawn | null };

export function missing(view: OfficeView, { mailReady, sending, drawn }: Known): Step[] {
  const { event, slot } = view.form;
  const erased = view.erasure.erased_at !== null;
  const toSend = mailReady && view.guests > 0 && !view.began ? (sending?.to_send ?? 0) : 0;
  const sent = sending?.sent ?? 0;
  const toDraw = drawn?.unfinished ? drawn.total - drawn.drawn : 0;
  const todo: [Todo, boolean, number?][] = [
    ["times", event.doors === "" || event.ends === ""],
    ["lineup", slot.length === 0],
    ["list", view.guests === 0 && !erased],
    ["tickets", view.guests > 0 && view.issued === 0],
    ["tickets_on", !erased && toDraw > 0, toDraw],
    ["server", view.guests > 0 && !mailReady && !view.began],
    ["send", toSend > 0 && sent === 0],
    ["send_on", toSend > 0 && sent > 0, toSend],
    ["erasure", view.erasure.on === null && !erased],
    ["erase", view.erasure.days !== null && view.erasure.days < 0 && !erased],
  ];
  return todo.filter(([, open]) => open).map(([what, , left = 0]) => ({ what, room: ROOM[what], field: FIELD[what], left }));
}
