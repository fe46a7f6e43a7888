// Drawings within the cells of a drawing, as browsers of text draw pages that are laid out in tables: the outer one is a frame,
// and its cells are texts, one after another. Must not know labels or numbers.
import {
  boxLines,
  type Canvas,
  type CellBox,
  CORNERS,
  cellBoxes,
  drawingOf,
  isHorizontal,
  isVertical,
  opensBox,
} from "./text-box.ts";
import type { TextLine } from "./text-cells.ts";

const corner = (source: string) => new RegExp(`^${source}$`, "u");
const [OPENS, TURNS, FOOT] = [corner(CORNERS.opens), corner(CORNERS.turns), corner(CORNERS.foot)];

/** Pages within pages within pages: what is drawn deeper stays as it is. */
const DEEPEST = 8;

/** The lines of a text, those of drawings that hold others cell by cell, without their own frame. */
export function withoutFrames(lines: readonly TextLine[], depth = 0): readonly TextLine[] {
  if (depth === DEEPEST) return lines;
  const kept: TextLine[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as TextLine;
    const box = opensBox(line.text) ? boxLines(lines, at) : null;
    const inside = box && linesOfCells(box.lines);
    if (box && inside) {
      kept.push(...withoutFrames(inside, depth + 1), ...box.beside);
      at += box.lines.length;
    } else {
      // A drawing is looked through once, not from each line that could open one.
      const end = at + Math.max(1, box?.lines.length ?? 1);
      kept.push(...lines.slice(at, end));
      at = end;
    }
  }
  return kept;
}

/** null for a drawing that holds no other. */
function linesOfCells(lines: readonly TextLine[]): TextLine[] | null {
  const drawing = drawingOf(lines);
  const inner = drawing ? drawingsWithin(drawing.canvas) : [];
  if (!drawing || inner.length === 0) return null;
  const { canvas } = drawing;
  const frame = canvas.map((row, y) =>
    row.map((char, x) => (inner.some((one) => holds(one, x, y)) ? " " : char)),
  );
  const { boxes, rules } = cellBoxes(frame);
  return boxes.flatMap(({ x0, x1, y0, y1 }) =>
    canvas.slice(y0, y1).flatMap((row, index) => {
      const y = y0 + index;
      const text = row.slice(x0, x1).join("").trimEnd();
      const isRule = rules.has(y) && !inner.some((one) => one.y0 <= y && y < one.y1 && one.x0 >= x0);
      return isRule ? [] : [{ text, line: lines[y]?.line ?? 0 }];
    }),
  );
}

type Inside = Pick<CellBox, "x0" | "x1" | "y0" | "y1">;

const holds = ({ x0, x1, y0, y1 }: Inside, x: number, y: number) => x0 <= x && x < x1 && y0 <= y && y < y1;

/**
 * Cells fill a drawing, so that within it three lines meet or four: where only two turn into one another, another drawing
 * begins. Those within such a one are left out.
 */
function drawingsWithin(canvas: Canvas): Inside[] {
  const found: Inside[] = [];
  for (let y = 1; y < canvas.length - 1; y += 1) {
    for (let x = 1; x < (canvas[y]?.length ?? 0) - 1; x += 1) {
      if (!turnsRightAndDown(canvas, x, y) || found.some((one) => holds(one, x, y))) continue;
      const box = boxFrom(canvas, x, y);
      if (box) found.push(box);
    }
  }
  return found;
}

function turnsRightAndDown(canvas: Canvas, x: number, y: number): boolean {
  const char = canvas[y]?.[x] ?? "";
  if (OPENS.test(char)) return true;
  return (
    char === "+" &&
    isHorizontal(canvas[y]?.[x + 1] ?? "") &&
    isVertical(canvas[y + 1]?.[x] ?? "") &&
    !isHorizontal(canvas[y]?.[x - 1] ?? "") &&
    !isVertical(canvas[y - 1]?.[x] ?? "")
  );
}

/** The drawing of which this is the upper left corner; null when its edges do not meet again. */
function boxFrom(canvas: Canvas, x0: number, y0: number): Inside | null {
  let x = x0;
  while (isHorizontal(canvas[y0]?.[x + 1] ?? "") && !TURNS.test(canvas[y0]?.[x] ?? "")) x += 1;
  let y = y0;
  while (isVertical(canvas[y + 1]?.[x0] ?? "") && !FOOT.test(canvas[y]?.[x0] ?? "")) y += 1;
  const closes = isVertical(canvas[y]?.[x] ?? "") && isHorizontal(canvas[y]?.[x] ?? "");
  return closes && x > x0 + 1 && y > y0 + 1 ? { x0, x1: x + 1, y0, y1: y + 1 } : null;
}
