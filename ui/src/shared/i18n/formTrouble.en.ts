import type { FormPart, FormTrouble } from "../../bindings";
import { list } from "./format";

const LANG = "en-GB";
const NAME_OF: Record<FormPart, string> = { event: "the event", door: "the door", ticket_type: "the ticket type", speaker: "the speaker" };

/** What is wrong with what was typed into a field, and what to do. */
export function formTrouble(why: FormTrouble): string {
  switch (why.kind) {
    case "no_name":
      return `The name of ${NAME_OF[why.whose]} is missing.`;
    case "control_character":
      return `The name of ${NAME_OF[why.whose]} has a character that can’t be seen. Type it anew.`;
    case "no_date":
      return "This is no date. Write it like 2026-12-03.";
    case "no_time":
      return "This is no time. Write it like 18:15.";
    case "no_moment":
      return "This is no time. Write it like 18:15, or with another day like 2026-12-03T18:15.";
    case "no_time_zone":
      return `“${why.given}” is no time zone. Write it like Europe/Dublin.`;
    case "erased_too_soon":
      return "Personal data can only be erased after the evening.";
    case "no_network":
      return "There is a password, and no network that it is for. Name the network, or take the password away.";
    case "two_doors":
      return `There are two doors “${why.name}”.`;
    case "too_many_doors":
      return "There are too many doors.";
    case "two_ticket_types":
      return `There are two ticket types “${why.name}”.`;
    case "too_many_ticket_types":
      return "There are more than 256 ticket types.";
    case "admits":
      return "A ticket admits 1 to 1000 people.";
    case "unknown":
      return `There is no ${why.whose === "door" ? "door" : "ticket type"} “${why.name}”; there is ${list(LANG, why.have)}.`;
    case "no_slot_kind":
      return `“${why.given}” is no kind of slot.`;
    case "ends_too_soon":
      return "This slot ends before it begins.";
    case "no_title":
      return "This talk has no title.";
    case "capacity":
      return "This is a number of people, 1 or more. Empty: as many as come.";
    case "reentry":
      return `“${why.given}” is no way to let people in again.`;
    case "ribbon":
      return "The ribbon is a colour like #ff5a36.";
    case "in_use":
      return why.whose === "door"
        ? `People came in at “${why.name}”, so it can’t be taken away. Give it another name instead.`
        : `There are guests with “${why.name}”, so it can’t be taken away. Give it another name instead, or give those guests another type first.`;
    case "zone":
      return why.says;
  }
}
