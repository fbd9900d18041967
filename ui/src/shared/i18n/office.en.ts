import type { Deed, RoomName } from "../../office/keys";
import type { Todo } from "../../office/next";
import type { ExportWhat, Unreached } from "../../bindings";
import { list, longDay, plural, shortDay } from "./format";
import { formTrouble } from "./formTrouble.en";
import { evening } from "./officeEvening.en";
import { guests } from "./officeGuests.en";
import { mail } from "./officeMail.en";

const LANG = "en-GB";
const people = (n: number) => plural(LANG, n, { one: `${n} guest`, other: `${n} guests` });

export const en = {
  title: "Lanyard, the office",
  loading: "Loading …",
  trouble: "That did not work. Please try once more.",
  choose: "Choose …",
  close: "Close",
  leave: "Leave as it was",
  nextField: "Next field",
  /** How a date is typed; no example, since that would look like a day that is set. */
  dateLook: "year-month-day",
  keysSays: "Everything here can be done without a mouse. Tab goes from field to field.",
  rooms: {
    evening: "Evening",
    guests: "Guests",
    tickets: "Tickets",
    mail: "Mail",
    after: "Afterwards",
    series: "Series",
    data: "Personal data",
  } satisfies Record<RoomName, string>,
  deeds: {
    save: "Save the evening",
    next: "To what comes next",
    section: "Next section",
    section_back: "Section before",
    theme: "Light or dark",
    larger: "Larger text",
    smaller: "Smaller text",
    usual_size: "Usual text",
    keys: "All keys",
  } satisfies Record<Deed, string>,
  moreKeys: [
    { keys: "Ctrl Enter", does: "Do it: import, draw, create; one more in a list" },
    { keys: "Alt ↑ ↓", does: "Move a door, a ticket type, a slot" },
    { keys: "Alt ⌫", does: "Take it away" },
    { keys: "Ctrl .", does: "Stop what is running" },
    { keys: "Esc", does: "Leave, close" },
  ],
  todo: {
    times: () => "Say when it begins and ends",
    lineup: () => "Fill the lineup",
    list: () => "Bring in the guest list",
    tickets: () => "Draw the tickets",
    tickets_on: (n: number) => `${n} still to be drawn: go on`,
    server: () => "Set up the mail server",
    send: () => "Send the tickets",
    send_on: (n: number) => `${n} still to be sent: go on`,
    erasure: () => "Set the day of erasure",
    erase: () => "Erase the personal data",
  } as Record<Todo, (left: number) => string>,
  job: {
    label: "Progress",
    done: (done: number, total: number) => `${done} of ${total}`,
    stop: "Stop",
    stopped: (done: number, total: number) => `Stopped: ${done} of ${total} are done.`,
    takenAway: (n: number) => plural(LANG, n, { one: "One file of a ticket that holds no more was taken away.", other: `${n} files of tickets that hold no more were taken away.` }),
    tickets: (n: number, folder: string) => `${plural(LANG, n, { one: `${n} ticket lies`, other: `${n} tickets lie` })} in ${folder}`,
    sent: (sent: number, total: number) => `${sent} of ${total} sent.`,
    refused: (n: number) => `The server refused ${n}.`,
    put_off: (n: number) => `The server put ${n} off: they go out with the next sending.`,
    uncertain: (n: number) => plural(LANG, n, { one: "One may have arrived or not.", other: `${n} may have arrived or not.` }),
    left: (n: number) => plural(LANG, n, { one: "One is still to be sent.", other: `${n} are still to be sent.` }),
  },
  ending: {
    asks: (job: string | null, done: number, total: number) => {
      const goesOn = job === "mail" ? "Mail is still going out" : job === "tickets" ? "Tickets are still being drawn" : "Long work still goes on";
      return `${goesOn}${total > 0 ? `, ${done} of ${total}` : ""}. What is left can be gone on with the next time.`;
    },
    stay: "Stay until it is done",
    stop: "Stop it and close",
    stopping: "It stops after what it is at, and closes then.",
    atOnce: "Close at once",
  },
  scannedHere: {
    what: (scans: number) => (scans === 1 ? "A ticket was scanned here." : `${scans} tickets were scanned here.`),
    next: "The office lets nobody in: bring the desk’s window to the front and scan again.",
    done: "All right",
  },
  leaving: {
    unsaved: (rooms: string[]) => `Not saved yet: ${list(LANG, rooms)}`,
    save: "Save and close",
    stay: "Stay here",
    throwAway: "Throw away",
  },
  list: {
    up: (what: string) => `Move ${what} up`,
    down: (what: string) => `Move ${what} down`,
    remove: (what: string) => `Take ${what} away`,
    upShort: "Up",
    downShort: "Down",
    moveShort: "Move",
    removeShort: "Take away",
  },
  column: {
    label: "Rooms of the office",
    next: "Next",
    allDone: "Nothing is missing.",
    unsaved: "not saved yet",
    day: (day: string) => shortDay(LANG, day),
    longDay: (day: string) => longDay(LANG, day),
    noList: "no list yet",
    guests: (n: number, waiting: number) => (waiting > 0 ? `${n}, ${waiting} waiting` : String(n)),
    later: "later",
    drawn: (n: number, of: number) => `${n} of ${of} drawn`,
    noServer: "no server yet",
    noneSent: "none sent yet",
    sent: (n: number, left: number) => (left > 0 ? `${n} sent, ${left} still to be sent` : plural(LANG, n, { one: `${n} ticket sent`, other: `${n} tickets sent` })),
    came: (n: number) => `${n} came`,
    alone: "this evening alone",
    erased: "erased",
    noDate: "no date yet",
    erasure: (days: number) =>
      days < 0 ? "overdue" : plural(LANG, days, { one: `erased in ${days} day`, other: `erased in ${days} days` }),
  },
  fault: formTrouble,
  evening,
  guests,
  mail,
  tickets: {
    says: "A ticket for everybody who is confirmed. Drawn again, a ticket keeps its code.",
    drawnOf: (n: number, folder: string | null) => (folder === null ? `of ${n} tickets are drawn` : `of ${n} tickets lie in ${folder}`),
    draw: "Draw them",
    drawSays: "Files to print or to send yourself. Mail draws its own.",
    format: "Format",
    formats: { pdf: "PDF", png: "Picture (PNG)", svg: "Drawing (SVG)", ics: "Calendar entry" },
    paper: "Paper",
    papers: { a6: "A6, one ticket a page", a4: "A4, to be folded" },
    files: "Files",
    each: "One for each guest",
    one: "One for all",
    folder: "Folder",
    folderHint: "They go here, with a list of which is whose.",
    folderMissing: "Where shall they go? Choose a folder.",
    go: "Draw the tickets",
    resume: "Go on drawing",
    resumeSays: "What is there already stays and is passed over.",
    template: "Your own design",
    templateSays: "An SVG with placeholders. Save the built-in one and begin with that.",
    papersOf: { ticket: "Ticket", badge: "Badge" },
    own: "your own",
    builtIn: "the built-in one",
    builtInBack: "The built-in one is back.",
    taken: "Taken. The next ones look like this.",
    ownFile: "Your SVG",
    write: "Save the built-in one …",
    written: (file: string) => `It lies in ${file}`,
    reset: "Back to the built-in one",
  },
  after: {
    says: "What the evening came to, and what you take with you.",
    came: (expected: number) => `came, of ${expected} expected`,
    stayedAway: "stayed away",
    toCome: "still to come",
    walkIns: "new at the door",
    overrides: "let in all the same",
    keep: "To keep",
    keepSays: "Written where you say. What guests typed can do no harm in a spreadsheet.",
    whats: {
      guests: "Guests and when they came",
      log: "Log of the doors",
      report: "Report on one page",
      paper_list: "List on paper",
      settings: "The evening’s settings",
    } satisfies Record<ExportWhat, string>,
    whatSays: {
      guests: "Everybody, with the times. As CSV it can be brought in again.",
      log: "Every scan, row by row.",
      report: "The numbers and the curve of arrivals, as PDF.",
      paper_list: "From A to Z, for the night the power fails.",
      settings: "As event.toml, for the command line.",
    } satisfies Record<ExportWhat, string>,
    names: {
      guests: "guests",
      log: "log",
      report: "report",
      paper_list: "paper-list",
      settings: "event",
    } satisfies Record<ExportWhat, string>,
    as: { xlsx: "Excel", csv: "CSV", pdf: "PDF", toml: "TOML" },
    written: (file: string) => `It lies in ${file}`,
    arrivals: "Arrivals",
    arrivalsSays: (minutes: number) => `Each bar is ${minutes} minutes.`,
    types: "By ticket type",
  },
  series: {
    says: "One evening, one file. The next one begins where this one stands.",
    another: "Another evening like this",
    fresh: "A new event",
    anotherSays:
      "Doors, ticket types, letters, templates and the columns of your lists come along. The people don’t.",
    newSays: "An empty evening. Doors, ticket types and the lineup come once it is there.",
    when: "What changes",
    where: "Its file",
    whereSays: "Nothing is overwritten.",
    file: "File",
    fileHint: "Empty: beside your other events, under its name.",
    fileName: "event",
    make: "Create it",
    leave: "Not now",
    made: (file: string) => `It is there: ${file}`,
    open: "Open",
    known: "Your events",
    knownSays: "Opened in place of this one, desk and office.",
    isOpen: "open now",
    day: (day: string) => longDay(LANG, day),
    otherFile: "Another file",
  },
  data: {
    says: "Names and addresses are lent to you. On the day you set they go; the numbers stay.",
    gone: "Erased",
    goneSays: (day: string) => `Since ${day} nothing personal is left here.`,
    day: (day: string) => longDay(LANG, day),
    dayOf: (day: string, said: string) => (day === "" ? said : longDay(LANG, day)),
    never: "No date yet",
    neverSays: "Nothing is erased by itself. A month after the evening is a good day.",
    countdown: (days: number) =>
      days < 0 ? "Overdue" : days === 0 ? "Today" : plural(LANG, days, { one: `In ${days} day`, other: `In ${days} days` }),
    onDay: (day: string) => `On ${day} the personal data is erased. You hear of it before.`,
    overdue: (day: string) => `It was to be erased on ${day}.`,
    date: "The day",
    dateSays: "Part of the evening’s settings.",
    kept: "What is kept where",
    keptSays: "All of it on your own machines.",
    places: (file: string) => [
      { what: "Guests, answers, notes", where: file },
      { what: "Who came when", where: "The log of the same file. It holds numbers, no names, and stays." },
      { what: "Letters sent", where: "The mail log of the same file" },
      { what: "Copies", where: "Backups, and copies beside the event file; they are erased with it" },
      { what: "Printed badges and drawn tickets", where: "The folders that you chose" },
    ],
    one: "One guest",
    oneSays: "Somebody asks what you know of them, or wants it gone.",
    toGuests: "Find the guest",
    now: "Erase now",
    nowSays: "Names, addresses, answers, notes and the mail log. It can’t be taken back.",
    nobody: "There is nobody to erase.",
    begin: "Erase all personal data …",
    ask: (n: number) => `${people(n)} will be without a name. The numbers of the evening stay.`,
    typeCount: (n: number) => `Type ${n} to erase them`,
    go: "Erase",
    erased: (n: number) => `${people(n)} erased.`,
    erasedAlso: (copies: number, files: number) =>
      `With it went ${plural(LANG, copies, { one: `${copies} copy`, other: `${copies} copies` })} of the event and ${plural(LANG, files, { one: `${files} file`, other: `${files} files` })}.`,
    left: "This could not be reached; please see to it yourself:",
    unreached: (left: Unreached) => {
      switch (left.what) {
        case "free_space":
          return "Another program has the event file open. Close it and erase again, so that nothing stays in the free space of the file.";
        case "copy":
          return `The copy ${left.file} can’t be written by this version. Delete it.`;
        case "export":
          return `${left.file} was exported from here. Delete it, or export it again.`;
        case "file":
          return `${left.file} can’t be deleted from here. Delete it.`;
        case "twin":
          return "Another guest has the same address and name, and is not erased. If they are one person, erase them too.";
      }
    },
  },
};

/** Every dictionary of the office has exactly these words. */
export type OfficeWords = typeof en;
