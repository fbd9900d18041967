/** What a scanner did with the calibration code: its layout, what it adds, how fast it types. */
import { usKey } from "../layout";
import { BURST_MS, SLOW_BURST_MS } from "../wedge";
import { CALIBRATION } from "./calibrationCode";

export type TypedKey = { key: string; code: string; shift: boolean; time: number };
export type Ends = "enter" | "tab" | "both" | "none";
export type Layout = "us" | "azerty" | "qwertz" | "cyrillic" | "other";
export type Speed = "good" | "slow" | "too_slow";

export type Assessed = {
  /** The code arrived, as it is or through a foreign layout. */
  read: boolean;
  layout: Layout;
  /** It sends small letters. */
  small: boolean;
  prefix: string;
  suffix: string;
  ends: Ends;
  speed: Speed;
  /** Milliseconds between two characters, in the middle of all. */
  millis: number;
  /** Every character that was expected, and whether it came. */
  marks: { char: string; came: boolean }[];
  /** What arrived, as a text field would have got it. */
  arrived: string;
};

const ENDS = new Set(["Enter", "Tab", "Linefeed"]);

/** How the beginning of the code looks, also through the layouts of other countries. */
const BEGINS = /^\W*(?:LANYARD.CALIBRATE|LANZARD.CALIBRATE|LQNYQRD.CQLIBRQTE|ДФТНФКВ.СФДШИКФЕУ)/iu;

/** Whether a scan is of the calibration code: nobody's ticket. */
export function isCalibration(text: string): boolean {
  return text.toUpperCase().includes(CALIBRATION) || BEGINS.test(text);
}

export function assess(keys: TypedKey[]): Assessed {
  const typed = keys.filter(({ key }) => !ENDS.has(key));
  const arrived = typed.map(({ key }) => (key === "Dead" ? "´" : key)).join("");
  const physical = typed.map(({ code, shift }) => usKey(code, shift) ?? "\u0000").join("");
  const straight = arrived.toUpperCase().indexOf(CALIBRATION);
  const through = physical.toUpperCase().indexOf(CALIBRATION);
  const at = straight === -1 ? through : straight;
  const read = at !== -1;
  const { millis, longest } = gaps(typed);
  const said = straight === -1 ? physical : arrived;
  return {
    read,
    layout: straight !== -1 ? "us" : layoutOf(arrived),
    small: straight !== -1 && arrived.indexOf(CALIBRATION) === -1,
    prefix: read ? said.slice(0, at) : "",
    suffix: read ? said.slice(at + CALIBRATION.length) : "",
    ends: endsOf(keys),
    speed: longest <= BURST_MS ? "good" : longest <= SLOW_BURST_MS ? "slow" : "too_slow",
    millis: Math.max(1, Math.round(millis)),
    marks: marks(arrived.toUpperCase()),
    arrived,
  };
}

/** As near as it comes, so that one lost character marks one, not all that follow. */
function marks(arrived: string): { char: string; came: boolean }[] {
  let from = Math.max(0, arrived.indexOf(CALIBRATION.slice(0, 2)));
  return [...CALIBRATION].map((char) => {
    const here = arrived[from] === char;
    const next = !here && arrived[from + 1] === char;
    if (here || next) {
      from += next ? 2 : 1;
      return { char, came: true };
    }
    const lost = CALIBRATION.includes(arrived[from] ?? "") && arrived.length < CALIBRATION.length;
    if (!lost) from += 1;
    return { char, came: false };
  });
}

function layoutOf(arrived: string): Layout {
  if (/\p{Script=Cyrillic}/u.test(arrived)) return "cyrillic";
  const text = arrived.toUpperCase();
  if (text.includes("LQNYQRD")) return "azerty";
  if (text.includes("LANZARD")) return "qwertz";
  return "other";
}

function endsOf(keys: TypedKey[]): Ends {
  const after = keys.slice(keys.findLastIndex(({ key }) => !ENDS.has(key)) + 1).map(({ key }) => key);
  if (after.length === 0) return "none";
  if (after.length > 1) return "both";
  return after[0] === "Tab" ? "tab" : "enter";
}

function gaps(typed: TypedKey[]): { millis: number; longest: number } {
  const between = typed.slice(1).map(({ time }, at) => time - typed[at]!.time);
  between.sort((a, b) => a - b);
  return { millis: between[Math.floor(between.length / 2)] ?? 0, longest: between.at(-1) ?? 0 };
}
