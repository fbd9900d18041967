import type { ListTrouble, OtherKind } from "../../bindings";
import { places } from "./places.en";

const OTHERS: Record<OtherKind, string> = {
  pdf: "a PDF",
  picture: "a picture",
  document: "a text document",
  slides: "a presentation",
  numbers: "a Numbers document",
  archive: "a ZIP archive",
  event: "an event file or another database",
  xml: "an XML file",
  binary: "no text and no workbook",
};

const placeOf = (place: string) => `“${places[place as keyof typeof places] ?? place}”`;

/** Why a list was not taken in at all, and what to do. */
export function listTrouble(why: ListTrouble): string {
  switch (why.kind) {
    case "missing":
      return `There is no file ${why.file}.`;
    case "is_folder":
      return `${why.file} is a folder. Name the list in it.`;
    case "no_permission":
      return `There is no permission to read ${why.file}.`;
    case "empty":
      return `${why.file} is empty.`;
    case "web_page":
      return `${why.file} is a web page, or a table saved as one, and no list. Sign in where it comes from and export the list as CSV or XLSX.`;
    case "other_file":
      return `${why.file} is ${OTHERS[why.what]}, no list. Export the list as CSV or as an Excel workbook (.xlsx).`;
    case "old_workbook":
      return `${why.file} is an Excel workbook of the old kind, or has a password. Open it and save it as .xlsx without one.`;
    case "password":
      return `${why.file} has a password. Open it and save it without one.`;
    case "damaged":
      return `${why.file} is damaged or was cut off. Export or download it again.`;
    case "too_big":
      return `${why.file} holds more than a workbook of a list may. Save its one sheet as CSV, or split it.`;
    case "long_pipe":
      return `Too much came through ${why.file}. Save the list as a file and name that.`;
    case "too_many_columns":
      return `${why.file} has more than ${why.most} columns. Take out those that are not about the guests.`;
    case "long_row":
      return `The row on line ${why.line} is longer than a row can be. Look there for a quotation mark that is never closed.`;
    case "open_quote":
      return `A quotation mark on line ${why.line} is not closed where its cell ends, so that the rows below it would be lost. Close it or take it out.`;
    case "no_name":
      return `No column is known to hold the name; there is ${why.have}. Say which one does.`;
    case "no_such_column":
      return `There is no column “${why.column}”; there is ${why.have}.`;
    case "mapped_twice":
      return `The columns “${why.first}” and “${why.second}” are both to be ${placeOf(why.place)}, which stands in one column only. Choose the right one, and make the other a question or leave it out.`;
    case "column_twice":
      return `The column “${why.column}” is to be ${placeOf(why.first)} and ${placeOf(why.second)}. Say one of the two.`;
    case "two_columns":
      return `Two columns claim to be ${placeOf(why.place)}: “${why.first}” and “${why.second}”. Say which is.`;
    case "unreadable":
      return `${why.file} could not be read: ${why.error}`;
    case "many_gone":
      return `${why.gone} of ${why.of} guests are not on this list any more, so nothing was changed. Say whether they are gone or the list is only a part.`;
    case "no_guests":
      return `There are no guests in ${why.file}: it has columns, and no row below them.`;
    case "changed":
      return "The list was changed since it was read; nothing was taken in. Look at it again.";
  }
}
