import { afterEach, describe, expect, it, vi } from "vitest";
import { problem } from "../../host/fake";
import { sampleRehearsed } from "../../host/samples";
import { CALIBRATION } from "./calibrationCode";
import { all, asked, close, input, open, pass, press, scan, the, type, verdict } from "./testing";

afterEach(close);

const rehearsal = { kind: "rehearsal" } as const;
const health = (name: string) => the(name)?.querySelector<HTMLElement>("[data-health]")?.dataset.health;

async function click(testid: string): Promise<void> {
  the(testid)!.focus();
  await press("Enter");
}

describe("what the machine says", () => {
  it("is a line each, with a sign and what to do, the worst first", async () => {
    await open(rehearsal);
    const lines = [...document.querySelectorAll<HTMLElement>("[data-testid^=check-]")].map(({ dataset }) => dataset.testid);
    expect(lines.slice(0, 2)).toEqual(["check-printer", "check-battery"]);
    expect(lines).toHaveLength(8);
    expect(health("check-printer")).toBe("bad");
    expect(the("check-printer")?.textContent).toContain("no printer answers at printer.local:631");
    expect(the("check-battery")?.textContent).toContain("34 %, enough for 48 min");
    expect(health("check-disk")).toBe("good");
    expect(the("check-disk")?.textContent).toContain("41 GB are free.");
    expect(the("rehearsal-summary")?.textContent).toContain("One thing to mend");
  });

  it("says so when all is well, and looks again when asked", async () => {
    const { host } = await open(rehearsal, (host) => {
      host.rehearsal = [sampleRehearsed("clock", "good", { when: "18:02" }), sampleRehearsed("sleep", "none")];
    });
    expect(the("rehearsal-summary")?.textContent).toContain("All good.");
    expect(health("check-sleep")).toBe("none");
    await press("Enter");
    expect(asked(host, "rehearse")).toHaveLength(2);
  });
});

describe("the scanner", () => {
  it("is heard only when asked for, and its test code never reaches the door", async () => {
    const { host } = await open(rehearsal);
    await click("scanner-try");
    expect(document.activeElement).toBe(the("scanner-armed"));
    await scan(CALIBRATION);
    await pass(500);
    expect(asked(host, "scan")).toEqual([]);
    expect(the("scanner-result")?.textContent).toContain("It reads well, 4 ms a character.");
    expect(the("scanner-result")?.textContent).toContain("It ends with Enter.");
    expect(health("trial-scanner")).toBe("good");
    await scan("NEXT-TICKET");
    expect(asked(host, "scan")).toEqual(["scan NEXT-TICKET"]);
  });

  it("that ends with a line feed or a tab is heard to do so", async () => {
    await open(rehearsal);
    for (const [key, said] of [
      ["j", "It ends with Enter and a line feed"],
      ["Tab", "It ends with Tab"],
    ] as const) {
      await click("scanner-try");
      await scan(CALIBRATION, key === "Tab" ? "Tab" : "Enter");
      if (key === "j") await press("j", { ctrlKey: true });
      await pass(500);
      expect(the("scanner-result")?.textContent).toContain(said);
      expect(health("trial-scanner")).toBe("good");
      await pass(1_000);
    }
  });

  it("that sends no Enter is heard too, and told", async () => {
    await open(rehearsal);
    await click("scanner-try");
    await scan(CALIBRATION, null);
    await pass(500);
    expect(the("scanner-result")?.textContent).toContain("It sends no Enter");
    expect(health("trial-scanner")).toBe("look");
  });

  it("that types something else shows what came", async () => {
    await open(rehearsal);
    await click("scanner-try");
    await scan("LANYARD-CALIBRATE-012346789");
    await pass(500);
    expect(health("trial-scanner")).toBe("bad");
    expect(the("trial-scanner")?.textContent).toContain("LANYARD-CALIBRATE-012346789");
  });

  it("can be left alone with Escape; the panel stays", async () => {
    const { host, desk } = await open(rehearsal);
    await click("scanner-try");
    await press("Escape");
    expect(the("scanner-armed")).toBeNull();
    expect(desk.panel).toEqual(rehearsal);
    await scan("A-TICKET");
    expect(asked(host, "scan")).toEqual(["scan A-TICKET"]);
  });

  it("gives the door its scans back when the panel closes", async () => {
    const { host, desk } = await open(rehearsal);
    await click("scanner-try");
    desk.close();
    await pass(10);
    await scan("A-TICKET");
    expect(asked(host, "scan")).toEqual(["scan A-TICKET"]);
  });
});

describe("a real ticket", () => {
  it("is tried once and lets nobody in", async () => {
    const { host } = await open(rehearsal);
    await click("ticket-try");
    await scan("REAL-TICKET");
    expect(asked(host, "try")).toEqual(["try REAL-TICKET"]);
    expect(asked(host, "scan")).toEqual([]);
    expect(verdict()).toBe("ready");
    expect(the("ticket-result")?.textContent).toContain("At the door: Welcome");
    expect(the("ticket-result")?.textContent).toContain("Ann-Marie Kelly, Standard");
    await scan("REAL-TICKET");
    expect(asked(host, "scan")).toEqual(["scan REAL-TICKET"]);
  });

  it("that can’t be tried says why", async () => {
    await open(rehearsal, (host) => {
      host.onTry = () => {
        throw problem("file", "The event file can’t be read.");
      };
    });
    await click("ticket-try");
    await scan("REAL-TICKET");
    expect(the("trial-ticket")?.textContent).toContain("The event file can’t be read.");
    expect(health("trial-ticket")).toBe("bad");
  });
});

describe("the rest", () => {
  it("plays each sound, although the desk is muted", async () => {
    const { desk, sounds } = await open(rehearsal);
    desk.loudness.toggleMute();
    await pass(0);
    await click("sound-red");
    await click("sound-green");
    expect(sounds).toEqual(["red", "green"]);
    expect(the("trial-sound")?.textContent).toContain("Switch the scanner’s own beep off");
    expect(the("trial-sound")?.textContent).toContain("The sound is off.");
  });

  it("opens the choice of cameras", async () => {
    const { host, desk } = await open(rehearsal);
    await click("camera-open");
    expect(asked(host, "cameras")).toHaveLength(1);
    expect(desk.camera.choosing).toBe(true);
    expect(the("trial-camera")?.textContent).toContain("Built-in camera");
    await press("ArrowDown");
    expect(desk.camera.selected).toBe(1);
    await press("Escape");
    expect(desk.camera.choosing).toBe(false);
    expect(desk.panel).toEqual(rehearsal);
  });

  it("chooses a printer, and says whether everybody gets a badge", async () => {
    const { host, desk } = await open(rehearsal, (host) => {
      host.view = { ...host.view, printer: null, print_on_entry: false };
    });
    the("printer-0")!.focus();
    await press("ArrowDown");
    expect(asked(host, "printer "), "a printer that is passed is not chosen").toEqual([]);
    await press("Enter");
    expect(asked(host, "printer ")).toEqual(["printer ipp://localhost/printers/badges false"]);
    expect(desk.view?.printer).toBe("Badge printer");
    await click("printer-entry");
    expect(asked(host, "printer ").at(-1)).toBe("printer ipp://localhost/printers/badges true");
    expect(the("printer-entry")?.textContent).toContain("on");
  });

  it("lets the arrows go through everything, down and up again", async () => {
    const { host } = await open(rehearsal);
    const seen: string[] = [];
    for (let at = 0; at < 40 && seen.at(-1) !== "door-card"; at++) {
      await press("ArrowDown");
      seen.push((document.activeElement as HTMLElement).dataset.testid ?? "");
    }
    const wanted = ["scanner-try", "camera-open", "printer-0", "printer-1", "printer-address", "printer-test", "practice-turn", "door-card"];
    expect(seen.filter((testid) => wanted.includes(testid))).toEqual(wanted);
    for (let at = 0; at < 40 && document.activeElement !== the("rehearse"); at++) await press("ArrowUp");
    expect(document.activeElement).toBe(the("rehearse"));
    expect(asked(host, "printer ")).toEqual([]);
  });

  it("takes the address of a printer", async () => {
    const { host } = await open(rehearsal);
    input("printer-address").focus();
    await type("ipp://10.0.0.9/ipp");
    await press("Enter");
    expect(asked(host, "printer ").at(-1)).toContain("printer ipp://10.0.0.9/ipp ");
  });

  it("prints the door card in the desk’s language, and says where it lies", async () => {
    const { host } = await open(rehearsal, (host) => {
      host.printed = { printer: null, file: "/home/door/card.pdf", problem: null };
    });
    await click("door-card");
    expect(asked(host, "door card")).toEqual(["door card en"]);
    expect(the("panel")?.textContent).toContain("/home/door/card.pdf");
  });

  it("says beside the button that the door card was not printed, and in sight", async () => {
    const seen: Element[] = [];
    vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(function (this: Element) {
      seen.push(this);
    });
    await open(rehearsal, (host) => {
      host.doorCard = async () => {
        throw problem("device", "The printer does not answer.");
      };
    });
    await click("door-card");
    await pass(0);
    expect(the("said")?.textContent).toBe("The printer does not answer.");
    expect(the("door-card")?.parentElement).toBe(the("said")?.parentElement);
    expect(seen.at(-1)).toBe(the("said"));
  });

  it("practises with one ticket of each kind", async () => {
    const { host } = await open(rehearsal);
    expect(all("practice-scan")).toHaveLength(0);
    await click("practice-turn");
    await pass(0);
    expect(asked(host, "practice true")).toHaveLength(1);
    expect(all("practice-scan").length).toBe(host.tickets.length);
    all("practice-scan")[1]!.click();
    await pass(0);
    expect(asked(host, "scan")).toEqual([`scan ${host.tickets[1]!.text}`]);
    await click("practice-turn");
    expect(asked(host, "practice false")).toHaveLength(1);
  });
});
