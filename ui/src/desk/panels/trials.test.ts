import { afterEach, expect, it } from "vitest";
import { CALIBRATION } from "./calibrationCode";
import { all, close, open, pass, press, scan, the } from "./testing";

afterEach(close);

const health = (name: string) => the(name)?.querySelector<HTMLElement>("[data-health]")?.dataset.health;

async function click(testid: string): Promise<void> {
  the(testid)!.focus();
  await press("Enter");
}

it("what the trials came to is there when the panel comes back", async () => {
  const { desk } = await open({ kind: "rehearsal" });
  await click("scanner-try");
  await scan(CALIBRATION);
  await pass(1_500);
  await click("ticket-try");
  await scan("REAL-TICKET");
  await pass(0);
  desk.close();
  await pass(0);
  desk.open({ kind: "rehearsal" });
  await pass(0);
  expect(health("trial-scanner")).toBe("good");
  expect(the("scanner-result")?.textContent).toContain("It reads well");
  expect(health("trial-ticket")).toBe("good");
});

it("two tickets to practise with that let somebody in have names of their own", async () => {
  await open({ kind: "rehearsal" }, (host) => {
    host.view = { ...host.view, practice: true };
    host.practiceTickets = async () => [
      { verdict: "admitted", text: "one" },
      { verdict: "admitted", text: "group" },
      { verdict: "unpaid", text: "owes" },
    ];
  });
  await pass(0);
  expect(all("practice-scan").map(({ textContent }) => textContent?.trim())).toEqual([
    "Welcome",
    "Welcome: a group",
    "Not paid yet",
  ]);
});
