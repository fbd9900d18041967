import { describe, expect, it } from "vitest";
import { usKey } from "./layout";
import { CODE_LENGTH, strip, Wedge, type Press } from "./wedge";

const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** Small, seeded, and good enough to shuffle timings. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function ticketCode(seed = 1): string {
  const next = random(seed);
  let code = "LY1:";
  while (code.length < CODE_LENGTH) code += BASE45[Math.floor(next() * BASE45.length)];
  return code;
}

/** Types into a wedge the way the window does: a pause is noticed 80 ms after the last key. */
class Typist {
  now = 1_000;
  readonly scans: string[] = [];
  readonly lengths: number[] = [];
  readonly passed: string[] = [];
  readonly torn: number[] = [];
  readonly #wedge = new Wedge();

  wait(ms: number): this {
    this.now += ms;
    if (ms >= 80) this.#keep(this.#wedge.pause());
    return this;
  }

  key(key: string, more: Partial<Press> = {}): this {
    const { scan, swallow, torn } = this.#wedge.key({ key, time: this.now, ...more });
    this.#keep(scan);
    if (torn !== undefined) this.torn.push(torn);
    if (!swallow) this.passed.push(key);
    return this;
  }

  /** The first key comes at once, the others `gap` apart. */
  type(text: string, gap: number | (() => number)): this {
    [...text].forEach((char, place) => {
      if (place > 0) this.wait(typeof gap === "number" ? gap : gap());
      this.key(char);
    });
    return this;
  }

  scan(code: string, gap: number | (() => number) = 5, end = "Enter"): this {
    this.type(code, gap);
    this.now += 5;
    return this.key(end);
  }

  #keep(scan: { text: string; length: number } | null): void {
    if (!scan) return;
    this.scans.push(scan.text);
    this.lengths.push(scan.length);
  }
}

describe("a burst that ends with a terminator", () => {
  it.each(["Enter", "Tab"])("is a scan when %s ends it, and the terminator goes no further", (end) => {
    const typist = new Typist().scan("ABC1234567", 5, end);
    expect(typist.scans).toEqual(["ABC1234567"]);
    expect(typist.passed).not.toContain(end);
  });

  it("keeps a ticket code exactly, spaces at both ends and doubled included", () => {
    const foreign = " A  B$%*+-./: ";
    expect(new Typist().scan(foreign).scans).toEqual([foreign]);
    const code = `${ticketCode(7).slice(0, CODE_LENGTH - 2)}  `;
    expect(new Typist().scan(code).scans).toEqual([code]);
  });

  it("takes foreign characters as they come", () => {
    const link = "https://lu.ma/check-in/evt-1?pk=g-äöü_€~😀";
    expect(new Typist().scan(link).scans).toEqual([link]);
  });

  it("needs six characters", () => {
    const five = new Typist().scan("ABCDE");
    expect(five.scans).toEqual([]);
    expect(five.passed.at(-1)).toBe("Enter");
    expect(new Typist().scan("ABCDEF").scans).toEqual(["ABCDEF"]);
  });

  it("ignores Shift and CapsLock among the keys", () => {
    const typist = new Typist();
    for (const key of ["Shift", "A", "b", "CapsLock", "C", "Shift", "D", "e", "F", "CapsLock"]) typist.key(key).wait(4);
    typist.key("Enter");
    expect(typist.scans).toEqual(["AbCDeF"]);
    expect(typist.lengths).toEqual([6]);
  });

  it("is one scan although the scanner sends CR and LF", () => {
    const typist = new Typist().scan("ABC1234567");
    typist.wait(5).key("Enter");
    expect(typist.scans).toEqual(["ABC1234567"]);
    expect(typist.passed).not.toContain("Enter");
  });

  it("counts two scans 100 ms apart, and the same one twice", () => {
    const typist = new Typist().scan("AAAAAA1").wait(100).scan("BBBBBB2").wait(100).scan("BBBBBB2");
    expect(typist.scans).toEqual(["AAAAAA1", "BBBBBB2", "BBBBBB2"]);
  });

  it("is broken by a key that is no character", () => {
    const typist = new Typist().type("ABCDEF", 5).wait(5).key("ArrowDown").wait(5).key("Enter");
    expect(typist.scans).toEqual([]);
    expect(typist.passed.slice(-2)).toEqual(["ArrowDown", "Enter"]);
  });

  it("does not take F2 for a character", () => {
    const typist = new Typist().type("ABCDE", 5).wait(5).key("F2").wait(5).key("Enter");
    expect(typist.scans).toEqual([]);
  });
});

describe("somebody who types", () => {
  it("is never a scan, however long the name", () => {
    const typist = new Typist().type("Maximiliane Freifrau von Hohenstein", 120).wait(120).key("Enter");
    expect(typist.scans).toEqual([]);
    expect(typist.passed.at(-1)).toBe("Enter");
  });

  it("is not a scan when typed at once and confirmed later", () => {
    const typist = new Typist().type("Ann-Marie Kelly", 2).wait(400).key("ArrowDown").wait(300).key("Enter");
    expect(typist.scans).toEqual([]);
    expect(typist.passed.slice(-2)).toEqual(["ArrowDown", "Enter"]);
  });

  it("is not a scan when the Enter alone comes late", () => {
    expect(new Typist().type("Ann-Marie Kelly", 2).wait(60).key("Enter").scans).toEqual([]);
  });

  it("may press Enter again and again", () => {
    const typist = new Typist().key("Enter").wait(10).key("Enter");
    expect(typist.passed).toEqual(["Enter", "Enter"]);
  });
});

describe("an Enter that follows a scan", () => {
  const entered = (typist: Typist) => typist.passed.filter((key) => key === "Enter").length;

  it.each([160, 250, 300, 900])("goes nowhere %s ms later, and the next one counts", (ms) => {
    for (const ended of [new Typist().scan("ABC1234567"), new Typist().type(ticketCode(), 5).wait(80)]) {
      expect(entered(ended.wait(ms).key("Enter"))).toBe(0);
      expect(entered(ended.wait(150).key("Enter"))).toBe(1);
    }
  });

  it("goes nowhere although the scanner's other terminator came at once", () => {
    expect(entered(new Typist().scan("ABC1234567").wait(5).key("Enter").wait(250).key("Enter"))).toBe(0);
  });

  it("counts after a letter or an arrow", () => {
    expect(entered(new Typist().scan("ABC1234567").wait(200).key("a").wait(200).key("Enter"))).toBe(1);
    expect(entered(new Typist().scan("ABC1234567").wait(200).key("ArrowDown").wait(200).key("Enter"))).toBe(1);
    const twice = new Typist().scan("ABC1234567").wait(200).key("a").wait(200).key("Enter").wait(200).key("Enter");
    expect(entered(twice)).toBe(2);
  });

  it("goes nowhere as long as it is held down", () => {
    const held = new Typist().scan("ABC1234567").wait(300).key("Enter");
    for (let times = 0; times < 30; times++) held.wait(50).key("Enter", { repeat: true });
    expect(entered(held)).toBe(0);
  });
});

describe("a scan into a half-typed name", () => {
  it("takes only the burst, and says how many characters to give back", () => {
    const typist = new Typist().type("Ann", 150).wait(200).scan("ABC1234567");
    expect(typist.scans).toEqual(["ABC1234567"]);
    expect(typist.lengths).toEqual([10]);
  });

  it("tells a ticket code from a letter typed just before it", () => {
    const code = ticketCode(3);
    const typist = new Typist().type("Ann", 60).wait(20).scan(code);
    expect(typist.scans).toEqual([code]);
    expect(typist.lengths).toEqual([CODE_LENGTH]);
  });

  it("lets typing go on after it", () => {
    const typist = new Typist()
      .type("An", 150)
      .wait(150)
      .scan("ABC1234567")
      .wait(200)
      .type("na", 150)
      .wait(150)
      .key("Enter");
    expect(typist.scans).toEqual(["ABC1234567"]);
    expect(typist.passed.at(-1)).toBe("Enter");
  });
});

describe("a whole ticket code", () => {
  it("needs no Enter, only a pause", () => {
    const code = ticketCode();
    const typist = new Typist().type(code, 5);
    expect(typist.scans).toEqual([]);
    expect(typist.wait(80).scans).toEqual([code]);
  });

  it("is scanned once although its Enter comes after the pause", () => {
    const typist = new Typist().type(ticketCode(), 5).wait(90).key("Enter");
    expect(typist.scans).toHaveLength(1);
    expect(typist.passed).not.toContain("Enter");
  });

  it("leaves a person's Enter alone, long after", () => {
    const typist = new Typist().type(ticketCode(), 5).wait(1_100).key("Enter");
    expect(typist.scans).toHaveLength(1);
    expect(typist.passed.at(-1)).toBe("Enter");
  });

  it("is noticed at the next key when nobody looked in the pause", () => {
    const wedge = new Wedge();
    const code = ticketCode();
    [...code].forEach((key, place) => wedge.key({ key, time: place * 5 }));
    const { scan, swallow } = wedge.key({ key: "x", time: code.length * 5 + 90 });
    expect(scan?.text).toBe(code);
    expect(swallow).toBe(false);
    expect(wedge.length).toBe(1);
  });

  it("is not complete one character short", () => {
    expect(new Typist().type(ticketCode().slice(0, -1), 5).wait(500).scans).toEqual([]);
  });

  it("is one scan though the machine stalls in the middle of it", () => {
    const code = ticketCode(5);
    for (const at of [1, 3, 40, 120]) {
      const typist = new Typist().type(code.slice(0, at), 4).wait(600).type(code.slice(at), 4);
      expect(typist.key("Enter").scans, `after ${at} keys`).toEqual([code]);
    }
  });

  it("may come slowly over the air, or in lower case", () => {
    const code = ticketCode(9);
    expect(new Typist().scan(code, 70).scans).toEqual([code]);
    expect(new Typist().scan(code.toLowerCase(), 5).scans).toEqual([code.toLowerCase()]);
  });

  it("is not one when a person types it", () => {
    expect(new Typist().type(ticketCode(), 130).wait(130).key("Enter").scans).toEqual([]);
  });
});

/** What the keys of a United States keyboard give under other layouts, Shift as a scanner holds it. */
const LAYOUTS: Record<string, Record<string, string>> = {
  QWERTZ: { Y: "Z", Z: "Y", ":": "Ö", "-": "ß", "/": "-", "*": "(", "+": "Dead" },
  AZERTY: {
    ...Object.fromEntries([..."1234567890"].map((digit, place) => [digit, "&é\"'(-è_çà"[place]!])),
    ...{ A: "Q", Q: "A", Z: "W", W: "Z", M: "?", $: "4", "%": "5", "*": "8", "-": ")", ".": ":", "/": "!", ":": "M" },
  },
  Cyrillic: {
    ...Object.fromEntries([..."QWERTYUIOPASDFGHJKLZXCVBNM"].map((key, place) => [key, "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ"[place]!])),
    ...{ $: ";", ".": "ю", "/": ".", ":": "Ж" },
  },
  "Canadian French": { "/": "é", "*": "*", "+": "+" },
};

describe.each(Object.entries(LAYOUTS))("with the desk's keyboard set to %s", (_name, layout) => {
  const scan = (typist: Typist, code: string) => {
    for (const char of code) typist.key(layout[char] ?? char, physical(char)).wait(5);
    return typist.key("Enter");
  };

  it("the same ticket reads the same", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const code = ticketCode(seed);
      expect(scan(new Typist(), code).scans, `ticket ${seed}`).toEqual([code]);
    }
  });

  it("a badge reads the same, and so does a barcode after a ticket showed the layout", () => {
    expect(scan(new Typist(), "LYB:0123456789AB").scans).toEqual(["LYB:0123456789AB"]);
    const typist = scan(new Typist(), `LY1:/:Z${ticketCode(1).slice(7)}`).wait(200);
    expect(scan(typist, "QUARTZ4711").scans.at(-1)).toBe("QUARTZ4711");
  });
});

it("reads a barcode by its keys where the layout shows", () => {
  const typist = new Typist();
  for (const digit of "4006381333931") {
    typist.key(LAYOUTS.AZERTY![digit]!, { code: `Digit${digit}`, shift: false }).wait(5);
  }
  expect(typist.key("Enter").scans).toEqual(["4006381333931"]);
});

describe("what a scanner is told to send around a code", () => {
  it("goes, for any code that says its kind", () => {
    expect(new Typist().scan("]Q1https://lu.ma/x?pk=g-1").scans).toEqual(["https://lu.ma/x?pk=g-1"]);
    expect(new Typist().scan("]C0ABC1234567").scans).toEqual(["ABC1234567"]);
    expect(new Typist().scan("]]ABC1234567").scans).toEqual(["]]ABC1234567"]);
  });

  it.each(["#", "]Q1", "~~QR>"])("goes before a ticket code: %s", (prefix) => {
    const code = ticketCode(4);
    const typist = new Typist().type("An", 200).wait(300).scan(prefix + code);
    expect(typist.scans).toEqual([code]);
    expect(typist.lengths, "and the prefix is taken back from the field").toEqual([CODE_LENGTH + prefix.length]);
  });

  it.each([2, 12, 25, 33])("goes before a ticket code though the machine takes %s ms for one of its keys", (late) => {
    const code = ticketCode(11);
    for (const at of [1, 2, 3]) {
      let key = 0;
      const typist = new Typist().wait(2_000).scan(`]Q1${code}`, () => (++key === at ? late : 2));
      expect(typist.scans).toEqual([code]);
      expect(typist.lengths, `late after ${at} keys`).toEqual([CODE_LENGTH + 3]);
    }
  });

  it("may be one letter, where nobody typed before it", () => {
    const code = ticketCode(12);
    const typist = new Typist().wait(2_000).key("A").wait(20).scan(code);
    expect([typist.scans, typist.lengths]).toEqual([[code], [CODE_LENGTH + 1]]);
  });

  it("goes behind one, and its Enter goes nowhere", () => {
    const code = ticketCode(6);
    const typist = new Typist().scan(`${code}#`);
    expect(typist.scans).toEqual([code]);
    expect(typist.passed).not.toContain("Enter");
    expect(typist.torn).toEqual([1]);
  });
});

describe("two ticket codes without a terminator", () => {
  it.each([100, 60, 5])("%s ms apart are two scans", (gap) => {
    const [one, two] = [ticketCode(1), ticketCode(2)];
    expect(new Typist().type(one, 5).wait(gap).type(two, 5).wait(100).scans).toEqual([one, two]);
  });
});

describe("a code in pieces", () => {
  const code = ticketCode(8);

  it.each([10, 40, 100])("triggers nothing when it broke off after %s characters", (at) => {
    const typist = new Typist().type(code.slice(0, at), 5).wait(2_500).type(code.slice(at), 5);
    typist.wait(5).key("Enter");
    expect(typist.scans).toEqual([]);
    expect(typist.passed, "its Enter lets nobody in").not.toContain("Enter");
    expect(typist.torn, "both pieces are taken back").toEqual([at, CODE_LENGTH - at]);
  });

  it("does not spoil the next scan", () => {
    const typist = new Typist().type(code.slice(0, 40), 5).wait(2_500).scan(code);
    expect(typist.scans).toEqual([code]);
    expect(new Typist().type(code.slice(0, 40), 5).wait(2_500).scan("ABC1234567").scans).toEqual(["ABC1234567"]);
  });

  it.each([120, 600, 990])("does not spoil the next scan of a ticket %s ms later", (pause) => {
    const next = ticketCode(9);
    const typist = new Typist().type("Ann", 150).wait(400).type(code.slice(0, 40), 5).wait(pause).scan(next);
    expect(typist.scans).toEqual([next]);
    expect(typist.lengths, "the piece is taken back with it").toEqual([40 + CODE_LENGTH]);
    expect(new Typist().type(code.slice(0, 40), 5).wait(pause).type(next, 5).wait(90).scans).toEqual([next]);
  });

  it("is told from a letter of somebody's that begins like it", () => {
    const typist = new Typist().type("l", 0).wait(400).scan(code);
    expect([typist.scans, typist.lengths]).toEqual([[code], [CODE_LENGTH]]);
  });

  it("triggers nothing however many pieces it came in", () => {
    const typist = new Typist().type(code.slice(0, 49), 5).wait(1_300).type(code.slice(49, 92), 5).wait(1_300);
    typist.type(code.slice(92), 5).wait(5).key("Enter");
    expect(typist.scans).toEqual([]);
    expect(typist.passed, "its Enter lets nobody in").not.toContain("Enter");
    expect(typist.torn, "all pieces are taken back").toEqual([49, 43, 29]);
  });

  it("is no scan when every key comes slowly", () => {
    expect(new Typist().type(code, 120).wait(120).key("Enter").scans).toEqual([]);
  });
});

describe("any rhythm", () => {
  it("loses no scan and invents none, over 300 evenings", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const next = random(seed);
      const typist = new Typist();
      const expected: string[] = [];
      for (let turn = 0; turn < 12; turn++) {
        typist.wait(110 + next() * 500);
        const choice = next();
        if (choice < 0.35) {
          typist.type("Noor Haddad".slice(0, 1 + Math.floor(next() * 10)), () => 101 + next() * 200);
        } else if (choice < 0.45) {
          typist
            .type("quickly pasted", () => next() * 30)
            .wait(200 + next() * 300)
            .key("Enter");
        } else if (choice < 0.7) {
          const code = ticketCode(Math.floor(next() * 1e6));
          expected.push(code);
          typist.scan(code, () => next() * 34, next() < 0.5 ? "Enter" : "Tab");
        } else if (choice < 0.8) {
          const code = ticketCode(Math.floor(next() * 1e6));
          expected.push(code);
          typist.type(code, () => next() * 34).wait(80 + next() * 100);
        } else {
          let code = "";
          const length = 6 + Math.floor(next() * 60);
          while (code.length < length) code += BASE45[Math.floor(next() * BASE45.length)];
          expected.push(code);
          typist.scan(code, () => next() * 34);
        }
      }
      typist.wait(200);
      expect(typist.scans, `seed ${seed}`).toEqual(expected);
    }
  });
});

it("strips only what a scanner adds", () => {
  expect(strip("\r\n\t LY1:A  B \r\n")).toBe(" LY1:A  B ");
});

it("knows every character of a code on a United States keyboard", () => {
  for (const char of BASE45) {
    const { code, shift } = physical(char);
    expect(usKey(code!, shift!), char).toBe(char);
  }
});

function physical(char: string): Partial<Press> {
  if (/[A-Z]/.test(char)) return { code: `Key${char}`, shift: true };
  if (/\d/.test(char)) return { code: `Digit${char}`, shift: false };
  const keys: Record<string, Partial<Press>> = {
    " ": { code: "Space", shift: false },
    $: { code: "Digit4", shift: true },
    "%": { code: "Digit5", shift: true },
    "*": { code: "Digit8", shift: true },
    "+": { code: "Equal", shift: true },
    "-": { code: "Minus", shift: false },
    ".": { code: "Period", shift: false },
    "/": { code: "Slash", shift: false },
    ":": { code: "Semicolon", shift: true },
  };
  return keys[char]!;
}

describe("somebody else's code that is late once", () => {
  const code = "EB-12345-XYZ";

  it.each([60, 99, 120, 150])("for %s ms is read whole, wherever that was", (pause) => {
    for (let at = pause > 100 ? 2 : 1; at < code.length - 1; at++) {
      const typist = new Typist().type(code.slice(0, at), 5).wait(pause).type(code.slice(at), 5).wait(5).key("Enter");
      expect(typist.scans, `after ${at} keys`).toEqual([code]);
      expect(typist.lengths).toEqual([code.length]);
      expect(typist.passed).not.toContain("Enter");
    }
  });

  it("and once more, is read whole", () => {
    const typist = new Typist().type("EB", 5).wait(60).type("-12", 5).wait(60).type("345-XYZ", 5).wait(5).key("Enter");
    expect(typist.scans).toEqual([code]);
  });

  it("is no code where the rest comes later", () => {
    for (const at of [6, 8, 11]) {
      const typist = new Typist().type(code.slice(0, at), 5).wait(300).type(code.slice(at), 5).wait(5).key("Enter");
      expect(typist.scans, `after ${at} keys`).toEqual([]);
    }
  });

  it("is told from the word that somebody types", () => {
    for (const gap of [60, 90, 120, 145]) {
      const typist = new Typist().type("Anne", gap).wait(gap).scan(code);
      expect(typist.scans, `${gap} ms a key`).toEqual([code]);
    }
  });

  it("makes no scan of two letters that somebody rolls", () => {
    const rolled = () => [12, 110, 90, 130][step++ % 4]!;
    let step = 0;
    const typist = new Typist().type("Maximiliane Hohenstein", rolled).wait(100).key("Enter");
    expect(typist.scans).toEqual([]);
    expect(typist.passed.at(-1)).toBe("Enter");
  });
});

describe("somebody else's code under load", () => {
  it("is read whole when the machine is late with a key", () => {
    const typist = new Typist().type("https://exam", 5).wait(70).type("ple.org/menu", 5).key("Enter");
    expect(typist.scans).toEqual(["https://example.org/menu"]);
  });

  it("never comes out as another one when it breaks in two", () => {
    const typist = new Typist().type("https://exam", 5).wait(400).type("ple.org/menu", 5).key("Enter");
    expect(typist.scans).toEqual([]);
    typist.wait(2_000).type("https://example.org/menu", 5).key("Enter");
    expect(typist.scans, "scanned once more").toEqual(["https://example.org/menu"]);
  });
});
