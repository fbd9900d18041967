import { mount } from "svelte";
import type { DeskHost } from "../host/host";
import { deskHost } from "../host/tauri";
import { fontsReady } from "../shared/fonts";
import { lang, t } from "../shared/i18n";
import "../shared/base.css";
import "./desk.css";
import App from "./App.svelte";
import { Desk } from "./desk.svelte";
import { ready } from "./sound";

async function chooseHost(): Promise<DeskHost> {
  if (import.meta.env.MODE !== "fake") return deskHost;
  const { previewDesk } = await import("../host/preview");
  return previewDesk(new URL(location.href));
}

document.documentElement.lang = lang;
document.title = t.app.deskTitle;
const host = await chooseHost();
const desk = new Desk(host);
// The first view comes while the fonts do.
desk.start();
await fontsReady();
mount(App, { target: document.getElementById("app")!, props: { host, desk } });
setTimeout(() => void ready(), 500);
