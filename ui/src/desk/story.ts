/** What a verdict says: the word, who, the story behind it, and what to do next. Decides nothing. */
import type { DeskView, RoomView, ScanAnswer, TalkHere, UndoAnswer } from "../bindings";
import type { Words } from "../shared/i18n";
import { label } from "./keys";
import { handOver, letsIn } from "./stage";
import { mayCall, settlingSteps, type SettlingStep } from "./steps";

/** In minutes. */
const DAY = 24 * 60;

export type Story = { word: string; story: string; next: string | null };

/** `now`: what the desk knows by now; a case may stand there for long, or be brought back. */
export function tell(answer: ScanAnswer, t: Words, now: DeskView | null = null): Story {
  const told = tellOne(answer, t, now);
  // Who practises has a desk that knows no real ticket.
  if (now?.practice && answer.verdict === "wrong_event") return { ...told, story: t.story.practising(told.story) };
  const { came } = answer.detail;
  if (came === null) return told;
  return { ...told, story: `${t.story.groupStopped(came, answer.rest ?? 0)}. ${told.story}` };
}

function tellOne(answer: ScanAnswer, t: Words, now: DeskView | null): Story {
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
      if (first?.left) {
        return { word: t.hasLeft, story: t.story.hasLeft(first.clock), next: t.next.hasLeft };
      }
      const ago = first ? first.seconds_ago + minutesSince(answer, now) * 60 : 0;
      const story = first ? t.story.earlier(first.clock, first.door, ago) : t.story.alreadyIn;
      const next =
        answer.tone === "red"
          ? t.next.alreadyInRefuse
          : answer.tone === "amber"
            ? t.next.alreadyInAsk
            : t.next.alreadyInWelcome;
      return { word, story, next };
    }
    case "not_inside":
      if (first) return { word: t.hasLeft, story: t.story.hasLeft(first.clock), next: null };
      return { word, story: t.story.notInside, next: t.next.notInside };
    case "not_listed":
      return { word, story: t.story.notListed(list_of), next: t.next.notListed };
    case "not_confirmed": {
      const status = statusOf(answer);
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
      if (minutesSince(answer, now) > 0) return { word, ...tellRoom(answer, t, now?.room ?? null) };
      const { inside, capacity } = detail;
      const counted = inside !== null && capacity !== null;
      return { word, story: counted ? t.story.full(inside, capacity) : t.story.fullUnknown, next: t.next.full };
    }
    case "needs_lead":
      return { word, story: t.story.needsLead, next: t.next.needsLead };
    case "wrong_event":
      return {
        word,
        story: detail.event ? t.story.ofEvent(detail.event.name, detail.event.date) : t.story.wrongEvent,
        next: t.next.wrongEvent,
      };
    case "revoked": {
      const status = answer.attendee?.status;
      // Not the ticket was withdrawn, but they: no newer one is to be looked for.
      if (status === "declined" || status === "cancelled" || status === "refunded" || status === "gone") {
        return { word, story: t.story.notConfirmed[status], next: t.next.cancelled };
      }
      const story = detail.since ? t.story.revoked(detail.since) : t.story.revokedUnknown;
      return { word, story, next: t.next.revoked };
    }
    case "unknown":
      return { word, story: t.story.unknown(list_of), next: answer.learnable ? t.next.learnable : t.next.unknown };
    case "forged":
      return { word, story: t.story.forged, next: t.next.forged };
  }
}

/** A room that was full is so for a while. `room`: how full it is by now; null: far from it. */
function tellRoom({ clock }: ScanAnswer, t: Words, room: RoomView | null): Omit<Story, "word"> {
  const story = room ? t.story.fullNow(room.inside, room.capacity) : t.story.fullBefore(clock);
  return { story, next: room?.full ? t.next.full : t.next.fullBefore };
}

/** How old an answer is by the clocks that are shown. */
function minutesSince({ clock }: ScanAnswer, now: DeskView | null): number {
  const [then, by] = [clock, now?.clock ?? clock].map((clock) => {
    // Of another day the day stands before it.
    const [hours = 0, minutes = 0] = clock.slice(-5).split(":").map(Number);
    return hours * 60 + minutes;
  }) as [number, number];
  const since = (by - then + DAY) % DAY;
  // The view may be a moment older than the answer.
  return since < DAY / 2 ? since : 0;
}

const statusOf = ({ detail, attendee }: ScanAnswer) => detail.status ?? attendee?.status ?? null;

/** Against which refusal they came in, and why. */
export function tellOverride(answer: ScanAnswer, t: Words): string | null {
  const { overridden, reason, detail } = answer;
  if (overridden === null) return letsIn(answer) && detail.due !== null ? t.paid(detail.due) : reason;
  return reason ? `${t.overridden(t.verdict[overridden])}. ${reason}` : t.overridden(t.verdict[overridden]);
}

/** When a speaker is on, and whether all who speak with them are here now. */
export function tellTalk(talk: TalkHere | null, t: Words): string | null {
  if (!talk) return null;
  const others = talk.missing.length > 0 ? t.talk.missing(talk.missing) : t.talk.allHere;
  return `${t.talk.theirs(talk.starts)}. ${others}`;
}

/** Which person of a group this is; of one who leaves, how many of it stay. */
export function groupPill({ member, admits, still_inside }: ScanAnswer, t: Words): string | null {
  if (still_inside !== null) return t.stillInside(still_inside);
  return member && admits ? t.groupOf(member, admits) : null;
}

/** What to ask back after an undo, and what is again as it was. */
export function takeBack(undo: UndoAnswer, handedOver: string[], t: Words): string {
  const { verdict, due, status } = undo;
  if (verdict === "re_entered" || verdict === "left") return t.undoneNext[verdict];
  const again = [due === null ? "" : t.undoneNext.due(due), status === null ? "" : t.undoneNext.status(status)];
  return [askBack(undo, handedOver, t), ...again].filter((part) => part !== "").join(" ");
}

function askBack({ verdict, badge }: UndoAnswer, handedOver: string[], t: Words): string {
  const things = handedOver.join(", ");
  if (badge && things) return t.undoneNext.badgeAndHanded(things);
  if (things) return t.undoneNext.handed(things);
  // Who had been in before has what they were given then.
  if (verdict === "already_in") return t.undoneNext.already_in;
  return badge ? t.undoneNext.badge : t.undoneNext.admitted;
}

/** What was taken back, and of when. */
export function tellUndone({ verdict, clock, people }: UndoAnswer, t: Words): string {
  if (verdict === "left") return people > 1 ? t.undoneExits(people, clock) : t.undoneExit(clock);
  return people > 1 ? t.undoneAll(people, clock) : t.undoneAt(clock);
}

/** How a refusal is settled. */
export function tellSettling(step: SettlingStep, answer: ScanAnswer, view: DeskView | null, t: Words): string {
  if (step === "release") return t.steps.release(statusOf(answer));
  return step === "lead" && view?.leads === false ? t.steps.leadReason : t.steps[step];
}

/** What can be done, in words, for those who don't see the keys. */
export function tellSteps(answer: ScanAnswer, view: DeskView | null, t: Words): string {
  return answer.steps
    .map((step) => {
      switch (step) {
        case "pay":
          return `${label("pay")}: ${t.steps.pay(answer.detail.due)}`;
        case "rest":
          return `${label("rest")}: ${t.steps.rest(answer.rest ?? 1)}`;
        case "find":
          return `${label("find")}: ${t.steps.find}`;
        case "walk_in":
          return `${label("walk_in")}: ${t.steps.walkIn}`;
        case "organiser":
          return "";
        case "scan_again":
          return t.steps.scanAgain;
        default: {
          const place = settlingSteps(answer).indexOf(step);
          if (place > 1) return "";
          return `${label(place === 0 ? "settle" : "settle_other")}: ${tellSettling(step, answer, view, t)}`;
        }
      }
    })
    .concat(view?.contact && mayCall(answer) ? t.steps.organiser(view.contact) : "")
    .filter((part) => part !== "")
    .join(". ");
}

/** One sentence for those who listen instead of look. */
export function announce(answer: ScanAnswer, t: Words, view: DeskView | null = null): string {
  const { word, story, next } = tell(answer, t, view);
  const group = groupPill(answer, t) ?? "";
  const handed = handOver(answer).join(", ");
  const things = handed ? `${t.handOver}: ${handed}` : "";
  const override = tellOverride(answer, t) ?? "";
  const talk = tellTalk(answer.talk, t) ?? "";
  const room = answer.places_left === null ? "" : t.placesLeft(answer.places_left);
  const { note, attendee } = answer;
  const attention = answer.speaks ? t.speaker : answer.attention;
  return [
    word,
    attendee?.name ?? "",
    attention ?? "",
    group,
    things,
    note ?? "",
    story,
    override,
    talk,
    room,
    next ?? "",
    tellSteps(answer, view, t),
  ]
    .filter((part) => part !== "")
    .map((part) => part.replace(/[.…]$/, ""))
    .join(". ");
}
