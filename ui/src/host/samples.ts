/** Invented guests, answers and evenings for tests and previews. */
import type {
  DeskView,
  EventBrief,
  Found,
  LobbyView,
  LogLine,
  ScanAnswer,
  SlotKind,
  SlotView,
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
    ...more,
  };
}

export const GUESTS: Found[] = [
  sampleFound("lukasz", "Łukasz Ó Súilleabháin", { company: "Northwind", role: "Engineer" }),
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
        },
    first:
      verdict === "already_in"
        ? { at: "2026-12-03T18:19:00Z", clock: "18:19", door: "Side door", seconds_ago: 1320 }
        : null,
    repeat: false,
    member: null,
    admits: null,
    hand_over: verdict === "admitted" ? ["Blue wristband"] : [],
    note: null,
    attention: null,
    offline: false,
    unlisted: false,
    by_hand: false,
    list_of: "16:02",
    detail: { doors: [], days: [], due: null, capacity: null, inside: null, since: null, status: null },
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
    ...more,
  };
}

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
    clock: "18:41",
    ...more,
  };
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

const by = (...names: string[]) => names.map((name) => ({ name, role: "", company: "", photo: null }));

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
    expected: 386,
    wifi: { network: "insights", password: "ship-it-daily" },
    notes: ["Food and beer until 21:00, on your left"],
    refresh_in_ms: 60_000,
    ...more,
  };
}
