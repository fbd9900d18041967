/** The sounds of `assets/sounds`, in the page itself: no policy and no network stands between. */
import amber from "../../../assets/sounds/amber.wav?inline";
import attention from "../../../assets/sounds/attention.wav?inline";
import green from "../../../assets/sounds/green.wav?inline";
import neutral from "../../../assets/sounds/neutral.wav?inline";
import not_recorded from "../../../assets/sounds/not_recorded.wav?inline";
import red from "../../../assets/sounds/red.wav?inline";
import type { Sound } from "./sound";

export const SOUNDS: Record<Sound, string> = { green, neutral, amber, red, not_recorded, attention };

export function bytes(dataUrl: string): ArrayBuffer {
  const text = atob(dataUrl.slice(dataUrl.indexOf(",") + 1));
  return Uint8Array.from(text, (char) => char.charCodeAt(0)).buffer;
}
