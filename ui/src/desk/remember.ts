/** What this desk's window keeps for the next time it opens: looks and choices, never a guest. */

export function remembered(what: string): string | null {
  try {
    return localStorage.getItem(`lanyard.${what}`);
  } catch {
    return null;
  }
}

export function remember(what: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`lanyard.${what}`);
    else localStorage.setItem(`lanyard.${what}`, value);
  } catch {
    // A private window keeps nothing; the choice still holds for now.
  }
}
