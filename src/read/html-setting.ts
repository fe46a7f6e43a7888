// How text shows at a point of a page: what the elements around it and its own say together.
// Must not know text or tables.
import { type Colour, isUnseen, WHITE } from "./html-colour.ts";
import type { Look } from "./html-visible.ts";

export const TABLE_PARTS = new Set(["table", "tbody", "thead", "tfoot", "tr", "td", "th"]);

/** How text shows at a point of the tree. */
export interface Setting {
  readonly shifted: "up" | "down" | undefined;
  readonly visible: boolean;
  readonly tiny: boolean;
  readonly hollow: boolean;
  readonly keepsSpace: boolean;
  readonly colour: Colour | undefined;
  readonly ground: Colour | "unknown";
  readonly turned: boolean;
  readonly inCell: boolean;
  readonly depth: number;
}

export const OUTSIDE: Setting = {
  shifted: undefined,
  visible: true,
  tiny: false,
  hollow: false,
  keepsSpace: false,
  colour: undefined,
  ground: WHITE,
  turned: false,
  inCell: false,
  depth: 0,
};

/** The setting within an element. */
export function settingFor(look: Look, around: Setting, name: string): Setting {
  const shifted = look.shifted === "no" ? undefined : (look.shifted ?? around.shifted);
  const clipped = look.clipped === true && !TABLE_PARTS.has(name);
  return {
    shifted,
    visible: look.invisible === undefined ? around.visible : !look.invisible,
    tiny: look.tiny ?? around.tiny,
    // Outside of tables, scripts fade whole parts of a page in.
    hollow:
      around.hollow ||
      (around.inCell && (look.hollow === true || clipped)) ||
      (look.hollow === true && TABLE_PARTS.has(name)),
    keepsSpace: look.keepsSpace ?? (around.keepsSpace || name === "pre" || name === "textarea"),
    colour: look.colour ?? around.colour,
    ground: look.ground ?? around.ground,
    turned: look.turned ?? around.turned,
    inCell: around.inCell,
    depth: around.depth + 1,
  };
}

/** Whether letters show against what is behind them; where that is not known, white letters may show or not. */
export function seenAs({ colour, ground, inCell }: Setting): "yes" | "no" | "unknown" {
  if (colour === undefined) return "yes";
  if (ground !== "unknown") return isUnseen(colour, ground) ? "no" : "yes";
  return inCell && isUnseen(colour, WHITE) ? "unknown" : "yes";
}
