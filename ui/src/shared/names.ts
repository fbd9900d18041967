/** Names, as they are set in large type. */

/** Words that belong to the name behind them, in the languages that write them apart. */
const PARTICLES = new Set(
  ("ó ní nic mac mc ua uí o de del della di da das do dos du van von vom zu zum der den ter ten " +
    "la le lo el al bin ibn ben bat y af av")
    .split(" "),
);

/** Letters that stand taller than Latin ones, or reach further below the line. */
const TALL =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Thai}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

/** Whether lines of it need more room between them. */
export function isTall(name: string): boolean {
  return TALL.test(name);
}

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

/** A name within other words: one that runs from right to left must not turn round what stands beside it. */
export function apart(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

/** Longer than this, a name may break anywhere rather than shrink. */
const LONGEST = 24;

/** Keeps "Ó Súilleabháin" in one line where a long name wraps. */
export function together(name: string): string {
  const lines: string[] = [];
  let held = "";
  for (const word of name.split(" ")) {
    const joined = held === "" ? word : `${held}\u00a0${word}`;
    const fits = joined.length <= LONGEST;
    if (held !== "" && !fits) lines.push(held);
    held = fits ? joined : word;
    if (PARTICLES.has(word.toLowerCase())) continue;
    lines.push(held);
    held = "";
  }
  if (held !== "") lines.push(held);
  return lines.join(" ");
}
