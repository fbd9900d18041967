import type { CameraTrouble, PrinterNeed, PrinterTrouble } from "../../bindings";

/** Warum nichts gedruckt wurde, und was zu tun ist. */
export function printer(why: PrinterTrouble): string {
  switch (why.kind) {
    case "no_address":
      return `„${why.given}“ ist keine Adresse eines Druckers; die sieht aus wie ipp://printer.local/ipp/print.`;
    case "other_scheme":
      return `Die Adresse eines Druckers beginnt mit ipp://, nicht mit ${why.scheme}://.`;
    case "unreachable":
      return `Unter ${why.host} antwortet kein Drucker. Sieh nach, ob er an ist und im selben Netz.`;
    case "too_slow":
      return `Der Drucker unter ${why.host} braucht zu lange. Sieh nach, ob er schon gedruckt hat, bevor du noch einmal druckst.`;
    case "no_printer":
      return `Was unter ${why.host} antwortet, ist kein Drucker. Sieh nach der Adresse.`;
    case "no_such_printer":
      return `Unter ${why.uri} gibt es keinen Drucker. Sieh nach dem Namen am Ende der Adresse.`;
    case "not_allowed":
      return `Der Drucker unter ${why.host} lässt diesen Computer nicht drucken.`;
    case "no_pdf":
      return `Der Drucker nimmt kein PDF, nur ${why.formats}. Richte ihn in CUPS ein.`;
    case "not_accepting":
      return "Der Drucker nimmt nichts an. Jemand hat seine Warteschlange angehalten.";
    case "busy":
      return "Der Drucker hat zu viel zu tun. Versuche es noch einmal.";
    case "job_gone":
      return "Der Drucker weiß von diesem Auftrag nichts mehr.";
    case "job_over":
      return "Der Auftrag ist schon zu Ende.";
    case "refused":
      return `Der Drucker lehnt ab: ${why.says}`;
    case "unsayable":
      return "Das lässt sich einem Drucker nicht sagen.";
  }
}

/** Was ein Drucker braucht. */
export function needs(all: PrinterNeed[]): string {
  return all.map(need).join(" ");
}

function need(need: PrinterNeed): string {
  switch (need.kind) {
    case "offline":
      return "Er ist nicht verbunden: Schalte ihn ein und sieh nach Kabel oder Netz.";
    case "paper_out":
      return "Er hat kein Papier mehr: Lege welches ein.";
    case "paper_jam":
      return "Papier steckt fest: Mach ihn auf und nimm es heraus.";
    case "cover_open":
      return "Er ist offen: Mach die Klappe zu.";
    case "output_full":
      return "Sein Fach ist voll: Nimm heraus, was er gedruckt hat.";
    case "ink_out":
      return "Tinte, Toner oder Farbband ist leer: Lege Neues ein.";
    case "paused":
      return "Er ist angehalten: Lass ihn weiterdrucken.";
    case "paper_low":
      return "Das Papier geht zur Neige: Halte welches bereit.";
    case "ink_low":
      return "Tinte, Toner oder Farbband geht zur Neige: Halte Neues bereit.";
    case "other":
      return `Er meldet „${need.says}“: Sieh auf seine Anzeige.`;
  }
}

/** Warum von einer Kamera keine Bilder kommen, und was zu tun ist. */
export function camera(why: CameraTrouble): string {
  switch (why.kind) {
    case "no_address":
      return "Das ist keine Adresse einer Kamera; die sieht aus wie http://192.168.1.20:8080/video.";
    case "other_scheme":
      return `Die Adresse einer Kamera beginnt mit http://, nicht mit ${why.scheme}://.`;
    case "unreachable":
      return `Unter ${why.host} antwortet keine Kamera. Sieh nach, ob sie an ist und im selben Netz.`;
    case "needs_password":
      return `${why.host} will Namen und Passwort: http://name:passwort@${why.host}/…`;
    case "refused":
      return `${why.host} antwortet unter dieser Adresse mit ${why.status}. Sieh nach, ob ihr Ende stimmt.`;
    case "no_pictures":
      return `Von ${why.host} kommen keine Bilder (${why.says}). Nimm die Adresse des Streams selbst.`;
    case "no_camera":
      return `${why.host} spricht nicht wie eine Kamera.`;
    case "gone":
      return "Die Verbindung zur Kamera ist abgerissen.";
    case "silent":
      return "Von der Kamera kommen keine Bilder.";
    case "bad_pictures":
      return "Die Bilder der Kamera lassen sich nicht lesen.";
    case "not_plugged_in":
      return "Die Kamera ist nicht angesteckt.";
    case "in_use":
      return "Die Kamera lässt sich nicht öffnen. Vielleicht benutzt sie ein anderes Programm.";
    case "only_http":
      return "Dieses Lanyard kennt keine angesteckten Kameras. Eine über HTTP geht.";
  }
}
