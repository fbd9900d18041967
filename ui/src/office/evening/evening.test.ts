import { afterEach, describe, expect, it } from "vitest";
import { all, asked, click, close, fill, input, open, pass, press, the } from "../testing";

afterEach(close);

const sent = (host: { asked: string[] }) => JSON.parse(asked(host as never, "set event").at(-1)!.slice("set event ".length));

describe("the evening", () => {
  it("keeps what was typed while somebody looks into another room, and says so", async () => {
    await open("evening");
    await fill("event-name", "Scale, again");
    expect(the("to-evening")?.textContent).toContain("not saved yet");
    await press("2", { ctrlKey: true });
    expect(the("room-evening")?.hidden).toBe(true);
    await press("1", { ctrlKey: true });
    expect(input("event-name").value).toBe("Scale, again");
  });

  it("keeps what was typed although guests come in meanwhile", async () => {
    const { host } = await open("evening");
    await fill("event-name", "Scale, again");
    host.change({ guests: 500 });
    await pass(10);
    expect(input("event-name").value).toBe("Scale, again");
    expect(the("to-guests")?.textContent).toContain("500");
  });

  it("saves with Ctrl S from any room, once", async () => {
    const { host } = await open("evening");
    await fill("event-name", "Scale, again");
    await press("3", { ctrlKey: true });
    await press("s", { ctrlKey: true });
    expect(sent(host).event.name).toBe("Scale, again");
    await press("s", { ctrlKey: true });
    expect(asked(host, "set event"), "nothing is left to save").toHaveLength(1);
    expect(the("to-evening")?.textContent).not.toContain("not saved yet");
  });

  it("leaves whoever saves where they are, in what is new too", async () => {
    const { host } = await open("evening");
    const added = `type-${host.view.form.ticket_type.length}-name`;
    for (const field of ["slot-1-title", added]) {
      if (field === added) await click("type-add");
      await pass(10);
      const typing = input(field);
      await fill(field, `By ${field}`);
      await press("s", { ctrlKey: true });
      await pass(10);
      expect(document.activeElement, field).toBe(typing);
      expect(typing.isConnected && typing.value, field).toBe(`By ${field}`);
    }
    expect(asked(host, "set event")).toHaveLength(2);
    host.change({ guests: 500 });
    await pass(10);
    expect(document.activeElement, "news from the door takes nobody away").toBe(input(added));
  });

  it("brings a fault to its field, whatever room one is in", async () => {
    const { host, office } = await open("evening", (host) => {
      host.onSetEvent = () => ({ fault: { at: "ticket_type.1.admits", reason: "", why: { kind: "admits" } }, view: host.view });
    });
    await fill("type-1-admits", "0");
    await press("4", { ctrlKey: true });
    await press("s", { ctrlKey: true });
    await pass(10);
    expect(office.room).toBe("evening");
    expect(document.activeElement).toBe(input("type-1-admits"));
    expect(input("type-1-admits").value, "what was typed stays").toBe("0");
    expect(the("type-1")?.textContent).toContain("A ticket admits 1 to 1000 people.");
    await fill("type-1-admits", "4");
    expect(the("type-1")?.textContent, "what was mended is not complained of").not.toContain("1 to 1000");
    expect(document.activeElement, "whoever types is left alone").toBe(input("type-1-admits"));
    expect(asked(host, "set event")).toHaveLength(1);
  });

  it("brings a fault inside a value to the field that holds it", async () => {
    await open("evening", (host) => {
      host.onSetEvent = () => ({ fault: { at: "slot.1.speaker.0.name", reason: "", why: { kind: "no_name", whose: "speaker" } }, view: host.view });
    });
    await fill("speaker-1-0", "");
    await press("s", { ctrlKey: true });
    await pass(10);
    expect(document.activeElement).toBe(input("speaker-1-0"));
  });

  it("says at the doors when one can’t be taken away", async () => {
    await open("evening", (host) => {
      host.onSetEvent = () => ({ fault: { at: "door", reason: "", why: { kind: "in_use", whose: "door", name: "Side door" } }, view: host.view });
    });
    await click("door-1-remove");
    await press("s", { ctrlKey: true });
    expect(the("doors")?.textContent).toContain("People came in at “Side door”");
  });

  it("tells the program what a renamed door was called", async () => {
    const { host } = await open("evening");
    await fill("door-2-name", "Artists’ door");
    expect(the("door-2")?.textContent).toContain("Was called Stage door");
    await press("s", { ctrlKey: true });
    expect(sent(host).door[2]).toMatchObject({ name: "Artists’ door", was: "Stage door" });
  });

  it("adds, moves and takes away slots by key", async () => {
    const { host } = await open("evening");
    input("slot-1-title").focus();
    await press("ArrowUp", { altKey: true });
    await pass(10);
    expect(input("slot-0-title").value).toContain("MongoDB");
    expect(the("slot-0")!.contains(document.activeElement), "the keys stay with what was moved").toBe(true);
    await press("Enter", { ctrlKey: true });
    await pass(10);
    expect(all("slot-1-title")).toHaveLength(1);
    expect(input("slot-1-title").value).toBe("");
    expect(the("slot-1")!.contains(document.activeElement)).toBe(true);
    await press("Backspace", { altKey: true });
    await pass(10);
    await press("s", { ctrlKey: true });
    expect(sent(host).slot.map(({ kind }: { kind: string }) => kind)).toEqual(["talk", "doors", "talk", "talk", "end"]);
  });

  it("shows the ribbon as it is typed, and nothing that is no colour", async () => {
    await open("evening");
    await fill("ribbon", "#0e7a4b");
    const office = document.querySelector<HTMLElement>(".office")!;
    expect(office.style.getPropertyValue("--ribbon")).toBe("#0e7a4b");
    await fill("ribbon", "#0e7");
    expect(office.style.getPropertyValue("--ribbon")).toBe("#ff5a36");
  });

  it("says the weekday of a date", async () => {
    await open("evening");
    await fill("event-date", "2026-12-10");
    expect(the("room-evening")?.textContent).toContain("Thursday, 10 December 2026");
  });

  it("gives a lead a PIN at once, and keeps what is typed elsewhere", async () => {
    const { host } = await open("evening");
    await fill("event-name", "Scale, again");
    await fill("lead-name", "Ada");
    await click("lead-set");
    expect(asked(host, "lead")).toEqual([]);
    expect(the("leads")?.textContent).toContain("A name and a PIN, please.");
    await fill("lead-pin", "4711");
    await press("Enter");
    await pass(10);
    expect(asked(host, "lead")).toEqual(["lead Ada 4711"]);
    expect(the("leads")?.textContent).toContain("Ada has a PIN.");
    expect(input("event-name").value).toBe("Scale, again");
  });

  it("names its colours, for whoever does not see them", async () => {
    await open("evening");
    const names = [...document.querySelectorAll(".colours button")].map((colour) => colour.getAttribute("aria-label"));
    expect(names).toHaveLength(10);
    expect(new Set(names).size).toBe(10);
    for (const name of names) expect(name).toMatch(/^[A-Z][a-z]+$/);
  });
});
