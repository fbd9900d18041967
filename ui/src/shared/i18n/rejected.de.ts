import type { RejectedRow, Why } from "../../bindings";

/** Warum eine Zeile einer Liste nicht genommen wurde, und was zu tun ist. */
export function rejected({ column, why }: RejectedRow): string {
  return column === null ? because(why) : `Spalte „${column}“: ${because(why)}`;
}

/** Dasselbe ohne Spalte, als Teil eines Satzes. */
export function because(why: Why): string {
  switch (why.kind) {
    case "same_code":
      return `der Code ist der eines anderen Gastes, in Zeile ${why.line}: Jeder braucht einen eigenen`;
    case "twice":
      return `sie steht zweimal da: Zeile ${why.line} sagt dasselbe`;
    case "differs":
      return `sie widerspricht Zeile ${why.line}, in der derselbe Gast steht und die gilt`;
    case "refused":
      return `Zeile ${why.line} sagt von demselben Gast, dass er nicht kommt, und gilt`;
    case "keys_moved":
      return `ihre Kennung oder ihr Code gehört jetzt zu jemand anderem, deshalb bleibt ${why.name} wie zuvor. Wenn die Spalte nur Zeilen zählt, mach sie zur Frage`;
    case "code_taken":
      return `der Code gehört schon jemandem: ${why.name}`;
    case "forgotten":
      return `wollte am ${why.on} vergessen werden: Nimm den Gast von Hand auf, falls er doch kommt`;
    case "no_ticket_type":
      return `es gibt keine Ticketart „${why.name}“; es gibt: ${why.have}`;
    case "not_utf8":
      return "sie lässt sich nicht als Text lesen; speichere die Liste als „CSV UTF-8“";
    case "columns":
      return `sie hat ${why.found} Spalten, die Titelzeile hat ${why.header}; sieh nach, ob ein Trennzeichen oder Anführungszeichen fehlt oder zu viel ist`;
    case "add_on":
      return "sie ist ein Zusatz zu einem anderen Ticket der Bestellung und kein Gast";
    case "no_name":
      return "der Name fehlt";
    case "too_long":
      return `hier stehen mehr als ${why.most} Zeichen; kürze es`;
    case "not_an_email":
      return `„${why.text}“ ist keine E-Mail-Adresse`;
    case "control":
      return `hier steht ein Zeichen, das man nicht sehen kann (${why.character}); nimm es heraus`;
    case "no_status":
      return `„${why.text}“ sagt nicht, ob jemand kommt; schreib bestätigt, ausstehend, Warteliste, abgesagt, storniert oder erstattet`;
    case "not_a_payment":
      return `„${why.text}“ sagt nichts über die Zahlung; schreib bezahlt, offen oder erstattet`;
    case "not_an_amount":
      return `„${why.text}“ ist kein Betrag; schreib ihn wie „12,50 EUR“`;
    case "not_a_count":
      return `„${why.text}“ ist keine Zahl von Menschen; schreib sie wie „2“`;
    case "neither_yes_nor_no":
      return `„${why.text}“ ist weder ja noch nein; schreib eines von beiden`;
    case "cut_short":
      return `„${why.text}“ war eine längere Zahl, die eine Tabelle gekürzt hat; exportiere die Liste noch einmal und speichere sie nicht aus der Tabelle, oder mach die Spalte zu Text`;
    case "unworked":
      return "eine Formel, die niemand ausgerechnet hat; öffne die Datei in einer Tabellenkalkulation, speichere sie und importiere das";
  }
}
