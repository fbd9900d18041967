/** Light or dark, and how large the text is. Both are remembered. */
import { remember, remembered } from "./remember";

export type Theme = "light" | "dark";

/** In percent of the size that fits the window. */
export const SIZES = [100, 110, 125, 150, 175, 200] as const;

export class Appearance {
  theme = $state<Theme>(readTheme());
  size = $state(readSize());

  nextTheme(): void {
    this.theme = this.theme === "light" ? "dark" : "light";
    remember("theme", this.theme);
  }

  larger(): void {
    this.#resize(SIZES.find((size) => size > this.size));
  }

  smaller(): void {
    this.#resize(SIZES.findLast((size) => size < this.size));
  }

  usualSize(): void {
    this.#resize(100);
  }

  #resize(size: number | undefined): void {
    if (size === undefined) return;
    this.size = size;
    remember("size", String(size));
  }
}

function readTheme(): Theme {
  const kept = remembered("theme");
  if (kept === "light" || kept === "dark") return kept;
  return typeof matchMedia === "function" && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function readSize(): number {
  const kept = Number(remembered("size"));
  return SIZES.find((size) => size === kept) ?? 100;
}
