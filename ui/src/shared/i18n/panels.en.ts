import type { Facts, Health, Kind, LogTone, RehearsedWhat, Status } from "../../bindings";
import { hours, plural } from "./format";

const LANG = "en-GB";

const minutes = (n: number) => (n < 90 ? `${n} min` : `${Math.round(n / 60)} h`);

export const en = {
  keys: {
    close: "Close",
    cancel: "Leave as it was",
    save: "Save",
    next: "Next field",
    choose: "Choose",
    go: "Do it",
    filter: "Filter",
  },
  notYet: "Loading …",
  field: {
    name: "Name",
    company: "Company",
    email: "E-mail",
    role: "Role",
    ticketType: "Ticket type",
    note: "Note for the door",
    attention: "Attention, such as VIP",
    nameMissing: "A name, please. It goes on the badge.",
    codeLike: "That looks like a ticket’s code. Close this and scan it again, or press Enter once more if it is a name.",
  },
  guest: {
    title: "Guest",
    letIn: "Let in",
    leaves: "Leaves",
    edit: "Edit",
    replace: "Somebody comes instead",
    replaceInside: "Somebody comes instead: already in, undo first.",
    badge: "Print badge",
    printTicket: "Print ticket",
    paid: "Mark as paid",
    due: (amount: string) => (amount === "" ? "Not paid yet" : `${amount} to pay`),
    withdrawn: "Withdrawn",
    showsMail: (key: string) => `${key} shows all of it`,
    noMail: "no e-mail",
    order: "Order",
    ticket: "Ticket",
    admits: (n: number) => plural(LANG, n, { one: "for one", other: `for ${n} people` }),
    otherCode: "printed elsewhere",
    log: "This evening",
    noLog: "Not seen yet.",
    gone: "This guest is no longer in the list.",
    saved: "Saved",
    isPaid: "Paid",
    status: {
      confirmed: "confirmed",
      pending: "not approved yet",
      waitlist: "waiting list",
      declined: "can’t come",
      cancelled: "cancelled",
      refunded: "refunded",
      gone: "off the list",
    } satisfies Record<Status, string>,
  },
  edit: {
    title: (name: string) => `Edit ${name}`,
  },
  replace: {
    title: (name: string) => `Who comes for ${name}?`,
    says: "The badge gets the new name. The log keeps both.",
    go: "Change and let in",
    refused: "Nothing was changed. The door said:",
  },
  walkIn: {
    title: "New guest",
    says: "Adds them, lets them in and prints their badge.",
    saysNoPrinter: "Adds them and lets them in. There is no badge printer.",
    saysPractice: "Practice: nothing here is kept.",
    go: "Let in",
    done: (name: string) => `${name} is in the list. The next one, please.`,
    refused: (name: string) => `${name} is in the list. See what the door says.`,
    namesake: (name: string) => `${name} is on the list and still to come: F2 finds them. Enter again for another person of that name.`,
    busy: "One moment …",
  },
  log: {
    title: "Log",
    find: "A name, or a word of the reason",
    tone: "Which",
    all: "All",
    tones: { passed: "In and out", refused: "Refused", changed: "Changed" } satisfies Record<LogTone, string>,
    door: "Door",
    everyDoor: "Every door",
    empty: "Nothing was scanned yet. What happens at the doors appears here.",
    nothing: "Nothing like this in the log.",
    nothingNext: "Take a word away, or show all.",
    list: "The log, newest first",
    byHand: "by hand",
    shown: (n: number, more: boolean) =>
      more ? `${n} and older` : plural(LANG, n, { one: `${n} row`, other: `${n} rows` }),
    undoOf: (name: string) => `Undo ${name}`,
    kind: {
      entry: "",
      exit: "",
      refused: "",
      void: "taken back",
      override: "let in",
      substitute: "came instead",
      answer: "answer",
      badge_printed: "badge",
      conflict_settled: "settled",
    } satisfies Record<Kind, string>,
    /** Came in once a refusal was settled. */
    settled: { unpaid: "paid", not_confirmed: "confirmed" },
  },
  numbers: {
    title: "Numbers",
    arrived: "arrived",
    ofExpected: (n: number) => `of ${n} expected`,
    inside: "inside now",
    toCome: "to come",
    noShows: "did not come",
    room: (inside: number, capacity: number) => `${inside} of ${capacity} places taken`,
    roomFull: (capacity: number) => `All ${capacity} places are taken`,
    pace: {
      allHere: "Everybody is here.",
      nobody: "Nobody has come in the last ten minutes.",
      toGo: (toCome: number, min: number) => `${toCome} to come, about ${minutes(min)}`,
      tooLong: (toCome: number) => `${toCome} to come. At this pace nobody can say how long it takes`,
      still: (toCome: number) => `${toCome} to come`,
      lastTen: (n: number) => `${n} in the last ten minutes`,
      talksIn: (min: number) => `The talks begin in ${minutes(min)}`,
      talksNow: "The talks begin now",
      talksSince: (min: number) => `The talks began ${minutes(min)} ago`,
      late: (n: number) => plural(LANG, n, { one: "about one will be late", other: `about ${n} will be late` }),
      inTime: "everybody should be in by then",
    },
    types: "By ticket type",
    typeOf: (arrived: number, expected: number) => `${arrived} of ${expected}`,
    typeSays: (name: string, arrived: number, expected: number, inside: number) =>
      `${name}: ${arrived} of ${expected} arrived, ${inside} inside`,
    curve: "Arrivals",
    curveEach: (min: number) => `each ${min} min`,
    curveSays: (most: number, from: string) => `Most came from ${from}: ${most}`,
    curveTalk: "a talk begins",
    curveEmpty: "The curve begins with the first guest.",
    talks: "Talks",
    talkReady: "speakers here",
    talkMissing: (names: string) => `not here yet: ${names}`,
    noSpeakers: "no speaker named",
    alsoSo: "Also",
    waitlist: "waiting list",
    refused: "asked or refused",
    overrides: "let in all the same",
    walkIns: "new at the door",
    printInside: "Print who is inside",
    printNote: "For an evacuation: everybody who is in the room now.",
  },
  printed: {
    printer: (name: string) => `Sent to ${name}.`,
    file: "It lies here:",
    noPrinter: "No printer took it, so it is a file:",
    nothing: "Nothing was printed.",
  },
  rehearsal: {
    title: "Rehearsal",
    says: "Before the doors open. A scan is real unless its test below was begun.",
    again: "Look again",
    looking: "Looking …",
    allGood: "All good. Let them come.",
    toLook: (n: number) => plural(LANG, n, { one: "One thing to look at", other: `${n} things to look at` }),
    toMend: (n: number) => plural(LANG, n, { one: "One thing to mend", other: `${n} things to mend` }),
    try: "Try with your hands",
    machine: "This machine",
    health: { good: "good", look: "look at this", bad: "mend this", none: "can’t tell" } satisfies Record<Health, string>,
  },
  scanner: {
    title: "Scanner",
    says: "Reads a test code, to see what your scanner types.",
    go: "Try the scanner",
    again: "Try once more",
    now: "Scan this code now.",
    nowNote: "It goes nowhere but here.",
    good: (millis: number) => `It reads well, ${millis} ms a character.`,
    layout: {
      azerty: "The keyboard is set to AZERTY.",
      qwertz: "The keyboard is set to QWERTZ.",
      cyrillic: "The keyboard is set to Cyrillic.",
      other: "The keyboard has another layout.",
    },
    decoded: "Our tickets are read all the same. Codes printed by others want a US layout.",
    small: "It sends small letters; tickets are read all the same.",
    prefix: (text: string) => `It puts ${text} in front; tickets are read all the same.`,
    suffix: (text: string) => `It puts ${text} behind; set it to send only the code.`,
    ends: {
      enter: "It ends with Enter.",
      tab: "It ends with Tab; that is fine.",
      both: "It ends with Enter and a line feed; that is fine.",
      none: "It sends no Enter: tickets are read, codes printed by others are not. Switch on Enter (CR).",
    },
    slow: (millis: number) =>
      `It types slowly, ${millis} ms a character. Our tickets are read; take its pause between characters away.`,
    tooSlow: (millis: number) =>
      `It types too slowly, ${millis} ms a character. Scans will be missed: take its pause between characters away.`,
    wrong: "It types something else. Set the scanner to a US keyboard, then try again.",
    expected: "Expected",
    got: "Arrived",
  },
  ticket: {
    title: "A real ticket",
    says: "Scan a guest’s ticket: it lets nobody in.",
    go: "Try a ticket",
    now: "Scan a ticket now.",
    would: (word: string) => `At the door: ${word}`,
    noOne: "nobody in the list",
  },
  sound: {
    title: "Sound",
    says: "Switch the scanner’s own beep off: it says yes to everything.",
    play: { green: "Welcome", neutral: "Calm", amber: "Ask", red: "Stop", not_recorded: "Not recorded", attention: "Look up" },
    volume: (percent: number) => `Volume ${percent} %`,
    muted: "The sound is off. F7 switches it on.",
    yes: "I hear them",
  },
  camera: {
    title: "Camera",
    says: "Reads tickets where there is no scanner.",
    open: "Choose a camera",
    sees: "It sees. Hold a ticket in front of it, under “A real ticket”.",
  },
  printer: {
    title: "Badge printer",
    says: "Where badges are printed.",
    none: "No printer: badges become files",
    usual: "usual",
    address: "Address, ipp://…",
    take: "Use this address",
    onEntry: "Print a badge for everybody who comes in",
    test: "Test print of the door card",
    find: "Look for printers",
    on: "on",
    off: "off",
  },
  practice: {
    title: "Practice",
    says: "The desk with invented guests, for new volunteers. Nothing is kept.",
    on: "Practise",
    off: "End practice",
    scan: "Scan one of each",
    group: (verdict: string) => `${verdict}: a group`,
    isOn: "You are practising: nothing here is real.",
  },
  doorCard: {
    title: "Door card",
    says: "One page beside the desk: colours, keys, and what to do.",
    go: "Print the door card",
  },
  checks: {
    clock: "Clock",
    disk: "Disk",
    file: "Event file",
    battery: "Power",
    sleep: "Staying awake",
    list: "List",
    tickets: "Tickets",
    printer: "Printer",
  } satisfies Record<RehearsedWhat, string>,
  check: {
    clock: ({ when }: Facts) => (when ? `It is ${when}.` : "The clock can’t be judged."),
    clockOff: "Set the time, or see whether this is the right evening.",
    disk: ({ megabytes }: Facts) =>
      megabytes === null
        ? "The room on the disk can’t be told."
        : megabytes >= 1000
          ? `${Math.round(megabytes / 1000)} GB are free.`
          : `${megabytes} MB are free.`,
    diskOff: "Make room: empty the bin, or move pictures away.",
    file: ({ millis }: Facts, health: Health): string => {
      if (health === "bad") return "Answers can’t be kept.";
      return millis === null ? "Answers are kept." : `An answer is safe within ${millis} ms.`;
    },
    fileOff: "Move the event file to this machine’s own disk.",
    battery: ({ count, minutes: left }: Facts) =>
      count === null
        ? "On mains."
        : left === null
          ? `The battery is at ${count} %.`
          : `The battery is at ${count} %, enough for ${minutes(left)}.`,
    batteryOff: "Plug it in before the doors open.",
    sleep: (_: Facts, health: Health): string => {
      if (health === "good") return "The machine stays awake while the desk is open.";
      return health === "none" ? "It can’t be told whether this machine falls asleep." : "The machine may fall asleep.";
    },
    sleepOff: "Switch off sleep in the system’s settings.",
    list: ({ count, when, minutes: age }: Facts) => {
      if (count === 0) return "Nobody is in the list yet.";
      const guests = count === null ? "" : plural(LANG, count, { one: "One guest", other: `${count} guests` });
      if (when === null) return guests ? `${guests}.` : "There is no list yet.";
      return age === null ? `${guests}, list of ${when}.` : `${guests}, list of ${when}, ${hours(LANG, age)} old.`;
    },
    listOff: "Drop a fresh list on the desk.",
    tickets: ({ count, of }: Facts) =>
      count === null || of === 0 ? "There are no tickets yet." : `${count} of ${of ?? count} tickets have a code.`,
    ticketsOff: "Issue tickets for the rest, or find them by name at the door.",
    printer: ({ name }: Facts, health: Health) => {
      if (!name) return "There is no badge printer.";
      return health === "bad" ? `${name} doesn’t answer.` : `${name} answers.`;
    },
    printerOff: "See whether it is on and has paper.",
  },
};

/** Every dictionary of the panels has exactly these words. */
export type PanelWords = typeof en;
