// How a run of a DOCX shows: not at all, raised, or in letters that tell nothing.
// Must not know tables or paragraphs beyond their styles and the ground they lay.
import { isPictorial } from "./docx-drawn.ts";
import type { RunStyles, Styles } from "./docx-styles.ts";
import { child, isOn, type XmlNode } from "./docx-tree.ts";
import { type Colour, colourOf, isUnseen, WHITE } from "./html-colour.ts";

export interface Around extends RunStyles {
  /** What is behind the text; a table's style may lay grounds that are not followed. */
  readonly ground: Colour | "unknown";
}

export interface RunLook {
  readonly gone: boolean;
  readonly shifted: "superscript" | "subscript" | null;
  /** Letters of a font that shows pictures. */
  readonly pictorial: boolean;
  /** Letters as white as paper on a ground that is not known. */
  readonly doubtful: boolean;
}

/** Letters of so many half points are specks: nobody reads them. */
const SPECK = 4;
/** Raised by so many half points, letters stand on a line of their own. */
const RAISED = 6;

export function runLook(own: XmlNode | undefined, around: Around, styles: Styles): RunLook {
  const value = (name: string) => styles.effective(own, around, name)?.attribs["w:val"];
  const on = (name: string) => styles.isSwitchedOn(own, around, name);
  const size = Number(value("w:sz") ?? SPECK + 1);
  const colour = colourOf(value("w:color") ?? "");
  const highlight = value("w:highlight") ?? "none";
  const ground =
    highlight !== "none"
      ? (colourOf(highlight) ?? "unknown")
      : groundOf(styles.effective(own, around, "w:shd"), around.ground);
  const unseen =
    colour !== null && (ground === "unknown" ? isUnseen(colour, WHITE) : isUnseen(colour, ground));
  const unfilled = child(child(own, "w14:textFill"), "w14:noFill") !== undefined;
  const struck = on("w:vanish") || on("w:strike") || on("w:dstrike");
  return {
    gone: struck || unfilled || size <= SPECK || (unseen && ground !== "unknown"),
    shifted: shiftOf(value("w:vertAlign"), Number(value("w:position") ?? 0)),
    pictorial: isPictorial(fontOf(styles.effective(own, around, "w:rFonts"))),
    doubtful: unseen && ground === "unknown",
  };
}

function shiftOf(align: string | undefined, position: number): RunLook["shifted"] {
  if (align === "superscript" || align === "subscript") return align;
  if (align !== undefined || Math.abs(position) < RAISED) return null;
  return position > 0 ? "superscript" : "subscript";
}

function fontOf(fonts: XmlNode | undefined): string | undefined {
  return fonts?.attribs["w:ascii"] ?? fonts?.attribs["w:hAnsi"];
}

/** The ground that shading lays, or the one below where it lays none. */
export function groundOf(shading: XmlNode | undefined, below: Around["ground"]): Around["ground"] {
  if (!shading) return below;
  const pattern = shading.attribs["w:val"] ?? "clear";
  if (pattern === "nil") return below;
  const colour = colourOf(shading.attribs[pattern === "solid" ? "w:color" : "w:fill"] ?? "auto");
  if (pattern !== "clear" && pattern !== "solid") return "unknown";
  return colour ?? below;
}

/** A row that is hidden, or so low that nothing of it shows. Units: twentieths of a point. */
export function isHiddenRow(row: XmlNode): boolean {
  const properties = child(row, "w:trPr");
  const height = child(properties, "w:trHeight");
  const flat = height?.attribs["w:hRule"] === "exact" && Number(height.attribs["w:val"] ?? LOWEST) < LOWEST;
  return flat || isOn(child(properties, "w:hidden"));
}

const LOWEST = 60;
