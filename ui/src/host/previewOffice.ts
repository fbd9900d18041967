/** The office without the program, for looking at it: `vite --mode fake`, then `office.html?room=mail`. */
import { problem } from "./fake";
import { FakeOffice } from "./fakeOffice";
import type { OfficeHost } from "./host";
import { letters, NO_SERVER, sampleForm, sampleImported, sampleOffice, samplePreview } from "./samplesOffice";

type Scene = { prepare?: (host: FakeOffice) => void; then?: (host: FakeOffice) => void; keys?: string[]; click?: string[] };

const SCENES: Record<string, Scene> = {
  empty: {
    prepare: (host) => {
      const form = sampleForm();
      host.view = sampleOffice({
        form: { ...form, event: { ...form.event, doors: "", erase_on: "" }, slot: [] },
        guests: 0,
        expected: 0,
        waiting: 0,
        issued: 0,
        leads: [],
        erasure: { on: null, days: null, erased_at: null },
      });
      host.settings = NO_SERVER;
      host.lists = [];
      host.pairs = [];
      host.asking = [];
      host.mails = [];
    },
  },
  fault: {
    prepare: (host) =>
      (host.onSetEvent = () => ({
        fault: { at: "ticket_type.1.admits", reason: "", why: { kind: "admits" } },
        view: host.view,
      })),
  },
  list: { then: (host) => host.drop("/home/rich/guests-luma.csv") },
  list_gone: {
    prepare: (host) => (host.onPreviewList = () => samplePreview({ many_gone: true, answer: sampleImported({ gone: 61, dry_run: true }) })),
    then: (host) => host.drop("/home/rich/guests-luma.csv"),
  },
  list_wide: {
    prepare: (host) => (host.onPreviewList = () => samplePreview({}, 190)),
    then: (host) => host.drop("/home/rich/guests-wide.csv"),
  },
  list_problem: {
    prepare: (host) =>
      (host.onPreviewList = () =>
        samplePreview({ problem: problem("bad_input", "", { kind: "two_columns", place: "email", first: "email", second: "E-Mail Address" }) })),
    then: (host) => host.drop("/home/rich/guests.csv"),
  },
  progress: { then: (host) => host.tell({ done: 148, total: 400, }) },
  drawn: { then: (host) => host.tell({ done: 400, total: 400, over: true, came_to: { what: "tickets", drawn: 400, folder: "/home/rich/tickets", taken_away: 0 } }) },
  sending: { then: (host) => host.tell({ job: "mail", done: 148, total: 386 }) },
  stopped: { then: (host) => host.tell({ done: 148, total: 400, over: true, stopped: true }) },
  sent: {
    then: (host) => {
      const came_to = { what: "mail", letter: "ticket", sent: 371, total: 386, refused: 2, put_off: 1, uncertain: 3, left: 9 } as const;
      host.tell({ job: "mail", done: 371, total: 386, over: true, came_to, problem: problem("device", "The server closed the connection.") });
    },
  },
  twins_three: {
    prepare: (host) => {
      const [first] = host.pairs;
      host.pairs = [{ ...first!, guests: [...first!.guests, { id: "lukasz", source: "desk", name: "Ann-Marie Kelly", email: "annmarie@example.org" }] }];
    },
  },
  spared: {
    prepare: (host) => (host.onPreviewList = () => samplePreview({ answer: sampleImported({ spared: 7, dry_run: true }) })),
    then: (host) => host.drop("/home/rich/guests-luma.csv"),
  },
  closing: { then: (host) => setTimeout(() => host.closeWindow(), 1200) },
  tested: { prepare: (host) => (host.words = letters(true)) },
  no_server: { prepare: (host) => (host.settings = NO_SERVER) },
  after: {
    prepare: (host) => {
      host.view = sampleOffice({ began: true, arrived: 214 });
      host.over = true;
    },
  },
  erased: {
    prepare: (host) =>
      (host.view = sampleOffice({ guests: 0, erasure: { on: "Saturday 2 January 2027", days: -1, erased_at: "2027-01-02T02:00:00Z" } })),
  },
};

/** `?room=guests&fake=SCENE&theme=dark&size=200&keys=Ctrl+s&click=card-data&type=find:kelly&show=twins` */
export function previewOffice(page: URL): OfficeHost {
  const given = page.searchParams;
  for (const kept of ["theme", "size"]) {
    const value = given.get(kept);
    if (value !== null) localStorage.setItem(`lanyard.${kept}`, value);
  }
  const host = new FakeOffice();
  const scene = SCENES[given.get("fake") ?? ""] ?? {};
  scene.prepare?.(host);
  setTimeout(() => void act(host, scene, given), 250);
  return host;
}

async function act(host: FakeOffice, scene: Scene, given: URLSearchParams): Promise<void> {
  const wait = (ms: number) => new Promise((next) => setTimeout(next, ms));
  const the = (name: string) => document.querySelector<HTMLElement>(`[data-testid="${name}"]`);
  const press = (keys: string) => {
    const parts = keys.split("+");
    const init = { key: parts.at(-1)!, ctrlKey: parts.includes("Ctrl"), shiftKey: parts.includes("Shift"), altKey: parts.includes("Alt") };
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { ...init, bubbles: true, cancelable: true }));
  };
  the(`to-${given.get("room") ?? "evening"}`)?.click();
  await wait(150);
  scene.then?.(host);
  await wait(150);
  for (const typed of given.get("type")?.split(",") ?? []) {
    const [name = "", text = ""] = typed.split(":");
    const field = the(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }
    await wait(250);
  }
  for (const keys of given.get("keys")?.split(",") ?? []) {
    press(keys);
    await wait(150);
  }
  for (const name of given.get("click")?.split(",") ?? []) {
    the(name)?.click();
    await wait(150);
  }
  const show = given.get("show");
  if (show) the(show)?.scrollIntoView({ block: "start" });
}
