/** An invented organiser's days for tests and previews of the office. */
import type {
  EventFile,
  EventForm,
  ImportAnswer,
  ImportPreview,
  ImportView,
  Letter,
  LetterView,
  MailLine,
  MailPlan,
  MailSettingsView,
  OfficeView,
  QuestionView,
  SlotForm,
  TicketTypeForm,
  Twin,
  Twins,
} from "../bindings";
import { sampleImport } from "./samples";

const type = (name: string, more: Partial<TicketTypeForm> = {}): TicketTypeForm => ({
  name,
  was: "",
  admits: 1,
  doors: [],
  days: [],
  hand_over: [],
  strict: false,
  ...more,
});

const slot = (kind: string, starts: string, title: string, speakers: string[] = [], abstract = ""): SlotForm => ({
  kind,
  starts,
  ends: "",
  room: "",
  title,
  abstract,
  speaker: speakers.map((name) => ({ name, role: "", company: "", photo: "" })),
});

export function sampleForm(): EventForm {
  return {
    event: {
      name: "Scale & Reliability Engineering",
      series: "Intercom Engineering Insights",
      theme: "Heavily technical evenings, each on one theme. Tonight: what it takes to keep growing and stay up.",
      contact: "rich@intercom.io",
      venue: "The Rope Store, 12 Hawser Quay, Dublin 2",
      date: "2026-12-03",
      timezone: "Europe/Dublin",
      doors: "18:15",
      ends: "21:00",
      capacity: 420,
      reentry: "ask",
      privacy: false,
      ribbon: "#ff5a36",
      wifi_network: "insights",
      wifi_password: "ship-it-daily",
      notes: ["Food and beer until 21:00, on your left", "Coats are downstairs, behind the main door"],
      erase_on: "2027-01-02",
      keep_regulars: false,
    },
    door: [
      { name: "Main door", was: "", admits: [] },
      { name: "Side door", was: "", admits: [] },
      { name: "Stage door", was: "", admits: ["Speaker", "Staff"] },
    ],
    ticket_type: [
      type("General", { hand_over: ["Blue wristband"] }),
      type("Team of four", { admits: 4, hand_over: ["Blue wristband"] }),
      type("Speaker", { hand_over: ["Orange lanyard", "Microphone pack"], strict: true, doors: ["Stage door"] }),
      type("Staff", { hand_over: ["Black T-shirt"], strict: true }),
    ],
    slot: [
      slot("doors", "18:15", "Doors, food and beer"),
      slot(
        "talk",
        "19:00",
        "Scaling MongoDB to one million client connections and beyond",
        ["Niall Sheridan", "Barisa Obradovic"],
        "How the database behind hundreds of millions of users grew, while everybody around it went on shipping.",
      ),
      slot("talk", "19:40", "Scaling Elasticsearch from zero to one billion user documents", [
        "Matthew Barrington",
        "Alexandre Gerlic",
      ]),
      slot("talk", "20:20", "Faster, Safer, Easier Continuous Deployment, dozens of times a day", ["Eugene Kenny"]),
      slot("end", "21:00", "Good night, and safe home"),
    ],
  };
}

export function sampleOffice(more: Partial<OfficeView> = {}): OfficeView {
  return {
    form: sampleForm(),
    file: "/home/rich/Lanyard/Scale & Reliability Engineering.lanyard",
    logo: null,
    own_ticket: false,
    own_badge: false,
    guests: 412,
    expected: 400,
    waiting: 12,
    arrived: 0,
    issued: 388,
    tickets: 400,
    leads: ["Mara Quinn"],
    erasure: { on: "Saturday 2 January 2027", days: 39, erased_at: null },
    to_erase: more.guests ?? 412,
    began: false,
    ...more,
  };
}

export const FILES: EventFile[] = [
  {
    file: "/home/rich/Lanyard/Scale & Reliability Engineering.lanyard",
    name: "Scale & Reliability Engineering",
    series: "Intercom Engineering Insights",
    date: "2026-12-03",
    open: true,
  },
  {
    file: "/home/rich/Lanyard/Observability at Night.lanyard",
    name: "Observability at Night",
    series: "Intercom Engineering Insights",
    date: "2026-09-17",
    open: false,
  },
];

/** A longer list, with something of everything that an organiser looks at. */
const twin = (id: string, source: string): Twin => ({ id, source, name: "Ann-Marie Kelly", email: "annmarie@example.org" });

export function sampleImported(more: Partial<ImportAnswer> = {}): ImportAnswer {
  return sampleImport({
    rows: 415,
    added: 26,
    not_coming: 2,
    not_confirmed: 3,
    unchanged: 379,
    gone: 4,
    spared: 0,
    back: 1,
    cancelled: 2,
    flagged: [{ id: "sahin", name: "Çağla Şahin", status: "cancelled" }],
    elsewhere: [{ id: "walsh", name: "Ciarán Walsh", status: "refunded" }],
    struck: [{ id: "moreau", name: "Élodie Moreau", status: "cancelled" }],
    kept: [{ id: "okafor", name: "Chidi Okafor", status: "declined" }],
    taken_in_part: [{ line: 31, reason: "column “email”: “at home” is no e-mail address", column: "email", why: { kind: "not_an_email", text: "at home" } }],
    twins: [{ name: "Ann-Marie Kelly", email: "annmarie@example.org", alike: "on_two_lists", guests: [twin("kelly-1", "eventbrite"), { ...twin("", "luma"), id: null }] }],
    ticket_types: [{ name: "Early bird", taken_as: "General", rows: 18 }],
    import: 3,
    ...more,
  });
}

const QUESTIONS = ["What should we cook for you?", "T-shirt size", "How did you hear of us?"];

/** `questions`: how many columns of the organiser's own stand behind the known ones. */
export function samplePreview(more: Partial<ImportPreview> = {}, questions = QUESTIONS.length): ImportPreview {
  const own = Array.from({ length: questions }, (_, at) => QUESTIONS[at] ?? `Question ${at + 1}`);
  const known: [string, string][] = [
    ["guest_id", "source_id"],
    ["name", "name"],
    ["email", "email"],
    ["approval_status", "status"],
    ["qr_code_url", "code"],
    ["ticket_name", "ticket_type"],
    ["created_at", "leave_out"],
    ["Firm", "question"],
  ];
  const rows = [
    ["gst-8Qx1", "Łukasz Ó Súilleabháin", "lukasz@example.org", "approved", "https://luma.com/check-in/evt-Zq?pk=g-8Qx1", "General", "2026-11-02T10:14:09Z", "Northwind"],
    ["gst-2Lm7", "Ann-Marie Kelly", "annmarie@example.org", "approved", "https://luma.com/check-in/evt-Zq?pk=g-2Lm7", "Early bird", "2026-11-03T08:41:55Z", "Harbour Labs"],
    ["gst-5Tt3", "佐藤 美咲", "misaki@example.org", "pending_approval", "https://luma.com/check-in/evt-Zq?pk=g-5Tt3", "General", "2026-11-03T21:02:30Z", "みなと工房"],
    ["gst-9Kd4", "Noor Haddad", "noor@example.org", "waitlist", "https://luma.com/check-in/evt-Zq?pk=g-9Kd4", "General", "2026-11-04T12:30:00Z", ""],
  ];
  const answers = [
    ["Anything", "M", "A friend"],
    ["Vegetarian", "S", "Came last time"],
    ["No nuts, please", "", "The newsletter"],
    ["", "L", ""],
  ];
  const columns = [
    ...known.map(([column, place]) => ({ column, place })),
    ...own.map((column) => ({ column, place: "question" })),
  ];
  return {
    answer: sampleImported({ dry_run: true, import: null, columns }),
    said: [],
    places: PLACES,
    sample: rows.map((row, at) => [...row, ...own.map((_, nth) => answers[at]![nth % 3]!)]),
    changes: [
      { id: "bjork", name: "Björk Þorsteinsdóttir", line: 41, fields: [{ field: "company", from: "", to: "Harbour Labs" }, { field: "ticket_type", from: "General", to: "Speaker" }] },
      { id: "li", name: "Ivo Li", line: 112, fields: [{ field: "email", from: "ivo@example.org", to: "ivo.li@example.org" }] },
      { id: "byrne", name: "Tomás Byrne", line: 230, fields: [{ field: "status", from: "confirmed", to: "declined" }] },
    ],
    gone: [
      { id: "a", name: "Grace Okafor", status: "confirmed" },
      { id: "b", name: "Pavel Novotný", status: "confirmed" },
      { id: "c", name: "Siobhán Daly", status: "confirmed" },
      { id: "d", name: "Marek Zieliński", status: "pending" },
    ],
    many_gone: false,
    problem: null,
    stamp: "1-1",
    ...more,
  };
}

const PLACES = (
  "name first_name name_infix last_name buyer_name email buyer_email company role ticket_type ticket_variant code source_id order " +
  "note status due attention companions quantity paid payment price currency blocked add_on_to lanyard_id question leave_out"
).split(" ");

export const IMPORTS: ImportView[] = [
  { id: 2, at: "2026-11-24T16:02:00Z", clock: "16:02", format: "luma", file: "guests-luma.csv", rows: 391, added: 12, updated: 3, gone: 0, undone: false, undoable: true },
  { id: 1, at: "2026-11-20T09:10:00Z", clock: "20 Nov, 09:10", format: "eventbrite", file: "Attendee report.csv", rows: 33, added: 33, updated: 0, gone: 0, undone: false, undoable: true },
];

export const TWINS: Twins[] = [
  {
    name: "Ann-Marie Kelly",
    email: "annmarie@example.org",
    alike: "on_two_lists",
    guests: [twin("kelly-1", "luma"), twin("kelly-2", "eventbrite")],
  },
];

export const ASKED: QuestionView[] = [
  { title: "What should we cook for you?", shown: true, on_badge: false },
  { title: "T-shirt size", shown: true, on_badge: false },
  { title: "Pronouns", shown: false, on_badge: true },
];

export const SERVER: MailSettingsView = {
  host: "smtp.example.org",
  port: 587,
  security: "starttls",
  unencrypted: false,
  certificate: false,
  user: "evenings@example.org",
  password: "kept",
  from_name: "Intercom Engineering Insights",
  from_address: "evenings@example.org",
  reply_to: "",
  per_minute: 60,
  language: "en",
};

export const NO_SERVER: MailSettingsView = {
  ...SERVER,
  host: "",
  user: "",
  password: "nowhere",
  from_name: "",
  from_address: "",
};

const PLACEHOLDERS = "first_name name event series date doors talks venue ticket_type admits contact opt_out".split(" ");

const TEXTS: Record<Letter, [string, string]> = {
  ticket: [
    "Your ticket for {event}",
    "Hello {first_name},\n\nyou are on the list, and here is your ticket. Bring it on your phone or on paper; both open the door.\n\n{ticket}\n\nIf you can’t come after all, tell us, and somebody else gets your place: {contact}\n\nSee you at the door!",
  ],
  reminder: ["{event}: see you on {date}", "Hello {first_name},\n\nwe look forward to seeing you on **{date}**.\nDoors open at {doors}.\nYou find us here: {venue}\n\nSee you soon!"],
  thanks: ["Thank you for coming, {first_name}", "Hello {first_name},\n\nthank you for being at {event}. An evening is what its guests make of it.\n\nUntil the next one!"],
  missed: ["We missed you at {event}", "Hello {first_name},\n\nwe had a place for you at {event}, and we missed you.\n\nUntil the next one?"],
  walk_in: ["Nice that you came to {event}", "Hello {first_name},\n\nyou were not on our list, and then you were there.\n\nUntil the next one!"],
};

export const letters = (tested = false): LetterView[] =>
  (Object.keys(TEXTS) as Letter[]).map((letter) => ({
    letter,
    subject: TEXTS[letter][0],
    body: TEXTS[letter][1],
    own: false,
    tested,
    placeholders: PLACEHOLDERS,
  }));

export const samplePlan = (letter: Letter, more: Partial<MailPlan> = {}): MailPlan => ({
  letter,
  to_send: 386,
  moved: 0,
  sent: 0,
  refused: 0,
  uncertain: 0,
  opted_out: 2,
  without_address: 3,
  same_person: 0,
  not_theirs: [{ why: "not_confirmed", guests: 9 }],
  time: "now",
  tested: false,
  ...more,
});

export const MAILS: MailLine[] = (
  [
    ["Łukasz Ó Súilleabháin", "lukasz@example.org", "sent", "250 2.0.0 Ok: queued as 4Xk2"],
    ["佐藤 美咲", "misaki@example.org", "sent", "250 2.0.0 Ok: queued as 4Xk3"],
    ["Ivo Li", "ivo.li@example.org", "refused", "550 5.1.1 <ivo.li@example.org>: there is no such mailbox"],
    ["Noor Haddad", "noor@example.org", "uncertain", ""],
  ] as const
).map(([name, address, state, answer], at) => ({
  id: at + 1,
  letter: "ticket",
  attendee: address,
  name,
  ticket: null,
  address,
  subject: "Your ticket for Scale & Reliability Engineering",
  state,
  at: `2026-11-24T16:1${at}:00Z`,
  answer,
  message_id: `${at}@example.org`,
}));
