/** Guests who cannot be told apart by their name. */
import type { Found } from "../bindings";

export function namesakes(found: Pick<Found, "id" | "name">[]): Set<string> {
  const byName = new Map<string, string[]>();
  for (const { id, name } of found) {
    const key = sayable(name);
    byName.set(key, [...(byName.get(key) ?? []), id]);
  }
  return new Set([...byName.values()].filter((ids) => ids.length > 1).flat());
}

/** How many of those found have the name of the first of them. */
export function likeFirst(found: Pick<Found, "name">[]): number {
  const [first] = found;
  return first ? found.filter(({ name }) => sayable(name) === sayable(first.name)).length : 0;
}

/** As a name sounds at a noisy door: without case, accents or spacing. */
function sayable(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[\s-]+/g, " ")
    .trim();
}
