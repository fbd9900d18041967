import type { ListTrouble, OtherKind } from "../../bindings";
import { places } from "./places.de";

const OTHERS: Record<OtherKind, string> = {
  pdf: "ein PDF",
  picture: "ein Bild",
  document: "ein Textdokument",
  slides: "eine Präsentation",
  numbers: "ein Numbers-Dokument",
  archive: "ein ZIP-Archiv",
  event: "eine Abend-Datei oder eine andere Datenbank",
  xml: "eine XML-Datei",
  binary: "weder Text noch eine Arbeitsmappe",
};

const placeOf = (place: string) => `„${places[place as keyof typeof places] ?? place}“`;

/** Warum eine Liste gar nicht genommen wurde, und was zu tun ist. */
export function listTrouble(why: ListTrouble): string {
  switch (why.kind) {
    case "missing":
      return `Die Datei ${why.file} gibt es nicht.`;
    case "is_folder":
      return `${why.file} ist ein Ordner. Nenne die Liste darin.`;
    case "no_permission":
      return `${why.file} darf hier nicht gelesen werden.`;
    case "empty":
      return `${why.file} ist leer.`;
    case "web_page":
      return `${why.file} ist eine Webseite oder eine als Webseite gespeicherte Tabelle, keine Liste. Melde dich dort an, woher sie kommt, und exportiere die Liste als CSV oder XLSX.`;
    case "other_file":
      return `${why.file} ist ${OTHERS[why.what]}, keine Liste. Exportiere die Liste als CSV oder als Excel-Mappe (.xlsx).`;
    case "old_workbook":
      return `${why.file} ist eine Excel-Mappe der alten Art oder hat ein Kennwort. Öffne sie und speichere sie als .xlsx ohne Kennwort.`;
    case "password":
      return `${why.file} hat ein Kennwort. Öffne sie und speichere sie ohne Kennwort.`;
    case "damaged":
      return `${why.file} ist beschädigt oder abgeschnitten. Exportiere sie noch einmal oder lade sie neu herunter.`;
    case "too_big":
      return `In ${why.file} steht mehr, als in die Mappe einer Liste passt. Speichere das eine Blatt als CSV, oder teile es.`;
    case "long_pipe":
      return `Durch ${why.file} kam zu viel. Speichere die Liste als Datei und nenne die.`;
    case "too_many_columns":
      return `${why.file} hat mehr als ${why.most} Spalten. Nimm heraus, was nichts über die Gäste sagt.`;
    case "long_row":
      return `Die Zeile ${why.line} ist länger, als eine Zeile sein kann. Sieh nach, ob dort ein Anführungszeichen nicht geschlossen wird.`;
    case "open_quote":
      return `Ein Anführungszeichen in Zeile ${why.line} wird am Ende seiner Zelle nicht geschlossen, und die Zeilen darunter gingen verloren. Schließe es oder nimm es heraus.`;
    case "no_name":
      return `Von keiner Spalte ist bekannt, dass sie den Namen enthält; es gibt: ${why.have}. Sag, welche es ist.`;
    case "no_such_column":
      return `Es gibt keine Spalte „${why.column}“; es gibt: ${why.have}.`;
    case "mapped_twice":
      return `Die Spalten „${why.first}“ und „${why.second}“ sollen beide ${placeOf(why.place)} sein, und das steht nur in einer. Wähle die richtige, und mach die andere zur Frage oder lass sie weg.`;
    case "column_twice":
      return `Die Spalte „${why.column}“ soll ${placeOf(why.first)} und ${placeOf(why.second)} sein. Sag eines von beiden.`;
    case "two_columns":
      return `Zwei Spalten können ${placeOf(why.place)} sein: „${why.first}“ und „${why.second}“. Sag, welche es ist.`;
    case "unreadable":
      return `${why.file} ließ sich nicht lesen: ${why.error}`;
    case "many_gone":
      return `${why.gone} von ${why.of} Gästen stehen nicht mehr auf dieser Liste; deshalb wurde nichts geändert. Sag, ob sie abgesagt haben oder die Liste nur ein Teil ist.`;
    case "no_guests":
      return `In ${why.file} stehen keine Gäste: Es gibt Spalten, aber keine Zeile darunter.`;
    case "changed":
      return "Die Liste wurde geändert, seit sie gelesen wurde; nichts wurde übernommen. Sieh sie dir noch einmal an.";
  }
}
