/** The faces without the program, for looking at them: `vite --mode fake`, then `desk.html?fake=already_in`. */
import type { ScanAnswer, Verdict } from "../bindings";
import { FakeDesk, FakeLobby, problem } from "./fake";
import type { DeskHost, LobbyHost } from "./host";
import { namedAnswer, sampleAnswer, sampleDesk, sampleLobby, sampleSlot, sampleSpeaker, SLOTS, TONES } from "./samples";

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

const SCANS: Record<string, ScanAnswer[]> = {
  note: [
    namedAnswer("admitted", "lukasz", "Łukasz Ó Súilleabháin", {
      attention: "VIP",
      note: "Speaker’s guest. Seat kept in the first row.",
    }),
  ],
  group: [
    namedAnswer("admitted", "g", "Noor Haddad", { member: 2, admits: 4, hand_over: ["Blue wristband", "T-shirt"] }),
  ],
  long: [namedAnswer("admitted", "long", LONG, { note: `${LONG} is met by the host at the door, please ring.` })],
  oneword: [namedAnswer("admitted", "word", ONE_WORD)],
  letter: [namedAnswer("admitted", "o", "Ó")],
  cjk: [namedAnswer("admitted", "sato", "佐藤 美咲", { hand_over: ["Blue wristband"] })],
  arabic: [namedAnswer("admitted", "ar", ARABIC, { attention: "Speaker" })],
  hebrew: [namedAnswer("already_in", "he", "שרה בת־אל כהן", { first: sampleAnswer("already_in").first })],
  long_already_in: [namedAnswer("already_in", "long", LONG, { first: sampleAnswer("already_in").first })],
  oneword_already_in: [namedAnswer("already_in", "long", ONE_WORD, { first: sampleAnswer("already_in").first })],
  refuse: [sampleAnswer("already_in", { tone: "red" })],
  welcome: [sampleAnswer("already_in", { tone: "neutral" })],
  repeat: [
    sampleAnswer("already_in", { repeat: true, first: { at: "", clock: "18:41", door: "Main door", seconds_ago: 6 } }),
  ],
  offline: [sampleAnswer("admitted", { offline: true, unlisted: true, attention: "Speaker" })],
  chips: [
    sampleAnswer("forged"),
    namedAnswer("already_in", "a", "Ann-Marie Kelly"),
    namedAnswer("unpaid", "b", LONG, { detail: { ...sampleAnswer("unpaid").detail, due: "12.50 EUR" } }),
    namedAnswer("admitted", "lukasz", "Łukasz Ó Súilleabháin"),
  ],
};

export function previewDesk(page: URL): DeskHost {
  const host = new FakeDesk();
  const wanted = page.searchParams.get("fake") ?? "ready";
  const type = page.searchParams.get("type");
  if (wanted === "empty")
    host.view = sampleDesk({ recent: [], list_of: null, counts: { expected: 0, arrived: 0, inside: 0, to_come: 0 } });
  host.onScan = (text) => {
    if (text === "not_recorded") throw problem("not_recorded", "database or disk is full");
    const index = Number(text.split("#")[1] ?? 0);
    return SCANS[wanted]?.[index] ?? sampleAnswer("unknown", { code: text });
  };
  setTimeout(() => void act(host, wanted, type), 200);
  return host;
}

async function act(host: FakeDesk, wanted: string, typed: string | null): Promise<void> {
  const press = (key: string) => window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const scan = (text: string) => [...text, "Enter"].forEach(press);
  if (wanted in TONES) {
    const verdict = wanted as Verdict;
    const base = sampleAnswer(verdict);
    SCANS[wanted] = [{ ...base, detail: { ...base.detail, ...DETAILS[verdict] } }];
  }
  if (wanted === "undone") press("F8");
  if (wanted === "no_code") host.drop("/picture.png");
  if (wanted === "not_recorded") scan(wanted);
  for (const index of (SCANS[wanted] ?? []).keys()) {
    scan(`${wanted}${"_".repeat(6)}#${index}`);
    await new Promise((next) => setTimeout(next, 60));
  }
  const field = document.querySelector<HTMLInputElement>("[data-testid=search]");
  if (typed !== null && field) {
    field.value = typed;
    field.dispatchEvent(new Event("input", { bubbles: true }));
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
        next: [{ ...SLOTS.mongo, ...wait }],
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
