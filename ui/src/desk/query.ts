/** What was typed into the search: enough to look for, or a code that a slow scanner spelled. */

/** Scripts whose letters are sounds: one of them says little. */
const SPELLED = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u;
const FEWEST = 2;

/** From two letters; one is enough in Chinese, Korean, Arabic and the like. */
export function isEnough(query: string): boolean {
  const signs = query.match(/[\p{L}\p{N}]/gu) ?? [];
  return signs.length >= FEWEST || signs.some((sign) => !SPELLED.test(sign));
}

/**
 * Nobody is called that. Scanners that type as slowly as people must not let anybody in by their
 * Enter, so for a text like this no row is chosen beforehand.
 */
export function looksLikeCode(query: string): boolean {
  const text = query.trim();
  if (/^\W*LY[1B][:;Ööж]/iu.test(text) || text.includes("://")) return true;
  if (/[\s@]/.test(text)) return /[$%*+/:].*\d|\d.*[$%*+/:]/.test(text);
  // Digits are signs where a layout wants Shift for them.
  return text.length >= 6 && (/[\d$%*+/:;"(_=<>]/.test(text) || /^[A-Z]{8,}$/.test(text));
}
