import { afterEach, expect, it } from "vitest";
import { problem } from "../../host/fake";
import { sampleAnswer } from "../../host/samples";
import { asked, close, input, open, pass, press, scan, the, type, verdict } from "./testing";

afterEach(close);

it("takes a new guest in with one Enter, and is ready for the next", async () => {
  const { host } = await open({ kind: "walk_in", name: "Grace Hopper" });
  expect(document.activeElement).toBe(input("walk-name"));
  await press("Enter");
  expect(asked(host, "walk in")).toEqual([
    'walk in {"name":"Grace Hopper","company":"","email":"","ticket_type":"Standard"}',
  ]);
  expect(verdict()).toBe("admitted");
  expect(the("said")?.textContent).toContain("Grace Hopper is in the list.");
  expect(input("walk-name").value).toBe("");
  expect(document.activeElement).toBe(input("walk-name"));
});

it("keeps the ticket type for the next one, since the same kind comes in rows", async () => {
  const { host, desk } = await open({ kind: "walk_in", name: "Ada" });
  const types = desk.view!.ticket_types;
  the("walk-type-0")!.focus();
  await press("ArrowRight");
  input("walk-name").focus();
  await press("Enter");
  await type("Bo");
  await press("Enter");
  expect(asked(host, "walk in").map((asked) => JSON.parse(asked.slice(8)).ticket_type)).toEqual([types[1], types[1]]);
});

it("says what is wrong beside the form, and keeps what was typed", async () => {
  const { host } = await open({ kind: "walk_in", name: "Ada" }, (host) => {
    host.onWalkIn = () => {
      throw problem("bad_input", "“ada@” is no e-mail address.");
    };
  });
  input("walk-email").focus();
  await type("ada@");
  await press("Enter");
  expect(the("said")?.textContent).toContain("is no e-mail address");
  expect(input("walk-name").value).toBe("Ada");
  expect(input("walk-email").value).toBe("ada@");
  expect(asked(host, "walk in")).toHaveLength(1);
  expect(verdict()).toBe("ready");
});

it("does not say that somebody is in whom the door did not let in", async () => {
  await open({ kind: "walk_in", name: "Ada" }, (host) => {
    host.onWalkIn = () => sampleAnswer("full");
  });
  await press("Enter");
  expect(verdict()).toBe("full");
  expect(the("said")?.textContent).toContain("See what the door says.");
});

it("tells of a guest of that name who is expected, and takes another one in by a second Enter", async () => {
  const { host } = await open({ kind: "walk_in", name: "Meera Dolan" }, (host) => {
    host.onWalkIn = (guest) => {
      if (!guest.another) throw problem("namesake", "Meera Dolan is on the list");
      return sampleAnswer("admitted");
    };
    host.onScan = () => sampleAnswer("re_entered");
  });
  await press("Enter");
  expect(the("said")?.textContent).toContain("Meera Dolan is on the list and still to come");
  expect(verdict()).toBe("ready");
  await scan("TICKET-1");
  expect(verdict(), "no scan waits for it").toBe("re_entered");
  expect(asked(host, "walk in"), "and none confirms it").toHaveLength(1);
  await pass(400);
  await type("s");
  await press("Enter");
  expect(asked(host, "walk in").at(-1), "another name is asked about anew").not.toContain("another");
  await press("Enter");
  expect(JSON.parse(asked(host, "walk in").at(-1)!.slice(8)).another).toBe(true);
});

it("asks for a name before it asks the program", async () => {
  const { host } = await open({ kind: "walk_in", name: "" });
  await press("Enter");
  expect(asked(host, "walk in")).toEqual([]);
  expect(the("panel")?.textContent).toContain("A name, please.");
});

it("asks once, however often Enter is pressed", async () => {
  let give = () => {};
  const { host } = await open({ kind: "walk_in", name: "Ada" }, (host) => {
    host.onWalkIn = () => new Promise((done) => (give = () => done(sampleAnswer("admitted"))));
  });
  await press("Enter");
  await press("Enter");
  give();
  await pass(0);
  expect(asked(host, "walk in")).toHaveLength(1);
});

it("lets a scan pass through a half-typed name", async () => {
  const { host } = await open({ kind: "walk_in", name: "" });
  await type("Gra");
  await scan("SOME-TICKET");
  expect(asked(host, "scan")).toEqual(["scan SOME-TICKET"]);
  expect(asked(host, "walk in")).toEqual([]);
  expect(input("walk-name").value).toBe("Gra");
});

it("asks about a name that may be a slow scanner's code", async () => {
  const { host } = await open({ kind: "walk_in", name: "BK2012" });
  await press("Enter");
  expect(asked(host, "walk in")).toEqual([]);
  expect(document.body.textContent).toContain("That looks like a ticket’s code.");
  await pass(1_000);
  await press("Enter");
  expect(asked(host, "walk in"), "somebody is called that").toHaveLength(1);
});
