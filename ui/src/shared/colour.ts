/** An event's ribbon may have any colour; what is written on it and in it must stay readable. */

type Rgb = [number, number, number];

const INK: Rgb = [0x14, 0x12, 0x0f];
const WHITE: Rgb = [255, 255, 255];
const HOUSE = "#ff5a36";
const AA = 4.5;

export function ribbonColour(given: string): string {
  return parse(given) ? given : HOUSE;
}

/** Ink or white, whichever reads better on the colour. */
export function textOn(colour: string): string {
  const ground = parse(ribbonColour(colour))!;
  return contrast(ground, INK) >= contrast(ground, WHITE) ? hex(INK) : hex(WHITE);
}

/** The colour itself, lightened until it can be read on ink. */
export function onInk(colour: string): string {
  const start = parse(ribbonColour(colour))!;
  for (let step = 0; step <= 20; step++) {
    const mixed = start.map((part) => Math.round(part + ((255 - part) * step) / 20)) as Rgb;
    if (contrast(mixed, INK) >= AA) return hex(mixed);
  }
  return hex(WHITE);
}

export function parse(colour: string): Rgb | null {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return found ? [parseInt(found[1]!, 16), parseInt(found[2]!, 16), parseInt(found[3]!, 16)] : null;
}

function hex(rgb: Rgb): string {
  return `#${rgb.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
