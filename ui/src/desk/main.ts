import { mount } from "svelte";
import type { DeskHost } from "../host/host";
import { lang, t } from "../shared/i18n";
import "../shared/base.css";
import "./desk.css";
import App from "./App.svelte";
import { ready } from "./sound";

async function chooseHost(): Promise<DeskHost> {
  if (import.meta.env.MODE === "fake") {
    const { previewDesk } = await import("../host/preview");
    return previewDesk(new URL(location.href));
  }
  const { deskHost } = await import("../host/tauri");
  return deskHost;
}

document.documentElement.lang = lang;
document.title = t.app.deskTitle;
mount(App, { target: document.getElementById("app")!, props: { host: await chooseHost() } });
setTimeout(() => void ready(), 500);
