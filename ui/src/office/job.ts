/** What long work came to, in words. What a server or the disk said stays as it is, beside them. */
import { o } from "../shared/i18n/office";
import type { JobNews } from "../bindings";

export function jobWords({ came_to, stopped, done, total, over }: JobNews): string {
  const { job } = o;
  if (!over) return job.done(done, total);
  const parts: string[] = [];
  // Whatever letter is looked at by then.
  if (came_to?.what === "mail") parts.push(`${o.mail.kinds[came_to.letter]}:`);
  if (stopped) parts.push(job.stopped(done, total));
  if (came_to?.what === "tickets") {
    parts.push(job.tickets(came_to.drawn, came_to.folder));
    if (came_to.taken_away > 0) parts.push(job.takenAway(came_to.taken_away));
  }
  if (came_to?.what === "mail") {
    if (!stopped) parts.push(job.sent(came_to.sent, came_to.total));
    for (const what of ["refused", "put_off", "uncertain", "left"] as const) {
      if (came_to[what] > 0) parts.push(job[what](came_to[what]));
    }
  }
  return parts.join(" ");
}
