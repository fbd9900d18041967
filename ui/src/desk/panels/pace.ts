/** How the pace is said, beside the start of the talks. */
import type { NumbersView } from "../../bindings";
import type { PanelWords } from "../../shared/i18n/panels";

/** Minutes; beyond, a few guests in ten minutes tell nothing of when the last will come. */
const LONGEST = 180;

export type Paced = { first: string; second: string; late: boolean };

export function pace({ counts, pace }: Pick<NumbersView, "counts" | "pace">, p: PanelWords): Paced {
  const words = p.numbers.pace;
  const { to_come } = counts;
  const { minutes_to_go, minutes_to_talks, last_ten_minutes } = pace;
  const first = () => {
    if (to_come === 0) return counts.expected > 0 ? words.allHere : words.nobody;
    if (minutes_to_go === null) return `${words.still(to_come)}. ${words.nobody}`;
    return minutes_to_go > LONGEST ? words.tooLong(to_come) : words.toGo(to_come, minutes_to_go);
  };
  const late = lateBy(to_come, pace);
  const talks = () => {
    if (minutes_to_talks === null) return "";
    if (minutes_to_talks < 0) return words.talksSince(-minutes_to_talks);
    const starts = minutes_to_talks === 0 ? words.talksNow : words.talksIn(minutes_to_talks);
    if (to_come === 0 || late === null) return starts;
    return `${starts}: ${late > 0 ? words.late(late) : words.inTime}`;
  };
  const second = [last_ten_minutes > 0 ? words.lastTen(last_ten_minutes) : "", talks()].filter((part) => part !== "");
  return { first: first(), second: second.join(". "), late: (late ?? 0) > 0 };
}

/** How many will come after the talks have begun, if they go on coming as now; null where nobody can say. */
export function lateBy(toCome: number, pace: NumbersView["pace"]): number | null {
  const { last_ten_minutes, minutes_to_go, minutes_to_talks } = pace;
  if (minutes_to_talks === null || minutes_to_talks < 0 || minutes_to_go === null) return null;
  if (minutes_to_go <= minutes_to_talks) return 0;
  return Math.max(0, toCome - Math.round((last_ten_minutes / 10) * minutes_to_talks));
}
