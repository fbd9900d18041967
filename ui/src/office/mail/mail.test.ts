import { afterEach, describe, expect, it } from "vitest";
import { problem } from "../../host/fake";
import type { FakeOffice } from "../../host/fakeOffice";
import { letters, MAILS, NO_SERVER } from "../../host/samplesOffice";
import { all, asked, choose, click, close, fill, input, open, pass, press, the } from "../testing";
import { KEEP_AFTER_MS } from "./mailing.svelte";

afterEach(close);

const body = () => the("letter-body") as HTMLTextAreaElement;

describe("a letter", () => {
  it("is kept once after the last key, and seen as a guest would", async () => {
    const { host } = await open("mail");
    await fill("letter-subject", "Come to {event}");
    await fill("letter-subject", "Come to {event}, {first_name}");
    await pass(KEEP_AFTER_MS + 10);
    expect(asked(host, "letter ")).toHaveLength(1);
    expect(asked(host, "letter ")[0]).toContain('"subject":"Come to {event}, {first_name}"');
    expect(the("preview-subject")?.textContent).toBe("Come to Scale & Reliability Engineering, Ada");
    expect(the("letter-state")?.textContent).toContain("In your words, kept.");
  });

  it("is kept before another one is looked at", async () => {
    const { host } = await open("mail");
    await fill("letter-subject", "Come!");
    await click("letter-1");
    expect(asked(host, "letter ")).toHaveLength(1);
    expect(input("letter-subject").value).toBe("{event}: see you on {date}");
    await click("letter-0");
    expect(input("letter-subject").value).toBe("Come!");
  });

  it("stays as typed when the program can’t read it, and says why", async () => {
    await open("mail", (host) => {
      host.onSetLetter = () => {
        throw problem("bad_input", "there is no placeholder {fist_name}");
      };
    });
    await fill("letter-body", "Hello {fist_name}");
    await pass(KEEP_AFTER_MS + 10);
    expect(the("letters")?.textContent).toContain("there is no placeholder {fist_name}");
    await click("letter-1");
    expect(body().value, "nothing typed is thrown away").toBe("Hello {fist_name}");
  });

  it("gets a placeholder where the caret stands, by keys alone", async () => {
    const { host } = await open("mail");
    body().focus();
    await fill("letter-body", "Hello , welcome");
    body().setSelectionRange(6, 6);
    await press("i", { ctrlKey: true });
    expect(document.activeElement).toBe(the("placeholder-first_name"));
    await press("ArrowRight");
    await press("Enter");
    await pass(10);
    expect(body().value).toBe("Hello {name}, welcome");
    expect(document.activeElement).toBe(body());
    expect(body().selectionStart).toBe(12);
    await pass(KEEP_AFTER_MS + 10);
    expect(asked(host, "letter ")[0]).toContain("Hello {name}, welcome");
  });

  it("goes back to the built-in words", async () => {
    await open("mail");
    await fill("letter-subject", "Come!");
    await pass(KEEP_AFTER_MS + 10);
    await click("letter-reset");
    expect(input("letter-subject").value).toBe("Your ticket for {event}");
    expect(the("letter-reset")).toBeNull();
  });

  it("is shown in a frame that may do nothing, or as plain text", async () => {
    await open("mail");
    const frame = document.querySelector("iframe")!;
    expect(frame.getAttribute("sandbox")).toBe("");
    expect(frame.getAttribute("srcdoc")).toContain("Hello Ada,");
    await click("preview-1");
    expect(document.querySelector("iframe")).toBeNull();
    expect(the("preview-text")?.textContent).toContain("Hello Ada,");
  });
});

describe("sending", () => {
  it("begins with a test, and goes to all once their number was typed", async () => {
    const { host } = await open("mail");
    expect(the("send-typed"), "no test was seen yet").toBeNull();
    await fill("test-address", "rich@example.org");
    await press("t", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "test")).toEqual(["test ticket rich@example.org"]);
    await fill("send-typed", "400");
    await press("Enter");
    expect(asked(host, "send {")).toEqual([]);
    await fill("send-typed", "386");
    await press("Enter");
    await pass(10);
    expect(asked(host, "send {")).toEqual(['send {"letter":"ticket","count":386}']);
  });

  it("keeps what is being typed before the test, so that the test has these words", async () => {
    const { host } = await open("mail");
    await fill("letter-subject", "Come!");
    await press("t", { ctrlKey: true });
    await pass(10);
    const order = host.asked.filter((asked) => /^(letter|test) /.test(asked)).map((asked) => asked.split(" ")[0]);
    expect(order).toEqual(["letter", "test"]);
  });

  it("asks for another test after the words were changed", async () => {
    await open("mail", (host) => (host.words = letters(true)));
    expect(the("send-typed")).not.toBeNull();
    await fill("letter-subject", "Come!");
    await pass(KEEP_AFTER_MS + 10);
    expect(the("send-typed")).toBeNull();
    expect(the("test-first")).not.toBeNull();
  });

  it("shows how far it is, hides the question meanwhile, and asks for the rest when it was stopped", async () => {
    const { host } = await open("mail", (host) => (host.words = letters(true)));
    host.tell({ job: "mail", done: 100, total: 386 });
    await pass(10);
    expect(the("send-typed")).toBeNull();
    expect(the("progress")?.textContent).toContain("100 of 386");
    host.sent = 150;
    const came_to = { what: "mail", letter: "ticket", sent: 150, total: 386, refused: 1, put_off: 0, uncertain: 0, left: 235 } as const;
    host.tell({ job: "mail", done: 150, total: 386, over: true, problem: problem("device", "The connection was lost."), came_to });
    await pass(10);
    expect(the("send")?.textContent).toContain("Ticket: 150 of 386 sent. The server refused 1. 235 are still to be sent.");
    expect(the("send")?.textContent).toContain("The connection was lost.");
    expect(the("plan")?.textContent).toContain("236 mails are to go out.");
    expect(the("to-mail")?.textContent).toContain("150 sent, 236 still to be sent");
    expect(the("next")?.textContent).toContain("236 still to be sent: go on");
  });

  it("says who is left out and why, and waits until it is the time", async () => {
    await open("mail", (host) => {
      host.words = letters(true);
      host.time = "later";
    });
    expect(the("send")?.textContent).toContain("9 are not confirmed");
    expect(the("not-now")?.textContent).toContain("once the evening is over");
    expect(the("send-typed")).toBeNull();
  });

  it("says who gets it once more, since their address was changed", async () => {
    await open("mail", (host) => {
      host.sent = 385;
      host.moved = 1;
    });
    expect(the("plan")?.textContent).toContain("One mail is to go out.");
    expect(the("send")?.textContent).toContain("1 of them to an address that was changed since it was sent");
  });

  it("shows what was sent to whom, by state", async () => {
    const { host } = await open("mail");
    expect(all("mail-line")).toHaveLength(4);
    await choose("log-state", "refused");
    await pass(10);
    expect(all("mail-line")).toHaveLength(1);
    expect(the("mail-log")?.textContent).toContain("there is no such mailbox");
    expect(asked(host, "mail log").length).toBeGreaterThan(1);
  });
});

it("sends a letter once more to one guest, by name", async () => {
  const { host } = await open("mail");
  await click("again-4");
  expect(asked(host, "send {")).toEqual(['send {"letter":"ticket","attendees":["noor@example.org"],"again":true}']);
});

describe("a letter whose words are not kept", () => {
  const refuse = (host: FakeOffice) => {
    host.words = letters(true);
    host.onSetLetter = () => {
      throw problem("bad_input", "There is no {nope}.");
    };
  };

  it("is neither tested nor sent in its old words", async () => {
    const { host } = await open("mail", refuse);
    expect(the("send-typed")).not.toBeNull();
    await fill("letter-body", "Dear {nope}");
    expect(the("send-typed"), "before it is kept, too").toBeNull();
    await pass(KEEP_AFTER_MS + 10);
    expect(the("other-words")?.textContent).toContain("The words in sight are not kept");
    await press("t", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "test ")).toEqual([]);
    expect(the("send")?.textContent).not.toContain("A test is on its way");
    await click("again-4");
    expect(asked(host, "send {"), "nor to one alone").toEqual([]);
  });
});

describe("the log of what was sent", () => {
  const many = (host: FakeOffice) => {
    host.mails = Array.from({ length: 378 }, (_, at) => ({ ...MAILS[0]!, id: at, name: `Guest ${at}`, address: `guest${at}@example.org` }));
  };

  it("shows the next ones when they are asked for", async () => {
    await open("mail", many);
    expect(all("mail-line")).toHaveLength(200);
    await click("log-more");
    await pass(10);
    expect(all("mail-line")).toHaveLength(378);
    expect(the("log-more")).toBeNull();
  });

  it("finds a guest by name or address", async () => {
    await open("mail", many);
    await fill("log-search", "guest 377");
    await pass(10);
    expect(all("mail-line")).toHaveLength(1);
    await fill("log-search", "guest12@");
    await pass(10);
    expect(the("mail-log")?.textContent).toContain("guest12@example.org");
    expect(all("mail-line")).toHaveLength(1);
  });
});

describe("the server", () => {
  it("names each wrong field and saves nothing", async () => {
    const { host } = await open("mail");
    await click("server-edit");
    await fill("mail-port", "99999");
    await fill("mail-pace", "0");
    await fill("mail-reply-to", "nowhere");
    await click("server-save");
    await pass(10);
    expect(asked(host, "set mail")).toEqual([]);
    expect(the("server")?.textContent).toContain("A port is a number from 1 to 65535.");
    expect(document.activeElement, "the first one has the focus").toBe(input("mail-port"));
    for (const name of ["mail-port", "mail-pace", "mail-reply-to"]) expect(input(name).getAttribute("aria-invalid"), name).toBe("true");
    await fill("mail-port", "abc");
    expect(input("mail-port").getAttribute("aria-invalid")).toBe("true");
    await fill("mail-port", "2525");
    await fill("mail-pace", "30");
    await fill("mail-reply-to", "");
    await click("server-save");
    await pass(10);
    expect(JSON.parse(asked(host, "set mail")[0]!.slice("set mail ".length))).toMatchObject({ port: 2525, per_minute: 30 });
  });

  it("is asked for first, saved and checked at once; an empty password changes nothing", async () => {
    const { host } = await open("mail", (host) => (host.settings = NO_SERVER));
    await fill("mail-host", "smtp.example.org");
    await click("security-1");
    await click("server-save");
    await pass(10);
    const change = JSON.parse(asked(host, "set mail")[0]!.slice("set mail ".length));
    expect(change).toMatchObject({ host: "smtp.example.org", port: 465, security: "tls" });
    expect(change).not.toHaveProperty("password");
    expect(asked(host, "check mail")).toHaveLength(1);
    expect(the("server")?.textContent).toContain("smtp.example.org:465 lets us in");
    expect(the("mail-host"), "the form is gone").toBeNull();
    expect(the("server-edit")).not.toBeNull();
  });

  it("is checked as it stands in the form, which is saved first", async () => {
    const { host } = await open("mail");
    await click("server-edit");
    await fill("mail-host", "smtp.new.example");
    expect(the("room-mail")?.querySelector("footer")?.textContent).toContain("Save and check");
    await press("k", { ctrlKey: true });
    await pass(10);
    const order = host.asked.filter((asked) => /^(set mail|check mail)/.test(asked)).map((asked) => asked.replace(/ \{.*/, ""));
    expect(order).toEqual(["set mail", "check mail"]);
    expect(asked(host, "set mail")[0]).toContain('"host":"smtp.new.example"');
    expect(the("server")?.textContent).toContain("smtp.new.example:587 lets us in");
  });

  it("is not checked while a field of it is wrong", async () => {
    const { host } = await open("mail");
    await click("server-edit");
    await fill("mail-port", "99999");
    await press("k", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "check mail")).toEqual([]);
    expect(document.activeElement).toBe(input("mail-port"));
  });

  it("keeps a port that was typed by hand when the encryption is chosen afterwards", async () => {
    await open("mail", (host) => (host.settings = NO_SERVER));
    await fill("mail-port", "2525");
    await click("security-1");
    expect(input("mail-port").value).toBe("2525");
    await fill("mail-port", "587");
    await click("security-2");
    expect(input("mail-port").value).toBe("25");
  });

  it("is given the certificate that it made itself, and can lose it again", async () => {
    const { host } = await open("mail");
    await click("server-edit");
    expect(the("no-certificate")).toBeNull();
    await fill("certificate", "/home/rich/server.pem");
    await click("server-save");
    await pass(10);
    expect(asked(host, "set mail")[0]).toContain('"certificate":"/home/rich/server.pem"');
    await click("server-edit");
    expect(input("certificate").value).toBe("");
    await click("no-certificate");
    expect(asked(host, "set mail").at(-1)).toBe('set mail {"certificate":""}');
    expect(the("no-certificate")).toBeNull();
  });

  it("says why it does not let us in", async () => {
    const { host } = await open("mail");
    host.onCheck = () => {
      throw problem("device", "The server does not know this password.");
    };
    await press("k", { ctrlKey: true });
    await pass(10);
    expect(the("server")?.textContent).toContain("does not know this password");
  });
});
