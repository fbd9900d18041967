import { expect, it } from "vitest";
import { onInk, ribbonColour, textOn } from "./colour";

it("writes ink on light ribbons and white on dark ones", () => {
  expect(textOn("#ff5a36")).toBe("#14120f");
  expect(textOn("#1b2a6b")).toBe("#ffffff");
});

it("lightens a dark ribbon until it reads on ink, and leaves a light one", () => {
  expect(onInk("#ff5a36")).toBe("#ff5a36");
  expect(onInk("#1b2a6b")).not.toBe("#1b2a6b");
});

it("falls back to the house's colour", () => {
  expect(ribbonColour("red; background: url(x)")).toBe("#ff5a36");
  expect(ribbonColour("#00ff00")).toBe("#00ff00");
});
