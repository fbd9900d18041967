import { afterEach, describe, expect, it } from "vitest";
import { asked, click, close, fill, input, open, pass, press, the } from "./testing";

afterEach(close);

const typed = async (host: { closeWindow(): void }) => {
  host.closeWindow();
  await pass(10);
};

describe("a program that is closed in the middle of long work", () => {
  const sending = { job: "mail", done: 37, total: 384 };

  it("asks first, and stays by Escape", async () => {
    const { host } = await open("mail");
    host.tell(sending);
    await typed(host);
    expect(the("ending")?.textContent).toContain("Mail is still going out, 37 of 384.");
    await press("Escape");
    await pass(10);
    expect(the("ending")).toBeNull();
    expect(asked(host, "close")).toEqual([]);
    expect(asked(host, "stop")).toEqual([]);
  });

  it("stops what goes on, and closes when that is over", async () => {
    const { host } = await open("mail");
    host.tell(sending);
    await typed(host);
    await press("Delete", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "stop")).toEqual(["stop"]);
    expect(asked(host, "close")).toEqual([]);
    host.tell({ ...sending, done: 38, over: true, stopped: true });
    await pass(10);
    expect(asked(host, "close")).toEqual(["close"]);
  });

  it("closes at once when it is asked again, and asks about what was typed first", async () => {
    const { host } = await open("evening");
    await fill("event-name", "Another name");
    host.tell({ ...sending, job: "tickets" });
    await typed(host);
    expect(the("ending")).toBeNull();
    await press("Delete", { ctrlKey: true });
    await pass(10);
    expect(the("ending")?.textContent).toContain("Tickets are still being drawn");
    await press("Delete", { ctrlKey: true });
    await press("Delete", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "close")).toEqual(["close"]);
  });

  it("is asked about by an office that was opened for it", async () => {
    const { host } = await open("evening", (host) => (host.unasked = true));
    expect(the("ending")?.textContent).toContain("Long work still goes on.");
    host.tell(sending);
    await pass(10);
    expect(the("ending")?.textContent).toContain("37 of 384");
  });

  it("is told to stop by key before it has said anything, and no key goes elsewhere", async () => {
    const { host } = await open("evening");
    const key = new KeyboardEvent("keydown", { key: ".", ctrlKey: true, bubbles: true, cancelable: true });
    input("event-name").dispatchEvent(key);
    expect(key.defaultPrevented).toBe(true);
    await pass(10);
    expect(asked(host, "stop")).toEqual(["stop"]);
  });
});

describe("a window that is closed", () => {
  it("closes at once where nothing was typed", async () => {
    const { host } = await open("evening");
    expect(host.unsaved).toBe(false);
    await typed(host);
    expect(asked(host, "close")).toEqual(["close"]);
  });

  it("asks first, and saves by Enter", async () => {
    const { host } = await open("evening");
    await fill("event-name", "Another name");
    expect(host.unsaved).toBe(true);
    await typed(host);
    expect(asked(host, "close")).toEqual([]);
    expect(the("leaving")?.textContent).toContain("Not saved yet: Evening");
    expect(document.activeElement, "Enter does it").toBe(the("leave-save"));
    await click("leave-save");
    await pass(10);
    expect(asked(host, "set event")[0]).toContain("Another name");
    expect(asked(host, "close")).toEqual(["close"]);
  });

  it("stays by Escape, and nothing is lost", async () => {
    const { host } = await open("evening");
    await fill("event-name", "Another name");
    await typed(host);
    await press("Escape");
    await pass(10);
    expect(the("leaving")).toBeNull();
    expect(input("event-name").value).toBe("Another name");
    expect(document.activeElement).toBe(input("event-name"));
    expect(asked(host, "close")).toEqual([]);
  });

  it("throws away only when told to", async () => {
    const { host } = await open("evening");
    await fill("event-name", "Another name");
    await typed(host);
    await press("Delete", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "set event")).toEqual([]);
    expect(asked(host, "close")).toEqual(["close"]);
    expect(host.unsaved).toBe(false);
  });

  it("does not close over what could not be saved, and shows where", async () => {
    const { host, office } = await open("evening", (host) => {
      host.onSetEvent = () => ({ fault: { at: "event.name", reason: "", why: { kind: "no_name", whose: "event" } }, view: host.view });
    });
    await fill("event-name", "");
    office.go("tickets");
    await typed(host);
    await click("leave-save");
    await pass(10);
    expect(asked(host, "close")).toEqual([]);
    expect(office.room).toBe("evening");
    expect(the("leaving")).toBeNull();
  });

  it("goes on once its room has saved", async () => {
    const { host } = await open("evening");
    await fill("event-name", "Another name");
    await typed(host);
    await press("s", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "close")).toEqual(["close"]);
  });

  it("minds a letter, the mail server, a guest and a new evening too", async () => {
    const { host, office } = await open("mail");
    await fill("letter-subject", "Your seat");
    expect(host.unsaved).toBe(true);
    await pass(1000);
    expect(host.unsaved, "letters are kept by themselves").toBe(false);
    await click("server-edit");
    expect(host.unsaved).toBe(false);
    await fill("mail-host", "mail.example.org");
    expect(host.unsaved).toBe(true);
    await typed(host);
    await press("Delete", { ctrlKey: true });
    await pass(10);
    expect(host.unsaved).toBe(false);

    office.go("guests");
    await pass(10);
    await fill("find", "kelly");
    await pass(200);
    await press("Enter");
    await pass(10);
    await press("e", { ctrlKey: true });
    await pass(10);
    await fill("edit-company", "Tern");
    await typed(host);
    expect(the("leaving")?.textContent).toContain("Guests");
    await click("leave-save");
    await pass(10);
    expect(asked(host, "edit")).toEqual(['edit kelly-1 {"company":"Tern"}']);

    office.go("series");
    await pass(10);
    await press("e", { ctrlKey: true });
    await pass(10);
    expect(host.unsaved).toBe(false);
    await fill("another-name", "The next one");
    expect(host.unsaved).toBe(true);
  });
});

it("asks before another event is opened in place of this one", async () => {
  const { host, office } = await open("evening");
  await fill("event-name", "Another name");
  office.go("series");
  await pass(10);
  await fill("other-file", "/home/rich/other.lanyard");
  await press("Enter");
  await pass(10);
  expect(asked(host, "open ")).toEqual([]);
  await press("Delete", { ctrlKey: true });
  await pass(10);
  expect(asked(host, "open ")).toEqual(["open /home/rich/other.lanyard"]);
});
