/** From one section of a room to the next, for F6. */
export function nextSection(root: ParentNode | null, step: 1 | -1): void {
  const sections = [...(root?.querySelectorAll<HTMLElement>("[data-section]") ?? [])];
  const at = sections.findIndex((one) => one.contains(document.activeElement));
  const next = at === -1 ? (step === 1 ? 0 : sections.length - 1) : (at + step + sections.length) % sections.length;
  const section = sections[next];
  const target = section?.querySelector<HTMLElement>("input, select, textarea, button:not([tabindex='-1'], :disabled), summary, [tabindex='0']");
  target?.focus({ preventScroll: true });
  section?.scrollIntoView?.({ block: "start" });
}

/** Where the keys go when something new is there to be typed into. */
export function focusSoon(find: () => HTMLElement | null | undefined): void {
  setTimeout(() => {
    const target = find();
    target?.focus({ preventScroll: true });
    target?.scrollIntoView?.({ block: "nearest" });
  });
}
