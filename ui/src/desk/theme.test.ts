import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, parse } from "../shared/colour";

const css = ["../shared/base.css", "./desk.css"].map((file) => 
  readFileSync(new URL(file, import.meta.url), "utf8").replace(/\/\*[\s\S]*?\*\/|@import[^;]*;/g, ""),
);

/** The colours of every rule with this selector, later ones over earlier ones. */
function tokens(...selectors: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const selector of selectors) {
    for (const sheet of css) {
      for (const rule of sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
        if (rule[1]!.trim() !== selector) continue;
        for (const token of rule[2]!.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{3,6})/gi)) found[token[1]!] = full(token[2]!);
      }
    }
  }
  return found;
}

const full = (colour: string) => (colour.length === 4 ? colour.replace(/[0-9a-f]/gi, "$&$&") : colour);

const DARK = ':root[data-theme="dark"]';
const THEMES = {
  "by day": tokens(":root"),
  "by night": tokens(":root", DARK),
  "by day, on the way out": tokens(":root", ".out"),
  "by night, on the way out": tokens(":root", DARK, `${DARK} .out`),
};

describe.each(Object.entries(THEMES))("%s", (_name, theme) => {
  const ratio = (text: string, ground: string) => contrast(parse(theme[text]!)!, parse(theme[ground]!)!);

  it.each(["ink", "muted", "said-green", "said-neutral", "said-amber", "said-red"])("%s reads on paper", (text) => {
    expect(ratio(text, "paper")).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["ink", "paper-deep"],
    ["said-amber", "paper-deep"],
    ["muted", "paper-deep"],
    ["ink", "field"],
    ["muted", "field"],
    ["paper", "ink"],
    ["white", "admit"],
    ["white", "refuse"],
    ["white", "neutral"],
    ["white", "out"],
    ["black", "ask"],
    ["black", "white"],
  ])("%s reads on %s", (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });
});
