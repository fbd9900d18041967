import { afterEach, describe, expect, it } from "vitest";
import { problem } from "../host/fake";
import type { OfficeView } from "../bindings";
import { NO_SERVER, sampleForm, sampleOffice, samplePlan } from "../host/samplesOffice";
import { deedOf, label, ROOMS, roomOf } from "./keys";
import { missing, type Known } from "./next";
import { LOOK_AROUND_MS } from "./office.svelte";
import { all, asked, click, close, fill, input, open, pass, press, the } from "./testing";

afterEach(close);

const key = (key: string, more: Partial<KeyboardEvent> = {}) =>
  ({ key, code: "", ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...more }) as KeyboardEvent;

describe("the keys", () => {
  it("go to every room, where a layout has no digits too", () => {
    expect(ROOMS.map((_, at) => roomOf(key(String(at + 1), { ctrlKey: true })))).toEqual([...ROOMS]);
    expect(roomOf(key("é", { ctrlKey: true, code: "Digit2" }))).toBe("guests");
    expect(roomOf(key("2"))).toBeNull();
    expect(roomOf(key("8", { ctrlKey: true })), "there is no eighth room").toBeNull();
  });

  it("save in Cyrillic, and mind Shift", () => {
    expect(deedOf(key("ы", { ctrlKey: true, code: "KeyS" }))).toBe("save");
    expect(deedOf(key("F6", { shiftKey: true }))).toBe("section_back");
    expect(deedOf(key("s"))).toBeNull();
    expect(label("section_back")).toBe("Shift F6");
  });

  it("show all keys and hide them again", async () => {
    await open("tickets");
    await press("F1");
    expect(the("keys")?.textContent).toContain("Save the evening");
    await press("Escape");
    await pass(10);
    expect(the("keys")).toBeNull();
    expect(document.activeElement, "where it was before").toBe(document.getElementById("room-tickets"));
  });

  it("go from section to section", async () => {
    await open("tickets");
    await press("F6");
    expect(the("draw")!.contains(document.activeElement)).toBe(true);
    await press("F6");
    expect(the("templates")!.contains(document.activeElement)).toBe(true);
    await press("F6", { shiftKey: true });
    expect(the("draw")!.contains(document.activeElement)).toBe(true);
  });
});

describe("what is missing", () => {
  const steps = (view: OfficeView, mailReady: boolean, known: Partial<Known> = {}) =>
    missing(view, { mailReady, sending: null, drawn: null, ...known }).map(({ what, left }) => (left ? `${what} ${left}` : what));

  it("is told in the order of the days", () => {
    const form = sampleForm();
    const bare = sampleOffice({ form: { ...form, slot: [] }, guests: 0, issued: 0, erasure: { on: null, days: null, erased_at: null } });
    expect(steps(bare, false)).toEqual(["lineup", "list", "erasure"]);
    expect(steps({ ...bare, guests: 3 }, false)).toEqual(["lineup", "tickets", "server", "erasure"]);
    expect(steps(sampleOffice({ began: true }), false), "after the doors opened no mail server is missed").toEqual([]);
    expect(steps(sampleOffice({ began: true, erasure: { on: "x", days: -2, erased_at: null } }), true)).toEqual(["erase"]);
  });

  it("is what was begun and not brought to its end", () => {
    const drawn = { drawn: 302, total: 400, folder: "/t", unfinished: true };
    const sending = samplePlan("ticket", { sent: 294, to_send: 86 });
    expect(steps(sampleOffice(), true, { drawn, sending })).toEqual(["tickets_on 98", "send_on 86"]);
    expect(steps(sampleOffice(), true, { drawn: { ...drawn, unfinished: false }, sending: { ...sending, to_send: 0 } })).toEqual([]);
  });

  it("is one key away", async () => {
    const { office } = await open("evening", (host) => (host.settings = NO_SERVER));
    expect(the("next")?.textContent).toContain("Set up the mail server");
    await press("n", { ctrlKey: true });
    expect(office.room).toBe("mail");
  });
});

describe("tickets", () => {
  it("wants a folder, and draws what was chosen", async () => {
    const { host } = await open("tickets");
    await press("Enter", { ctrlKey: true });
    expect(asked(host, "draw")).toEqual([]);
    expect(the("draw")?.textContent).toContain("Where shall they go?");
    await click("one-1");
    await fill("folder", "/home/rich/tickets");
    await press("Enter", { ctrlKey: true });
    expect(asked(host, "draw")).toEqual([
      'draw {"folder":"/home/rich/tickets","format":"pdf","paper":"a6","one_file":true,"attendees":[]}',
    ]);
  });

  it("goes on with what was cut off, also after the program was killed", async () => {
    const { host } = await open("tickets", (host) => {
      host.drawn = { drawn: 1344, total: 30000, folder: "/home/rich/tickets", unfinished: true };
    });
    expect(the("draw-go")?.textContent).toContain("Go on drawing");
    await press("Enter", { ctrlKey: true });
    expect(asked(host, "draw ")[0]).toContain('"folder":"/home/rich/tickets"');
  });

  it("says that nothing is drawn where nothing could be written", async () => {
    const { host } = await open("tickets", (host) => (host.drawn = { drawn: 0, total: 5, folder: null, unfinished: false }));
    await fill("folder", "/proc/nope");
    host.tell({ over: true, problem: problem("file", "there is no permission to write /proc/nope") });
    await pass(10);
    expect(the("drawn")?.textContent).toContain("0 of 5 tickets are drawn");
    expect(the("to-tickets")?.textContent).toContain("0 of 5 drawn");
  });

  it("asks nothing about paper of a picture", async () => {
    const { host } = await open("tickets");
    await click("one-1");
    await click("format-1");
    expect(the("paper-0")).toBeNull();
    await fill("folder", "/t");
    await press("Enter");
    expect(asked(host, "draw")[0]).toContain('"format":"png","paper":"a6","one_file":false');
  });

  it("shows how far it is, stops by key, and goes on", async () => {
    const { host } = await open("tickets");
    host.tell({ done: 148, total: 400 });
    await pass(10);
    expect(the("progress")?.textContent).toContain("148 of 400");
    await press(".", { ctrlKey: true });
    expect(asked(host, "stop")).toEqual(["stop"]);
    host.drawn = { drawn: 150, total: 400, folder: "/t", unfinished: true };
    await fill("folder", "/t");
    host.tell({ done: 150, total: 400, over: true, stopped: true });
    await pass(10);
    expect(the("progress")).toBeNull();
    expect(the("drawn")?.textContent).toContain("150 of 400 tickets lie in /t");
    expect(the("to-tickets")?.textContent).toContain("150 of 400 drawn");
    expect(the("next")?.textContent).toContain("250 still to be drawn: go on");
    expect(the("draw")?.textContent).toContain("Stopped: 150 of 400 are done.");
    expect(the("draw-go")?.textContent).toContain("Go on drawing");
    host.drawn = { drawn: 400, total: 400, folder: "/t", unfinished: false };
    host.tell({ done: 400, total: 400, over: true, came_to: { what: "tickets", drawn: 400, folder: "/t", taken_away: 0 } });
    await pass(10);
    expect(the("draw")?.textContent).toContain("400 tickets lie in /t");
    expect(the("draw-go")?.textContent).not.toContain("Go on drawing");
  });

  it("takes a template, and says at the field why not", async () => {
    const { host, office } = await open("tickets");
    await fill("template-ticket", "/home/rich/mine.svg");
    await press("Enter");
    await pass(10);
    expect(office.view?.own_ticket).toBe(true);
    host.setTemplate = async () => {
      throw problem("bad_input", "Line 3: there is no {nmae}.");
    };
    await fill("template-badge", "/home/rich/badge.svg");
    await press("Enter");
    await pass(10);
    expect(the("templates")?.textContent).toContain("Line 3: there is no {nmae}.");
    expect(input("template-badge").value).toBe("/home/rich/badge.svg");
  });
});

describe("afterwards", () => {
  it("says that guests stayed away once the evening is over, and not before", async () => {
    await open("after");
    expect(the("absent")?.textContent).toBe("still to come");
    close();
    await open("after", (host) => (host.over = true));
    expect(the("absent")?.textContent).toBe("stayed away");
  });

  it("writes what is asked for where it is said, by key or by button", async () => {
    const { host } = await open("after");
    await press("r", { ctrlKey: true });
    await pass(10);
    await click("export-guests-csv");
    expect(asked(host, "export")).toEqual(["export report /home/rich/report.pdf", "export guests /home/rich/guests.csv"]);
    expect(the("exports")?.textContent).toContain("It lies in /home/rich/guests.csv");
  });

  it("writes nothing when no place was chosen", async () => {
    const { host } = await open("after", (host) => (host.chosen = null));
    await press("g", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "export")).toEqual([]);
  });
});

describe("the series", () => {
  it("makes another evening from this one, with its own date and day of erasure", async () => {
    const { host } = await open("series");
    await press("e", { ctrlKey: true });
    await pass(10);
    expect(document.activeElement).toBe(input("another-date"));
    expect(input("another-date").value, "nobody holds it twice on one day").toBe("");
    await fill("another-date", "2027-03-04");
    expect(input("another-erase").value, "kept as long as the last time").toBe("2027-04-03");
    await press("Enter", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "another")).toEqual(["another Scale & Reliability Engineering 2027-03-04 null"]);
    expect(the("room-series")?.textContent).toContain("It is there:");
    expect(document.activeElement, "Enter opens it").toBe(the("open-made"));
    expect(all("file")).toHaveLength(2);
  });

  it("says a fault at its own field, not in the evening that is open", async () => {
    const { office } = await open("series", (host) => {
      host.onNew = () => ({
        faults: [
          { at: "event.date", reason: "", why: { kind: "no_date" } },
          { at: "event.ends", reason: "", why: { kind: "no_time" } },
        ],
        file: "",
      });
    });
    await press("e", { ctrlKey: true });
    await pass(10);
    await fill("another-date", "tomorrow");
    input("another-name").focus();
    await press("Enter", { ctrlKey: true });
    await pass(10);
    expect(office.room).toBe("series");
    expect(document.activeElement).toBe(input("another-date"));
    expect(the("room-evening")?.textContent ?? "").not.toContain("is no date");
    expect(the("another")?.textContent, "all of them at once").toContain("This is no time");
    await fill("another-date", "2027-03-04");
    expect(the("another")?.textContent).not.toContain("is no date");
    expect(the("another")?.textContent, "each until it is mended").toContain("This is no time");
    expect(document.activeElement, "whoever types is left alone").toBe(input("another-date"));
  });
});

describe("personal data", () => {
  it("is erased only once its number was typed", async () => {
    const { host } = await open("data");
    expect(the("erasure")?.textContent).toContain("In 39 days");
    await click("erase-begin");
    await fill("erase-all-typed", "41");
    await press("Enter");
    expect(asked(host, "erase")).toEqual([]);
    await fill("erase-all-typed", "412");
    await press("Enter");
    await pass(10);
    expect(asked(host, "erase")).toEqual(["erase all 412"]);
    expect(the("erased")?.textContent).toContain("/media/stick/backup.lanyard");
    expect(the("erasure")?.textContent).toContain("Erased");
  });
});

it("goes into the date when the day of erasure is what comes next, and shows none that is not set", async () => {
  const { office } = await open("evening", (host) => {
    const { form } = sampleOffice();
    host.view = sampleOffice({ form: { ...form, event: { ...form.event, erase_on: "" } }, began: true, erasure: { on: null, days: null, erased_at: null } });
  });
  await press("n", { ctrlKey: true });
  await pass(10);
  expect(office.room).toBe("data");
  expect(document.activeElement).toBe(input("data-erase-on"));
  expect(input("data-erase-on").placeholder).toBe("year-month-day");
  office.go("evening");
  await pass(10);
  the("next")!.click();
  await pass(10);
  expect(document.activeElement).toBe(input("data-erase-on"));
});

it("selects a field’s own text with Ctrl A, and never the page", async () => {
  await open("evening");
  const name = input("event-name");
  name.focus();
  name.setSelectionRange(0, 0);
  await press("a", { ctrlKey: true });
  expect([name.selectionStart, name.selectionEnd]).toEqual([0, name.value.length]);
  name.blur();
  const key = new KeyboardEvent("keydown", { key: "a", ctrlKey: true, bubbles: true, cancelable: true });
  document.body.dispatchEvent(key);
  expect(key.defaultPrevented).toBe(true);
});

it("announces two weeks before that data will be erased", async () => {
  const { host } = await open("evening", (host) => {
    host.view = sampleOffice({ began: true, erasure: { on: "Saturday 2 January 2027", days: 15, erased_at: null } });
  });
  expect(the("to-data")!.classList.contains("wants")).toBe(false);
  host.change({ erasure: { on: "Saturday 2 January 2027", days: 14, erased_at: null } });
  await pass(10);
  expect(the("to-data")!.classList.contains("wants")).toBe(true);
});

describe("mail and tickets that another program goes on with", () => {
  it("are followed, once for all that changes meanwhile and when somebody comes back", async () => {
    const { host } = await open("evening");
    const plans = () => asked(host, "plan").length;
    const before = plans();
    host.sent = 150;
    host.drawn = { drawn: 300, total: 400, folder: "/t", unfinished: true };
    for (let mail = 0; mail < 5; mail++) {
      host.change({});
      await pass(100);
    }
    await pass(LOOK_AROUND_MS);
    expect(the("to-mail")?.textContent).toContain("150 sent, 236 still to be sent");
    expect(the("to-tickets")?.textContent).toContain("300 of 400 drawn");
    expect(plans()).toBe(before + 1);
    host.sent = 386;
    window.dispatchEvent(new Event("focus"));
    await pass(10);
    expect(the("to-mail")?.textContent).toContain("386 tickets sent");
  });

  it("are let be while guests come in", async () => {
    const { host } = await open("evening", (host) => (host.view = sampleOffice({ began: true })));
    const before = asked(host, "plan").length;
    host.change({ arrived: 1 });
    await pass(LOOK_AROUND_MS + 10);
    expect(asked(host, "plan")).toHaveLength(before);
  });

  it("are told in the room of the mail, too", async () => {
    const { host } = await open("mail");
    host.sent = 150;
    host.change({});
    await pass(LOOK_AROUND_MS + 10);
    expect(the("plan")?.textContent).toContain("236 mails are to go out.");
  });
});

it("says what went wrong where it happened, in the room that is in sight", async () => {
  await open("series", (host) => {
    host.eventFiles = async () => {
      throw problem("file", "The list of events can’t be read.");
    };
  });
  expect(the("room-series")?.textContent).toContain("The list of events can’t be read.");
  expect(the("room-guests")?.textContent ?? "").not.toContain("can’t be read");
});

it("keeps what is typed, and takes what changes elsewhere meanwhile", async () => {
  const { host, office } = await open("evening");
  office.draft!.event.venue = "My house";
  const form = structuredClone(host.view.form);
  form.event.capacity = 55;
  host.change({ form });
  await pass(10);
  expect(office.draft!.event).toMatchObject({ venue: "My house", capacity: "55" });
  expect(office.dirty).toBe(true);
  host.change({ form: { ...form, event: { ...form.event, venue: "Theirs" } } });
  await pass(10);
  expect(office.draft!.event.venue).toBe("My house");
  expect(the("room-evening")?.textContent).toContain("was changed elsewhere, too");
});
