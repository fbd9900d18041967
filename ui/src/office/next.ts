/** What is still to be done, in the order of an organiser's days. */
import type { RoomName } from "./keys";
import type { MailPlan, OfficeView } from "../bindings";

export type Todo = "times" | "lineup" | "list" | "tickets" | "server" | "send" | "erasure" | "erase";

const ROOM: Record<Todo, RoomName> = {
  times: "evening",
  lineup: "evening",
  list: "guests",
  tickets: "tickets",
  server: "mail",
  send: "mail",
  erasure: "data",
  erase: "data",
};

/** The field that a step is all about, by its name. */
const FIELD: Partial<Record<Todo, string>> = { erasure: "data-erase-on" };

export type Step = { what: Todo; room: RoomName; field?: string };

export function missing(view: OfficeView, mailReady: boolean, sending: MailPlan | null): Step[] {
  const { event, slot } = view.form;
  const erased = view.erasure.erased_at !== null;
  const todo: [Todo, boolean][] = [
    ["times", event.doors === "" || event.ends === ""],
    ["lineup", slot.length === 0],
    ["list", view.guests === 0 && !erased],
    ["tickets", view.guests > 0 && view.issued === 0],
    ["server", view.guests > 0 && !mailReady && !view.began],
    ["send", mailReady && view.guests > 0 && !view.began && sending !== null && sending.to_send > 0 && sending.sent === 0],
    ["erasure", view.erasure.on === null && !erased],
    ["erase", view.erasure.days !== null && view.erasure.days < 0 && !erased],
  ];
  return todo.filter(([, open]) => open).map(([what]) => ({ what, room: ROOM[what], field: FIELD[what] }));
}
