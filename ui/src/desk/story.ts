/** What a verdict says: the word, who, the story behind it, and what to do next. Decides nothing. */
import type { ScanAnswer } from "../bindings";
import type { Words } from "../shared/i18n";

export type Story = { word: string; story: string; next: string | null };

export function tell(answer: ScanAnswer, t: Words): Story {
  const { verdict, detail, first, door, list_of } = answer;
  const word = t.verdict[verdict];
  switch (verdict) {
    case "admitted":
      return { word, story: "", next: null };
    case "re_entered":
      return { word, story: t.story.backIn(door), next: null };
    case "left":
      return { word, story: t.story.left(door), next: null };
    case "already_in": {
      if (answer.repeat) {
        const story = first ? t.story.sameTicket(first.seconds_ago) : t.story.alreadyIn;
        return { word: t.sameTicket, story, next: null };
      }
      const story = first ? t.story.earlier(first.clock, first.door, first.seconds_ago) : t.story.alreadyIn;
      const next =
        answer.tone === "red"
          ? t.next.alreadyInRefuse
          : answer.tone === "amber"
            ? t.next.alreadyInAsk
            : t.next.alreadyInWelcome;
      return { word, story, next };
    }
    case "not_inside":
      return { word, story: t.story.notInside, next: t.next.notInside };
    case "not_listed":
      return { word, story: t.story.notListed(list_of), next: t.next.notListed };
    case "not_confirmed": {
      const status = detail.status ?? answer.attendee?.status;
      const story = status ? t.story.notConfirmed[status] : t.story.notConfirmedUnknown;
      return { word, story, next: t.next.notConfirmed };
    }
    case "not_valid_now": {
      const story = detail.days.length > 0 ? t.story.validOn(detail.days) : t.story.notValidNow;
      return { word, story, next: t.next.notValidNow };
    }
    case "wrong_door": {
      const story = detail.doors.length > 0 ? t.story.rightDoor(detail.doors) : t.story.wrongDoor;
      return { word, story, next: t.next.wrongDoor };
    }
    case "unpaid":
      return { word, story: detail.due ? t.story.due(detail.due) : t.story.unpaid, next: t.next.unpaid };
    case "full": {
      const { inside, capacity } = detail;
      const counted = inside !== null && capacity !== null;
      return { word, story: counted ? t.story.full(inside, capacity) : t.story.fullUnknown, next: t.next.full };
    }
    case "needs_lead":
      return { word, story: t.story.needsLead, next: t.next.needsLead };
    case "wrong_event":
      return { word, story: t.story.wrongEvent, next: t.next.wrongEvent };
    case "revoked": {
      const story = detail.since ? t.story.revoked(detail.since) : t.story.revokedUnknown;
      return { word, story, next: t.next.revoked };
    }
    case "unknown":
      return { word, story: t.story.unknown(list_of), next: t.next.unknown };
    case "forged":
      return { word, story: t.story.forged, next: t.next.forged };
  }
}

/** One sentence for those who listen instead of look. */
export function announce(answer: ScanAnswer, t: Words): string {
  const { word, story, next } = tell(answer, t);
  const group = answer.member && answer.admits ? t.groupOf(answer.member, answer.admits) : "";
  const handOver = answer.hand_over.length > 0 ? `${t.handOver}: ${answer.hand_over.join(", ")}` : "";
  return [word, answer.attendee?.name ?? "", group, handOver, answer.note ?? "", story, next ?? ""]
    .filter((part) => part !== "")
    .map((part) => part.replace(/[.…]$/, ""))
    .join(". ");
}
