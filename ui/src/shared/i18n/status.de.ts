import type { Status } from "../../bindings";

export const STATUS: Record<Status, string> = {
  confirmed: "bestätigt",
  pending: "ohne Zusage",
  waitlist: "Warteliste",
  declined: "abgesagt",
  cancelled: "storniert",
  refunded: "erstattet",
  gone: "nicht mehr gelistet",
};
