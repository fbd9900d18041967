/** Numbers, times and lists as a language says them. */
import { apart } from "../names";

const MINUTES_A_DAY = 24 * 60;

/** Whole days, once hours would only puzzle. */
export function days(minutes: number): number | null {
  return minutes < 2 * MINUTES_A_DAY ? null : Math.floor(minutes / MINUTES_A_DAY);
}

/** `50 min`, `2 h 39 min`, `3 days`. */
export function hours(lang: string, minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const away = days(minutes);
  if (away !== null) return new Intl.NumberFormat(lang, { style: "unit", unit: "day", unitDisplay: "long" }).format(away);
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A time as the program says it, `18:41` or of another day `28 Nov 16:29`: there `28. Nov., 16:29`. */
export function clockOf(lang: string, clock: string): string {
  const [day, month, time] = clock.split(" ");
  const place = MONTHS.indexOf(month ?? "");
  if (time === undefined || place < 0) return clock;
  const date = new Date(Date.UTC(2000, place, Number(day)));
  const said = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short", timeZone: "UTC" });
  return `${said.format(date)}, ${time}`;
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
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(items.map(apart));
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

/** `Thu 3 Dec` of `2026-12-03`. */
export function shortDay(lang: string, day: string): string {
  return said(lang, dayOf(day), { weekday: "short", day: "numeric", month: "short" }, day);
}

/** `Thursday 3 December 2026` of `2026-12-03`, or of a moment. */
export function longDay(lang: string, day: string): string {
  return said(lang, dayOf(day), { weekday: "long", day: "numeric", month: "long", year: "numeric" }, day);
}

/** The day of a moment is that of the zone in which it is given. */
const dayOf = (at: string) => `${at.split("T")[0]}T00:00:00Z`;

/** `24 Nov, 16:02` of a moment, in the zone in which it is given: the program gives it in the event's. */
export function moment(lang: string, at: string): string {
  return said(lang, `${at.slice(0, "2026-11-24T16:02".length)}Z`, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }, at);
}

function said(lang: string, at: string, as: Intl.DateTimeFormatOptions, other = at): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? other : new Intl.DateTimeFormat(lang, { ...as, timeZone: "UTC" }).format(date);
}
