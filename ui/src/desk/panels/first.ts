/** Where the keys go when a panel or a form appears. */
export function first(element: HTMLElement): void {
  element.dataset.first = "";
  element.focus({ preventScroll: true });
  if (element instanceof HTMLInputElement) element.select();
}

/** As `first`, and in sight: for what appears in the middle of a long page. */
export function shown(element: HTMLElement): void {
  first(element);
  inSight(element);
}

/** What answers a key is seen, wherever it stands in a long page. */
export function inSight(element: HTMLElement): void {
  element.scrollIntoView?.({ block: "nearest" });
}
