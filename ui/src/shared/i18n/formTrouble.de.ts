import type { FormPart, FormTrouble } from "../../bindings";
import { list } from "./format";

const LANG = "de-DE";
const NAME_OF: Record<FormPart, string> = { event: "des Abends", door: "der Tür", ticket_type: "der Ticketart", speaker: "dessen, der spricht," };

/** Was an dem nicht stimmt, was in ein Feld getippt wurde, und was zu tun ist. */
export function formTrouble(why: FormTrouble): string {
  switch (why.kind) {
    case "no_name":
      return `Der Name ${NAME_OF[why.whose]} fehlt.`;
    case "control_character":
      return `Im Namen ${NAME_OF[why.whose]} ist ein Zeichen, das man nicht sieht. Tippe ihn neu.`;
    case "no_date":
      return "Das ist kein Datum. Schreib es wie 2026-12-03.";
    case "no_time":
      return "Das ist keine Uhrzeit. Schreib sie wie 18:15.";
    case "no_moment":
      return "Das ist keine Uhrzeit. Schreib sie wie 18:15, oder mit einem anderen Tag wie 2026-12-03T18:15.";
    case "no_time_zone":
      return `„${why.given}“ ist keine Zeitzone. Schreib sie wie Europe/Berlin.`;
    case "erased_too_soon":
      return "Persönliche Daten können erst nach dem Abend gelöscht werden.";
    case "no_network":
      return "Da ist ein Passwort, aber kein Netz dazu. Nenne das Netz, oder nimm das Passwort weg.";
    case "two_doors":
      return `Es gibt zwei Türen „${why.name}“.`;
    case "too_many_doors":
      return "Das sind zu viele Türen.";
    case "two_ticket_types":
      return `Es gibt zwei Ticketarten „${why.name}“.`;
    case "too_many_ticket_types":
      return "Das sind mehr als 256 Ticketarten.";
    case "admits":
      return "Auf ein Ticket kommen 1 bis 1000 Leute herein.";
    case "unknown":
      return `${why.whose === "door" ? "Eine Tür" : "Eine Ticketart"} „${why.name}“ gibt es nicht; es gibt ${list(LANG, why.have)}.`;
    case "no_slot_kind":
      return `„${why.given}“ ist keine Art von Programmpunkt.`;
    case "ends_too_soon":
      return "Dieser Programmpunkt endet, bevor er beginnt.";
    case "no_title":
      return "Dieser Vortrag hat keinen Titel.";
    case "capacity":
      return "Das ist eine Zahl von Leuten, 1 oder mehr. Leer: so viele, wie kommen.";
    case "reentry":
      return `„${why.given}“ ist keine Art, Leute wieder einzulassen.`;
    case "ribbon":
      return "Das Band ist eine Farbe wie #ff5a36.";
    case "in_use":
      return why.whose === "door"
        ? `Durch „${why.name}“ kamen Leute herein, also lässt sie sich nicht wegnehmen. Gib ihr stattdessen einen anderen Namen.`
        : `Es gibt Gäste mit „${why.name}“, also lässt sie sich nicht wegnehmen. Gib ihr stattdessen einen anderen Namen, oder den Gästen erst eine andere Art.`;
    case "zone":
      return why.says;
  }
}
