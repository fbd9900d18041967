import { mount } from "svelte";
import type { OfficeHost } from "../host/host";
import { lang } from "../shared/i18n";
import { o } from "../shared/i18n/office";
import "../shared/base.css";
import "../desk/desk.css";
import "./office.css";
import App from "./App.svelte";

async function chooseHost(): Promise<OfficeHost> {
  if (import.meta.env.MODE === "fake") {
    const { previewOffice } = await import("../host/previewOffice");
    return previewOffice(new URL(location.href));
  }
  const { officeHost } = await import("../host/tauri");
  return officeHost;
}

document.documentElement.lang = lang;
document.title = o.title;
mount(App, { target: document.getElementById("app")!, props: { host: await chooseHost() } });
