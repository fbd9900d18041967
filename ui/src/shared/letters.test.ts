import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const [base, letters] = ["./base.css", "./letters.css"].map((file) => readFileSync(new URL(file, import.meta.url), "utf8")) as [string, string];

type Face = { file: string; weights: string; ranges: [number, number][] };

const faces: Face[] = [...letters.matchAll(/@font-face \{([^}]+)\}/g)].map(([, face = ""]) => ({
  file: /url\("([^"]+)"\)/.exec(face)?.[1] ?? "",
  weights: /font-weight: (.+);/.exec(face)?.[1] ?? "",
  ranges: [...face.matchAll(/(?:U\+)([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map(([, from = "", to]) => [
    parseInt(from, 16),
    parseInt(to ?? from, 16),
  ]),
}));
const asked = (text: string) =>
  faces.filter(({ ranges }) =>
    [...text].some((letter) => ranges.some(([from, to]) => letter.codePointAt(0)! >= from && letter.codePointAt(0)! <= to)),
  );

describe("letters that the house's faces lack", () => {
  it("come from the bundle, upright and bold, for each script", () => {
    for (const name of ["สมชายใจดี", "عبدالرحمن", "שרה־אל", "अनुष्का"]) {
      const found = asked(name);
      expect(found.map(({ weights }) => weights), name).toEqual(["100 599", "600 900"]);
      for (const letter of name) expect(asked(letter), letter).toEqual(found);
    }
    const bundled = Object.keys(import.meta.glob("../../../assets/fonts/*.ttf", { query: "?url" }));
    for (const { file } of faces) expect(bundled).toContain(file);
  });

  it("are asked for by no other name, so that a window opens without them", () => {
    expect(asked("Łukasz Ó Súilleabháin – Ελένη, Юлия 佐藤 ·… “”")).toEqual([]);
  });

  it("stand behind the house's faces in both stacks", () => {
    expect(base).toMatch(/--display: .*"Inter Variable", "Noto Letters", /);
    expect(base).toMatch(/--text: "Inter Variable", "Noto Letters", /);
  });
});
