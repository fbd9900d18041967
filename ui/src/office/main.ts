import { mount } from "svelte";
import type { OfficeHost } from "../host/host";
import { officeHost } from "../host/tauri";
import { fontsReady } from "../shared/fonts";
import { lang } from "../shared/i18n";
import { o } from "../shared/i18n/office";
import "../shared/base.css";
import "../desk/desk.css";
import "./office.css";
import App from "./App.svelte";

async function chooseHost(): Promise<OfficeHost> {
  if (import.meta.env.MODE !== "fake") return officeHost;
  const { previewOffice } = await import("../host/previewOffice");
  return previewOffice(new URL(location.href));
}

document.documentElement.lang = lang;
document.title = o.title;
const host = await chooseHost();
await fontsReady();
mount(App, { target: document.getElementById("app")!, props: { host } });
