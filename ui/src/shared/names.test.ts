import { describe, expect, it } from "vitest";
import { apart, isTall, together } from "./names";

const shown = (name: string) => together(name).replaceAll("\u00a0", "_");

describe("a name in large type", () => {
  it("keeps a particle with the name behind it", () => {
    expect(shown("Łukasz Ó Súilleabháin")).toBe("Łukasz Ó_Súilleabháin");
    expect(shown("Vincent van der Berg")).toBe("Vincent van_der_Berg");
    expect(shown("Jean-Baptiste de la Tour d’Auvergne")).toBe("Jean-Baptiste de_la_Tour d’Auvergne");
  });

  it("leaves other names, and very long ones, as they are", () => {
    for (const name of ["O", "Li Wei", "佐藤 美咲", "Anna van", "de Donaudampfschifffahrtsgesellschaft"]) {
      expect(together(name)).toBe(name);
    }
  });

  it("knows the letters that need room between the lines", () => {
    expect(["محمد بن عبد الله", "สมชาย ใจดี", "अनुष्का शर्मा", "Omar عمر Haddad"].map(isTall)).not.toContain(false);
    expect(["Łukasz Ó Súilleabháin", "שרה כהן", "佐藤 美咲", ""].map(isTall)).not.toContain(true);
  });

  it("changes nothing but spaces", () => {
    for (const name of ["María de los Ángeles y García", "van van van van van van van van van"]) {
      expect(together(name).replaceAll("\u00a0", " ")).toBe(name);
    }
  });
});

it("keeps a name that runs from right to left apart from the words around it", () => {
  expect(apart("Łukasz Ó Súilleabháin")).toBe("Łukasz Ó Súilleabháin");
  for (const name of ["عبد الرحمن", "שרה כהן", "Sara שרה"]) expect(apart(name)).toBe(`\u2068${name}\u2069`);
});
