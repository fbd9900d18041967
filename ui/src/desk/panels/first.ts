/** Where the keys go when a panel or a form appears. */
export function first(element: HTMLElement): void {
  element.dataset.first = "";
  element.focus({ preventScroll: true });
  if (element instanceof HTMLInputElement) element.select();
}
