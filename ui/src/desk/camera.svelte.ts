/** The camera of this desk: which one, what it sees, and how that is told. Codes go to whoever scans. */
import type { CameraNews, CameraView, Problem } from "../bindings";
import { asProblem, type DeskHost } from "../host/host";
import { remember, remembered } from "./remember";

export type Frame = Extract<CameraNews, { news: "frame" }>;

export type CameraState =
  | { state: "off" }
  /** Somebody chooses which. */
  | { state: "choosing" }
  | { state: "opening" }
  | { state: "live"; frame: Frame }
  | { state: "lost"; problem: Problem };

type CameraHost = Pick<DeskHost, "cameras" | "startCamera" | "stopCamera">;

export class Camera {
  now = $state.raw<CameraState>({ state: "off" });
  there = $state.raw<CameraView[]>([]);
  /** The place in the list of choices; the last is the address of a camera over HTTP. */
  selected = $state(0);
  address = $state(remembered("camera.address") ?? "http://");
  mirrored = $state(remembered("camera.mirrored") === "yes");
  /** Why the last choice did not open. */
  refused = $state.raw<Problem | null>(null);
  readonly #host: CameraHost;
  readonly #scan: (text: string) => void;
  /** The id of the camera that is meant to be on. */
  #chosen: string | null = null;

  constructor(host: CameraHost, scan: (text: string) => void) {
    this.#host = host;
    this.#scan = scan;
  }

  get open(): boolean {
    return this.now.state !== "off";
  }

  get choosing(): boolean {
    return this.now.state === "choosing";
  }

  /** The address is the choice after the last camera. */
  get addressSelected(): boolean {
    return this.selected >= this.there.length;
  }

  get addressGiven(): boolean {
    return /^https?:\/\/[^\s/]+/i.test(this.#url);
  }

  /** What was typed, with the scheme that may be left out. */
  get #url(): string {
    const typed = this.address.trim();
    return /^[a-z]+:\/\//i.test(typed) ? typed : `http://${typed}`;
  }

  /** After a restart the desk looks again where it looked before. */
  start(): void {
    const kept = remembered("camera");
    if (kept !== null) void this.#use(kept);
  }

  hear(news: CameraNews): void {
    switch (news.news) {
      case "code":
        if (this.open) this.#scan(news.text);
        return;
      case "off":
        if (!this.choosing) this.now = { state: "off" };
        return;
      default:
        // News of a camera that was closed or is being replaced comes late.
        if (this.#chosen === null || this.choosing) return;
    }
    if (news.news === "opening") this.now = { state: "opening" };
    if (news.news === "frame") this.now = { state: "live", frame: news };
    if (news.news === "lost") this.now = { state: "lost", problem: news.problem };
  }

  toggle(): void {
    if (this.open) this.close();
    else void this.#choose();
  }

  chooseAnother(): void {
    void this.#choose();
  }

  close(): void {
    const used = this.#chosen !== null;
    this.#chosen = null;
    this.now = { state: "off" };
    remember("camera", null);
    if (used) void this.#host.stopCamera().catch(() => undefined);
  }

  /** What Escape does while somebody chooses. */
  dismiss(): void {
    if (this.#chosen === null) this.close();
    else this.now = { state: "opening" };
  }

  move(step: 1 | -1): void {
    this.selected = Math.min(this.there.length, Math.max(0, this.selected + step));
  }

  take(place = this.selected): void {
    this.selected = place;
    const camera = this.there[place];
    if (camera) {
      void this.#use(camera.id);
    } else if (this.addressGiven) {
      remember("camera.address", this.#url);
      void this.#use(this.#url);
    }
  }

  mirror(): void {
    this.mirrored = !this.mirrored;
    remember("camera.mirrored", this.mirrored ? "yes" : "no");
  }

  async #choose(): Promise<void> {
    this.now = { state: "choosing" };
    this.refused = null;
    try {
      this.there = await this.#host.cameras();
    } catch (thrown) {
      this.there = [];
      this.refused = asProblem(thrown);
    }
    const last = this.#chosen ?? remembered("camera.last");
    const known = this.there.findIndex(({ id }) => id === last);
    this.selected = known >= 0 ? known : last?.includes("://") ? this.there.length : 0;
  }

  async #use(id: string): Promise<void> {
    this.#chosen = id;
    this.refused = null;
    this.now = { state: "opening" };
    try {
      await this.#host.startCamera(id);
      remember("camera", id);
      remember("camera.last", id);
    } catch (thrown) {
      if (this.#chosen !== id) return;
      this.now = { state: "lost", problem: asProblem(thrown) };
    }
  }
}
