import { afterEach, describe, expect, it } from "vitest";
import type { LogFilter, LogPage } from "../../bindings";
import { problem } from "../../host/fake";
import { sampleAnswer, sampleLine } from "../../host/samples";
import { LogRows, PAGE } from "./logRows.svelte";
import { all, asked, close, input, open, pass, press, scan, the, type, verdict } from "./testing";

afterEach(close);

/** A log of so many rows, of which one may be taken back. */
function logOf(rows: () => number, voided = new Set<number>()) {
  return ({ before, most, text }: LogFilter): LogPage => {
    const from = Math.min(rows(), (before ?? Infinity) - 1);
    const all = Array.from({ length: from }, (_, place) => from - place)
      .map((row) =>
        sampleLine(row, row % 2 ? `Guest ${row}` : null, row % 2 ? "admitted" : "forged", {
          kind: row % 2 ? "entry" : "refused",
          attendee: row % 2 ? "kelly-1" : null,
          can_undo: row % 2 === 1 && !voided.has(row),
          voided: voided.has(row),
        }),
      )
      .filter(({ name }) => (name ?? "").includes(text ?? ""));
    return { lines: all.slice(0, most ?? 50), more: all.length > (most ?? 50) };
  };
}

const wanted = { text: "", tone: null, door: null };
const numbers = (rows: LogRows) => rows.lines.map(({ row }) => row);

describe("the rows of the log", () => {
  it("read on where they end, once", async () => {
    const read: LogFilter[] = [];
    const log = logOf(() => 500);
    const rows = new LogRows(async (filter) => (read.push(filter), log(filter)));
    await rows.begin(wanted);
    await Promise.all([rows.older(), rows.older()]);
    expect(read.map(({ before }) => before ?? null)).toEqual([null, 301]);
    await rows.older();
    expect(rows.lines).toHaveLength(500);
    expect(rows.more).toBe(false);
    expect(numbers(rows)).toEqual(Array.from({ length: 500 }, (_, place) => 500 - place));
  });

  it("get what came since on top, without a row twice or missing", async () => {
    let count = 250;
    const rows = new LogRows(async (filter) => logOf(() => count)(filter));
    await rows.begin(wanted);
    await rows.older();
    count = 257;
    expect(await rows.newer()).toBe(7);
    expect(numbers(rows)).toEqual(Array.from({ length: 257 }, (_, place) => 257 - place));
  });

  it("begin anew rather than keep a hole, when more came than a page holds", async () => {
    let count = 10;
    const rows = new LogRows(async (filter) => logOf(() => count)(filter));
    await rows.begin(wanted);
    count = 10 + PAGE + 5;
    await rows.newer();
    expect(numbers(rows)[0]).toBe(count);
    expect(rows.lines).toHaveLength(PAGE);
    expect(rows.more).toBe(true);
  });

  it("do not take an answer to an older filter", async () => {
    const waiting: ((page: LogPage) => void)[] = [];
    const rows = new LogRows(() => new Promise((done) => waiting.push(done)));
    const first = rows.begin({ ...wanted, text: "a" });
    const second = rows.begin({ ...wanted, text: "ab" });
    waiting[1]!({ lines: [sampleLine(2, "Abba", "admitted")], more: false });
    waiting[0]!({ lines: [sampleLine(1, "Ann", "admitted")], more: false });
    await Promise.all([first, second]);
    expect(numbers(rows)).toEqual([2]);
  });

  it("show a row as taken back once it is", async () => {
    const voided = new Set<number>();
    const rows = new LogRows(async (filter) => logOf(() => 9, voided)(filter));
    await rows.begin(wanted);
    voided.add(5);
    await rows.again(5);
    expect(rows.lines.filter((line) => line.voided).map(({ row }) => row)).toEqual([5]);
  });

  it("say when the log can’t be read, and go on afterwards", async () => {
    let broken = true;
    const rows = new LogRows(async (filter) => {
      if (broken) throw problem("busy", "Another program holds the file.");
      return logOf(() => 3)(filter);
    });
    await rows.begin(wanted);
    expect(rows.trouble?.message).toBe("Another program holds the file.");
    broken = false;
    await rows.begin(wanted);
    expect(rows.trouble).toBeNull();
    expect(rows.lines).toHaveLength(3);
  });
});

describe("the log beside the stage", () => {
  it("draws few of ten thousand rows", async () => {
    await open({ kind: "log" }, (host) => {
      host.onLog = logOf(() => 10_000);
    });
    expect(all("log-row").length).toBeGreaterThan(5);
    expect(all("log-row").length).toBeLessThan(60);
    for (let page = 0; page < 3; page++) await press("End", { ctrlKey: true });
    expect(all("log-row").length).toBeLessThan(60);
  });

  it("shows refused scans too, and why", async () => {
    await open({ kind: "log" });
    const said = all("log-row").map((row) => row.textContent);
    expect(said.some((text) => text.includes("already in"))).toBe(true);
    expect(said.some((text) => text.includes("let in") && text.includes("Left without scanning"))).toBe(true);
  });

  it("finds by name while somebody types", async () => {
    const { host } = await open({ kind: "log" });
    await type("Björk");
    await pass(200);
    expect(JSON.parse(asked(host, "log").at(-1)!.slice(4))).toMatchObject({ text: "Björk", tone: null, door: null });
    expect(all("log-row").every((row) => row.textContent.includes("Björk"))).toBe(true);
  });

  it("filters by tone and by door", async () => {
    const { host } = await open({ kind: "log" });
    the("log-tone-2")!.click();
    await pass(0);
    the("log-door-2")!.click();
    await pass(0);
    expect(JSON.parse(asked(host, "log").at(-1)!.slice(4))).toMatchObject({ tone: "refused", door: "Side door" });
  });

  it("takes back the selected row, and names its person beside the key", async () => {
    const voided = new Set<number>();
    const { host } = await open({ kind: "log" }, (host) => {
      host.onLog = (filter) => logOf(() => 41, voided)(filter);
      host.onUndo = (row) => {
        voided.add(row ?? 0);
        return { row: 42, undone: row ?? 0, name: `Guest ${row}`, verdict: "admitted", clock: "18:40", badge: false, people: 1, due: null, status: null };
      };
    });
    await press("ArrowDown");
    await press("ArrowDown");
    expect(the("panel")?.textContent).toContain("Undo Guest 39");
    await press("z", { ctrlKey: true });
    expect(asked(host, "undo")).toEqual(["undo 39"]);
    expect(verdict()).toBe("undone");
    await pass(0);
    expect(document.querySelector("[data-row='39']")?.textContent).toContain("undone");
  });

  it("takes nothing back where there is nothing to take back", async () => {
    const { host } = await open({ kind: "log" }, (host) => {
      host.onLog = logOf(() => 40);
    });
    await press("F8");
    expect(asked(host, "undo")).toEqual([]);
  });

  it("leaves F8 to whoever came on the stage after the row was chosen", async () => {
    const { host } = await open({ kind: "log" }, (host) => {
      host.onLog = logOf(() => 40);
      host.onScan = () => sampleAnswer("admitted", { row: 41 });
    });
    await scan("EB-12345-XYZ");
    await press("F8");
    expect(asked(host, "undo")).toEqual(["undo answer 41"]);
    await scan("EB-12345-XYZ");
    await press("ArrowDown");
    await press("F8");
    expect(asked(host, "undo").at(-1)).toBe("undo 39");
  });

  it("follows new rows, and keeps the selection on its row", async () => {
    let count = 20;
    const { host } = await open({ kind: "log" }, (host) => {
      host.onLog = logOf(() => count);
    });
    await press("ArrowDown");
    const selected = () => document.querySelector<HTMLElement>("[data-testid=log-row][aria-selected=true]")?.dataset.row;
    expect(selected()).toBe("19");
    count = 22;
    host.change({});
    await pass(0);
    expect(all("log-row")[0]?.dataset.row).toBe("22");
    expect(selected()).toBe("19");
  });

  it("keeps the row that was on top when it opened, whatever a scan puts above it", async () => {
    let count = 21;
    const { host } = await open({ kind: "log" }, (host) => {
      host.onLog = logOf(() => count);
    });
    const selected = () => document.querySelector<HTMLElement>("[data-testid=log-row][aria-selected=true]")?.dataset.row;
    expect(selected()).toBe("21");
    for (const row of [23, 25]) {
      await scan("EB-12345-XYZ");
      count = row;
      host.change({});
      await pass(400);
      expect([selected(), input("log-text").value]).toEqual(["21", ""]);
    }
    await press("ArrowDown");
    await scan("EB-12345-XYZ");
    await pass(400);
    expect(selected()).toBe("20");
    await press("ArrowUp");
    await press("F8");
    expect(asked(host, "undo")).toEqual(["undo 21"]);
    expect(asked(host, "log ").every((read) => read.includes('"text":""')), "no scan filters").toBe(true);
  });

  it("opens the guest of the selected row", async () => {
    const { desk } = await open({ kind: "log" }, (host) => {
      host.onLog = logOf(() => 41);
    });
    await press("Enter");
    expect(desk.panel).toEqual({ kind: "guest", id: "kelly-1" });
  });

  it("says what will appear here, or that nothing fits", async () => {
    await open({ kind: "log" }, (host) => {
      host.onLog = () => ({ lines: [], more: false });
    });
    expect(the("panel")?.textContent).toContain("Nothing was scanned yet.");
    expect(input("log-text")).toBe(document.activeElement);
    await type("zz");
    await pass(200);
    expect(the("panel")?.textContent).toContain("Nothing like this");
  });
});
