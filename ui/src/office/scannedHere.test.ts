import { afterEach, describe, expect, it } from "vitest";
import { close, input, open, pass, press, the } from "./testing";

afterEach(close);

const CODE = `LY1:${"AB12 D34EF".repeat(12)}`.slice(0, 121);

async function scan(code: string): Promise<void> {
  for (const char of code) {
    await press(char);
    await pass(4);
  }
  await press("Enter");
  await pass(10);
}

describe("a ticket that is scanned while the office is in front", () => {
  it.each([CODE, "EB-12345-XYZ"])("is said in a bar, and types nothing: %s", async (code) => {
    const { host } = await open("evening");
    const before = [...host.asked];
    const name = input("event-name").value;
    input("event-name").focus();
    await scan(code);
    expect(the("scanned-here")?.textContent).toContain("A ticket was scanned here.");
    expect(input("event-name").value).toBe(name);
    expect(host.unsaved).toBe(false);
    expect(host.asked, "and its Enter does nothing").toEqual(before);
    await scan(code);
    expect(the("scanned-here")?.textContent).toContain("2 tickets were scanned here.");
    await press("Escape");
    await pass(10);
    expect(the("scanned-here")).toBeNull();
  });
});
