import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Steady } from "./steady";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("looks at once, then once more for any number of changes", async () => {
  const look = vi.fn(async () => undefined);
  const steady = new Steady(look, 1_000);
  steady.ask();
  expect(look).toHaveBeenCalledTimes(1);
  for (let change = 0; change < 20; change++) steady.ask();
  await vi.advanceTimersByTimeAsync(999);
  expect(look).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(look).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(look).toHaveBeenCalledTimes(2);
});

it("never has two looks under way, however long one takes", async () => {
  let give = () => {};
  const look = vi.fn(() => new Promise<void>((done) => (give = done)));
  const steady = new Steady(look, 100);
  steady.ask();
  steady.ask();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(look).toHaveBeenCalledTimes(1);
  give();
  await vi.advanceTimersByTimeAsync(100);
  expect(look).toHaveBeenCalledTimes(2);
});

it("looks no more once it is stopped", async () => {
  const look = vi.fn(async () => undefined);
  const steady = new Steady(look, 100);
  steady.ask();
  steady.ask();
  await vi.advanceTimersByTimeAsync(0);
  steady.stop();
  steady.ask();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(look).toHaveBeenCalledTimes(1);
});
