/** The faces without the program, for looking at them: `vite --mode fake`, then `desk.html?fake=already_in`. */
import type { DeskView, ScanAnswer, Verdict } from "../bindings";
import { FakeDesk, FakeLobby, problem } from "./fake";
import type { DeskHost, LobbyHost } from "./host";
import {
  namedAnswer,
  sampleAnswer,
  sampleDesk,
  sampleFound,
  sampleImport,
  sampleLobby,
  sampleLog,
  sampleSlot,
  sampleSpeaker,
  SLOTS,
  TALKS,
  TONES,
} from "./samples";

const DETAILS: Partial<Record<Verdict, Partial<ScanAnswer["detail"]>>> = {
  wrong_door: { doors: ["Side door", "Speakers’ entrance"] },
  not_valid_now: { days: ["2026-12-04", "2026-12-05"] },
  unpaid: { due: "12.50 EUR" },
  full: { inside: 420, capacity: 420 },
  revoked: { since: "17:55" },
  not_confirmed: { status: "waitlist" },
};

const LONG = "Maximiliane-Charlotte Freifrau von Hohenstein-Wittelsbach zu Altenburg";
const ONE_WORD = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewiss";
const ARABIC = "عبد الرحمن بن محمد بن عبد الله الخطيب";

const HEBREW = "שרה בת־אל כהן";

const SCANS: Record<string, ScanAnswer[]> = {
  note: [
    namedAnswer("admitted", "lukasz", "Łukasz Ó Súilleabháin", {
      attention: "VIP",
      note: "Speaker’s guest. Seat kept in the first row.",
    }),
  ],
  group: [
    namedAnswer("admitted", "g", "Noor Haddad", {
      member: 2,
      admits: 4,
      rest: 2,
      steps: ["rest"],
      hand_over: ["Blue wristband", "T-shirt"],
    }),
  ],
  long: [namedAnswer("admitted", "long", LONG, { note: `${LONG} is met by the host at the door, please ring.` })],
  oneword: [namedAnswer("admitted", "word", ONE_WORD)],
  letter: [namedAnswer("admitted", "o", "Ó")],
  cjk: [namedAnswer("admitted", "sato", "佐藤 美咲", { hand_over: ["Blue wristband"] })],
  arabic: [namedAnswer("admitted", "ar", ARABIC, { attention: "Speaker" })],
  hebrew: [namedAnswer("already_in", "he", HEBREW, { first: sampleAnswer("already_in").first })],
  thai: [namedAnswer("admitted", "th", "สมชาย ใจดี", { note: "นั่งแถวหน้า", hand_over: ["Blue wristband"] })],
  devanagari: [namedAnswer("already_in", "hi", "अनुष्का शर्मा", { first: sampleAnswer("already_in").first })],
  long_already_in: [namedAnswer("already_in", "long", LONG, { first: sampleAnswer("already_in").first })],
  oneword_already_in: [namedAnswer("already_in", "long", ONE_WORD, { first: sampleAnswer("already_in").first })],
  speaker: [
    namedAnswer("admitted", "niall", "Niall Sheridan", {
      attention: "Speaker",
      talk: TALKS[0]!,
      note: "Bring him to the stage manager.",
      hand_over: ["Speaker’s badge"],
    }),
  ],
  nearly_full: [namedAnswer("admitted", "li", "Ivo Li", { places_left: 3 })],
  overridden: [
    namedAnswer("admitted", "kelly-1", "Ann-Marie Kelly", {
      overridden: "already_in",
      reason: "Left without scanning",
    }),
  ],
  vip_refused: [
    namedAnswer("not_confirmed", "vip", "Łukasz Ó Súilleabháin", {
      attention: "VIP",
      note: "Guest of the CEO.",
      detail: { ...sampleAnswer("admitted").detail, status: "waitlist" },
    }),
  ],
  refuse: [sampleAnswer("already_in", { tone: "red" })],
  welcome: [sampleAnswer("already_in", { tone: "neutral" })],
  repeat: [
    sampleAnswer("already_in", { repeat: true, first: { at: "", clock: "18:41", door: "Main door", seconds_ago: 6, left: false } }),
  ],
  offline: [sampleAnswer("admitted", { offline: true, unlisted: true, attention: "Speaker" })],
  chips: [
    sampleAnswer("forged"),
    namedAnswer("already_in", "a", "Ann-Marie Kelly"),
    namedAnswer("unpaid", "b", LONG, { detail: { ...sampleAnswer("unpaid").detail, due: "12.50 EUR" } }),
    namedAnswer("admitted", "lukasz", "Łukasz Ó Súilleabháin"),
  ],
};

SCANS.chips_rtl = [
  namedAnswer("already_in", "he", HEBREW),
  namedAnswer("unpaid", "ar", ARABIC, { detail: { ...sampleAnswer("unpaid").detail, due: "12.50 EUR" } }),
  namedAnswer("full", "mixed", `${ARABIC} ${ARABIC} (Ann-Marie) 2`),
  sampleAnswer("unknown"),
];

/** What the desk looks like at the moment, and what then happens to it. */
type Scene = { view?: Partial<DeskView>; keys?: string[]; then?: (host: FakeDesk) => void };

const ctrl = (key: string) => `Ctrl+${key}`;

const SCENES: Record<string, Scene> = {
  chips_rtl: {
    view: { recent: sampleDesk().recent.map((line, at) => ({ ...line, name: [HEBREW, ARABIC, `${ARABIC} ${ARABIC}`][at % 3]! })) },
    then: (host) => {
      host.guests = [HEBREW, ARABIC, `${ARABIC} (Ann-Marie) 2`].map((name, at) =>
        sampleFound(`rtl-${at}`, name, { company: at === 1 ? ARABIC : "Northwind", attention: "VIP" }),
      );
      host.onLog = (filter) => {
        const page = sampleLog(filter);
        return { ...page, lines: page.lines.map((line, at) => ({ ...line, name: [HEBREW, ARABIC, `${ARABIC} ${ARABIC}`][at % 3]! })) };
      };
    },
  },
  undone: { keys: ["F8"] },
  undone_left: { keys: ["F8"], then: (host) => (host.onUndo = () => ({ ...UNDO, verdict: "left", badge: false })) },
  no_code: { then: (host) => host.drop("/picture.png") },
  unknown_file: { then: (host) => host.drop("/home/mia/programme.docx") },
  imported: { then: (host) => host.drop("/home/mia/guests.csv") },
  imported_well: {
    then: (host) => {
      host.onImport = () => sampleImport({ rejected: [] });
      host.drop("/home/mia/guests.csv");
    },
  },
  list_refused: {
    then: (host) => {
      host.onImport = () => {
        throw problem("bad_input", "There is no column for the name: call one name, or first_name and last_name.");
      };
      host.drop("/home/mia/guests.csv");
    },
  },
  old_list: { view: { list_minutes: 400 } },
  room: { view: { room: { inside: 398, capacity: 420, full: true } } },
  room_full: { view: { room: { inside: 420, capacity: 420, full: true } } },
  out: { view: { direction: "out" } },
  practice: { view: { practice: true } },
  set_clock: { view: { set_clock: "2026-12-03" } },
  unwritable: { view: { unwritable: "read_only" } },
  practice_out: { view: { practice: true, direction: "out" } },
  keys: { keys: ["F1"] },
  log: { keys: [ctrl("l")] },
  numbers: { keys: [ctrl("n")] },
  rehearsal: { keys: [ctrl("r")] },
  walk_in: { keys: ["F3"] },
  camera_choice: { keys: [ctrl("k")] },
  camera_none: { keys: [ctrl("k")], then: (host) => (host.camerasThere = []) },
  camera: {
    keys: [ctrl("k"), "Enter"],
    then: (host) =>
      setTimeout(() => {
        const outline: [number, number][] = [
          [262, 108],
          [384, 119],
          [371, 245],
          [250, 230],
        ];
        host.tell({ news: "frame", jpeg: grey(), width: 640, height: 360, outline });
      }, 400),
  },
  camera_lost: {
    keys: [ctrl("k"), "Enter"],
    then: (host) => setTimeout(() => host.tell({ news: "lost", problem: problem("device", "the connection to the camera broke", null, { kind: "camera", why: { kind: "gone" } }) }), 400),
  },
};

const UNDO = { row: 8, undone: 7, name: "Ann-Marie Kelly", verdict: "admitted", clock: "18:41", badge: true, people: 1, due: null, status: null } as const;

/** A picture to lay an outline on, since there is no camera. */
function grey(): string {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 360];
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = "#5b5f66";
  pen.fillRect(0, 0, 640, 360);
  pen.fillStyle = "#f4efe6";
  pen.fillRect(250, 90, 140, 180);
  return canvas.toDataURL("image/jpeg").split(",")[1]!;
}

/** `?fake=SCENE&keys=F9,Ctrl+p&type=kelly&theme=dark&size=200` */
export function previewDesk(page: URL): DeskHost {
  const host = new FakeDesk();
  const wanted = page.searchParams.get("fake") ?? "ready";
  for (const kept of ["theme", "size"]) {
    const value = page.searchParams.get(kept);
    if (value !== null) localStorage.setItem(`lanyard.${kept}`, value);
  }
  if (wanted === "empty")
    host.view = sampleDesk({
      recent: [],
      list_of: null,
      list_minutes: null,
      talks: [],
      counts: { expected: 0, arrived: 0, inside: 0, to_come: 0 },
    });
  host.view = { ...host.view, ...SCENES[wanted]?.view };
  if (page.searchParams.has("privacy")) host.moreLetters = true;
  if (page.searchParams.has("out")) host.view = { ...host.view, direction: "out" };
  host.onScan = (text) => {
    if (text === "not_recorded") throw problem("not_recorded", "database or disk is full");
    const index = Number(text.split("#")[1] ?? 0);
    return SCANS[wanted]?.[index] ?? sampleAnswer("unknown", { code: text });
  };
  host.onSettle = () => {
    throw problem("wrong_pin");
  };
  setTimeout(() => void act(host, wanted, page.searchParams), 200);
  return host;
}

async function act(host: FakeDesk, wanted: string, given: URLSearchParams): Promise<void> {
  const wait = (ms: number) => new Promise((next) => setTimeout(next, ms));
  const press = (keys: string) => {
    const [key, ctrlKey] = keys.startsWith("Ctrl+") ? [keys.slice(5), true] : [keys, false];
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));
  };
  const scan = (text: string) => [...text, "Enter"].forEach(press);
  if (wanted in TONES) {
    const verdict = wanted as Verdict;
    const base = sampleAnswer(verdict);
    SCANS[wanted] = [{ ...base, detail: { ...base.detail, ...DETAILS[verdict] } }];
  }
  SCENES[wanted]?.then?.(host);
  if (wanted === "not_recorded") scan(wanted);
  for (const index of (SCANS[wanted] ?? []).keys()) {
    scan(`${wanted}${"_".repeat(6)}#${index}`);
    await wait(60);
  }
  const typed = given.get("type");
  const field = document.querySelector<HTMLInputElement>("[data-testid=search]");
  if (typed !== null && field) {
    field.value = typed;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await wait(250);
  }
  for (const keys of [...(SCENES[wanted]?.keys ?? []), ...(given.get("keys")?.split(",") ?? [])]) {
    press(keys);
    await wait(150);
  }
}

const VERY_LONG =
  "What running a distributed datastore for hundreds of millions of customers taught a small team about patience, " +
  "backpressure, capacity planning, honest dashboards and the quiet art of going home on time every single day";

export function previewLobby(page: URL): LobbyHost {
  const host = new FakeLobby();
  host.still = true;
  const wait = { starts_in_seconds: 1260 };
  switch (page.searchParams.get("fake")) {
    case "before":
      host.view = sampleLobby({
        phase: "before",
        as_of: "2026-12-03T17:54:00Z",
        clock: "17:54",
        arrived: 0,
        now: [],
        next: [{ ...SLOTS.doors, ...wait }],
        later: [SLOTS.mongo, SLOTS.elastic, SLOTS.deploy, SLOTS.end],
      });
      break;
    case "doors":
      host.view = sampleLobby({
        as_of: "2026-12-03T18:39:00Z",
        clock: "18:39",
        arrived: 1,
        now: [SLOTS.food],
        next: [
          {
            ...SLOTS.mongo,
            ...wait,
            speakers: [sampleSpeaker("Niall Sheridan", true), sampleSpeaker("Barisa Obradovic")],
          },
        ],
        later: [SLOTS.elastic, SLOTS.deploy, SLOTS.end],
      });
      break;
    case "two":
      host.view = sampleLobby({
        now: [
          SLOTS.mongo,
          sampleSlot("talk", "19:00", "Hands on: reading a flame graph", {
            room: "Workshop",
            speakers: [sampleSpeaker("Grace Okafor")],
          }),
          SLOTS.food,
        ],
      });
      break;
    case "food":
      host.view = sampleLobby({ now: [SLOTS.mongo, SLOTS.food] });
      break;
    case "long":
      host.view = sampleLobby({
        now: [{ ...SLOTS.mongo, title: VERY_LONG }, SLOTS.food],
        next: [{ ...SLOTS.elastic, ...wait, title: VERY_LONG }],
        notes: ["Food and beer until 21:00, on your left", "Cloakroom downstairs", "Please keep the stairs clear"],
      });
      break;
    case "gap":
      host.view = sampleLobby({ now: [] });
      break;
    case "after":
      host.view = sampleLobby({
        phase: "after",
        as_of: "2026-12-03T21:12:00Z",
        clock: "21:12",
        now: [],
        next: [],
        later: [],
        notes: ["Slides: ask rich@intercom.io"],
      });
      break;
    case "bare":
      host.view = sampleLobby({
        wifi: null,
        notes: [],
        later: [],
        event: { ...sampleLobby().event, ribbon: "#1b2a6b" },
      });
      break;
  }
  return host;
}
