import { mount } from "svelte";
import type { LobbyHost } from "../host/host";
import { fontsReady } from "../shared/fonts";
import { lang, t } from "../shared/i18n";
import "../shared/base.css";
import "./lobby.css";
import App from "./App.svelte";

async function chooseHost(): Promise<LobbyHost> {
  const page = new URL(location.href);
  if (import.meta.env.MODE === "fake") {
    const { previewLobby } = await import("../host/preview");
    return previewLobby(page);
  }
  if ("__TAURI_INTERNALS__" in window) {
    const { lobbyHost } = await import("../host/tauri");
    return lobbyHost;
  }
  const { browserLobby } = await import("../host/browser");
  return browserLobby(page);
}

document.documentElement.lang = lang;
document.title = t.app.lobbyTitle;
const [host] = await Promise.all([chooseHost(), fontsReady()]);
mount(App, { target: document.getElementById("app")!, props: { host } });
