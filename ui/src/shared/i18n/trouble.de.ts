import type { FileWhy, NotTheirs, PictureWhy, Trouble } from "../../bindings";
import { camera, needs, printer } from "./deviceTrouble.de";
import { formTrouble } from "./formTrouble.de";
import { because } from "./rejected.de";
import { STATUS } from "./status.de";

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

const PICTURE: Record<PictureWhy, string> = {
  empty: "Das Bild ist leer. Kopiere es noch einmal.",
  no_picture: "Das ist kein Bild, das sich lesen lässt. PNG, JPEG, WebP, GIF und BMP gehen.",
  damaged: "Das Bild ist beschädigt. Kopiere es noch einmal.",
  too_large: "Das Bild ist zu groß. Sichere es kleiner.",
};

/** Warum etwas nicht ging, und was zu tun ist. Was ein Server, ein Drucker oder die Datenbank sagte, bleibt, wie sie es sagten. */
export function trouble(why: Trouble): string {
  switch (why.kind) {
    case "no_code":
      return "Da ist kein Code.";
    case "code_too_long":
      return `Der Code ist zu lang: Kein QR-Code fasst mehr als ${why.most} Zeichen.`;
    case "code_undrawable":
      return "Das Bild des Codes ließ sich nicht machen.";
    case "code_is_no_name":
      return "Das ist der Code eines Tickets und kein Name. Scanne ihn noch einmal.";
    case "not_foreign":
      return "Das ist einer unserer Codes, also gibt es nichts zu lernen. Scanne ihn noch einmal.";
    case "code_taken":
      return "Dieser Code gehört jemand anderem.";
    case "code_of_other_event":
      return "Das ist der Code eines anderen Abends; hier lässt er niemanden ein.";
    case "unlikely_code":
      return `Das ist kein Code eines Tickets: Der hat ${why.least} bis ${why.most} Zeichen in einer Zeile. Scanne ihn noch einmal.`;
    case "guest_gone":
      return "Diesen Gast gibt es nicht mehr. Suche den Namen noch einmal.";
    case "ticket_gone":
      return "Dieses Ticket gibt es hier nicht.";
    case "row_gone":
      return "Diese Zeile gibt es im Protokoll nicht.";
    case "import_gone":
      return "Diese Liste gibt es nicht mehr.";
    case "no_door":
      return `Die Tür „${why.name}“ gibt es nicht; es gibt ${why.have}.`;
    case "no_ticket_type":
      return `Die Ticketart „${why.name}“ gibt es nicht; es gibt ${why.have}.`;
    case "namesake":
      return `${why.name} steht auf der Liste. Sage es, wenn dies jemand anderes mit diesem Namen ist.`;
    case "value":
      return `So geht es nicht: ${because(why.why)}.`;
    case "form":
      return formTrouble(why.why);
    case "no_reason":
      return "Sage, warum.";
    case "wrong_pin":
      return "Diese PIN gehört niemandem von der Leitung.";
    case "not_settled":
      return "So lässt sich das nicht mehr klären. Sieh dir den Gast noch einmal an.";
    case "already_undone":
      return "Das wurde schon zurückgenommen.";
    case "nothing_happened":
      return "Das hat niemanden herein- oder hinausgelassen, also gibt es nichts zurückzunehmen.";
    case "nothing_to_undo":
      return "Es gibt nichts zurückzunehmen.";
    case "no_printer":
      return "Es ist kein Drucker gewählt.";
    case "printer":
      return printer(why.why);
    case "printer_needs":
      return needs(why.needs);
    case "no_badges":
      return "Es ist niemand da, für den etwas zu drucken wäre.";
    case "camera":
      return camera(why.why);
    case "picture":
      return PICTURE[why.why];
    case "stopped":
      return `Angehalten; ${why.done} von ${why.total} sind fertig.`;
    case "not_started":
      return "Die Liste ließ sich nicht lesen: Der Computer hat zu viel zu tun. Versuche es noch einmal.";
    case "no_more_keys":
      return "Alle 256 Schlüssel dieses Abends sind verbraucht.";
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
    case "own_file":
      return `${why.file} gehört zum Abend, der gerade offen ist. Nimm eine andere Datei.`;
    case "data_folder":
      return `Der Ordner, in dem Lanyard seine Sachen hat, lässt sich nicht benutzen: ${why.file}. ${WHY[why.why]}`;
    case "data_damaged":
      return `${why.file} ist beschädigt. Schieb es woandershin und versuche es noch einmal.`;
    case "temporary_folder":
      return `Der Ordner für Vorübergehendes lässt sich nicht benutzen. ${WHY[why.why]}`;
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
    case "event_log_left":
      return `${why.file} ist von der Datei eines Abends übrig, die hier lag, und kann Einlässe enthalten: Leg jene Datei zurück und öffne sie, oder leg diese woandershin.`;
    case "event_other_log":
      return `${why.log} ist von einer Datei übrig, die an der Stelle von ${why.file} lag, und würde sie verderben: Leg sie woandershin und öffne den Abend noch einmal.`;
    case "event_damaged":
      return `Die Datei des Abends ist beschädigt (${why.says}). Nimm eine Sicherung.`;
    case "event_refused":
      return `Die Datei des Abends nimmt die Änderung nicht an: ${why.says}`;
    case "event_unusable":
      return `Die Datei des Abends lässt sich nicht benutzen: ${why.says}`;
    case "disk_fails":
      return `Der Datenträger lässt sich nicht lesen oder beschreiben: ${why.says}`;
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
    case "no_colour":
      return `„${why.given}“ ist keine Farbe. Schreib sie wie #ff5a36.`;
    case "not_drawn":
      return "Das ließ sich nicht zeichnen.";
    case "pdf_not_written":
      return `Das PDF ließ sich nicht schreiben. ${WHY[why.why]}`;
    case "no_words":
      return `Die eingebauten Worte ließen sich nicht lesen: ${why.says}`;
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
    case "mail_not_made":
      return `Der Brief ließ sich nicht zusammensetzen: ${why.says}`;
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
