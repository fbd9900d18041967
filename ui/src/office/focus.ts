const REACHED = "input, select, textarea, button:not([tabindex='-1'], :disabled), summary, [tabindex='0']";

/** From one section of a room to the next that keys reach something in, for F6. */
export function nextSection(root: ParentNode | null, step: 1 | -1): void {
  const all = [...(root?.querySelectorAll<HTMLElement>("[data-section]") ?? [])];
  const here = all.findIndex((one) => one.contains(document.activeElement));
  const from = here === -1 && step === -1 ? all.length : here;
  for (let passed = 1; passed <= all.length; passed++) {
    const section = all[(from + step * passed + 2 * all.length) % all.length];
    const target = section?.querySelector<HTMLElement>(REACHED);
    if (!target) continue;
    target.focus({ preventScroll: true });
    section?.scrollIntoView?.({ block: "start" });
    return;
  }
}

/** Where the keys go when something new is there to be typed into. */
export function focusSoon(find: () => HTMLElement | null | undefined): void {
  setTimeout(() => {
    const target = find();
    target?.focus({ preventScroll: true });
    target?.scrollIntoView?.({ block: "nearest" });
  });
}
