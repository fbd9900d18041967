/** Invented guests, answers and evenings for tests and previews. */
import type {
  AttendeeView,
  DeskView,
  EventBrief,
  Facts,
  Found,
  Health,
  ImportAnswer,
  LobbyView,
  LogFilter,
  LogLine,
  LogPage,
  NumbersView,
  PracticeTicket,
  Problem,
  Rehearsed,
  RehearsedWhat,
  ScanAnswer,
  SlotKind,
  SlotView,
  SpeakerView,
  Step,
  TalkHere,
  Tone,
  Verdict,
} from "../bindings";

export const EVENT: EventBrief = {
  name: "Scale & Reliability Engineering",
  series: "Intercom Engineering Insights",
  venue: "The Printworks",
  date: "2026-12-03",
  ribbon: "#ff5a36",
  timezone: "Europe/Dublin",
  capacity: 420,
};

export const TONES: Record<Verdict, Tone> = {
  admitted: "green",
  re_entered: "neutral",
  left: "neutral",
  already_in: "amber",
  not_inside: "amber",
  not_listed: "amber",
  not_confirmed: "amber",
  not_valid_now: "amber",
  wrong_door: "amber",
  unpaid: "amber",
  full: "amber",
  needs_lead: "amber",
  wrong_event: "red",
  revoked: "red",
  unknown: "red",
  forged: "red",
};

/** What staff can do about each answer, as the desk says it where every lead has a PIN. */
export const STEPS: Record<Verdict, Step[]> = {
  admitted: [],
  re_entered: [],
  left: [],
  already_in: ["reason", "organiser"],
  not_inside: ["find"],
  not_listed: ["admit", "find"],
  not_confirmed: ["release", "reason", "organiser"],
  not_valid_now: ["reason", "organiser"],
  wrong_door: ["reason", "organiser"],
  unpaid: ["pay", "reason", "organiser"],
  full: ["reason", "organiser"],
  needs_lead: ["lead", "organiser"],
  wrong_event: ["find", "walk_in", "organiser"],
  revoked: ["lead", "find", "organiser"],
  unknown: ["find", "walk_in", "organiser"],
  forged: ["scan_again", "find", "organiser"],
};

export function sampleFound(id: string, name: string, more: Partial<Found> = {}): Found {
  return {
    id,
    name,
    company: "",
    email: `${id}@example.org`,
    role: "",
    ticket_type: "Standard",
    state: "expected",
    status: "confirmed",
    note: "",
    attention: "",
    sounds: sayable(name),
    by_code: false,
    ...more,
  };
}

/** About as the program has it: without case, accents or spacing. */
function sayable(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[\s-]+/g, " ")
    .trim();
}

export const GUESTS: Found[] = [
  sampleFound("lukasz", "Łukasz Ó Súilleabháin", { company: "Northwind", role: "Engineer", attention: "VIP" }),
  sampleFound("kelly-1", "Ann-Marie Kelly", { company: "Harbour Labs", role: "SRE" }),
  sampleFound("kelly-2", "Ann-Marie Kelly", { company: "Lantern Foods", role: "Data engineer", state: "inside" }),
  sampleFound("kelly-3", "Annette Kelly-Ward", { company: "Tidewater", state: "not_coming", status: "declined" }),
  sampleFound("sahin", "Çağla Şahin", { company: "Kite & Co", state: "inside" }),
  sampleFound("sato", "佐藤 美咲", { company: "みなと工房", state: "left" }),
  sampleFound("bjork", "Björk Þorsteinsdóttir", { company: "Tidewater" }),
  sampleFound("li", "Ivo Li", { company: "Northwind" }),
];

const STRANGER = new Set<Verdict>(["unknown", "forged", "wrong_event"]);

export function sampleAnswer(verdict: Verdict, more: Partial<ScanAnswer> = {}): ScanAnswer {
  return {
    code: `LY1:${verdict}`,
    mark: more.code ?? `LY1:${verdict}`,
    verdict,
    tone: TONES[verdict],
    at: "2026-12-03T18:41:00Z",
    clock: "18:41",
    door: "Main door",
    row: 7,
    attendee: STRANGER.has(verdict)
      ? null
      : {
          id: "kelly-1",
          name: "Ann-Marie Kelly",
          company: "Harbour Labs",
          role: "SRE",
          ticket_type: "Standard",
          status: "confirmed",
          evenings_before: 0,
          answers: [],
        },
    first:
      verdict === "already_in"
        ? { at: "2026-12-03T18:19:00Z", clock: "18:19", door: "Side door", seconds_ago: 1320, left: false }
        : null,
    repeat: false,
    member: null,
    admits: null,
    hand_over: verdict === "admitted" ? ["Blue wristband"] : [],
    note: null,
    attention: null,
    speaks: false,
    offline: false,
    unlisted: false,
    learnable: false,
    by_hand: false,
    list_of: "16:02",
    detail: { doors: [], days: [], due: null, capacity: null, inside: null, since: null, status: null, came: null, event: null },
    steps: STEPS[verdict],
    rest: null,
    people: verdict === "admitted" || verdict === "re_entered" || verdict === "left" ? 1 : 0,
    still_inside: null,
    overridden: null,
    reason: null,
    talk: null,
    places_left: null,
    prints_badge: false,
    ...more,
  };
}

export function namedAnswer(verdict: Verdict, id: string, name: string, more: Partial<ScanAnswer> = {}): ScanAnswer {
  const base = sampleAnswer("admitted");
  return sampleAnswer(verdict, { attendee: { ...base.attendee!, id, name }, code: `LY1:${id}`, ...more });
}

export function sampleLine(row: number, name: string | null, verdict: Verdict, more: Partial<LogLine> = {}): LogLine {
  const clock = `18:${String(20 + row).padStart(2, "0")}`;
  return {
    row,
    at: `2026-12-03T${clock}:00Z`,
    clock,
    door: "Main door",
    kind: "entry",
    attendee: null,
    name,
    verdict,
    tone: TONES[verdict],
    by_hand: false,
    voided: false,
    text: null,
    can_undo: verdict === "admitted" || verdict === "re_entered" || verdict === "left",
    ...more,
  };
}

export const TALKS: TalkHere[] = [
  {
    title: "Scaling MongoDB to one million client connections and beyond",
    starts: "19:00",
    here: ["Niall Sheridan"],
    missing: ["Barisa Obradovic"],
  },
  {
    title: "Scaling Elasticsearch from zero to one billion user documents",
    starts: "19:40",
    here: ["Matthew Barrington", "Alexandre Gerlic"],
    missing: [],
  },
  {
    title: "Faster, Safer, Easier Continuous Deployment, dozens of times a day",
    starts: "20:20",
    here: [],
    missing: ["Eugene Kenny"],
  },
];

export function sampleDesk(more: Partial<DeskView> = {}): DeskView {
  return {
    event: EVENT,
    door: "Main door",
    doors: ["Main door", "Side door"],
    counts: { expected: 386, arrived: 214, inside: 209, to_come: 172 },
    recent: [
      sampleLine(21, "Łukasz Ó Súilleabháin", "admitted"),
      sampleLine(20, "Çağla Şahin", "admitted"),
      sampleLine(19, "Ann-Marie Kelly", "already_in"),
      sampleLine(18, "佐藤 美咲", "left"),
      sampleLine(17, null, "forged"),
      sampleLine(16, "Björk Þorsteinsdóttir", "admitted", { voided: true }),
      sampleLine(15, "عبد الرحمن بن محمد الخطيب", "admitted"),
      sampleLine(14, "Ivo Li", "admitted"),
      sampleLine(13, "Maximiliane Freifrau von Hohenstein-Wittelsbach zu Altenburg", "not_confirmed"),
      sampleLine(12, "Noor Haddad", "re_entered"),
      sampleLine(11, "Tomás Byrne", "admitted"),
      sampleLine(10, "Grace Okafor", "admitted"),
    ],
    list_of: "16:02",
    list_minutes: 159,
    clock: "18:41",
    set_clock: null,
    unwritable: null,
    direction: "in",
    ticket_types: ["Standard", "Speaker", "Staff"],
    contact: "rich@intercom.io",
    room: null,
    talks: TALKS,
    practice: false,
    leads: true,
    printer: "Badge printer",
    print_on_entry: true,
    privacy: false,
    ...more,
  };
}

export function sampleGuest(found: Found, more: Partial<AttendeeView> = {}): AttendeeView {
  const { id, name, email, company, role, status, state, note, attention, ticket_type } = found;
  const came = state === "inside" || state === "left";
  return {
    id,
    name,
    email,
    company,
    role,
    status,
    state,
    note,
    attention,
    order: "R-2041",
    flagged: null,
    opted_out: false,
    answers: [
      { question: "Food", answer: "Vegetarian" },
      { question: "How did you hear of us?", answer: "A colleague came last time" },
    ],
    tickets: [
      {
        id: "5f2c9a01d3b47e68",
        ticket_type,
        admits: 1,
        code: "LY1:EXAMPLE",
        foreign_code: null,
        foreign_codes: [],
        other_codes: [],
        revoked_at: null,
        due: null,
      },
    ],
    log: came ? [sampleLine(12, name, "admitted", { attendee: id })] : [],
    ...more,
  };
}

/** The log of an evening, long enough to need a second page. */
export function sampleLog(filter: LogFilter): LogPage {
  const names = GUESTS.map(({ name }) => name);
  const verdicts: Verdict[] = ["admitted", "admitted", "admitted", "already_in", "re_entered", "forged", "left"];
  const lines = Array.from({ length: 120 }, (_, place): LogLine => {
    const row = 120 - place;
    const verdict = verdicts[row % verdicts.length]!;
    const minutes = 15 + Math.floor(row / 4);
    const clock = `18:${String(minutes).padStart(2, "0")}`;
    return sampleLine(row, verdict === "forged" ? null : names[row % names.length]!, verdict, {
      at: `2026-12-03T${clock}:00Z`,
      clock,
      attendee: verdict === "forged" ? null : GUESTS[row % names.length]!.id,
      door: row % 5 === 0 ? "Side door" : "Main door",
      by_hand: row % 9 === 0,
      voided: row === 112,
      ...(row === 117 ? { kind: "override", text: "Left without scanning" } : {}),
    });
  });
  const passed = (line: LogLine) => line.tone === "green" || line.tone === "neutral";
  const most = filter.most ?? 50;
  const wanted = lines.filter(
    (line) =>
      `${line.name ?? ""} ${line.text ?? ""}`.toLowerCase().includes((filter.text ?? "").toLowerCase()) &&
      (!filter.door || line.door === filter.door) &&
      (!filter.before || line.row < filter.before) &&
      (!filter.tone ||
        (filter.tone === "passed" ? passed(line) : filter.tone === "refused" ? !passed(line) : line.kind !== "entry")),
  );
  return { lines: wanted.slice(0, most), more: wanted.length > most };
}

export function sampleNumbers(more: Partial<NumbersView> = {}): NumbersView {
  const arrivals = [18, 42, 61, 47, 29, 17];
  return {
    counts: { expected: 386, arrived: 214, inside: 209, to_come: 172 },
    over: false,
    capacity: 420,
    ticket_types: [
      { name: "Standard", expected: 352, arrived: 190, inside: 186 },
      { name: "Speaker", expected: 5, arrived: 4, inside: 4 },
      { name: "Staff", expected: 29, arrived: 20, inside: 19 },
    ],
    curve: arrivals.map((arrived, place) => ({ from: `18:${String(15 + place * 5).padStart(2, "0")}`, arrived })),
    curve_minutes: 5,
    pace: { last_ten_minutes: 90, minutes_to_go: 19, minutes_to_talks: 19 },
    talks: TALKS,
    waitlist: 12,
    refused: 9,
    overrides: 2,
    walk_ins: 3,
    ...more,
  };
}

export function sampleImport(more: Partial<ImportAnswer> = {}): ImportAnswer {
  return {
    format: "luma",
    rows: 391,
    added: 12,
    not_coming: 0,
    updated: 3,
    unchanged: 374,
    rejected: [
      { line: 7, reason: "column “name”: the name is missing", column: "name", why: { kind: "no_name" } },
      { line: 88, reason: "column “status”: “tomorow” is no status", column: "status", why: { kind: "no_status", text: "tomorow" } },
    ],
    rejected_rows: 2,
    taken_in_part: [],
    not_confirmed: 0,
    gone: 0,
    back: 0,
    cancelled: 0,
    flagged: [],
    elsewhere: [],
    struck: [],
    kept: [],
    twins: [],
    ticket_types: [],
    spared: 0,
    sheet: null,
    other_sheets: [],
    columns: [],
    guessed: [],
    suggested: [],
    remembered: false,
    many_gone: false,
    past_erasure: null,
    import: 1,
    dry_run: false,
    ...more,
  };
}

export function samplePractice(): PracticeTicket[] {
  const verdicts: Verdict[] = ["admitted", "already_in", "not_listed", "unpaid", "revoked", "forged"];
  return verdicts.map((verdict) => ({ verdict, text: `PRACTICE-${verdict.toUpperCase()}` }));
}

export function problem(kind: Problem["kind"], message = "", list: Problem["list"] = null, trouble: Problem["trouble"] = null): Problem {
  return { kind, message, list, trouble };
}

const NO_FACTS: Facts = {
  when: null,
  count: null,
  of: null,
  megabytes: null,
  minutes: null,
  millis: null,
  name: null,
  problem: null,
};

export function sampleRehearsed(what: RehearsedWhat, health: Health, facts: Partial<Facts> = {}): Rehearsed {
  return { what, health, facts: { ...NO_FACTS, ...facts } };
}

export function sampleRehearsal(): Rehearsed[] {
  return [
    sampleRehearsed("clock", "good", { when: "18:02" }),
    sampleRehearsed("disk", "good", { megabytes: 41_200 }),
    sampleRehearsed("file", "good", { millis: 6 }),
    sampleRehearsed("battery", "look", { count: 34, minutes: 48 }),
    sampleRehearsed("sleep", "good"),
    sampleRehearsed("list", "good", { count: 386, minutes: 159, when: "16:02" }),
    sampleRehearsed("tickets", "good", { count: 381, of: 386 }),
    sampleRehearsed("printer", "bad", { name: "Badge printer", problem: problem("device", "no printer answers at printer.local:631", null, { kind: "printer", why: { kind: "unreachable", host: "printer.local:631" } }) }),
  ];
}

export function sampleSlot(kind: SlotKind, starts: string, title: string, more: Partial<SlotView> = {}): SlotView {
  return {
    kind,
    starts,
    ends: null,
    starts_at: `2026-12-03T${starts}:00Z`,
    ends_at: null,
    starts_in_seconds: 0,
    room: "Main hall",
    title,
    abstract: "",
    speakers: [],
    ...more,
  };
}

export function sampleSpeaker(name: string, here = false): SpeakerView {
  return { name, role: "", company: "", photo: null, here };
}

const by = (...names: string[]) => names.map((name) => sampleSpeaker(name));

export const SLOTS = {
  doors: sampleSlot("doors", "18:15", "Doors, food and beer"),
  food: sampleSlot("food", "18:15", "Food and beer", { ends: "21:00", room: "Foyer" }),
  mongo: sampleSlot("talk", "19:00", "Scaling MongoDB to one million client connections and beyond", {
    speakers: by("Niall Sheridan", "Barisa Obradovic"),
  }),
  elastic: sampleSlot("talk", "19:40", "Scaling Elasticsearch from zero to one billion user documents", {
    speakers: by("Matthew Barrington", "Alexandre Gerlic"),
  }),
  deploy: sampleSlot("talk", "20:20", "Faster, Safer, Easier Continuous Deployment, dozens of times a day", {
    speakers: by("Eugene Kenny"),
  }),
  end: sampleSlot("end", "21:00", "Good night"),
};

export function sampleLobby(more: Partial<LobbyView> = {}): LobbyView {
  return {
    event: EVENT,
    as_of: "2026-12-03T19:14:00Z",
    clock: "19:14",
    phase: "during",
    now: [SLOTS.mongo],
    next: [{ ...SLOTS.elastic, starts_in_seconds: 1560 }],
    later: [
      { ...SLOTS.deploy, starts_in_seconds: 3960 },
      { ...SLOTS.end, starts_in_seconds: 6360 },
    ],
    arrived: 214,
    inside: 209,
    expected: 386,
    wifi: { network: "insights", password: "ship-it-daily" },
    notes: ["Food and beer until 21:00, on your left"],
    refresh_in_ms: 60_000,
    ...more,
  };
}
