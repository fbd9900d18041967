import { afterEach, describe, expect, it } from "vitest";
import { sampleNumbers } from "../../host/samples";
import { panelDictionaries } from "../../shared/i18n/panels";
import { every, placeOf, scale } from "./curve";
import { lateBy, pace } from "./pace";
import { all, asked, close, open, pass, press, scan, the } from "./testing";

afterEach(close);

const p = panelDictionaries.en;
const counts = { expected: 386, arrived: 214, inside: 209, to_come: 172 };

describe("the pace", () => {
  it("says how many will be late when the talks come first", () => {
    const numbers = { counts, pace: { last_ten_minutes: 90, minutes_to_go: 19, minutes_to_talks: 12 } };
    const said = pace(numbers, p);
    expect(said.first).toBe("172 to come, about 19 min");
    expect(said.second).toBe("90 in the last ten minutes. The talks begin in 12 min: about 64 will be late");
    expect(said.late).toBe(true);
  });

  it("says that all will be in, when they will", () => {
    const numbers = { counts, pace: { last_ten_minutes: 90, minutes_to_go: 19, minutes_to_talks: 40 } };
    expect(pace(numbers, p).second).toContain("everybody should be in by then");
    expect(pace(numbers, p).late).toBe(false);
  });

  it("guesses nothing while nobody comes, and knows talks that have begun", () => {
    const numbers = { counts, pace: { last_ten_minutes: 0, minutes_to_go: null, minutes_to_talks: -5 } };
    expect(pace(numbers, p)).toEqual({
      first: "172 to come. Nobody has come in the last ten minutes.",
      second: "The talks began 5 min ago",
      late: false,
    });
  });

  it("has nobody late when everybody is here", () => {
    const here = { counts: { ...counts, to_come: 0 }, pace: { last_ten_minutes: 3, minutes_to_go: 0, minutes_to_talks: 5 } };
    expect(pace(here, p).first).toBe("Everybody is here.");
    expect(lateBy(0, here.pace)).toBe(0);
  });
});

describe("the curve", () => {
  it("has a round scale that the highest bar does not leave", () => {
    for (const most of [1, 2, 3, 9, 10, 11, 61, 99, 350, 4_321]) {
      const { top, step } = scale(most);
      expect(top, String(most)).toBeGreaterThanOrEqual(most);
      expect(top / step, String(most)).toBeLessThanOrEqual(5);
      expect(Number.isInteger(step), String(most)).toBe(true);
    }
  });

  it("says fewer clocks where they would touch", () => {
    expect(every(6, 560, 54)).toBe(1);
    expect(every(48, 560, 54)).toBe(6);
  });

  it("knows where a talk begins, also after midnight", () => {
    const curve = ["23:30", "23:45", "00:00"].map((from) => ({ from, arrived: 1 }));
    expect(placeOf("00:00", curve, 15)).toBe(2);
    expect(placeOf("21:00", curve, 15)).toBeNull();
    expect(placeOf("soon", curve, 15)).toBeNull();
  });
});

describe("the numbers beside the stage", () => {
  it("say everything at a glance", async () => {
    await open({ kind: "numbers" });
    expect(the("number-arrived")?.textContent).toBe("214");
    expect(the("number-inside")?.textContent).toBe("209");
    expect(the("number-to-come")?.textContent).toBe("172");
    expect(the("panel")?.textContent).toContain("209 of 420 places taken");
    expect(all("type").map((type) => type.textContent.trim())).toContainEqual(expect.stringContaining("190 of 352"));
    expect(all("curve-bar")).toHaveLength(6);
    expect(the("panel")?.textContent).toContain("waiting list");
  });

  it("say which speakers are missing", async () => {
    await open({ kind: "numbers" }, (host) => {
      host.onNumbers = () =>
        sampleNumbers({ talks: [{ title: "Scale", starts: "19:00", here: ["Niall"], missing: ["Barisa"] }] });
    });
    expect(the("talk")?.textContent).toContain("not here yet: Barisa");
  });

  it("say who did not come once the evening is over", async () => {
    await open({ kind: "numbers" }, (host) => {
      host.onNumbers = () => sampleNumbers({ over: true });
    });
    expect(the("panel")?.textContent).toContain("did not come");
    expect(the("pace")).toBeNull();
  });

  it("follow the door", async () => {
    const { host } = await open({ kind: "numbers" });
    host.onNumbers = () => sampleNumbers({ counts: { ...counts, arrived: 215 } });
    host.change({});
    await pass(1_100);
    expect(the("number-arrived")?.textContent).toBe("215");
  });

  it("print who is inside, and say where that lies", async () => {
    const { host } = await open({ kind: "numbers" }, (host) => {
      host.printed = { printer: null, file: "/home/door/inside.pdf", problem: null };
    });
    await press("i", { ctrlKey: true });
    expect(asked(host, "print inside")).toHaveLength(1);
    expect(the("said")?.textContent).toContain("/home/door/inside.pdf");
  });

  it("let a scan pass", async () => {
    const { host } = await open({ kind: "numbers" });
    await scan("SOME-TICKET");
    expect(asked(host, "scan")).toEqual(["scan SOME-TICKET"]);
    expect(asked(host, "print")).toEqual([]);
  });

  it("have something to say before the first guest", async () => {
    await open({ kind: "numbers" }, (host) => {
      host.onNumbers = () =>
        sampleNumbers({ counts: { expected: 0, arrived: 0, inside: 0, to_come: 0 }, curve: [], capacity: null, talks: [] });
    });
    expect(the("panel")?.textContent).toContain("The curve begins with the first guest.");
  });
});
