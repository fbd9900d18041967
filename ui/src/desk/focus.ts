/**
 * Where the keys go when nobody chose a place: into whatever was opened last, else into the search.
 * A place that takes keys carries `data-home` (a panel: `data-panel`), and its first field `data-first`.
 */

/** Leaves the focus alone inside a home; brings it back from anywhere else. */
export function keepFocus(): void {
  const homes = [...document.querySelectorAll<HTMLElement>("[data-home], [data-panel]")];
  const active = document.activeElement;
  if (active && homes.some((home) => home.contains(active))) return;
  const home = homes.find(({ dataset }) => dataset.home === "over") ?? homes.at(-1);
  focusHome(home);
}

export function focusHome(home: HTMLElement | undefined): void {
  (home?.querySelector<HTMLElement>("[data-first]") ?? home)?.focus({ preventScroll: true });
}
