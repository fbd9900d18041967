import { afterEach, describe, expect, it } from "vitest";
import { problem } from "../../host/fake";
import type { FakeOffice } from "../../host/fakeOffice";
import { GUESTS } from "../../host/samples";
import { MAILS, sampleImported, samplePreview } from "../../host/samplesOffice";
import { all, asked, choose, click, close, fill, input, open, pass, press, the } from "../testing";

afterEach(close);

const FILE = "/home/rich/guests-luma.csv";

async function dropped(prepare?: Parameters<typeof open>[1]) {
  const opened = await open("evening", prepare);
  opened.host.drop(FILE);
  await pass(10);
  return opened;
}

describe("a list", () => {
  it("is looked at when it is dropped into any room, and nothing is written", async () => {
    const { host, office } = await dropped();
    expect(office.room).toBe("guests");
    expect(the("recognised")?.textContent).toContain("A list from Luma, 415 rows");
    expect(the("planned-added")?.textContent).toContain("26");
    expect(the("group-leftOut")?.textContent).toContain("line 88 column “status”: “tomorow” is no status");
    expect(the("group-changed")?.textContent).toContain("Company: – → Harbour Labs; Ticket type: General → Speaker (line 41)");
    expect(the("group-changed")?.textContent).toContain("confirmed → said no");
    expect(the("planned-notComing")?.textContent).toContain("2 of the new don’t come");
    expect(asked(host, "import /")).toEqual([]);
  });

  it("is opened by its typed path too", async () => {
    const { host } = await open("guests");
    await fill("list-file", FILE);
    await press("Enter");
    await pass(10);
    expect(asked(host, "preview /")).toEqual([`preview ${FILE} [] ask`]);
    expect(the("columns")).not.toBeNull();
  });

  it("is asked anew what will happen whenever a column is put right", async () => {
    const { host } = await dropped();
    await choose("place-7", "company");
    await choose("place-6", "question");
    expect(asked(host, "preview /").slice(1)).toEqual([
      `preview ${FILE} [{"column":"Firm","place":"company"}] ask`,
      `preview ${FILE} [{"column":"Firm","place":"company"},{"column":"created_at","place":"question"}] ask`,
    ]);
    await choose("place-7", "question");
    expect(asked(host, "preview /").at(-1), "what was said last of a column counts").toContain('{"column":"Firm","place":"question"}]');
    await press("Enter", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "import /")).toHaveLength(1);
    expect(asked(host, "import /")[0]).toContain('"column":"created_at","place":"question"');
  });

  it("keeps what was said of an earlier list when one more column is put right", async () => {
    const said = [{ column: "Firm", place: "company" }];
    const { host } = await dropped((host) => {
      host.onPreviewList = ({ columns = [] }) => samplePreview({ said: columns.length > 0 ? columns : said });
    });
    await choose("place-6", "note");
    expect(asked(host, "preview /").at(-1)).toBe(`preview ${FILE} [{"column":"Firm","place":"company"},{"column":"created_at","place":"note"}] ask`);
  });

  it("tells two columns of one title apart", async () => {
    const columns = ["name", "Phone", "Phone"].map((column) => ({ column, place: column === "name" ? "name" : "question" }));
    const { host } = await dropped((host) => (host.onPreviewList = () => samplePreview({ answer: sampleImported({ columns }) })));
    await choose("place-2", "leave_out");
    expect(asked(host, "preview /").at(-1)).toContain('[{"column":"Phone","place":"question"},{"column":"Phone","place":"leave_out"}]');
  });

  it("says which column was guessed by what stands in it", async () => {
    const columns = ["name", "Work mail address"].map((column, at) => ({ column, place: at === 0 ? "name" : "email" }));
    await dropped((host) => (host.onPreviewList = () => samplePreview({ answer: sampleImported({ columns, guessed: columns.slice(1) }) })));
    expect(all("column").map((column) => column.textContent!.includes("Guessed"))).toEqual([false, true]);
  });

  it("says which column looks like addresses, and takes it at a click", async () => {
    const columns = ["name", "Kontakt", "Buddy"].map((column, at) => ({ column, place: at === 0 ? "name" : "question" }));
    const suggested = [{ column: "Kontakt", place: "email" }];
    const { host } = await dropped((host) => {
      host.onPreviewList = ({ columns: said = [] }) => samplePreview({ answer: sampleImported({ columns, suggested: said.length > 0 ? [] : suggested }) });
    });
    expect(all("suggested").map((line) => line.textContent)).toHaveLength(1);
    expect(the("suggested")?.textContent).toContain("“Kontakt” looks like e-mail addresses.");
    await click("suggested-1");
    await pass(10);
    expect(asked(host, "preview /").at(-1)).toBe(`preview ${FILE} [{"column":"Kontakt","place":"email"}] ask`);
    expect(the("suggested"), "it is settled").toBeNull();
  });

  it("says who is missing and stays since rows can’t be read", async () => {
    await dropped((host) => (host.onPreviewList = () => samplePreview({ answer: sampleImported({ spared: 7 }) })));
    expect(the("spared")?.textContent).toContain("7 guests");
    expect(the("other-sheets")).toBeNull();
    await press("Enter", { ctrlKey: true });
    await pass(10);
  });

  it("asks about a column in which some don’t come", async () => {
    const columns = [{ column: "Name", place: "name" }, { column: "Flight", place: "question" }];
    await dropped((host) => {
      host.onPreviewList = () => samplePreview({ answer: sampleImported({ columns, suggested: [{ column: "Flight", place: "status" }] }) });
    });
    expect(the("suggested")?.textContent).toContain("“Flight” has words for guests who don’t come.");
    expect(the("suggested")?.textContent).toContain("Take it as the status");
    await pass(10);
  });

  it("tells of the sheets that nobody reads", async () => {
    await dropped((host) => (host.onPreviewList = () => samplePreview({ answer: sampleImported({ sheet: "Guests", other_sheets: ["Speakers", "Crew"] }) })));
    expect(the("other-sheets")?.textContent).toContain("“Speakers”, “Crew”");
    await pass(10);
  });

  it("shows the answer of the last question, though an earlier one comes later", async () => {
    const answers: ((preview: ReturnType<typeof samplePreview>) => void)[] = [];
    await dropped((host) => {
      const first = samplePreview();
      host.onPreviewList = ({ columns = [] }) => (columns.length === 0 ? first : new Promise((done) => answers.push(done)));
    });
    await choose("place-7", "company");
    await choose("place-7", "role");
    answers[1]!(samplePreview({ answer: sampleImported({ added: 20 }) }));
    await pass(10);
    answers[0]!(samplePreview({ answer: sampleImported({ added: 10 }) }));
    await pass(10);
    expect(the("planned-added")?.textContent).toContain("20");
  });

  it("waits for a word about many who are gone", async () => {
    const { host } = await dropped((host) => {
      host.onPreviewList = () => samplePreview({ many_gone: true, answer: sampleImported({ gone: 61 }) });
    });
    await press("Enter", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "import /"), "nobody is marked as gone unasked").toEqual([]);
    expect(the("ask-gone")?.textContent).toContain("61 guests stood on this list before");
    await click("missing-1");
    await press("Enter", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "import /")).toEqual([`import ${FILE} [] stay`]);
  });

  it("can’t be imported as long as it can’t be read", async () => {
    const { host } = await dropped((host) => {
      host.onPreviewList = () => samplePreview({ problem: problem("bad_input", "", { kind: "two_columns", place: "email", first: "email", second: "Mail" }) });
    });
    expect(the("room-guests")?.textContent).toContain("Two columns claim to be “E-mail”: “email” and “Mail”.");
    await press("Enter", { ctrlKey: true });
    await click("import");
    expect(asked(host, "import /")).toEqual([]);
  });

  it("is laid aside with Escape", async () => {
    const { host } = await dropped();
    await press("Escape");
    await pass(10);
    expect(the("columns")).toBeNull();
    expect(asked(host, "import /")).toEqual([]);
  });

  it("stays on the screen with its columns when the import fails", async () => {
    await dropped((host) => {
      host.onImport = () => {
        throw problem("busy", "Another program holds the file.");
      };
    });
    await press("Enter", { ctrlKey: true });
    await pass(10);
    expect(the("room-guests")?.textContent).toContain("Another program holds the file.");
    expect(the("columns")).not.toBeNull();
  });

  it("tells what came of it, and is taken back as one", async () => {
    const { host } = await dropped();
    await press("Enter", { ctrlKey: true });
    await pass(10);
    expect(the("list")?.textContent).toContain("26 new, 3 changed, 4 gone; 2 rows were left out.");
    await click("undo-2");
    expect(asked(host, "undo import")).toEqual(["undo import 2"]);
    expect(the("list")?.textContent).toContain("12 off the list, 3 as they were");
    expect(the("undo-2"), "not twice").toBeNull();
    expect(the("list")?.textContent, "what it came to is no more").not.toContain("26 new");
  });

  it("shows two hundred columns in a table that scrolls by itself", async () => {
    await dropped((host) => (host.onPreviewList = () => samplePreview({}, 192)));
    expect(all("column")).toHaveLength(200);
    expect(the("first-rows")!.querySelector(".table")!.getAttribute("tabindex")).toBe("0");
    // The page in memory takes its time for five thousand options; a browser doesn't.
  }, 60_000);

  it("says kindly that something else is none", async () => {
    const { host } = await open("guests");
    host.drop("/home/rich/menu.docx");
    await pass(10);
    expect(the("list")?.textContent).toContain("menu.docx is no list");
    expect(asked(host, "preview")).toEqual([]);
  });
});

describe("one person on two lists", () => {
  it("may be one whose address was put right", async () => {
    const { host } = await open("guests", (host) => {
      const [first] = host.pairs;
      host.pairs = [{ ...first!, alike: "under_one_name" }];
    });
    expect(the("renamed")?.textContent).toContain("an address that was put right?");
    await click("keep-kelly-1");
    expect(asked(host, "merge"), "not by one key").toEqual([]);
    expect(document.activeElement).toBe(the("merge-no"));
    await press("Enter", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "merge")).toEqual(["merge kelly-1 kelly-2"]);
  });

  it("is made one only by a person, who says which to keep", async () => {
    const { host } = await open("guests");
    expect(the("twins")?.textContent).toContain("Lantern Foods");
    await click("keep-kelly-2");
    expect(asked(host, "merge"), "not by one key").toEqual([]);
    expect(document.activeElement).toBe(the("merge-no"));
    await press("Enter", { ctrlKey: true });
    await pass(10);
    expect(asked(host, "merge")).toEqual(["merge kelly-2 kelly-1"]);
    expect(the("twins")).toBeNull();
    expect(the("room-guests")?.textContent).toMatch(/Ann-Marie Kelly.* and Ann-Marie Kelly.* are one guest now\./);
  });

  it("stays two where the second key is Escape, and whoever was found is looked for anew", async () => {
    const { host } = await open("guests");
    await fill("find", "kelly");
    await pass(200);
    const times = () => asked(host, "find kelly").length;
    expect(times()).toBe(1);
    await click("keep-kelly-2");
    await press("Escape");
    await pass(10);
    expect(the("merge-ask")).toBeNull();
    expect(document.activeElement).toBe(the("keep-kelly-2"));
    expect(asked(host, "merge")).toEqual([]);
    await click("keep-kelly-2");
    await click("merge-yes");
    await pass(10);
    expect(asked(host, "merge")).toHaveLength(1);
    expect(times()).toBe(2);
  });

  it("may be two people, and that is kept", async () => {
    const { host } = await open("guests");
    await click("two-people");
    await pass(10);
    expect(the("twins")).toBeNull();
    expect(asked(host, "apart")).toEqual(["apart kelly-1 kelly-2"]);
    expect(asked(host, "merge")).toEqual([]);
  });

  describe("or on three", () => {
    const three = (host: FakeOffice) => {
      const [first] = host.pairs;
      host.pairs = [{ ...first!, guests: [...first!.guests, { id: "lukasz", source: "desk", name: "Ann-Marie Kelly", email: "annmarie@example.org" }] }];
    };

    it("is shown with all three, and all are made one", async () => {
      const { host } = await open("guests", three);
      expect(all("twins").at(-1)!.querySelectorAll("dl")).toHaveLength(3);
      await click("keep-kelly-2");
      expect(asked(host, "merge"), "not by one key").toEqual([]);
      expect(document.activeElement).toBe(the("merge-no"));
      await press("Enter", { ctrlKey: true });
      await pass(10);
      expect(asked(host, "merge")).toEqual(["merge kelly-2 kelly-1", "merge kelly-2 lukasz"]);
      expect(the("twins")).toBeNull();
    });

    it("may be somebody else; the others are asked about alone", async () => {
      const { host } = await open("guests", three);
      await click("else-lukasz");
      await pass(10);
      expect(asked(host, "apart")).toEqual(["apart lukasz kelly-1", "apart lukasz kelly-2"]);
      expect(all("twins").at(-1)!.querySelectorAll("dl")).toHaveLength(2);
      expect(the("keep-kelly-1")?.textContent).toContain("One person: keep this one");
    });

    it("may be three people, each pair told apart once", async () => {
      const { host } = await open("guests", three);
      await click("two-people");
      await pass(10);
      expect(asked(host, "apart")).toEqual(["apart kelly-1 kelly-2", "apart kelly-1 lukasz", "apart kelly-2 lukasz"]);
      expect(the("twins")).toBeNull();
    });
  });
});

it("says that whoever comes in after the day of erasure is erased again", async () => {
  const past = { past_erasure: "Saturday 2 January 2027" };
  await open("guests", (host) => {
    const preview = host.onPreviewList;
    host.onPreviewList = async (request) => {
      const seen = await preview(request);
      return { ...seen, answer: { ...seen.answer, ...past } };
    };
    host.onImport = () => sampleImported(past);
  });
  await fill("list-file", "/home/rich/late.csv");
  await press("Enter");
  await pass(10);
  expect(the("planned")?.textContent).toContain("is erased again");
  await press("Enter", { ctrlKey: true });
  await pass(10);
  expect(the("list")?.textContent).toContain("is erased again");
});

it("looks again at a list that is another by the time it is imported, and asks again who is gone", async () => {
  let stamp = "1-1";
  const seen: (string | null | undefined)[] = [];
  const { host } = await dropped((host) => {
    host.onPreviewList = () => samplePreview({ many_gone: true, stamp, answer: sampleImported({ gone: 61 }) });
    host.onImport = (request) => {
      seen.push(request.stamp);
      throw problem("bad_input", "The list was changed since it was read.");
    };
  });
  await click("missing-2");
  stamp = "2-2";
  await press("Enter", { ctrlKey: true });
  await pass(10);
  expect(seen).toEqual(["1-1"]);
  expect(asked(host, "preview /")).toHaveLength(2);
  expect(the("room-guests")?.textContent).toContain("The list was changed since it was read.");
  await press("Enter", { ctrlKey: true });
  await pass(10);
  expect(seen, "nobody is gone by what was said of another list").toHaveLength(1);
});

it("names whom another list strikes off, and who comes by hand", async () => {
  await dropped();
  expect(the("group-struck")?.textContent).toContain("Élodie Moreau cancelled");
  expect(the("group-kept")?.textContent).toContain("Chidi Okafor said no");
});

it.each([
  ["Ticketnummer", "code", "“Ticketnummer” may be the codes on the guests’ tickets."],
  ["Payment", "payment", "“Payment” has words for payments that are open or were given back."],
  ["Begleitung", "companions", "“Begleitung” may be how many others each guest brings."],
  ["Anzahl", "quantity", "“Anzahl” may be how many come on each ticket."],
])("suggests what the column %s may be", async (column, place, says) => {
  const columns = [{ column, place: "question" }];
  const { host } = await dropped((host) => (host.onPreviewList = () => samplePreview({ answer: sampleImported({ columns, suggested: [{ column, place }] }) })));
  expect(the("suggested")?.textContent).toContain(says);
  await click("suggested-0");
  expect(asked(host, "preview /").at(-1)).toContain(`{"column":"${column}","place":"${place}"}`);
});

it("leads through every part of a list that is looked at by F6, and round again", async () => {
  await dropped((host) => {
    const none = { rejected: [], rejected_rows: 0, gone: 0, flagged: [], twins: [], ticket_types: [], taken_in_part: [], elsewhere: [], struck: [], kept: [], updated: 0 };
    // Nothing in what will happen can have the focus then.
    host.onPreviewList = () => {
      const preview = samplePreview({ changes: [], gone: [] });
      return { ...preview, answer: { ...preview.answer, ...none } };
    };
  });
  const seen: (string | undefined)[] = [];
  for (let times = 0; times < 4; times++) {
    await press("F6");
    seen.push(document.activeElement?.closest<HTMLElement>("[data-section]")?.dataset.testid);
  }
  expect(seen).toEqual(["columns", "first-rows", "columns", "first-rows"]);
});

it("shows a question at the door, and leaves its badge alone", async () => {
  const { host } = await open("guests");
  await click("shown-2");
  expect(asked(host, "question ")).toEqual(["question Pronouns true true"]);
});

describe("one guest", () => {
  async function found(prepare?: Parameters<typeof open>[1]) {
    const opened = await open("guests", prepare);
    await press("f", { ctrlKey: true });
    await pass(10);
    expect(document.activeElement).toBe(input("find"));
    await fill("find", "kelly");
    await pass(200);
    await press("ArrowDown");
    await press("Enter");
    await pass(10);
    return opened;
  }

  it("is found and opened by keys", async () => {
    const { host } = await found();
    expect(asked(host, "find")).toEqual(["find kelly"]);
    expect(the("card")?.textContent).toContain("Lantern Foods, Data engineer");
    await press("Escape");
    await pass(10);
    expect(the("card")).toBeNull();
    expect(document.activeElement).toBe(input("find"));
  });

  it("tells which letters they got, and when", async () => {
    await found((host) => {
      host.mails = GUESTS.map((guest, id) => ({ ...MAILS[0]!, id, attendee: guest.id, at: "2026-11-24T16:10:00+00:00" }));
    });
    expect(the("card-letters")?.textContent).toContain("24 Nov, 16:10 Ticket, sent lukasz@example.org");
    expect(the("card-letters")?.querySelectorAll("li")).toHaveLength(1);
  });

  it("knows who wants no letters", async () => {
    const { host } = await found();
    expect(the("card-opt-out")?.textContent).toBe("No more letters");
    await press("Escape");
    await pass(10);
    const guest = host.guest.bind(host);
    host.guest = async (id) => ({ ...(await guest(id)), opted_out: true });
    await press("Enter");
    await pass(10);
    expect(the("card-opt-out")?.textContent).toBe("Letters again");
  });

  it("is changed with the form of the desk", async () => {
    const { host } = await found();
    await press("e", { ctrlKey: true });
    await pass(10);
    await fill("edit-company", "Tern");
    await press("Enter");
    await pass(10);
    expect(asked(host, "edit")).toEqual(['edit kelly-2 {"company":"Tern"}']);
    await pass(10);
    await press("Escape");
    await pass(10);
    expect(the("card"), "the card has the keys again once the form is gone").toBeNull();
  });

  it("gets a new ticket, or loses it", async () => {
    const { host } = await found();
    await click("card-reissue");
    await click("card-revoke");
    expect(host.asked.filter((asked) => /^re(issue|voke)/.test(asked))).toEqual(["reissue kelly-2", "revoke kelly-2"]);
    expect(the("card-revoke"), "there is nothing left to withdraw").toBeNull();
  });

  it.each(["status", "flagged"] as const)("gets no new ticket once they were refunded, by their %s", async (by) => {
    const { host } = await open("guests");
    const guest = host.guest.bind(host);
    host.guest = async (id) => ({ ...(await guest(id)), [by]: "refunded" });
    await press("f", { ctrlKey: true });
    await pass(10);
    await fill("find", "kelly");
    await pass(200);
    await press("ArrowDown");
    await press("Enter");
    await pass(10);
    expect(the("card-revoke")).not.toBeNull();
    expect(the("card-reissue")).toBeNull();
  });

  it("is shown what is kept about them, and may have it", async () => {
    const { host } = await found();
    await click("card-data");
    expect(the("guest-data")?.textContent).toContain("Ann-Marie Kelly");
    expect(the("card")?.textContent).toContain("in the guest’s mailbox");
    await click("data-save");
    expect(asked(host, "save data")).toEqual(["save data kelly-2 /home/rich/guest.json"]);
  });

  it("is erased only once their name was typed", async () => {
    const { host } = await found();
    await click("card-erase");
    await pass(10);
    expect(document.activeElement).toBe(input("erase-guest-typed"));
    await fill("erase-guest-typed", "Ann-Marie");
    await press("Enter");
    expect(asked(host, "erase")).toEqual([]);
    await fill("erase-guest-typed", "ann-marie kelly");
    await press("Enter");
    await pass(10);
    expect(asked(host, "erase")).toEqual(["erase kelly-2"]);
    expect(the("card")?.textContent).toContain("This guest is erased.");
  });
});
