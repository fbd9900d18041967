/** Guests who cannot be told apart by their name. */
import type { Found } from "../bindings";

export function namesakes(found: Pick<Found, "id" | "sounds">[]): Set<string> {
  const byName = new Map<string, string[]>();
  for (const { id, sounds } of found) byName.set(sounds, [...(byName.get(sounds) ?? []), id]);
  return new Set([...byName.values()].filter((ids) => ids.length > 1).flat());
}

/** How many of those found have the name of the first of them. */
export function likeFirst(found: Pick<Found, "sounds">[]): number {
  const [first] = found;
  return first ? found.filter(({ sounds }) => sounds === first.sounds).length : 0;
}
