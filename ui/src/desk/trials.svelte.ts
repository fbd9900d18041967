/** What the trials of the rehearsal came to, for as long as the window is open. */
import type { TriedTicket } from "../bindings";
import type { Assessed } from "./panels/calibration";

export class Trials {
  scanner = $state.raw<Assessed | null>(null);
  ticket = $state.raw<TriedTicket | null>(null);
}
