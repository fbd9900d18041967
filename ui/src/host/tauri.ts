/** The program behind the window, over Tauri. The only module that knows it. */
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { commands, events } from "../bindings";
import type { DeskHost, LobbyHost, OfficeHost, Stop } from "./host";

/** So often the lobby looks how many are here. */
const LOBBY_LOOKS_MS = 1_000;

export const deskHost: DeskHost = {
  ...commands,
  onChanged: (heard) => stopLater(() => events.changed.listen((event) => heard(event.payload))),
  onCamera: (heard) => stopLater(() => events.cameraNewsHeard.listen((event) => heard(event.payload))),
  onPrinted: (heard) => stopLater(() => events.printed.listen((event) => heard(event.payload))),
  onFiles: (heard) =>
    stopLater(() =>
      getCurrentWebview().onDragDropEvent((event) => {
        if (event.payload.type === "drop") heard(event.payload.paths);
      }),
    ),
};

export const officeHost: OfficeHost = {
  ...commands,
  onChanged: (heard) => stopLater(() => events.changed.listen(() => heard())),
  onJob: (heard) => stopLater(() => events.jobHeard.listen((event) => heard(event.payload))),
  onCloseAsked: (heard) => stopLater(() => events.closeAsked.listen((event) => heard(event.payload))),
  onFiles: deskHost.onFiles,
};

export const lobbyHost: LobbyHost = {
  still: false,
  lobbyView: () => commands.lobbyView(),
  // The lobby's window may hear no event, since a listener would hear the desk's too.
  onChanged: (heard) => {
    const timer = setInterval(heard, LOBBY_LOOKS_MS);
    return () => clearInterval(timer);
  },
};

function stopLater(listen: () => Promise<Stop>): Stop {
  const listening = Promise.resolve().then(listen);
  listening.catch((problem: unknown) => console.error("cannot listen", problem));
  return () => void listening.then((stop) => stop()).catch(() => undefined);
}
