import { afterEach, describe, expect, it } from "vitest";
import { problem } from "../../host/fake";
import { GUESTS, namedAnswer, sampleAnswer, sampleGuest, sampleLine } from "../../host/samples";
import { all, asked, close, input, open, pass, press, scan, the, type, verdict } from "./testing";

afterEach(close);

const kelly = { kind: "guest", id: "kelly-1" } as const;
const inside = { kind: "guest", id: "kelly-2" } as const;

describe("the card of a guest", () => {
  it("tells everything about them", async () => {
    await open(kelly, (host) => {
      host.onGuest = () =>
        sampleGuest(GUESTS[1]!, {
          attention: "VIP",
          note: "Brings a guide dog",
          tickets: [{ ...sampleGuest(GUESTS[1]!).tickets[0]!, due: "12.50 EUR", admits: 3 }],
          log: [sampleLine(40, "Ann-Marie Kelly", "wrong_door", { kind: "refused", text: "sent to the side door" })],
        });
    });
    const said = the("panel")!.textContent;
    for (const part of ["Ann-Marie Kelly", "Harbour Labs, SRE", "VIP", "Brings a guide dog", "12.50 EUR to pay"]) {
      expect(said).toContain(part);
    }
    expect(said).toContain("Standard, for 3 people");
    expect(said).toContain("Vegetarian");
    expect(said).toContain("Main door · sent to the side door");
    expect(the("guest-state")?.textContent).toContain("expected");
  });

  it("masks the address where the event's privacy wants it, until the form is asked for", async () => {
    await open(kelly, (host) => {
      host.view = { ...host.view, privacy: true };
    });
    const { email } = GUESTS[1]!;
    expect(the("guest-email")?.textContent).toContain("k…@example.org");
    expect(the("guest-email")?.textContent).toContain("Ctrl E");
    expect(document.body.textContent).not.toContain(email);
    await press("e", { ctrlKey: true });
    expect(input("edit-email").value).toBe(email);
  });

  it("lets them in with one Enter, and the stage says what the door said", async () => {
    const { host } = await open(kelly);
    await press("Enter");
    expect(asked(host, "admit")).toEqual(["admit kelly-1 in"]);
    expect(verdict()).toBe("admitted");
    expect(the("panel")).not.toBeNull();
  });

  it("lets out whoever is inside, whichever way the door is turned", async () => {
    const { host, desk } = await open(inside);
    expect(the("guest-pass")?.textContent).toContain("Leaves");
    expect(document.activeElement, "an Enter too many sends nobody home").toBe(the("guest-edit"));
    the("guest-pass")?.click();
    desk.scan("NEXT-TICKET");
    await pass(0);
    const order = host.asked.filter((asked) => /^(direction|admit|scan)/.test(asked));
    expect(order).toEqual(["admit kelly-2 out", "scan NEXT-TICKET"]);
  });

  it("does not press its button for the space or the Enter of a scan", async () => {
    const { host } = await open(kelly);
    await scan("FOREIGN CODE 17");
    expect(asked(host, "admit")).toEqual([]);
    expect(asked(host, "scan")).toEqual(["scan FOREIGN CODE 17"]);
  });

  it("presses nothing at the end of a scan that is too slow to be known as one", async () => {
    const { host } = await open(kelly);
    await scan("SLOW CODE", "Enter", 90);
    expect(asked(host, "admit")).toEqual([]);
  });

  it("edits what was changed, and only that", async () => {
    const { host } = await open(kelly);
    await press("e", { ctrlKey: true });
    expect(document.activeElement).toBe(input("edit-name"));
    await press("ArrowDown");
    expect(document.activeElement).toBe(input("edit-company"));
    input("edit-company").select();
    await type("Tern");
    await press("Enter");
    expect(asked(host, "edit")).toEqual(['edit kelly-1 {"company":"Tern"}']);
    expect(the("said")?.textContent).toContain("Saved");
  });

  it("keeps what is typed into a form while a scan passes", async () => {
    const { host } = await open(kelly);
    await press("e", { ctrlKey: true });
    input("edit-name").select();
    await type("Annie");
    await scan("SOME-TICKET");
    expect(asked(host, "scan")).toEqual(["scan SOME-TICKET"]);
    expect(input("edit-name").value).toBe("Annie");
    expect(asked(host, "edit")).toEqual([]);
  });

  it("wants a name, and says so where it is missing", async () => {
    const { host } = await open(kelly);
    await press("s", { ctrlKey: true });
    await press("Enter");
    expect(asked(host, "substitute")).toEqual([]);
    expect(the("panel")?.textContent).toContain("A name, please.");
  });

  it("lets somebody come instead, and says what becomes of the badge and the log", async () => {
    const { host } = await open(kelly);
    await press("s", { ctrlKey: true });
    expect(the("panel")?.textContent).toContain("The badge gets the new name. The log keeps both.");
    await type("Bob");
    await press("Enter");
    expect(asked(host, "substitute")).toEqual(['substitute kelly-1 {"name":"Bob","company":"","email":"","role":""}']);
    expect(verdict()).toBe("admitted");
    expect(the("verdict-name")?.textContent).toContain("Bob");
  });

  it("offers nobody instead of a guest who is inside, and says what to do first", async () => {
    await open(inside);
    expect(the("guest-replace")).toBeNull();
    expect(the("guest-not-replaced")?.textContent).toBe("Somebody comes instead: already in, undo first.");
    await press("s", { ctrlKey: true });
    expect(the("replace-name")).toBeNull();
  });

  it("keeps whom they typed when the door refuses, and says why", async () => {
    await open(kelly, (host) => {
      host.onSubstitute = (id) => namedAnswer("already_in", id, "Ann-Marie Kelly");
    });
    await press("s", { ctrlKey: true });
    await type("Bob");
    await press("Enter");
    expect(verdict()).toBe("already_in");
    expect(input("replace-name").value).toBe("Bob");
    expect(the("said")?.textContent).toContain("Nothing was changed. The door said: Already in.");
  });

  it("stays in the form with what the program says when it can’t be done", async () => {
    await open(kelly, (host) => {
      host.onEdit = () => {
        throw problem("bad_input", "“annie@” is no e-mail address.");
      };
    });
    await press("e", { ctrlKey: true });
    input("edit-email").focus();
    await type("x");
    await press("Enter");
    expect(the("said")?.textContent).toContain("is no e-mail address");
    expect(input("edit-email")).not.toBeNull();
  });

  it("leaves a form with Escape, then the panel", async () => {
    const { host, desk } = await open(kelly);
    await press("e", { ctrlKey: true });
    await type("Somebody else");
    await press("Escape");
    expect(the("edit-name")).toBeNull();
    expect(asked(host, "edit")).toEqual([]);
    await press("Escape");
    expect(desk.panel).toBeNull();
  });

  it("prints their badge, and says calmly where it went", async () => {
    const { host } = await open(kelly);
    await press("F4");
    expect(asked(host, "badge")).toEqual(["badge kelly-1"]);
    expect(the("said")?.textContent).toContain("Sent to Badge printer.");
    host.printed = { printer: null, file: "/home/door/badge.pdf", problem: problem("device", "The printer has no paper.") };
    await press("F4");
    expect(the("said")?.textContent).toContain("/home/door/badge.pdf");
    expect(the("said")?.textContent).toContain("The printer has no paper.");
  });

  it("marks as paid only what is due", async () => {
    const { host } = await open(kelly, (host) => {
      host.onGuest = () => sampleGuest(GUESTS[1]!, { tickets: [{ ...sampleGuest(GUESTS[1]!).tickets[0]!, due: "9 EUR" }] });
    });
    await press("p", { ctrlKey: true });
    expect(asked(host, "edit")).toEqual(['edit kelly-1 {"paid":true}']);
  });

  it("takes back a row of theirs, not the last of the desk", async () => {
    const { host } = await open(inside);
    await press("F8");
    expect(asked(host, "undo")).toEqual(["undo 12"]);
    expect(verdict()).toBe("undone");
    the("guest-undo")!.click();
    await pass(0);
    expect(asked(host, "undo")).toEqual(["undo 12", "undo 12"]);
  });

  it("leaves F8 to somebody else who came on the stage since", async () => {
    const { host } = await open(inside, (host) => {
      host.onScan = () => sampleAnswer("admitted", { row: 41 });
    });
    await scan("EB-12345-XYZ");
    expect(the("panel")?.textContent).not.toContain("F8");
    await press("F8");
    expect(asked(host, "undo")).toEqual(["undo answer 41"]);
  });

  it("shows the newest of their rows first, and takes back that one first", async () => {
    const { host } = await open(inside, (host) => {
      const row = (row: number) => sampleLine(row, "Ann-Marie Kelly", "admitted", { can_undo: true });
      // The program tells them oldest first.
      host.onGuest = () => sampleGuest(GUESTS[2]!, { log: [row(3), row(8)] });
    });
    expect(all("guest-line").map((line) => line.textContent.slice(0, 5))).toEqual(["18:28", "18:23"]);
    await press("F8");
    expect(asked(host, "undo")).toEqual(["undo 8"]);
  });

  it("follows what happens to them at another door", async () => {
    const { host } = await open(kelly);
    host.guests = GUESTS.map((guest) => (guest.id === "kelly-1" ? { ...guest, state: "inside" } : guest));
    host.change({});
    await pass(300);
    expect(the("guest-state")?.textContent?.trim()).toBe("in");
    expect(all("guest-line")).toHaveLength(1);
  });

  it("says when they are gone", async () => {
    await open({ kind: "guest", id: "nobody" });
    expect(the("panel")?.textContent).toContain("no longer in the list");
  });
});
