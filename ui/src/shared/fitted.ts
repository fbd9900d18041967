/**
 * Makes the one child of a box as large as the box allows: sets the box's font size, in which its text
 * is measured (`em`).
 * What is marked `data-spare="WORTH"` gives way, the least worth first, before the text becomes small.
 * What stands around the box may fold before the text becomes too small: its style says what goes at which
 * `data-folded`.
 */
import type { Attachment } from "svelte/attachments";
import { plan, type Bounds } from "./fit";

/** In so many steps `of` folds. */
export type Folds = { of: (box: HTMLElement) => HTMLElement; steps: number };

export function fitted(bounds: (box: HTMLElement) => Bounds, folds?: Folds): Attachment<HTMLElement> {
  return (box) => {
    const refit = () => fit(box, bounds, folds);
    // Attributes are not watched: they are what a fit itself changes.
    const changes = new MutationObserver(refit);
    changes.observe(box, { childList: true, characterData: true, subtree: true });
    const sizes = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(refit);
    sizes?.observe(box);
    document.fonts?.addEventListener?.("loadingdone", refit);
    refit();
    return () => {
      changes.disconnect();
      sizes?.disconnect();
      document.fonts?.removeEventListener?.("loadingdone", refit);
    };
  };
}

function fit(box: HTMLElement, bounds: (box: HTMLElement) => Bounds, folds?: Folds): void {
  const content = box.firstElementChild;
  if (!(content instanceof HTMLElement)) return;
  const spares = [...content.querySelectorAll<HTMLElement>("[data-spare]")].sort((a, b) => worth(b) - worth(a));
  const texts = [...content.querySelectorAll<HTMLElement>("[data-fit]")];

  const around = folds?.of(box);

  const fold = (folded: number) => {
    if (folded > 0) around?.setAttribute("data-folded", String(folded));
    else around?.removeAttribute("data-folded");
  };
  const apply = (size: number, shown: number, breaking: boolean, folded: number) => {
    fold(folded);
    // Not a custom property: WebKitGTK 2.50 keeps some kilobytes of each value that one ever had.
    box.style.fontSize = `${size}px`;
    box.toggleAttribute("data-breaking", breaking);
    spares.forEach((spare, at) => (spare.hidden = at >= shown));
  };

  box.removeAttribute("data-tight");
  // The bounds are those of the box with nothing folded: else they would hang on what was there before.
  fold(0);
  const best = plan(bounds(box), spares.length, folds?.steps ?? 0, (size, shown, breaking, folded) => {
    apply(size, shown, breaking, folded);
    return (
      content.offsetHeight <= box.clientHeight + 0.5 &&
      // Measured at each text, since what overflows to the left counts only where the text runs so.
      texts.every((text) => text.scrollWidth <= text.clientWidth + 1)
    );
  });
  apply(best.size, best.shown, best.breaking, best.folded);
  box.toggleAttribute("data-tight", best.tight);
}

function worth(spare: HTMLElement): number {
  return Number(spare.dataset.spare) || 0;
}
