import { expect, it } from "vitest";
import { Doubt } from "./doubt.svelte";

it("asks once about what may be a code", () => {
  for (const text of ["BK2012", "Left his coat BK2031", "LY1:112+CAJUC7"]) {
    const doubt = new Doubt();
    expect(doubt.of(text, 0), text).toBe(true);
    expect(doubt.of(text, 20), "a scanner's second Enter").toBe(true);
    expect(doubt.of(text, 900), "somebody means it").toBe(false);
    expect(doubt.of(`${text}9`, 1_000), "another one").toBe(true);
  }
});

it("asks nobody about names and reasons", () => {
  for (const text of ["Ada Lovelace", "R2 D2", "Henry VIII", "Left 5 minutes ago", "Müller-Lüdenscheidt"]) {
    expect(new Doubt().of(text, 0), text).toBe(false);
  }
});
