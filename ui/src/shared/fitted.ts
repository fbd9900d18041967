/**
 * Makes the one child of a box as large as the box allows: sets the box's font size, in which its text
 * is measured (`em`).
 * What is marked `data-spare="WORTH"` gives way, the least worth first, before the text becomes small.
 */
import type { Attachment } from "svelte/attachments";
import { plan, type Bounds } from "./fit";

export function fitted(bounds: (box: HTMLElement) => Bounds): Attachment<HTMLElement> {
  return (box) => {
    const refit = () => fit(box, bounds(box));
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

function fit(box: HTMLElement, bounds: Bounds): void {
  const content = box.firstElementChild;
  if (!(content instanceof HTMLElement)) return;
  const spares = [...content.querySelectorAll<HTMLElement>("[data-spare]")].sort((a, b) => worth(b) - worth(a));
  const texts = [...content.querySelectorAll<HTMLElement>("[data-fit]")];

  const apply = (size: number, shown: number, breaking: boolean) => {
    // Not a custom property: WebKitGTK 2.50 keeps some kilobytes of each value that one ever had.
    box.style.fontSize = `${size}px`;
    box.toggleAttribute("data-breaking", breaking);
    spares.forEach((spare, at) => (spare.hidden = at >= shown));
  };

  box.removeAttribute("data-tight");
  const best = plan(bounds, spares.length, (size, shown, breaking) => {
    apply(size, shown, breaking);
    return (
      content.offsetHeight <= box.clientHeight + 0.5 &&
      // Measured at each text, since what overflows to the left counts only where the text runs so.
      texts.every((text) => text.scrollWidth <= text.clientWidth + 1)
    );
  });
  apply(best.size, best.shown, best.breaking);
  box.toggleAttribute("data-tight", best.tight);
}

function worth(spare: HTMLElement): number {
  return Number(spare.dataset.spare) || 0;
}
