/** What answers a key is brought into sight, wherever in the room it stands. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { problem } from "../../host/fake";
import { NO_SERVER } from "../../host/samplesOffice";
import { asked, close, fill, open, pass, press, the } from "../testing";

let seen: string[] = [];

beforeEach(() => {
  seen = [];
  vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(function (this: Element) {
    seen.push(this.textContent.trim());
  });
});
afterEach(close);

it("Ctrl K says that there is no server yet, and what to do", async () => {
  const { host } = await open("mail", (host) => (host.settings = NO_SERVER));
  await press("k", { ctrlKey: true });
  await pass(10);
  expect(the("server")?.textContent).toContain("There is no mail server yet: type the server");
  expect(seen.at(-1)).toContain("There is no mail server yet");
  expect(asked(host, "check mail")).toEqual([]);
});

it("Ctrl K shows the server’s answer", async () => {
  await open("mail");
  await press("k", { ctrlKey: true });
  await pass(10);
  expect(seen.at(-1)).toContain("lets us in");
});

it("Ctrl T shows that the test is on its way, why not, and that there is no server", async () => {
  const { host } = await open("mail");
  await fill("test-address", "rich@example.org");
  await press("t", { ctrlKey: true });
  await pass(10);
  expect(seen.at(-1)).toContain("A test is on its way to rich@example.org");
  host.sendTest = async () => {
    throw problem("device", "The server does not answer.");
  };
  await press("t", { ctrlKey: true });
  await pass(10);
  expect(seen.at(-1)).toBe("The server does not answer.");
  close();
  await open("mail", (host) => (host.settings = NO_SERVER));
  await fill("test-address", "rich@example.org");
  await press("t", { ctrlKey: true });
  await pass(10);
  expect(seen.at(-1)).toContain("There is no mail server yet");
});

it("a job that ends scrolls nobody away from what they type", async () => {
  const { host } = await open("mail");
  seen = [];
  const came_to = { what: "mail", letter: "ticket", sent: 386, total: 386, refused: 0, put_off: 0, uncertain: 0, left: 0 } as const;
  host.tell({ job: "mail", done: 386, total: 386, over: true, came_to });
  await pass(10);
  expect(seen.filter((text) => text.includes("386"))).toEqual([]);
});
