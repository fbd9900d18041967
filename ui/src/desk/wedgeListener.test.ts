import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pass, press, type } from "./hands";
import { CODE_LENGTH } from "./wedge";
import { listenForScans } from "./wedgeListener";

const CODE = `LY1:${"AB12CD34EF".repeat(12)}`.slice(0, CODE_LENGTH);

let field: HTMLInputElement;
let changes: string[];
let scans: string[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  scans = [];
  changes = [];
  stop = listenForScans(window, (text) => scans.push(text));
  field = document.createElement("input");
  document.body.append(field);
  field.value = "Walter White";
  field.focus();
  field.setSelectionRange(6, 6);
  field.addEventListener("input", () => changes.push(field.value));
});

afterEach(() => {
  stop();
  field.remove();
  vi.useRealTimers();
});

describe("a field that is scanned into", () => {
  it("shows what it had, and hears of the scan's first keys alone", async () => {
    await type(CODE.slice(0, 60), 5);
    expect(field.value).toBe("Walter White");
    const soFar = changes.length;
    expect(soFar).toBeLessThan(10);
    await type(CODE.slice(60), 5);
    press("Enter");
    expect(scans).toEqual([CODE]);
    expect(changes).toHaveLength(soFar);
    expect(field.value).toBe("Walter White");
    expect(field.selectionStart).toBe(6);
  });

  it("gets what came as fast and was no scan, where it was typed", async () => {
    await type("-Winston", 5);
    await pass(200);
    expect(scans).toEqual([]);
    expect(field.value).toBe("Walter-Winston White");
    expect(field.selectionStart).toBe(14);
    press("!");
    expect(field.value).toBe("Walter-Winston! White");
  });

  it("gets it before a key that does something else with it", async () => {
    await type("-Winston", 5);
    press("ArrowLeft");
    expect(field.value).toBe("Walter-Winston White");
  });

  it("keeps what a person typed right before", async () => {
    await type("Win", 120);
    await pass(30);
    await type(CODE, 5);
    press("Enter");
    expect(scans).toEqual([CODE]);
    expect(field.value).toBe("WalterWin White");
  });

  it("loses nothing to a code that stalls and comes whole", async () => {
    await type(CODE.slice(0, 50), 5);
    await pass(400);
    await type(CODE.slice(50), 5);
    press("Enter");
    expect(scans).toEqual([CODE]);
    expect(field.value).toBe("Walter White");
  });
});
