/** Plays the short sound of every tone. Silent where there is no audio. */
import type { Tone } from "../bindings";

export type Sound = Tone | "not_recorded" | "attention";

/** Quiet, middle, loud. */
export const VOLUMES = [0.35, 0.65, 1] as const;

/** A browser may hold sound back until somebody touches the page; by then it would be a lie. */
const TOO_LATE_MS = 500;
/** Attention follows the tone's own sound instead of drowning it. */
const AFTER_THE_TONE_S = 0.34;

let audio: AudioContext | null | undefined;
let loudness: GainNode | undefined;
let loaded: Promise<Map<Sound, AudioBuffer>> | undefined;

export function play(sound: Sound, volume: number): void {
  const asked = performance.now();
  ready()
    .then((sounds) => {
      const buffer = sounds.get(sound);
      if (!audio || !buffer || performance.now() - asked > TOO_LATE_MS) return;
      if (audio.state === "running") ring(audio, sound, buffer, volume);
      else wake(audio, () => performance.now() - asked <= TOO_LATE_MS && play(sound, volume));
    })
    .catch(() => undefined);
}

/** What waits for the audio to wake: the last sound only, however long it sleeps. */
let waiting: (() => void) | null = null;

function wake(audio: AudioContext, then: () => void): void {
  const asleep = waiting === null;
  waiting = then;
  if (!asleep) return;
  const done = () => {
    const last = waiting;
    waiting = null;
    if (audio.state === "running") last?.();
  };
  audio.resume().then(done, done);
}

function ring(audio: AudioContext, sound: Sound, buffer: AudioBuffer, volume: number): void {
  // One for all: thousands of them an evening would be rubbish for the page to clear away.
  if (!loudness) {
    loudness = audio.createGain();
    loudness.connect(audio.destination);
  }
  loudness.gain.value = volume;
  const source = audio.createBufferSource();
  source.buffer = buffer;
  source.connect(loudness);
  source.onended = () => source.disconnect();
  source.start(audio.currentTime + (sound === "attention" ? AFTER_THE_TONE_S : 0));
}

/** Gets the sounds ready before the first guest; what fails stays silent. */
export function ready(): Promise<Map<Sound, AudioBuffer>> {
  loaded ??= load().catch(() => new Map());
  return loaded;
}

async function load(): Promise<Map<Sound, AudioBuffer>> {
  audio ??= typeof AudioContext === "undefined" ? null : new AudioContext();
  const sounds = new Map<Sound, AudioBuffer>();
  if (!audio) return sounds;
  const { bytes, SOUNDS } = await import("./sounds");
  for (const [sound, data] of Object.entries(SOUNDS) as [Sound, string][]) {
    sounds.set(sound, await audio.decodeAudioData(bytes(data)));
  }
  return sounds;
}
