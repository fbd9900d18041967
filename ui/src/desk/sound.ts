/** A short sound for every tone, each with its own rhythm and pitch. Silent where there is no audio. */
import type { Tone } from "../bindings";

export type Sound = Tone | "not_recorded";
type Note = { at: number; hz: number; lasts: number; wave: OscillatorType };

const LOUDNESS = 0.2;
/** A browser may hold sound back until somebody touches the page; by then it would be a lie. */
const TOO_LATE_MS = 500;

const NOTES: Record<Sound, Note[]> = {
  green: [
    { at: 0, hz: 784, lasts: 0.09, wave: "sine" },
    { at: 0.09, hz: 1175, lasts: 0.16, wave: "sine" },
  ],
  neutral: [{ at: 0, hz: 523, lasts: 0.12, wave: "sine" }],
  amber: [
    { at: 0, hz: 440, lasts: 0.13, wave: "triangle" },
    { at: 0.2, hz: 440, lasts: 0.13, wave: "triangle" },
  ],
  red: [
    { at: 0, hz: 220, lasts: 0.2, wave: "square" },
    { at: 0.2, hz: 147, lasts: 0.4, wave: "square" },
  ],
  not_recorded: [0, 0.14, 0.28, 0.42].map((at, turn) => ({
    at,
    hz: turn % 2 ? 620 : 930,
    lasts: 0.1,
    wave: "sawtooth" as const,
  })),
};

let audio: AudioContext | null | undefined;

export function play(sound: Sound): void {
  try {
    audio ??= typeof AudioContext === "undefined" ? null : new AudioContext();
    if (!audio) return;
    if (audio.state === "suspended") wake(audio, sound);
    else for (const note of NOTES[sound]) ring(audio, note);
  } catch {
    audio = null;
  }
}

function wake(audio: AudioContext, sound: Sound): void {
  const asked = performance.now();
  audio
    .resume()
    .then(() => {
      if (performance.now() - asked < TOO_LATE_MS) for (const note of NOTES[sound]) ring(audio, note);
    })
    .catch(() => undefined);
}

function ring(audio: AudioContext, { at, hz, lasts, wave }: Note): void {
  const starts = audio.currentTime + at;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = wave;
  tone.frequency.value = hz;
  volume.gain.setValueAtTime(0, starts);
  volume.gain.linearRampToValueAtTime(LOUDNESS, starts + 0.01);
  volume.gain.setValueAtTime(LOUDNESS, starts + lasts - 0.03);
  volume.gain.linearRampToValueAtTime(0, starts + lasts);
  tone.connect(volume).connect(audio.destination);
  tone.start(starts);
  tone.stop(starts + lasts);
}
