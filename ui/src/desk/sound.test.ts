import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Sound } from "./sound";

type Started = { sound: ArrayBuffer; volume: number; at: number };

let started: Started[];
let resumes: (() => void)[];
let state: "running" | "suspended";

class FakeAudio {
  currentTime = 10;
  destination = {};
  get state() {
    return state;
  }
  resume() {
    return new Promise<void>((done) => resumes.push(done));
  }
  decodeAudioData(bytes: ArrayBuffer) {
    return Promise.resolve(bytes);
  }
  createGain() {
    return { gain: { value: 0 }, connect: () => undefined, disconnect: () => undefined };
  }
  createBufferSource() {
    let volume = { value: 0 };
    const source = {
      buffer: null as ArrayBuffer | null,
      onended: null,
      connect: (to: { gain: { value: number } }) => (volume = to.gain),
      start: (at: number) => started.push({ sound: source.buffer!, volume: volume.value, at }),
    };
    return source;
  }
}

async function fresh() {
  vi.resetModules();
  const { play, ready } = await import("./sound");
  await ready();
  return { play, all: await ready() };
}

const settle = () => new Promise((next) => setTimeout(next));

beforeEach(() => {
  [started, resumes, state] = [[], [], "running"];
  vi.stubGlobal("AudioContext", FakeAudio);
});

afterEach(() => vi.unstubAllGlobals());

it("has six sounds of less than half a second, none like another", async () => {
  const { all } = await fresh();
  const sounds: Sound[] = ["green", "neutral", "amber", "red", "not_recorded", "attention"];
  expect([...all.keys()].sort()).toEqual([...sounds].sort());
  const bodies = new Set<string>();
  for (const [sound, buffer] of all as unknown as Map<Sound, ArrayBuffer>) {
    const wav = new DataView(buffer);
    expect(String.fromCharCode(...new Uint8Array(buffer, 0, 4)), sound).toBe("RIFF");
    const rate = wav.getUint32(28, true);
    expect(wav.byteLength / rate, `${sound} in seconds`).toBeLessThan(0.5);
    bodies.add(new Uint8Array(buffer).slice(44, 8_000).join());
  }
  expect(bodies.size).toBe(6);
});

it("plays as loud as told, attention behind the tone", async () => {
  const { play } = await fresh();
  play("green", 0.35);
  play("attention", 0.35);
  await settle();
  expect(started.map(({ volume }) => volume)).toEqual([0.35, 0.35]);
  expect(started[0]!.at).toBe(10);
  expect(started[1]!.at).toBeGreaterThan(10.3);
});

it("wakes a sleeping audio once, and then plays only the last sound that is no lie yet", async () => {
  state = "suspended";
  const { play, all } = await fresh();
  for (let turn = 0; turn < 50; turn++) play("red", 1);
  play("green", 1);
  await settle();
  expect(resumes, "nothing piles up while no audio comes").toHaveLength(1);
  state = "running";
  resumes[0]!();
  await settle();
  expect(started.map(({ sound }) => sound)).toEqual([all.get("green")]);
});

it("is silent without audio", async () => {
  vi.stubGlobal("AudioContext", undefined);
  const { play } = await fresh();
  expect(() => play("green", 1)).not.toThrow();
  await settle();
  expect(started).toEqual([]);
});
