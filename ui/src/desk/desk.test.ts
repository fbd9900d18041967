import { cleanup, render } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeDesk, problem } from "../host/fake";
import { namedAnswer, sampleAnswer, sampleFound, sampleImport, TALKS } from "../host/samples";
import App from "./App.svelte";
import { MOST_CHIPS } from "./chips";
import { Desk } from "./desk.svelte";
import { all, ctrl, field, pass, press, scan, shown, tap, the, type, verdict } from "./hands";

let host: FakeDesk;
let desk: Desk;
let sounds: [string, number][];

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date("2026-12-03T18:41:10Z") });
  localStorage.clear();
  host = new FakeDesk();
  sounds = [];
  desk = new Desk(host, (...sound) => sounds.push(sound));
  render(App, { host, desk });
  await pass(10);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("in and out", () => {
  it("looks unmistakably different on the way out, and back with the same key", async () => {
    expect(the("direction")).toBeNull();
    await tap("F6");
    expect(the("direction")?.textContent).toContain("they leave");
    expect(document.querySelector("main.out")).not.toBeNull();
    expect(the("verdict-word")?.textContent).toBe("Way out");
    await tap("F6");
    expect(host.asked).toEqual(["direction out", "direction in"]);
    expect(the("direction")).toBeNull();
  });

  it("Enter on a guest means leaving, and says so", async () => {
    host.onAdmit = ({ id, name }) => namedAnswer("left", id, name);
    await tap("F6");
    await type("Ivo");
    await pass(200);
    expect(document.querySelector(".found")?.textContent).toContain("Leaves");
    await tap("Enter");
    expect(verdict()).toBe("left");
  });

  it("stays as it was when that cannot be kept", async () => {
    host.setDirection = async () => {
      throw problem("busy", "Somebody else writes.");
    };
    await tap("F6");
    expect(the("verdict-word")?.textContent).toBe("The direction stays as it was");
  });
});

describe("the search", () => {
  it("waits for a second letter, except in scripts where one says enough", async () => {
    await type("K");
    await pass(300);
    expect(host.asked).toEqual([]);
    await type("e");
    await pass(300);
    expect(host.asked).toEqual(["find Ke"]);
    await tap("F2");
    await type("佐");
    await pass(300);
    expect(host.asked.at(-1)).toBe("find 佐");
    expect(all("result").map((row) => row.dataset.id)).toEqual(["sato"]);
  });

  it("asks for more letters where the event's privacy wants them", async () => {
    host.moreLetters = true;
    await type("kel");
    await pass(200);
    expect(the("more-letters")?.textContent).toContain("type more");
    expect(all("result")).toHaveLength(0);
  });

  it("chooses nobody beforehand for what may be a slow scanner's code", async () => {
    host.find = async () => ({ found: [sampleFound("a", "Ann")], more_letters: false });
    await type("HKJ4711QZ", 130);
    await pass(500);
    await tap("Enter");
    expect(host.asked.some((asked) => asked.startsWith("admit"))).toBe(false);
    await tap("ArrowDown");
    await tap("Enter");
    expect(host.asked, "who chooses with the arrows knows whom").toContain("admit a");
  });

  it("shows who deserves attention, and why somebody is not coming", async () => {
    await type("Łukasz");
    await pass(200);
    expect(all("result")[0]?.textContent).toContain("VIP");
    await tap("F2");
    await type("Ward");
    await pass(200);
    expect(all("result")[0]?.textContent).toContain("said no");
  });

  it("opens all about a guest with the right arrow, and comes back as it was", async () => {
    await type("kelly");
    await pass(200);
    await tap("ArrowDown");
    await tap("ArrowLeft");
    await tap("ArrowRight");
    expect(desk.panel).toEqual({ kind: "guest", id: "kelly-1" });
    await tap("Escape");
    expect(desk.panel).toBeNull();
    expect(field().value).toBe("kelly");
    expect(document.activeElement).toBe(field());
  });

  it("asks once more, not once each, while the log changes quickly", async () => {
    await type("kelly");
    await pass(200);
    const finds = () => host.asked.filter((asked) => asked.startsWith("find")).length;
    let answer: (answer: { found: []; more_letters: false }) => void = () => undefined;
    host.find = () => {
      host.asked.push("find");
      return new Promise((answered) => (answer = answered));
    };
    const before = finds();
    for (let change = 0; change < 20; change++) host.change({});
    await pass(0);
    expect(finds()).toBe(before + 1);
    answer({ found: [], more_letters: false });
    await pass(0);
    expect(finds()).toBe(before + 2);
  });
});

describe("a panel", () => {
  it("stands beside the stage, where a scan is still shown", async () => {
    host.onScan = () => sampleAnswer("admitted");
    await ctrl("l");
    expect(document.querySelector("[data-panel=log]")).not.toBeNull();
    await scan("TICKET-1");
    expect(verdict()).toBe("admitted");
    expect(desk.panel).toEqual({ kind: "log" });
    expect(shown(), "the age of the list is on screen all the same").toContain("List of 16:02");
    await tap("Escape");
    expect(desk.panel).toBeNull();
  });

  it("opens the guest on the stage with Ctrl+E", async () => {
    host.onScan = () => namedAnswer("unpaid", "li", "Ivo Li");
    await scan("TICKET-1");
    await ctrl("e");
    expect(desk.panel).toEqual({ kind: "guest", id: "li" });
  });

  it("is about whoever is looked for, and nobody where none of them is chosen", async () => {
    host.onScan = () => namedAnswer("unpaid", "li", "Ivo Li");
    await scan("TICKET-1");
    await type("anna smith");
    await ctrl("e");
    await pass(500);
    expect(desk.panel, "Ivo Li is not whom they look for").toBeNull();
  });

  it("gives way to F2", async () => {
    await ctrl("n");
    await tap("F2");
    expect(desk.panel).toBeNull();
    expect(document.activeElement).toBe(field());
  });

  it("may try a ticket without admitting anybody", async () => {
    const tried: string[] = [];
    desk.trial = (text) => {
      tried.push(text);
      return true;
    };
    await scan("TICKET-1");
    expect(tried).toEqual(["TICKET-1"]);
    expect(host.asked).toEqual([]);
  });
});

describe("all keys", () => {
  it("are shown by F1 and closed by Escape; a scan passes through", async () => {
    host.onScan = () => sampleAnswer("admitted");
    await tap("F1");
    expect(the("keys")?.textContent).toContain("Ctrl Shift K");
    for (const key of ["Ctrl I Print who is inside", "Ctrl S Somebody comes instead", "Ctrl E Edit", "Shift F4 Print ticket"])
      expect(the("keys")?.textContent.replace(/\s+/g, " ")).toContain(key);
    await scan("TICKET-1");
    expect(verdict()).toBe("admitted");
    expect(the("keys")).not.toBeNull();
    await tap("Escape");
    expect(the("keys")).toBeNull();
    expect(document.activeElement).toBe(field());
  });
});

describe("files", () => {
  it("a list is merged beside the door, and told in one line", async () => {
    host.onScan = () => sampleAnswer("already_in");
    await scan("TICKET-1");
    host.drop("/home/mia/Guests.XLSX");
    await pass(0);
    expect(host.asked.at(-1)).toBe("import /home/mia/Guests.XLSX");
    expect(the("news")?.textContent).toContain("List of 18:41: 12 new, 3 changed, 2 rows not taken");
    expect(the("news")?.textContent).toContain("line 7: column “name”: the name is missing");
    expect(verdict(), "a verdict is never hidden by it").toBe("already_in");
  });

  it("a list does not hold up a scan", async () => {
    host.onImport = () => new Promise(() => undefined);
    host.onScan = () => sampleAnswer("admitted");
    host.drop("/guests.csv");
    await scan("TICKET-1");
    expect(verdict()).toBe("admitted");
  });

  it("a list without trouble says so and goes", async () => {
    host.onImport = () => sampleImport({ added: 0, updated: 0, rejected: [] });
    host.drop("/guests.csv");
    await pass(0);
    expect(the("news")?.textContent).toContain("nothing new");
    await pass(10_100);
    expect(the("news")).toBeNull();
  });

  it("a list that cannot be read says why", async () => {
    host.onImport = () => {
      throw problem("bad_input", "There is no column for the name.");
    };
    host.drop("/guests.csv");
    await pass(0);
    expect(the("news")?.textContent).toContain("There is no column for the name.");
  });

  it("a list from which many are missing may be only a part", async () => {
    host.onImport = (_path, missing) => {
      if (missing === "ask") throw problem("many_gone", "11 of 12 guests are not on this list any more.");
      return sampleImport({ added: 2, updated: 0, rejected: [] });
    };
    await tap("i", { ctrlKey: true });
    host.drop("/guests.csv");
    await pass(0);
    expect(the("news")?.textContent).toContain("Ctrl I: it is only a part");
    await tap("i", { ctrlKey: true });
    expect(host.asked).toEqual(["import /guests.csv", "import /guests.csv stay"]);
    expect(the("news")?.textContent).toContain("2 new");
  });

  it("anything else says what could be dropped", async () => {
    host.drop("C:\\Users\\mia\\menu.docx");
    await pass(0);
    expect(the("news")?.textContent).toContain("menu.docx is neither a picture nor a list");
    expect(host.asked).toEqual([]);
  });

  it("a pasted picture is a scan", async () => {
    host.onScanPasted = () => [namedAnswer("admitted", "li", "Ivo Li")];
    const event = new Event("paste", { cancelable: true }) as ClipboardEvent;
    const picture = new File([new Uint8Array([137, 80, 78, 71])], "image.png", { type: "image/png" });
    const clipboardData = { files: [picture], getData: () => "" };
    Object.defineProperty(event, "clipboardData", { value: clipboardData });
    window.dispatchEvent(event);
    await pass(50);
    expect(host.asked).toEqual(["pasted 4 bytes"]);
    expect(the("verdict-name")?.textContent).toBe("Ivo Li");
  });

  const pasted = async (text: string) => {
    const event = new Event("paste", { cancelable: true }) as ClipboardEvent;
    Object.defineProperty(event, "clipboardData", { value: { getData: () => text } });
    window.dispatchEvent(event);
    await pass(50);
    return event.defaultPrevented;
  };

  it("a picture of which the page is told nothing is asked for", async () => {
    host.onClipboard = () => [namedAnswer("admitted", "li", "Ivo Li")];
    await pasted("");
    expect(host.asked).toEqual(["scan clipboard"]);
    expect(the("verdict-name")?.textContent).toBe("Ivo Li");
    host.onClipboard = () => null;
    await pasted("");
    expect(verdict(), "an empty clipboard says nothing").toBe("admitted");
  });

  it("a pasted code is a scan, another text is a text", async () => {
    const code = `LY1:${"A1 ".repeat(39)}`;
    expect(await pasted(`${code}\n`)).toBe(true);
    expect(await pasted("Ann-Marie Kelly")).toBe(false);
    expect(host.asked).toEqual([`scan ${code}`]);
    expect(await pasted("EB-12345-XYZ"), "somebody else's, where names are found").toBe(true);
    expect(host.asked.at(-1)).toBe("scan EB-12345-XYZ");
  });
});

describe("what is always on screen", () => {
  it("says how old the list is, loudly when it is old or missing", async () => {
    expect(the("list-age")?.textContent).toBe("List of 16:02, 2 h 39 min old");
    expect(the("list-age")?.className).not.toContain("loud");
    host.change({ list_minutes: 5 });
    await pass(0);
    expect(the("list-age")?.textContent).toBe("List of 16:02");
    host.change({ list_minutes: 300 });
    await pass(0);
    expect(the("list-age")?.className).toContain("loud");
    host.change({ list_of: null, list_minutes: null });
    await pass(0);
    expect(the("list-age")?.textContent).toBe("No list yet");
  });

  it("warns of a room that is nearly full, and louder when it is", async () => {
    expect(the("room")).toBeNull();
    host.change({ room: { inside: 398, capacity: 420, full: true } });
    await pass(0);
    expect(the("room")?.textContent).toContain("398 of 420 inside");
    expect(the("room")?.className).not.toContain("full");
    host.change({ room: { inside: 420, capacity: 420, full: true } });
    await pass(0);
    expect(the("room")?.textContent).toContain("Room full");
    expect(the("room")?.className).toContain("full");
  });

  it("is loud when the event cannot be reached, and silent again when it can", async () => {
    host.deskView = async () => {
      throw problem("file", "The event file cannot be opened.");
    };
    host.change({});
    await pass(0);
    expect(the("trouble")?.textContent).toContain("Call the organiser");
    expect(the("count-arrived"), "the last numbers stay").not.toBeNull();
    host.deskView = async () => host.view;
    await pass(2_100);
    expect(the("trouble")).toBeNull();
  });

  it("says practice, unmistakably", async () => {
    host.change({ practice: true });
    await pass(0);
    expect(the("practice")?.textContent).toContain("nothing is logged");
  });

  it("keeps the cases of the evening and of the practice apart", async () => {
    host.onScan = (text) => namedAnswer("unpaid", text, text);
    await scan("TICKET-1");
    await scan("TICKET-2");
    expect(all("chip")).toHaveLength(1);
    host.change({ practice: true });
    await pass(0);
    expect(verdict()).toBe("ready");
    expect(all("chip"), "a row of the evening must not be settled in the practice").toHaveLength(0);
  });

  it("knows which speakers the next talk waits for", async () => {
    expect(the("next-talk")?.textContent).toBe("19:00 talk: still waiting for Barisa Obradovic");
    host.change({ talks: [TALKS[1]!] });
    await pass(0);
    expect(the("next-talk")?.textContent).toContain("its speakers are here");
  });
});

it("a speaker's green says when they are on, and who is missing", async () => {
  host.onScan = () => sampleAnswer("admitted", { attention: "Speaker", talk: TALKS[0]!, places_left: 3 });
  await scan("TICKET-1");
  expect(the("talk")?.textContent).toBe("Speaks at 19:00. Still missing: Barisa Obradovic");
  expect(shown()).toContain("3 places left");
  expect(document.querySelector("[aria-live=assertive]")?.textContent).toContain("Barisa Obradovic");
});

describe("a badge", () => {
  it("is printed again for whoever is on the stage", async () => {
    host.onScan = () => namedAnswer("admitted", "li", "Ivo Li");
    await scan("TICKET-1");
    await tap("F4");
    expect(host.asked.at(-1)).toBe("badge li");
    expect(the("news")?.textContent).toContain("Badge sent to Badge printer");
  });

  it("that was due is silent when well and loud when not, and hides no verdict", async () => {
    host.onScan = () => namedAnswer("admitted", "li", "Ivo Li", { prints_badge: true });
    await scan("TICKET-1");
    expect(shown()).toContain("Badge is printing");
    host.print({ printer: "Badge printer", file: null, problem: null });
    await pass(0);
    expect(the("news")).toBeNull();
    host.print({ printer: null, file: "badge-li.pdf", problem: problem("device", "The printer is out of paper.") });
    await pass(0);
    expect(the("news")?.textContent).toContain("out of paper");
    expect(verdict()).toBe("admitted");
  });

  it("is offered again only where one is printed already", async () => {
    host.onScan = (text) => namedAnswer("admitted", "li", "Ivo Li", { prints_badge: text === "TICKET-2" });
    await scan("TICKET-1");
    expect(shown()).toContain("F4Badge");
    expect(shown()).not.toContain("Badge again");
    await scan("TICKET-2");
    expect(shown()).toContain("F4Badge again");
  });

  it("says where it lies until the next guest comes, but trouble longer", async () => {
    host.onScan = () => namedAnswer("admitted", "li", "Ivo Li");
    await scan("TICKET-1");
    host.print({ printer: null, file: "badge-li.pdf", problem: null });
    await pass(0);
    expect(the("news")?.textContent).toContain("The badge lies in badge-li.pdf");
    host.onScan = () => namedAnswer("admitted", "noor", "Noor Haddad");
    await scan("TICKET-2");
    expect(the("news")).toBeNull();
    host.print({ printer: null, file: "badge-li.pdf", problem: problem("device", "The printer is out of paper.") });
    await scan("TICKET-3");
    expect(the("news")?.textContent).toContain("out of paper");
  });

  it("of nobody is not printed, and F4 says what it wants", async () => {
    await tap("F4");
    expect(host.asked.some((asked) => asked.startsWith("badge"))).toBe(false);
    expect(the("news")?.textContent).toContain("No guest yet: scan a guest");
    await pass(10_000);
    expect(the("news")).toBeNull();
  });

  it("that no printer took says where it lies, and why", async () => {
    host.printed = { printer: null, file: "badge-li.pdf", problem: problem("device", "The printer does not answer.") };
    host.onScan = () => namedAnswer("admitted", "li", "Ivo Li");
    await scan("TICKET-1");
    await tap("F4");
    expect(the("news")?.textContent).toContain("badge-li.pdf: The printer does not answer.");
  });
});

describe("looks and sound", () => {
  it("has three loudnesses, remembers one, and lets it be heard", async () => {
    await tap("F7", { shiftKey: true });
    expect(sounds).toEqual([["green", 0.35]]);
    expect(new Desk(host).loudness.volume).toBe(0.35);
    await tap("F7");
    host.onScan = () => sampleAnswer("admitted");
    await scan("TICKET-1");
    expect(sounds, "muted").toHaveLength(1);
    await tap("F7", { shiftKey: true });
    expect(sounds.at(-1), "whoever changes the loudness wants to hear").toEqual(["green", 0.65]);
  });

  it("is light or dark, and stays so", async () => {
    const theme = () => document.documentElement.dataset.theme;
    expect(theme()).toBe("light");
    await ctrl("d");
    expect(theme()).toBe("dark");
    expect(new Desk(host).appearance.theme).toBe("dark");
  });

  it("writes up to twice as large, and stays so", async () => {
    const size = () => document.documentElement.style.getPropertyValue("--text-size");
    for (let turn = 0; turn < 9; turn++) await ctrl("+");
    expect(size()).toBe("2");
    expect(new Desk(host).appearance.size).toBe(200);
    await ctrl("-");
    expect(size()).toBe("1.75");
    await ctrl("0");
    expect(size()).toBe("1");
  });

  it("fills the screen with F11", async () => {
    await tap("F11");
    expect(host.asked).toEqual(["full screen"]);
  });
});

describe("an evening's rush", () => {
  it("of 10,000 scans, 20 a second, loses none and keeps nothing", async () => {
    cleanup();
    const rush = new FakeDesk();
    let row = 0;
    let looks = 0;
    rush.onScan = (text) => {
      row++;
      const kind = row % 5 === 0 ? "forged" : row % 3 === 0 ? "already_in" : "admitted";
      return namedAnswer(kind, text, text, { row, hand_over: ["Wristband"], attention: row % 7 ? null : "VIP" });
    };
    rush.deskView = async () => {
      looks++;
      return rush.view;
    };
    const busy = new Desk(rush, () => undefined);
    busy.start();
    for (let turn = 0; turn < 10_000; turn++) {
      busy.scan(`T${turn}`);
      if (turn % 3 === 0) rush.change({});
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(row).toBe(10_000);
    expect(rush.asked.filter((asked) => asked.startsWith("scan")).map((asked) => asked.slice(6))).toEqual(
      Array.from({ length: 10_000 }, (_, turn) => String(turn)),
    );
    expect(busy.chips.length).toBeLessThanOrEqual(MOST_CHIPS);
    expect(vi.getTimerCount(), "no timer is left behind by a scan").toBeLessThan(8);
    expect(looks, "never more than a look a scan and a change").toBeLessThan(10_000 + 3_400 + 600);
    busy.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("at once is answered in order, with few looks", async () => {
    let looks = 0;
    host.deskView = async () => {
      looks++;
      await new Promise((next) => setTimeout(next, 200));
      return host.view;
    };
    host.onScan = (text) => namedAnswer("admitted", text, text);
    for (let turn = 0; turn < 60; turn++) desk.scan(`T${turn}`);
    await pass(100);
    expect(the("verdict-name")?.textContent).toBe("T59");
    await pass(1_000);
    expect(looks).toBeLessThanOrEqual(3);
  });
});

it("a space in a code presses no button that has the focus", async () => {
  host.onScan = () => sampleAnswer("admitted");
  const button = document.createElement("button");
  button.dataset.home = "";
  document.body.append(button);
  button.focus();
  const spaces: boolean[] = [];
  button.addEventListener("keydown", (event) => event.key === " " && spaces.push(event.defaultPrevented));
  await scan("AB CDE FGH");
  expect(host.asked).toEqual(["scan AB CDE FGH"]);
  expect(spaces).toEqual([true, true]);
  await pass(500);
  press(" ");
  expect(spaces.at(-1), "a person's does").toBe(false);
  button.remove();
});

it("a scanner that ends with a line feed, as the control character it is, is heard", async () => {
  host.onScan = () => sampleAnswer("admitted");
  await type("TICKET-77", 5);
  press("j", { ctrlKey: true });
  await pass(0);
  expect(host.asked).toEqual(["scan TICKET-77"]);
  expect(field().value).toBe("");
});
