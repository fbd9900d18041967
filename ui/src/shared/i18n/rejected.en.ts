import type { RejectedRow, Why } from "../../bindings";

/** Why a row of a list was not taken, and what to do. */
export function rejected({ column, why }: RejectedRow): string {
  return column === null ? because(why) : `column “${column}”: ${because(why)}`;
}

function because(why: Why): string {
  switch (why.kind) {
    case "same_code":
      return `its code is that of another guest, on line ${why.line}: each needs one of their own`;
    case "twice":
      return `it stands twice: line ${why.line} says the same`;
    case "differs":
      return `it differs from line ${why.line}, which is about the same guest and counts`;
    case "refused":
      return `line ${why.line} says of the same guest that they don’t come, and counts`;
    case "keys_moved":
      return `its id or code has changed hands, so ${why.name} stays as before. If the column only numbers the rows, make it a question`;
    case "code_taken":
      return `the code belongs to ${why.name} already`;
    case "forgotten":
      return `asked to be forgotten on ${why.on}: add them by hand if they come after all`;
    case "no_ticket_type":
      return `there is no ticket type “${why.name}”; there is ${why.have}`;
    case "not_utf8":
      return "it can’t be read as text; save the list as “CSV UTF-8”";
    case "columns":
      return `it has ${why.found} columns, the header has ${why.header}; look for a missing or extra separator or quotation mark`;
    case "add_on":
      return "it is an extra to another ticket of its order, and no guest";
    case "no_name":
      return "the name is missing";
    case "too_long":
      return `it is longer than ${why.most} characters; shorten it`;
    case "not_an_email":
      return `“${why.text}” is no e-mail address`;
    case "control":
      return `it has a character that can’t be shown (${why.character}); take it out`;
    case "no_status":
      return `“${why.text}” is no status; write confirmed, pending, waitlist, declined, cancelled or refunded`;
    case "not_a_payment":
      return `“${why.text}” says nothing of a payment; write paid, open or refunded`;
    case "not_an_amount":
      return `“${why.text}” is no amount; write it like “12.50 EUR”`;
    case "not_a_count":
      return `“${why.text}” is no number of people; write it like “2”`;
    case "neither_yes_nor_no":
      return `“${why.text}” is neither yes nor no; write one of the two`;
    case "cut_short":
      return `“${why.text}” was a longer number that a spreadsheet cut short; export the list again and don’t save it in a spreadsheet, or format the column as text`;
    case "unworked":
      return "a formula that nobody has worked out; open the file in a spreadsheet program, save it, and import that";
  }
}
