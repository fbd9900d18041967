import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browserLobby } from "./browser";
import { asProblem } from "./host";
import { sampleLobby } from "./samples";

class FakeSource {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    FakeSource.all.push(this);
  }
  addEventListener(): void {}
  close(): void {
    this.closed = true;
  }
}

beforeEach(() => {
  FakeSource.all = [];
  vi.stubGlobal("EventSource", FakeSource);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("the lobby over HTTP", () => {
  it("asks beside its own page, with its own token", async () => {
    const view = sampleLobby();
    const fetch = vi.fn(async () => new Response(JSON.stringify(view)));
    vi.stubGlobal("fetch", fetch);
    const host = browserLobby(new URL("http://10.0.0.5:7070/lobby.html?token=a%26b&lang=de"));
    expect(await host.lobbyView()).toEqual(view);
    expect(fetch).toHaveBeenCalledWith("api/lobby?token=a%26b", expect.anything());
    host.onChanged(() => undefined);
    expect(FakeSource.all[0]?.url).toBe("api/changes?token=a%26b");
  });

  it("takes an error for unreachable", async () => {
    vi.stubGlobal("fetch", async () => new Response("no", { status: 403 }));
    await expect(browserLobby(new URL("http://x/")).lobbyView()).rejects.toThrow("403");
  });

  it("opens no stream when it stands still", () => {
    const host = browserLobby(new URL("http://x/lobby.html?still=1"));
    host.onChanged(() => undefined);
    expect(host.still).toBe(true);
    expect(FakeSource.all).toHaveLength(0);
  });

  it("listens again after a stream that was refused, until told to stop", () => {
    vi.useFakeTimers();
    const heard = vi.fn();
    const stop = browserLobby(new URL("http://x/")).onChanged(heard);
    FakeSource.all[0]!.onmessage!();
    expect(heard).toHaveBeenCalledTimes(1);
    FakeSource.all[0]!.readyState = FakeSource.CLOSED;
    FakeSource.all[0]!.onerror!();
    vi.advanceTimersByTime(5_000);
    expect(FakeSource.all).toHaveLength(2);
    stop();
    expect(FakeSource.all[1]!.closed).toBe(true);
  });
});

it("takes whatever nobody foresaw for not recorded", () => {
  expect(asProblem({ kind: "busy", message: "wait" })).toEqual({ kind: "busy", message: "wait", list: null, trouble: null });
  expect(asProblem({ kind: "something_else", message: "x" }).kind).toBe("not_recorded");
  expect(asProblem("no such command")).toEqual({ kind: "not_recorded", message: "no such command", list: null, trouble: null });
  expect(asProblem(undefined)).toEqual({ kind: "not_recorded", message: "", list: null, trouble: null });
});
