// How text of an RTF shows: hidden, struck, raised, in a colour of its table, in a font of pictures.
// Must not know groups or tables.
import { isPictorial } from "./docx-drawn.ts";
import { type Colour, colourOf, isUnseen, WHITE } from "./html-colour.ts";

/** What control words have said of text so far; a copy is kept for each group. */
export interface RtfLook {
  readonly hidden: boolean;
  readonly struck: boolean;
  readonly deleted: boolean;
  readonly raised: "sup" | "sub" | null;
  /** Number in the table of colours; 0 is the colour of the system. */
  readonly colour: number;
  /** Some ground was laid behind the text. */
  readonly grounded: boolean;
  /** Half points. */
  readonly size: number;
}

export const PLAIN_LOOK: RtfLook = {
  hidden: false,
  struck: false,
  deleted: false,
  raised: null,
  colour: 0,
  grounded: false,
  size: 24,
};

/** Letters of so many half points are specks: nobody reads them. */
const SPECK = 4;
/** Raised by so many half points, letters stand on a line of their own. */
const RAISED = 6;

/** The look after a control word; null when the word says nothing of it. */
export function changedLook(look: RtfLook, name: string, value: number | null): RtfLook | null {
  const on = value !== 0;
  switch (name) {
    case "v":
      return { ...look, hidden: on };
    case "strike":
    case "striked":
      return { ...look, struck: on };
    case "deleted":
      return { ...look, deleted: on };
    case "super":
    case "sub":
      return { ...look, raised: on ? (name === "super" ? "sup" : "sub") : null };
    case "up":
    case "dn":
      return { ...look, raised: (value ?? RAISED) >= RAISED ? (name === "up" ? "sup" : "sub") : null };
    case "nosupersub":
      return { ...look, raised: null };
    case "cf":
      return { ...look, colour: value ?? 0 };
    case "highlight":
    case "chcbpat":
    case "cb":
      return { ...look, grounded: on };
    case "fs":
      return { ...look, size: value ?? PLAIN_LOOK.size };
    case "plain":
      return PLAIN_LOOK;
    default:
      return null;
  }
}

/** The tables of colours and fonts, taken in as their entries are given. */
export class RtfTables {
  private readonly colours: (Colour | null)[] = [];
  private parts: number[] = [];
  private readonly pictorial = new Set<number>();

  colourWord(name: string, value: number | null): void {
    if (/^(?:red|green|blue)$/.test(name)) this.parts.push(value ?? 0);
  }

  /** Text in the table of colours ends an entry with each semicolon. */
  colourText(text: string): void {
    for (const _ of text.matchAll(/;/g)) {
      this.colours.push(this.parts.length === 3 ? colourOf(`rgb(${this.parts.join(",")})`) : null);
      this.parts = [];
    }
  }

  fontText(font: number, text: string): void {
    if (isPictorial(text.trim())) this.pictorial.add(font);
  }

  showsPictures(font: number): boolean {
    return this.pictorial.has(font);
  }

  /** Whether text shows; white letters may, where something lies behind the table's cells. */
  seenAs(look: RtfLook, cellsGrounded: boolean): "yes" | "no" | "unknown" {
    if (look.hidden || look.struck || look.deleted || look.size <= SPECK) return "no";
    const colour = this.colours[look.colour];
    if (!colour || !isUnseen(colour, WHITE)) return "yes";
    return look.grounded || cellsGrounded ? "unknown" : "no";
  }
}
