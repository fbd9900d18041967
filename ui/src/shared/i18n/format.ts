/** Numbers, times and lists as a language says them. */

const MINUTES_A_DAY = 24 * 60;

/** Whole days, once hours would only puzzle. */
export function days(minutes: number): number | null {
  return minutes < 2 * MINUTES_A_DAY ? null : Math.floor(minutes / MINUTES_A_DAY);
}

/** `50 min`, `2 h 39 min`, `3 d`. */
export function hours(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  if (minutes >= 2 * MINUTES_A_DAY) return `${Math.floor(minutes / MINUTES_A_DAY)} d`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

export function plural(lang: string, n: number, forms: { one: string; other: string }): string {
  return new Intl.PluralRules(lang).select(n) === "one" ? forms.one : forms.other;
}

export function ago(lang: string, seconds: number): string {
  const said = new Intl.RelativeTimeFormat(lang, { numeric: "always" });
  if (seconds < 60) return said.format(-Math.max(0, Math.round(seconds)), "second");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return said.format(-minutes, "minute");
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? said.format(-hours, "hour") : said.format(-Math.floor(hours / 24), "day");
}

export function list(lang: string, items: string[]): string {
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(items);
}

export function dates(lang: string, days: string[]): string[] {
  const said = new Intl.DateTimeFormat(lang, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  return days.map((day) => {
    const date = new Date(`${day}T00:00:00Z`);
    return Number.isNaN(date.getTime()) ? day : said.format(date);
  });
}
