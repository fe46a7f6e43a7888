// Colours as mark-up writes them, and whether letters of one colour can be seen on another.
// Must not know elements.

export type Colour = readonly [red: number, green: number, blue: number] | "transparent";

const NAMES: Readonly<Record<string, Colour>> = {
  white: [255, 255, 255],
  black: [0, 0, 0],
  red: [255, 0, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  yellow: [255, 255, 0],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
  silver: [192, 192, 192],
  whitesmoke: [245, 245, 245],
  snow: [255, 250, 250],
  ivory: [255, 255, 240],
  transparent: "transparent",
};

/** Letters whose colour is this close to what is behind them are not seen. Units: steps of 256 in each channel. */
const UNSEEN = 6;

export const WHITE: Colour = [255, 255, 255];

/** The colour that a value names; null for one that is not known here. */
export function colourOf(value: string): Colour | null {
  const tidy = value.trim().toLowerCase();
  const named = NAMES[tidy];
  if (named) return named;
  const hex = /^#?([0-9a-f]{3,8})$/.exec(tidy)?.[1];
  if (hex !== undefined) return ofHex(hex);
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(tidy)?.[1]
    ?.split(/[\s,/]+/)
    .filter((part) => part !== "");
  if (!parts || parts.length < 3) return null;
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part.endsWith("%") ? Number.parseFloat(part) * 2.55 : Number(part),
  );
  if (parts[3] !== undefined && Number.parseFloat(parts[3]) === 0) return "transparent";
  return [red, green, blue].some(Number.isNaN) ? null : [red, green, blue];
}

function ofHex(hex: string): Colour | null {
  const wide = hex.length <= 4 ? [...hex].map((digit) => digit + digit).join("") : hex;
  if (wide.length !== 6 && wide.length !== 8) return null;
  if (wide.length === 8 && wide.endsWith("00")) return "transparent";
  const channel = (at: number) => Number.parseInt(wide.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

/** Whether letters of a colour cannot be seen on a ground. */
export function isUnseen(letters: Colour, ground: Colour): boolean {
  if (letters === "transparent") return true;
  return (
    ground !== "transparent" &&
    letters.every((step, index) => Math.abs(step - (ground[index] ?? 0)) <= UNSEEN)
  );
}
