import type { FileWhy, NotTheirs, OfficeTrouble, Status } from "../../bindings";

const STATUS: Record<Status, string> = {
  confirmed: "bestätigt",
  pending: "ohne Zusage",
  waitlist: "Warteliste",
  declined: "abgesagt",
  cancelled: "storniert",
  refunded: "erstattet",
  gone: "nicht mehr gelistet",
};

const WHY: Record<FileWhy, string> = {
  missing: "Eine solche Datei oder einen solchen Ordner gibt es nicht.",
  no_permission: "Es fehlt die Erlaubnis.",
  full: "Der Datenträger ist voll.",
  is_folder: "Es ist ein Ordner.",
  no_folder: "Ein Teil des Wegs dahin ist kein Ordner.",
  read_only: "Der Datenträger lässt sich nicht beschreiben.",
  no_text: "Es ist kein Text in UTF-8.",
  other: "Sieh nach dem Datenträger.",
};

const NOT_THEIRS: Record<NotTheirs, string> = {
  not_confirmed: "war nicht bestätigt, also hat niemand auf sie gewartet",
  no_ticket: "hat kein gültiges Ticket",
  came: "war schon da; dieser Brief ist für die, die nicht da waren",
  did_not_come: "war nicht da; dieser Brief ist für die, die da waren",
  walked_in: "wurde an der Tür aufgenommen; dieser Brief ist für die, die auf der Liste standen",
  listed: "stand auf der Liste; dieser Brief ist für die, die an der Tür aufgenommen wurden",
};

/** Warum etwas im Büro nicht ging, und was zu tun ist. Was ein Server sagte, bleibt, wie er es sagte. */
export function officeTrouble(why: OfficeTrouble): string {
  switch (why.kind) {
    case "at_work":
      return "Es läuft noch etwas anderes. Warte darauf, oder halte es an.";
    case "other_count":
      return `Es sind ${why.have} Gäste. Tippe diese Zahl, um alle zu löschen.`;
    case "short_pin":
      return "Eine PIN hat mindestens vier Zeichen.";
    case "no_valid_ticket":
      return `${why.name} hat kein gültiges Ticket.`;
    case "no_ticket_for":
      return `${why.name} ist „${STATUS[why.status]}“, also gibt es kein neues Ticket. Bestätige sie erst, wenn sie doch kommen.`;
    case "same_guest":
      return "Das ist ein und derselbe Gast.";
    case "no_such_question":
      return `Die Frage „${why.title}“ gibt es nicht; es gibt ${why.have}.`;
    case "import_undone":
      return "Diese Liste wurde schon zurückgenommen.";
    case "import_too_old":
      return "Diese Liste kam mit einem älteren Lanyard, das nicht behalten hat, was vorher war.";
    case "newer_import":
      return "Danach kam noch eine Liste aus derselben Quelle. Nimm erst die zurück.";
    case "not_read":
      return `${why.file} ließ sich nicht lesen. ${WHY[why.why]}`;
    case "not_written":
      return `${why.file} ließ sich nicht schreiben. ${WHY[why.why]}`;
    case "exists":
      return `${why.file} gibt es schon. Nimm einen anderen Namen.`;
    case "no_table_format":
      return `${why.file} nennt keine Art von Liste. Der Name endet auf .csv oder .xlsx.`;
    case "no_logo":
      return `${why.file} ist weder PNG noch JPEG noch SVG.`;
    case "large_logo":
      return `${why.file} ist größer als ein Megabyte; jedes Ticket trüge es mit.`;
    case "not_an_event":
      return `${why.file} ist keine Datei eines Abends.`;
    case "no_folder":
      return `Den Ordner ${why.file} gibt es nicht. Lege ihn erst an.`;
    case "event_gone":
      return `Es gibt keine Datei ${why.file}.`;
    case "event_moved":
      return `Die Datei des Abends liegt nicht mehr unter ${why.file}: Was jetzt geschrieben würde, wäre verloren. Lege sie zurück, oder schließe dies und öffne sie, wo sie ist.`;
    case "event_newer":
      return `${why.file} kommt von einem neueren Lanyard. Bitte bringe dieses hier auf den neuen Stand.`;
    case "event_read_only":
      return "Die Datei des Abends lässt sich nur lesen. Kopiere sie in einen Ordner, der sich beschreiben lässt.";
    case "event_busy":
      return "Ein anderes Programm hält die Datei des Abends fest. Schließe es und versuche es noch einmal.";
    case "disk_full":
      return "Der Datenträger ist voll. Schaffe Platz und versuche es noch einmal.";
    case "logo_no_picture":
      return "Das Logo ist weder PNG noch JPEG noch SVG.";
    case "logo_too_large":
      return "Das Logo ist zu groß. Sichere es kleiner.";
    case "template_malformed":
      return `Zeile ${why.line}: Das ist kein wohlgeformtes SVG (${why.says}).`;
    case "template_no_svg":
      return `Zeile ${why.line}: Das ist kein SVG.`;
    case "template_no_size":
      return `Zeile ${why.line}: Gib dem SVG eine Breite und eine Höhe in mm, von 10 bis 2000.`;
    case "template_external":
      return `Zeile ${why.line}: Es verweist auf „${why.target}“, muss aber alles selbst enthalten.`;
    case "template_no_field":
      return `Zeile ${why.line}: Ein Feld „${why.name}“ gibt es nicht. Sichere die eingebaute Vorlage: Darin stehen alle.`;
    case "template_no_code":
      return 'Nichts darin sagt, wohin der Code kommt. Setze etwas ein wie <rect x="10" y="10" width="40" height="40" data-qr="code"/>.';
    case "template_mark":
      return `Zeile ${why.line}: Mit ${why.mark} stimmt etwas nicht. Sieh in der eingebauten Vorlage nach, wie es geht.`;
    case "template_undrawable":
      return "Diese Vorlage lässt sich nicht zeichnen.";
    case "no_mail_server":
      return "Es gibt noch keinen Postserver. Nenne erst den Server und die Adresse des Absenders.";
    case "no_port":
      return "Ein Port ist eine Zahl von 1 bis 65535.";
    case "no_pace":
      return "Mindestens ein Brief in der Minute geht hinaus.";
    case "practice":
      return "Dies ist Übung: Es geht keine Post hinaus.";
    case "mail_goes_out":
      return "Gerade geht Post hinaus. Warte, bis das fertig ist.";
    case "mail_count":
      return `Es sind jetzt ${why.mails}. Sieh noch einmal hin; nichts wurde verschickt.`;
    case "not_tested":
      return "Niemand hat diesen Brief in diesen Worten gesehen. Schick ihn dir erst zur Probe.";
    case "test_refused":
      return `Die Probe an ${why.address} wurde nicht angenommen: ${why.answer}`;
    case "not_over":
      return "Der Abend ist noch nicht vorbei; dieser Brief geht an die, die da waren oder nicht.";
    case "over":
      return "Der Abend ist vorbei: Daran muss niemand mehr erinnert werden.";
    case "no_address":
      return `${why.name} hat keine E-Mail-Adresse.`;
    case "not_confirmed":
      return `${why.name} ist nicht bestätigt („${STATUS[why.status]}“), und dieser Brief bittet herein. Bestätige sie erst.`;
    case "not_theirs":
      return `${why.name} ${NOT_THEIRS[why.why]}.`;
    case "opted_out":
      return `${why.name} möchte keine Briefe.`;
    case "has_letter":
      return `${why.name} hat diesen Brief schon.`;
    case "may_have_letter":
      return `${why.name} hat diesen Brief vielleicht schon: Die Verbindung riss gerade dann ab.`;
    case "bad_address":
      return `„${why.given}“ ist keine E-Mail-Adresse.`;
    case "letter_no_placeholder":
      return `Den Platzhalter {${why.name}} gibt es nicht. Die es gibt, stehen unter dem Brief.`;
    case "letter_open_brace":
      return "„{“ beginnt einen Platzhalter, und „}“ beendet ihn. Für das Zeichen selbst schreib „\\{“.";
    case "letter_link":
      return `„${why.given}“ ist keine Adresse für einen Link; sie beginnt mit https://, http:// oder mailto:.`;
    case "letter_data_in_link":
      return `In die Adresse eines Links gehört kein Platzhalter außer {opt_out}: „${why.given}“`;
    case "letter_ticket":
      return "Dieser Brief bringt kein Ticket: {ticket} steht allein auf einer Zeile des Briefs mit dem Ticket.";
    case "letter_no_subject":
      return "Der Brief hat keinen Betreff.";
    case "letter_no_body":
      return "Der Brief hat keine Worte.";
    case "server_in_the_open":
      return `Post an ${why.server} ginge für alle lesbar durchs Netz. Nimm STARTTLS oder TLS, oder sage, dass sie das darf.`;
    case "server_no_certificate":
      return "Das Zertifikat ist keines in PEM. Nimm die Datei, die der Betreiber deines Postservers dafür hat.";
    case "server_unreachable":
      return `Zu ${why.server} führt kein Weg. Sieh nach Name und Port, und nach dem Netz.`;
    case "server_silent":
      return `${why.server} antwortet nicht. Sieh nach dem Port, und ob dieses Netz Post hinauslässt.`;
    case "server_certificate":
      return `Dem Zertifikat von ${why.server} ist nicht zu trauen. Sieh nach dem Namen, oder gib das Zertifikat an.`;
    case "server_no_tls":
      return `${why.server} spricht nicht von Anfang an TLS. Versuche STARTTLS, meist am Port 587.`;
    case "server_no_start_tls":
      return `${why.server} bietet kein STARTTLS an. Versuche TLS, meist am Port 465.`;
    case "server_no_password":
      return `Das Passwort von ${why.user} fehlt. Tippe es beim Server ein.`;
    case "server_no_login":
      return `${why.server} bietet hier keine Anmeldung mit Name und Passwort an. Sieh nach der Verschlüsselung, oder lass den Namen weg.`;
    case "server_login":
      return `${why.user} darf sich nicht anmelden: ${why.answer}. Sieh nach Name und Passwort.`;
    case "server_busy":
      return `${why.server} nimmt jetzt keine Post: ${why.answer}`;
    case "server_sender":
      return `${why.server} verschickt nichts von ${why.sender}: ${why.answer}`;
    case "server_lost":
      return `Die Verbindung zu ${why.server} ist abgerissen.`;
    case "server_nobody":
      return `Der Server nimmt von niemandem Post: ${why.answer}. Frag seinen Betreiber, und verschicke dann noch einmal.`;
    case "server_unsure":
      return `Die Verbindung zu ${why.server} reißt bei jedem Brief ab, bevor er antwortet. Frag seinen Betreiber, bevor du weiter verschickst.`;
  }
}
