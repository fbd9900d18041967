import { cleanup, render } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeDesk, problem } from "../host/fake";
import { sampleAnswer } from "../host/samples";
import App from "./App.svelte";
import { Desk } from "./desk.svelte";
import { all, ctrl, field, pass, scan, tap, the, type, verdict } from "./hands";

let host: FakeDesk;

const pane = () => the("camera");
const frame = (outline: [number, number][] = []) => host.tell({ news: "frame", jpeg: "AAAA", width: 600, height: 400, outline });

async function open(): Promise<void> {
  render(App, { host, desk: new Desk(host, () => undefined) });
  await pass(10);
}

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date("2026-12-03T18:41:10Z") });
  localStorage.clear();
  host = new FakeDesk();
  host.onScan = () => sampleAnswer("admitted");
  await open();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it("is chosen with the arrows; then the search has the keys again", async () => {
  await ctrl("k");
  expect(all("camera-choice").map((choice) => choice.textContent?.trim())).toEqual(["Built-in camera", "HD webcam"]);
  await tap("ArrowDown");
  await tap("Enter");
  expect(host.asked).toEqual(["cameras", "camera 1"]);
  expect(pane()?.dataset.state).toBe("opening");
  frame();
  await pass(0);
  expect(pane()?.dataset.state).toBe("live");
  expect(document.activeElement).toBe(field());
});

it("is chosen where it can be seen, also when a panel was open", async () => {
  await ctrl("l");
  await ctrl("k");
  expect(document.querySelector("[data-panel]")).toBeNull();
  expect(all("camera-choice")).toHaveLength(2);
});

it("outlines the code it counts, mirrored if that is easier", async () => {
  await ctrl("k");
  await tap("Enter");
  frame([
    [150, 200],
    [300, 200],
    [300, 300],
  ]);
  await pass(0);
  expect(the("outline")?.getAttribute("points")).toBe("150,200 300,200 300,300");
  await ctrl("m");
  expect(document.querySelector(".picture.mirrored")).not.toBeNull();
  expect(new Desk(host).camera.mirrored).toBe(true);
  frame();
  await pass(0);
  expect(the("outline")).toBeNull();
});

it("scans what it sees, also while somebody chooses another", async () => {
  await ctrl("k");
  await tap("Enter");
  host.tell({ news: "code", text: "LY1:CAMERA" });
  await pass(0);
  expect(verdict()).toBe("admitted");
  await tap("k", { ctrlKey: true, shiftKey: true });
  expect(pane()?.dataset.state).toBe("choosing");
  host.tell({ news: "code", text: "LY1:AGAIN" });
  await pass(0);
  expect(host.asked.filter((asked) => asked.startsWith("scan"))).toEqual(["scan LY1:CAMERA", "scan LY1:AGAIN"]);
});

it("closes with the key that opened it, and what comes late opens nothing", async () => {
  await ctrl("k");
  await tap("Enter");
  frame();
  await pass(0);
  await ctrl("k");
  expect(pane()).toBeNull();
  expect(host.asked.at(-1)).toBe("camera off");
  frame();
  host.tell({ news: "code", text: "LY1:LATE" });
  await pass(0);
  expect(pane()).toBeNull();
  expect(host.asked.some((asked) => asked.startsWith("scan"))).toBe(false);
});

it("says what to do when it is lost, and goes on when it is back", async () => {
  await ctrl("k");
  await tap("Enter");
  frame();
  host.tell({ news: "lost", problem: problem("device", "The camera is gone.") });
  await pass(0);
  expect(pane()?.dataset.state).toBe("lost");
  const told = [...document.querySelectorAll("[role=status] p")].map(({ textContent }) => textContent);
  expect(told, "each in a line, as it was said").toEqual([
    "Camera lost",
    "The camera is gone.",
    "Plug it in again, or choose another: it comes back by itself.",
  ]);
  expect(pane()?.textContent).toContain("Plug it in again");
  frame();
  await pass(0);
  expect(pane()?.dataset.state).toBe("live");
});

it("that does not open says why", async () => {
  host.onStartCamera = () => {
    throw problem("device", "Another program uses it.");
  };
  await ctrl("k");
  await tap("Enter");
  expect(pane()?.textContent).toContain("Another program uses it.");
});

describe("without any", () => {
  beforeEach(async () => {
    host.camerasThere = [];
    await ctrl("k");
  });

  it("says so, and what to do", () => {
    expect(pane()?.textContent).toContain("No camera here");
    expect(pane()?.textContent).toContain("USB scanner");
    expect(document.activeElement).toBe(the("camera-address"));
  });

  it("takes a phone by its address, and a scan meanwhile does not spoil it", async () => {
    await tap("Enter");
    expect(host.asked, "an address that is none opens nothing").toEqual(["cameras"]);
    await type("192.168.0.20:8080/video");
    await scan("TICKET-1");
    expect(verdict()).toBe("admitted");
    expect((the("camera-address") as HTMLInputElement).value, "what stood there is typed over").toBe("192.168.0.20:8080/video");
    await pass(1_100);
    await tap("Enter");
    expect(host.asked.at(-1)).toBe("camera http://192.168.0.20:8080/video");
  });

  it("closes with Escape", async () => {
    await tap("Escape");
    expect(pane()).toBeNull();
    expect(document.activeElement).toBe(field());
  });
});

it("is opened again after a restart, and not when it was closed", async () => {
  await ctrl("k");
  await tap("Enter");
  cleanup();
  host = new FakeDesk();
  await open();
  expect(host.asked).toEqual(["camera 0"]);
  await ctrl("k");
  cleanup();
  host = new FakeDesk();
  await open();
  expect(host.asked).toEqual([]);
});
