/** How loud the desk is, kept from one evening to the next. */
import { remember, remembered } from "./remember";
import { play, VOLUMES, type Sound } from "./sound";

export class Loudness {
  muted = $state(remembered("muted") === "yes");
  /** 0 to 1. */
  volume = $state(readVolume());
  readonly #play: (sound: Sound, volume: number) => void;

  constructor(sound: (sound: Sound, volume: number) => void = play) {
    this.#play = sound;
  }

  /** Unless the desk is muted. */
  play(sound: Sound): void {
    if (!this.muted) this.hear(sound);
  }

  /** Plays a sound although the desk is muted: somebody wants to hear it. */
  hear(sound: Sound): void {
    this.#play(sound, this.volume);
  }

  toggleMute(): void {
    this.muted = !this.muted;
    remember("muted", this.muted ? "yes" : "no");
  }

  /** The next loudness, and how it sounds. */
  next(): void {
    this.muted = false;
    remember("muted", "no");
    const place = VOLUMES.findIndex((volume) => volume === this.volume);
    this.volume = VOLUMES[(place + 1) % VOLUMES.length]!;
    remember("volume", String(this.volume));
    this.hear("green");
  }
}

function readVolume(): number {
  const kept = Number(remembered("volume"));
  return VOLUMES.find((volume) => volume === kept) ?? VOLUMES.at(-1)!;
}
