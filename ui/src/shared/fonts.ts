/** The house's fonts, got ready before anything is laid out. */

/** A page without its fonts is better than none. */
const PATIENCE_MS = 400;

/**
 * Text that is laid out before its font is there makes WebKitGTK ask the system for another one, at
 * every size: that takes longer than the fonts do.
 */
export async function fontsReady(): Promise<void> {
  if (!document.fonts?.load) return;
  const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([load(), late]).catch(() => undefined);
}

async function load(): Promise<void> {
  // A module may run before the styles that name the fonts are there.
  const styles = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
  await Promise.all(styles.filter(({ sheet }) => sheet === null).map(came));
  const root = getComputedStyle(document.documentElement);
  const families = ["--display", "--text"].map((family) => root.getPropertyValue(family));
  await Promise.all(families.map((family) => document.fonts.load(`600 1rem ${family}`)));
}

const came = (style: HTMLLinkElement) =>
  new Promise<void>((resolve) => {
    style.onload = style.onerror = () => resolve();
  });
