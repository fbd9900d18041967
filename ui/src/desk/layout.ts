/**
 * What a scanner meant: it believes in a United States keyboard, whatever layout the desk has set.
 * Only the characters of a ticket code (base45 and the prefix) are needed.
 */
const PLAIN: Record<string, string> = {
  Space: " ",
  Minus: "-",
  Period: ".",
  Slash: "/",
  NumpadAdd: "+",
  NumpadSubtract: "-",
  NumpadMultiply: "*",
  NumpadDivide: "/",
  NumpadDecimal: ".",
};

const SHIFTED: Record<string, string> = {
  Digit4: "$",
  Digit5: "%",
  Digit8: "*",
  Equal: "+",
  Semicolon: ":",
  Space: " ",
};

export function usKey(code: string, shift: boolean): string | null {
  if (/^Key[A-Z]$/.test(code)) return code.slice(3);
  if (shift) return SHIFTED[code] ?? null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code);
  return digit ? digit[1]! : (PLAIN[code] ?? null);
}
