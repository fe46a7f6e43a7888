// The graphics state of a page description as far as text and lines need it, with its stack.
// Must not know operators' numbers, words or tables.
import { type Box, EVERYWHERE, IDENTITY, type Matrix, multiply } from "./pdf-matrix.ts";

/** What of a font decides where its glyphs stand. */
export interface FontFacts {
  readonly fontMatrix: Matrix;
  readonly vertical: boolean;
  readonly type3: boolean;
  /** Lowest and highest point of the font's box in glyph units; both 0 when unknown. */
  readonly boxSpan: readonly [low: number, high: number];
  readonly defaultVertical: readonly number[] | null;
  /** Whether the font tells what letter a code of it is; a number drawn as a shape is no letter. */
  readonly tells: (code: number, unicode: string) => boolean;
}

/** A colour as "#rrggbb", a pattern whose colours nobody asked for, or none at all. */
export type Paint = "none" | "pattern" | `#${string}`;

export interface GraphicsState {
  ctm: Matrix;
  clip: Box;
  readonly page: Box;
  lineWidth: number;
  strokePaint: Paint;
  fillPaint: Paint;
  strokeAlpha: number;
  fillAlpha: number;
  /** What is painted lets show what lies under it, as a highlighter does. */
  blended: boolean;
  font: FontFacts | null;
  fontSize: number;
  fontDirection: 1 | -1;
  charSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  renderMode: number;
  textMatrix: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
}

/** Deepest nesting kept: damaged files save without end. */
const DEEPEST = 500;

export class StateStack {
  current: GraphicsState;
  private readonly saved: GraphicsState[] = [];
  private readonly base: Matrix;

  /** @param page the paper: what lies wholly beyond it is not shown */
  constructor(base: Matrix, page: Box) {
    this.base = base;
    this.current = {
      ctm: base,
      clip: EVERYWHERE,
      page,
      lineWidth: 1,
      strokePaint: "#000000",
      fillPaint: "#000000",
      strokeAlpha: 1,
      fillAlpha: 1,
      blended: false,
      font: null,
      fontSize: 0,
      fontDirection: 1,
      charSpacing: 0,
      wordSpacing: 0,
      horizontalScale: 1,
      leading: 0,
      rise: 0,
      renderMode: 0,
      textMatrix: IDENTITY,
      x: 0,
      y: 0,
      lineX: 0,
      lineY: 0,
    };
  }

  save(): void {
    if (this.saved.length < DEEPEST) this.saved.push({ ...this.current });
  }

  restore(): void {
    const last = this.saved.pop();
    if (last) this.current = last;
  }

  transform(matrix: Matrix | null): void {
    if (matrix) this.current.ctm = multiply(this.current.ctm, matrix);
  }

  /** Back to the page's own coordinates, where annotations are placed. */
  rebase(): void {
    this.current.ctm = this.base;
    this.current.clip = EVERYWHERE;
  }

  setFont(font: FontFacts | null, size: number): void {
    this.current.font = font;
    this.current.fontSize = Math.abs(size);
    this.current.fontDirection = size < 0 ? -1 : 1;
  }

  setTextMatrix(matrix: Matrix): void {
    Object.assign(this.current, { textMatrix: matrix, x: 0, y: 0, lineX: 0, lineY: 0 });
  }

  moveText(x: number, y: number): void {
    const state = this.current;
    state.lineX += x;
    state.lineY += y;
    state.x = state.lineX;
    state.y = state.lineY;
  }
}
