/** The keys that every panel shares. */

/** An Enter so soon after letters that went nowhere ends a scan, and presses nothing. */
const SCAN_END_MS = 1_000;
const REACHED = "button:not([tabindex='-1']), input, [tabindex='0']";

export class Keys {
  #lettersAt = -Infinity;

  /** Whether this key would press something although a scanner may have typed it. */
  isStray(event: KeyboardEvent): boolean {
    if (isTyping(event.target)) return false;
    if (event.key === " ") return true;
    if (event.type !== "keydown") return false;
    if (event.key === "Enter" && !event.ctrlKey) return performance.now() - this.#lettersAt < SCAN_END_MS;
    if ([...event.key].length === 1 && !event.ctrlKey) this.#lettersAt = performance.now();
    return false;
  }

  /** Up and down go from one thing to the next, where they have nothing better to do. */
  moves(event: KeyboardEvent, root: HTMLElement): boolean {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.altKey) return false;
    const all = [...root.querySelectorAll<HTMLElement>(REACHED)];
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (at !== -1 && all[at]!.role === "region") return false;
    const next = all[at === -1 ? (step === 1 ? 0 : all.length - 1) : at + step];
    next?.focus();
    next?.scrollIntoView?.({ block: "nearest" });
    return next !== undefined;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== "range";
}
