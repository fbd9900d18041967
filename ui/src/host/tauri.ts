/** The program behind the window, over Tauri. The only module that knows it. */
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { commands, events } from "../bindings";
import type { DeskHost, LobbyHost, Stop } from "./host";

export const deskHost: DeskHost = {
  deskView: () => commands.deskView(),
  scan: (text) => commands.scan(text),
  scanPicture: (path) => commands.scanPicture(path),
  find: (query) => commands.find(query),
  admit: (attendee) => commands.admit(attendee),
  undo: (row) => commands.undo(row),
  setDoor: (door) => commands.setDoor(door),
  onChanged: (heard) => stopLater(() => events.changed.listen((event) => heard(event.payload))),
  onPictures: (heard) =>
    stopLater(() =>
      getCurrentWebview().onDragDropEvent((event) => {
        if (event.payload.type === "drop") heard(event.payload.paths);
      }),
    ),
};

export const lobbyHost: LobbyHost = {
  still: false,
  lobbyView: () => commands.lobbyView(),
  onChanged: (heard) => stopLater(() => events.changed.listen(() => heard())),
};

function stopLater(listen: () => Promise<Stop>): Stop {
  const listening = Promise.resolve().then(listen);
  listening.catch((problem: unknown) => console.error("cannot listen", problem));
  return () => void listening.then((stop) => stop()).catch(() => undefined);
}
