/** What each key does. The table of keys knows no desk; the desk knows no key. */
import type { Desk } from "./desk.svelte";
import { deedOf, type Deed } from "./keys";

export function shortcut(event: KeyboardEvent, desk: Desk, find: () => void): boolean {
  const deed = deedOf(event);
  if (deed === null) return false;
  // A key held down is one press: nobody means to undo thirty guests.
  if (!event.repeat || deed === "larger" || deed === "smaller") perform(deed, desk, find);
  return true;
}

export function perform(deed: Deed, desk: Desk, find: () => void): void {
  switch (deed) {
    case "keys":
      desk.keysShown = !desk.keysShown;
      return;
    case "find":
      return find();
    case "walk_in":
      return desk.open({ kind: "walk_in", name: desk.search.query.trim() });
    case "badge":
      return desk.badge();
    case "direction":
      return desk.turnRound();
    case "mute":
      return desk.loudness.toggleMute();
    case "volume":
      return desk.loudness.next();
    case "undo":
      return void desk.undo();
    case "settle":
      return desk.settle(0);
    case "settle_other":
      return desk.settle(1);
    case "door":
      return desk.nextDoor();
    case "full_screen":
      return void desk.host.toggleFullScreen().catch(() => undefined);
    case "pay":
      return desk.paid();
    case "rest":
      return desk.rest();
    case "guest":
      return desk.openGuest();
    case "chip_1":
      return desk.recallAt(0);
    case "chip_2":
      return desk.recallAt(1);
    case "chip_3":
      return desk.recallAt(2);
    case "log":
    case "numbers":
    case "rehearsal":
      return desk.open({ kind: deed });
    case "office":
      return void desk.host.openOffice().catch(() => undefined);
    case "list_part":
      return desk.takePart();
    case "camera":
      if (!desk.camera.open) makeRoom(desk);
      return desk.camera.toggle();
    case "other_camera":
      makeRoom(desk);
      return desk.camera.chooseAnother();
    case "mirror":
      return desk.camera.mirror();
    case "theme":
      return desk.appearance.nextTheme();
    case "larger":
      return desk.appearance.larger();
    case "smaller":
      return desk.appearance.smaller();
    case "usual_size":
      return desk.appearance.usualSize();
    case "clear":
      return desk.clear();
  }
}

/** The choice of a camera stands at the side, or in the rehearsal; any other panel would hide it. */
function makeRoom(desk: Desk): void {
  desk.keysShown = false;
  if (desk.panel?.kind !== "rehearsal") desk.close();
}
