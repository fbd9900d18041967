/** The lobby through the evening: the last view, a clock that goes on without the host, and patience. */
import type { LobbyView } from "../bindings";
import type { LobbyHost } from "../host/host";

const SOONEST_MS = 250;
const LATEST_MS = 60_000;
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

export class Lobby {
  view = $state.raw<LobbyView | null>(null);
  unreachable = $state(false);
  /** Milliseconds since the view was computed. */
  elapsed = $state(0);
  readonly #host: LobbyHost;
  #came = 0;
  #failures = 0;
  #asking = false;
  #askAgain = false;
  #stopped = false;
  #refresh: ReturnType<typeof setTimeout> | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;
  #stopListening: () => void = () => undefined;

  constructor(host: LobbyHost) {
    this.#host = host;
  }

  start(): void {
    this.#stopListening = this.#host.onChanged(() => void this.#ask());
    void this.#ask();
    if (!this.#host.still) this.#tick = setInterval(() => this.#advance(), 1_000);
  }

  stop(): void {
    this.#stopped = true;
    this.#stopListening();
    clearTimeout(this.#refresh);
    clearInterval(this.#tick);
  }

  get still(): boolean {
    return this.#host.still;
  }

  get clock(): string {
    if (!this.view) return "";
    return wallClock(this.view, this.elapsed) ?? this.view.clock;
  }

  async #ask(): Promise<void> {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#asking = true;
    clearTimeout(this.#refresh);
    let wait: number | null;
    try {
      this.view = await this.#host.lobbyView();
      this.#came = performance.now();
      this.elapsed = 0;
      this.unreachable = false;
      this.#failures = 0;
      wait = this.#host.still ? null : Math.min(LATEST_MS, Math.max(SOONEST_MS, this.view.refresh_in_ms));
    } catch {
      this.unreachable = true;
      wait = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)]!;
    }
    this.#asking = false;
    if (this.#stopped) return;
    if (this.#askAgain) {
      this.#askAgain = false;
      void this.#ask();
    } else if (wait !== null) {
      this.#refresh = setTimeout(() => void this.#ask(), wait);
    }
  }

  #advance(): void {
    if (this.view) this.elapsed = performance.now() - this.#came;
  }
}

/** HH:MM in the event's zone; null where the zone or the time makes no sense. */
export function wallClock(view: LobbyView, elapsed: number): string | null {
  const shown = new Date(Date.parse(view.as_of) + elapsed);
  try {
    return new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: view.event.timezone,
    }).format(shown);
  } catch {
    return null;
  }
}
