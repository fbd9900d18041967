/** The lobby page in any browser of the local network: over HTTP, beside the page itself. */
import type { LobbyView } from "../bindings";
import type { LobbyHost } from "./host";

const ANSWER_WITHIN_MS = 8_000;
const LISTEN_AGAIN_MS = 5_000;

export function browserLobby(page: URL): LobbyHost {
  const token = page.searchParams.get("token");
  const still = page.searchParams.get("still") === "1";
  const address = (path: string) => (token === null ? path : `${path}?token=${encodeURIComponent(token)}`);

  return {
    still,
    async lobbyView() {
      const answer = await fetch(address("api/lobby"), {
        cache: "no-store",
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      if (!answer.ok) throw new Error(`the lobby answered ${answer.status}`);
      return (await answer.json()) as LobbyView;
    },
    onChanged(heard) {
      if (still) return () => undefined;
      let source: EventSource;
      let again: ReturnType<typeof setTimeout> | undefined;
      const listen = () => {
        source = new EventSource(address("api/changes"));
        source.onopen = heard;
        source.onmessage = heard;
        source.addEventListener("changed", heard);
        source.onerror = () => {
          // A browser reconnects by itself, except after an answer that is no event stream.
          if (source.readyState === EventSource.CLOSED) again = setTimeout(listen, LISTEN_AGAIN_MS);
        };
      };
      listen();
      return () => {
        clearTimeout(again);
        source.close();
      };
    },
  };
}
