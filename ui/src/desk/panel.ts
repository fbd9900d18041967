/** What may stand beside the stage in place of the search. */
export type PanelState =
  | { kind: "guest"; id: string }
  | { kind: "walk_in"; name: string }
  | { kind: "log" }
  | { kind: "numbers" }
  | { kind: "rehearsal" };
