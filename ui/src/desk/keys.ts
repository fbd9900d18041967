/** The shortcuts: function keys and Ctrl only, since scanners type letters. */
import type { Desk } from "./desk.svelte";

export function shortcut(event: KeyboardEvent, desk: Desk, find: () => void): boolean {
  if (event.ctrlKey && !event.altKey && /^[1-3]$/.test(event.key)) {
    desk.settleAt(Number(event.key) - 1);
    return true;
  }
  if (event.ctrlKey && !event.altKey && !event.shiftKey) {
    switch (event.key.toLowerCase()) {
      case "l":
        desk.open({ kind: "log" });
        return true;
      case "n":
        desk.open({ kind: "numbers" });
        return true;
      case "r":
        desk.open({ kind: "rehearsal" });
        return true;
      case "e": {
        const id = desk.subject;
        if (id !== null) desk.open({ kind: "guest", id });
        return true;
      }
    }
  }
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  switch (event.key) {
    case "F2":
      find();
      return true;
    case "F3":
      desk.open({ kind: "walk_in", name: desk.search.query.trim() });
      return true;
    case "F7":
      desk.toggleMute();
      return true;
    case "F8":
      void desk.undo();
      return true;
    case "F9":
      return true; // kept free for letting in with a reason
    case "F10":
      desk.nextDoor();
      return true;
    case "Escape":
      desk.clear();
      return true;
    default:
      return false;
  }
}
