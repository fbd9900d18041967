import { cleanup, render } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ScanAnswer } from "../bindings";
import { FakeDesk, problem } from "../host/fake";
import { namedAnswer, sampleAnswer, sampleDesk, sampleFound } from "../host/samples";
import App from "./App.svelte";
import { Desk } from "./desk.svelte";
import { all, field, pass, press, scan, tap, the, type, verdict } from "./hands";

let host: FakeDesk;
let sounds: string[];

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date("2026-12-03T18:41:10Z") });
  localStorage.clear();
  host = new FakeDesk();
  sounds = [];
  render(App, { host, desk: new Desk(host, (sound) => sounds.push(sound)) });
  await pass(10);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("the desk at rest", () => {
  it("says it is ready, and shows door, counts, list and last scans", () => {
    expect(verdict()).toBe("ready");
    expect(the("door")?.textContent).toBe("Main door");
    expect(the("count-arrived")?.textContent).toBe("214");
    expect(the("count-expected")?.textContent).toBe("386");
    expect(all("recent-row")).toHaveLength(12);
    expect(document.body.textContent).toContain("List of 16:02");
    expect(document.activeElement).toBe(field());
  });

  it("follows changes made elsewhere", async () => {
    host.change({ counts: { expected: 386, arrived: 215, inside: 210, to_come: 171 } });
    await pass(0);
    expect(the("count-arrived")?.textContent).toBe("215");
  });

  it("keeps asking for the event until there is one", async () => {
    cleanup();
    const slow = new FakeDesk();
    let failing = true;
    slow.deskView = async () => {
      if (failing) throw problem("file", "The event file cannot be opened.");
      return sampleDesk();
    };
    render(App, { host: slow, desk: new Desk(slow, () => undefined) });
    await pass(10);
    expect(document.body.textContent).toContain("The event file cannot be opened.");
    failing = false;
    await pass(2_000);
    expect(the("door")?.textContent).toBe("Main door");
  });
});

describe("a scan", () => {
  it("fills the stage: name, hand-over, note, sound", async () => {
    host.onScan = () => namedAnswer("admitted", "li", "Ivo Li", { note: "Seat kept.", member: 2, admits: 4 });
    await scan("TICKET-1");
    expect(host.asked).toEqual(["scan TICKET-1"]);
    expect(verdict()).toBe("admitted");
    expect(the("stage")?.dataset.tone).toBe("green");
    expect(the("verdict-name")?.textContent).toBe("Ivo Li");
    expect(the("stage")?.textContent).toContain("Blue wristband");
    expect(the("stage")?.textContent).toContain("Seat kept.");
    expect(the("stage")?.textContent).toContain("2 of 4");
    expect(sounds).toEqual(["green"]);
  });

  it("gone green goes stale after three seconds, not before", async () => {
    host.onScan = () => sampleAnswer("admitted");
    await scan("TICKET-1");
    await pass(2_900);
    expect(verdict()).toBe("admitted");
    await pass(200);
    expect(verdict()).toBe("ready");
  });

  it("starts the three seconds anew for the next green, which blinks", async () => {
    host.onScan = () => sampleAnswer("admitted");
    await scan("TICKET-1");
    const first = document.querySelector(".blink");
    await pass(2_500);
    await scan("TICKET-2");
    expect(document.querySelector(".blink")).not.toBe(first);
    await pass(2_500);
    expect(verdict()).toBe("admitted");
    await pass(600);
    expect(verdict()).toBe("ready");
  });

  it("refused stays, tells the story, and becomes a chip when replaced", async () => {
    host.onScan = (text) =>
      text === "TICKET-2"
        ? namedAnswer("admitted", "li", "Ivo Li")
        : namedAnswer("already_in", "ann", "Ann", { first: sampleAnswer("already_in").first });
    await scan("TICKET-1");
    await pass(60_000);
    expect(verdict()).toBe("already_in");
    expect(the("verdict-word")?.textContent).toBe("Already in");
    expect(the("stage")?.textContent).toContain("18:19 at Side door, 22 minutes ago");
    expect(all("chip")).toHaveLength(0);
    await scan("TICKET-2");
    expect(all("chip")).toHaveLength(1);
    press("1", { ctrlKey: true });
    await pass(0);
    expect(all("chip"), "the case is on the stage again").toHaveLength(0);
    expect(verdict()).toBe("already_in");
    press("Escape");
    await scan("TICKET-2");
    expect(all("chip"), "Escape settled it").toHaveLength(0);
    expect(field().value).toBe("");
  });

  it("of the same ticket again is calm", async () => {
    host.onScan = () =>
      sampleAnswer("already_in", {
        tone: "red",
        repeat: true,
        first: { at: "", clock: "18:41", door: "Main door", seconds_ago: 6, left: false },
      });
    await scan("TICKET-1");
    expect(the("verdict-word")?.textContent).toBe("Same ticket");
    expect(the("stage")?.className).toContain("neutral");
    expect(sounds).toEqual(["neutral"]);
  });

  it("that could not be recorded looks like no verdict", async () => {
    host.onScan = () => {
      throw problem("not_recorded", "disk is full");
    };
    await scan("TICKET-1");
    expect(verdict()).toBe("not_recorded");
    expect(the("stage")?.dataset.tone).toBe("none");
    expect(the("stage")?.className).toContain("striped");
    expect(the("verdict-word")?.textContent).toBe("Not recorded");
    expect(sounds).toEqual(["not_recorded"]);
    await pass(60_000);
    expect(verdict()).toBe("not_recorded");
  });

  it("goes to the scan and leaves a half-typed name and its caret as they were", async () => {
    host.onScan = () => sampleAnswer("admitted");
    await type("Anna");
    field().setSelectionRange(2, 2);
    await scan("TICKET-1");
    expect(host.asked.filter((asked) => asked.startsWith("scan"))).toEqual(["scan TICKET-1"]);
    expect(host.asked.some((asked) => asked.startsWith("admit"))).toBe(false);
    expect(field().value).toBe("Anna");
    expect(field().selectionStart).toBe(2);
    await pass(500);
    expect(host.asked.filter((asked) => asked.startsWith("find"))).not.toContain("find AnTICKET-1na");
  });

  it("does not let its Enter admit the guest who is selected", async () => {
    host.onScan = () => sampleAnswer("unknown");
    await type("Ivo");
    await pass(200);
    expect(all("result")[0]?.getAttribute("aria-selected")).toBe("true");
    await scan("FOREIGN-CODE");
    expect(host.asked.filter((asked) => asked.startsWith("admit"))).toEqual([]);
  });

  it.each([200, 300])("does not let an Enter %s ms later admit whose name stands half-typed", async (ms) => {
    host.onScan = () => sampleAnswer("admitted");
    await type("Ivo");
    await pass(200);
    await scan("FOREIGN-CODE");
    await pass(ms);
    await tap("Enter");
    const admitted = () => host.asked.filter((asked) => asked.startsWith("admit"));
    expect(admitted()).toEqual([]);
    await pass(200);
    await tap("Enter");
    expect(admitted(), "who means it presses again").toHaveLength(1);
  });

  it("is heard wherever the focus is", async () => {
    field().blur();
    await scan("TICKET-1");
    expect(host.asked).toEqual(["scan TICKET-1"]);
    expect(field().value).toBe("");
  });

  it("waits its turn: answers come in order and none is lost", async () => {
    const waiting: ((answer: ScanAnswer) => void)[] = [];
    host.onScan = () => new Promise((answered) => waiting.push(answered));
    await scan("TICKET-1");
    await pass(100);
    await scan("TICKET-2");
    await scan("TICKET-3");
    expect(host.asked).toEqual(["scan TICKET-1"]);
    for (const name of ["One", "Two", "Three"]) {
      waiting.shift()!(namedAnswer("admitted", name, name));
      await pass(0);
      expect(the("verdict-name")?.textContent).toBe(name);
    }
    expect(host.asked).toEqual(["scan TICKET-1", "scan TICKET-2", "scan TICKET-3"]);
  });

  it("takes an old green away while the next one is slow", async () => {
    host.onScan = () => sampleAnswer("admitted");
    await scan("TICKET-1");
    let answer: (answer: ScanAnswer) => void = () => undefined;
    host.onScan = () => new Promise((answered) => (answer = answered));
    await scan("TICKET-2");
    await pass(450);
    expect(verdict()).toBe("checking");
    answer(sampleAnswer("admitted"));
    await pass(0);
    expect(verdict()).toBe("admitted");
  });

  it("goes on after one that failed", async () => {
    host.onScan = (text) => {
      if (text === "TICKET-1") throw problem("busy");
      return sampleAnswer("admitted");
    };
    await scan("TICKET-1");
    await scan("TICKET-2");
    expect(verdict()).toBe("admitted");
  });
});

describe("the search", () => {
  it("finds, and Enter lets the first one in", async () => {
    await type("Ivo");
    await pass(200);
    expect(all("result").map((row) => row.dataset.id)).toEqual(["li"]);
    press("Enter");
    await pass(0);
    expect(host.asked.at(-1)).toBe("admit li");
    expect(verdict()).toBe("admitted");
    expect(field().value).toBe("");
  });

  it("works the same for a name that came as a burst, with arrow and Enter much later", async () => {
    await type("Tidewater", 2);
    await pass(400);
    expect(all("result")).toHaveLength(2);
    press("ArrowDown");
    await pass(300);
    press("Enter");
    await pass(0);
    expect(host.asked).toContain("admit bjork");
  });

  it("selects nobody among namesakes, and tells them apart", async () => {
    await type("kelly");
    await pass(200);
    expect(all("result").map((row) => row.getAttribute("aria-selected"))).toEqual(["false", "false", "false"]);
    press("Enter");
    await pass(0);
    expect(host.asked.some((asked) => asked.startsWith("admit"))).toBe(false);
    expect(all("result")[0]?.textContent).toContain("kelly-1@example.org");
    expect(all("result")[1]?.textContent).toContain("Lantern Foods");
    expect(all("result")[2]?.textContent).not.toContain("kelly-3@example.org");
    press("ArrowDown");
    press("ArrowDown");
    await pass(0);
    press("Enter");
    await pass(0);
    expect(host.asked.at(-1)).toBe("admit kelly-2");
  });

  it("takes names that sound alike for the same", async () => {
    host.guests = [sampleFound("a", "José  Mu\u0308ller"), sampleFound("b", "jose muller")];
    await type("mu");
    await pass(200);
    expect(all("result")).toHaveLength(2);
    expect(all("result").every((row) => row.getAttribute("aria-selected") === "false")).toBe(true);
  });

  it("admits nobody from rows that answer an older question", async () => {
    await type("Ivo");
    await pass(200);
    press("x");
    press("Enter");
    await pass(0);
    expect(host.asked.some((asked) => asked.startsWith("admit"))).toBe(false);
  });

  it("keeps the chosen row when the log changes underneath", async () => {
    await type("Tidewater");
    await pass(200);
    press("ArrowDown");
    await pass(0);
    host.guests = [...host.guests].reverse();
    host.change({});
    await pass(0);
    const chosen = all("result").find((row) => row.getAttribute("aria-selected") === "true");
    expect(chosen?.dataset.id).toBe("bjork");
  });

  it("is cleared by Escape, then the stage is, which counts as settled", async () => {
    host.onScan = () => sampleAnswer("forged");
    await scan("TICKET-1");
    await type("kelly");
    press("Escape");
    await pass(0);
    expect(field().value).toBe("");
    expect(verdict()).toBe("forged");
    press("Escape");
    await pass(0);
    expect(verdict()).toBe("ready");
    expect(all("chip")).toHaveLength(0);
  });
});

describe("the keys", () => {
  it("F8 takes back what the stage shows, else the last", async () => {
    host.onScan = () => sampleAnswer("admitted", { row: 41 });
    await scan("TICKET-1");
    press("F8");
    await pass(0);
    expect(verdict()).toBe("undone");
    expect(the("verdict-name")?.textContent).toBe("Ann-Marie Kelly");
    expect(the("stage")?.textContent).toContain("badge back");
    press("F8");
    await pass(0);
    expect(host.asked).toEqual(["scan TICKET-1", "undo answer 41", "undo answer last"]);
  });

  it("F8 on a refusal says who came in last, and takes that one back by a second press", async () => {
    host.onScan = () => sampleAnswer("unknown", { row: 42, attendee: null });
    await scan("TICKET-1");
    const last = host.view.recent.find((line) => line.can_undo)!;
    press("F8");
    await pass(0);
    expect(host.asked.at(-1)).toBe("scan TICKET-1");
    expect(the("verdict-word")?.textContent).toBe("The last one in");
    expect(the("verdict-name")?.textContent).toBe(last.name);
    press("F8");
    await pass(0);
    expect(host.asked.at(-1)).toBe("undo answer last");
  });

  it("F8 on the same ticket again takes back whoever it is", async () => {
    const last = host.view.recent.find((line) => line.can_undo)!;
    const answer = sampleAnswer("already_in", { row: 42, repeat: true });
    host.onScan = () => ({ ...answer, attendee: { ...answer.attendee!, id: last.attendee! } });
    await scan("TICKET-1");
    press("F8");
    await pass(0);
    expect(host.asked.at(-1)).toBe("undo answer last");
  });

  it("F8 with nothing to take back says so, calmly", async () => {
    host.onUndo = () => {
      throw problem("nothing_to_undo");
    };
    press("F8");
    await pass(0);
    expect(the("verdict-word")?.textContent).toBe("Nothing to undo");
    expect(the("stage")?.dataset.tone).toBe("neutral");
  });

  it("F10 goes round the doors", async () => {
    press("F10");
    await pass(0);
    expect(the("door")?.textContent).toBe("Side door");
    press("F10");
    await pass(0);
    expect(the("door")?.textContent).toBe("Main door");
  });

  it("keeps the door that was chosen, though an older look at the desk answers late", async () => {
    const old = host.view;
    let answer = () => undefined as void;
    host.deskView = () => new Promise((resolve) => (answer = () => resolve(old)));
    await scan("TICKET-1");
    press("F10");
    await pass(0);
    expect(the("door")?.textContent).toBe("Side door");
    host.deskView = async () => host.view;
    answer();
    await pass(0);
    expect(the("door")?.textContent).toBe("Side door");
  });

  it("F7 silences and remembers, F2 empties the search", async () => {
    press("F7");
    host.onScan = () => sampleAnswer("admitted");
    await scan("TICKET-1");
    expect(sounds).toEqual([]);
    expect(new Desk(host).loudness.muted).toBe(true);
    await type("kelly");
    press("F2");
    await pass(0);
    expect(field().value).toBe("");
    expect(document.activeElement).toBe(field());
  });

  it("never are bare letters", async () => {
    await type("fnuq ");
    expect(host.asked.filter((asked) => !asked.startsWith("find"))).toEqual([]);
    expect(field().value).toBe("fnuq ");
  });
});

describe("pictures dropped on the window", () => {
  it("show their answers in turn", async () => {
    host.onScanPicture = (path) => [namedAnswer("admitted", path, path), namedAnswer("full", `${path}!`, `${path}!`)];
    host.drop("/a.png", "/b.png");
    await pass(0);
    const seen = [the("verdict-name")?.textContent];
    for (let turn = 0; turn < 3; turn++) {
      await pass(1_500);
      seen.push(the("verdict-name")?.textContent);
    }
    expect(seen).toEqual(["/a.png", "/a.png!", "/b.png", "/b.png!"]);
    expect(host.asked).toEqual(["picture /a.png", "picture /b.png"]);
  });

  it("give way to a scan without losing a refusal", async () => {
    host.onScanPicture = () => [namedAnswer("admitted", "a", "A"), namedAnswer("full", "b", "B")];
    host.onScan = () => namedAnswer("admitted", "c", "C");
    host.drop("/a.png");
    await pass(0);
    await scan("TICKET-1");
    expect(the("verdict-name")?.textContent).toBe("C");
    expect(all("chip")).toHaveLength(1);
    await pass(1_600);
    expect(the("verdict-name")?.textContent).toBe("C");
  });

  it("without a code say so", async () => {
    host.drop("/cat.png");
    await pass(0);
    expect(the("verdict-word")?.textContent).toBe("No code found");
  });
});
