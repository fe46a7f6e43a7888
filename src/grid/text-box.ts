// Tables drawn with line characters: box drawing or `+---+`. The drawing states cells and spans exactly.
// Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import { charWidth } from "../text/width.ts";
import type { TextLine } from "./text-cells.ts";

const HORIZONTAL =
  /[─━═┄┅┈┉╌╍┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰]/u;
const VERTICAL =
  /[│┃║┆┇┊┋╎╏┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰]/u;
/** Corners of a drawing, as sources of regular expressions with the flag `u`: the upper left, the upper right, the lower left one. */
export const CORNERS = { opens: "[┌┍┎┏╒╓╔╭]", turns: "[┐┑┒┓╕╖╗╮]", foot: "[└┕┖┗╘╙╚╰]" } as const;
const [OPENS, ENDS, FOOT] = [
  new RegExp(`^${CORNERS.opens}`, "u"),
  new RegExp(`${CORNERS.turns}$`, "u"),
  new RegExp(`^${CORNERS.foot}`, "u"),
];
/** A frame of strokes and crosses alone, as programs draw it that know no corners. */
const CROSSED_FRAME = /^\s*(?:\+[-=+]+\+|┼[─┼]+┼|╋[━╋]+╋|╬[═╬]+╬)\s*$/u;

/** Whether a drawn table can start with this line. */
export function opensBox(text: string): boolean {
  const trimmed = text.trim();
  return CROSSED_FRAME.test(text) || (OPENS.test(trimmed) && ENDS.test(trimmed));
}

/** A drawing cut out of the lines it stands on, and what stands beside it on them. */
export interface BoxLines {
  readonly lines: readonly TextLine[];
  /** Text left of the drawing: a page's other column. */
  readonly beside: readonly TextLine[];
}

/** The lines of the drawing that opens at `start`, from its left edge on. */
export function boxLines(all: readonly TextLine[], start: number): BoxLines {
  const opening = all[start]?.text ?? "";
  const left = opening.length - opening.trimStart().length;
  const lines: TextLine[] = [];
  const beside: TextLine[] = [];
  for (let at = start; at < all.length; at += 1) {
    const { text, line } = all[at] as TextLine;
    const cut = isDrawn(text) ? { before: "", drawing: text.trimStart() } : cutAt(text, left);
    if (!cut || !isDrawn(cut.drawing) || beginsAnother(lines.at(-1)?.text ?? "", cut.drawing)) break;
    lines.push({ text: cut.drawing, line });
    if (cut.before !== "") beside.push({ text: cut.before, line });
  }
  return { lines, beside };
}

/** Whether a drawing opens right below the foot of another: two tables, or one that a page cut, with no line between. */
function beginsAnother(above: string, drawing: string): boolean {
  const foot = above.trim();
  const closed = FOOT.test(foot) || foot.length !== drawing.trim().length;
  return closed && isRuleOfBox(foot) && opensBox(drawing);
}

/** The text before a screen column and from it on; null when no character begins there. */
function cutAt(text: string, column: number): { before: string; drawing: string } | null {
  let at = 0;
  let width = 0;
  for (const char of text) {
    if (width >= column) break;
    width += charWidth(char);
    at += char.length;
  }
  return width === column ? { before: text.slice(0, at).trim(), drawing: text.slice(at) } : null;
}

function isDrawn(text: string): boolean {
  const trimmed = text.trim();
  const first = trimmed.at(0) ?? "";
  const last = trimmed.at(-1) ?? "";
  return trimmed.length > 1 && isVertical(first) && isVertical(last);
}

export function isVertical(char: string): boolean {
  return char === "|" || char === "+" || VERTICAL.test(char);
}

export function isHorizontal(char: string): boolean {
  return char === "-" || char === "=" || char === "+" || HORIZONTAL.test(char);
}

/** Whether a line rules off rows, and prints nothing. */
export function isRuleOfBox(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text) && isRuleLine([...text.trim()]);
}

/** One entry a screen column: the character in its first column, "" in the second of a wide one. */
export type Canvas = readonly (readonly string[])[];

/** A drawing on a grid of screen columns, and the lines that do not fit into it. */
export interface Drawing {
  readonly canvas: Canvas;
  /** For a line that fits nowhere, what stands on it behind its last cell that does. */
  readonly loose: ReadonlyMap<number, Loose>;
}

interface Loose {
  readonly from: number;
  readonly text: string;
}

/** So many of the lines with text may fit nowhere. */
const MOST_LOOSE = 0.25;

/**
 * Rows of the drawn table, or null when its columns do not line up: under either width of ambiguous characters, with
 * invisible characters counted or not, or by the bars of a line from which characters were lost. A row that ends early
 * has no cell there; where a line has lost or gained a cell, what stands behind is one cell of which that is told.
 */
export function boxRows(lines: readonly TextLine[], table: number): RawCell[][] | null {
  const drawing = drawingOf(lines);
  return drawing && cutCells(drawing, lines, table);
}

/** null when the columns do not line up. */
export function drawingOf(lines: readonly TextLine[]): Drawing | null {
  return linedUp(lines, false) ?? linedUp(lines, true);
}

function linedUp(lines: readonly TextLine[], wide: boolean): Drawing | null {
  const ways = lines.map(({ text }) => {
    const printed = text.trimEnd();
    return [columns(printed, wide, false), columns(printed, wide, true)] as const;
  });
  const width = Math.max(...ways.map(([row]) => (isRuleLine(row) ? row.length : 0)));
  const fitting = ways.map((way) => way.find((row) => row.length === width));
  if (fitting.filter((row) => row).length < lines.length / 2) return null;
  const corners = new Set(
    fitting.flatMap((row) =>
      row && isRuleLine(row) ? row.flatMap((char, x) => (char === "+" || isTurn(char) ? [x] : [])) : [],
    ),
  );
  const loose = new Map<number, Loose>();
  const rows = fitting.map((row, index) => {
    const own = ways[index]?.[0] ?? [];
    const found = row ?? (endsEarly(own, width, corners) ? own : byBars(own, index, fitting));
    if (found || isRuleLine(own)) return found;
    loose.set(index, restOf(own, corners));
    return aligned(own, loose.get(index)?.from ?? 0, width);
  });
  const printed = rows.filter((row) => row && !isRuleLine(row)).length;
  return rows.every((row) => row !== null) && loose.size <= MOST_LOOSE * printed
    ? { canvas: rows, loose }
    : null;
}

function isTurn(char: string): boolean {
  return isVertical(char) && isHorizontal(char);
}

/** Whether a line's bars all stand where the columns of the drawing do, and its last one before the drawing ends. */
function endsEarly(row: readonly string[], width: number, corners: ReadonlySet<number>): boolean {
  const bars = barsOf(row);
  return row.length < width && bars.at(-1) === row.length - 1 && bars.every((x) => corners.has(x));
}

/** What stands behind the last bar up to which all stand in their columns. */
function restOf(row: readonly string[], corners: ReadonlySet<number>): Loose {
  const bars = barsOf(row);
  const off = bars.findIndex((x) => !corners.has(x));
  const from = bars[Math.max(0, off - 1)] ?? 0;
  const text = row
    .slice(from + 1)
    .map((char) => (isVertical(char) ? " | " : char))
    .join("");
  return { from, text: text.replace(/\|\s*$/u, "").trim() };
}

function aligned(row: readonly string[], upTo: number, width: number): string[] {
  const bar = row[0] ?? "";
  return [...row.slice(0, upTo + 1), ...Array<string>(Math.max(0, width - upTo - 2)).fill(" "), bar];
}

/** A line that is too short or too long, each of its cells as wide as in the nearest line with as many bars. */
function byBars(
  row: readonly string[],
  index: number,
  fitting: readonly (readonly string[] | undefined)[],
): string[] | null {
  const bars = barsOf(row);
  const model = fitting
    .map((line, at) => ({ line, far: Math.abs(at - index) }))
    .filter(({ line }) => line && !isRuleLine(line) && barsOf(line).length === bars.length)
    .sort((a, b) => a.far - b.far)[0]?.line;
  if (!model || isRuleLine(row)) return null;
  const found: string[] = [];
  let [from, modelFrom] = [0, 0];
  for (const [rank, to] of barsOf(model).entries()) {
    const bar = bars[rank] ?? 0;
    const cell = row.slice(from, bar);
    while (cell.length > to - modelFrom && cell.at(-1) === " ") cell.pop();
    if (cell.length > to - modelFrom) return null;
    found.push(...cell, ...Array<string>(to - modelFrom - cell.length).fill(" "), row[bar] ?? "");
    [from, modelFrom] = [bar + 1, to + 1];
  }
  return found;
}

function barsOf(row: readonly string[]): number[] {
  return row.flatMap((char, x) => (isVertical(char) ? [x] : []));
}

/** A line of a canvas. */
function columns(text: string, ambiguousWide: boolean, invisibleSeen: boolean): string[] {
  const row: string[] = [];
  for (const char of text) {
    const frame = isVertical(char) || isHorizontal(char);
    const width = frame && char > "\u00ff" ? (ambiguousWide ? 2 : 1) : charWidth(char, ambiguousWide);
    if (width === 0 && !invisibleSeen) {
      if (row.length > 0) row[row.length - 1] += char;
      continue;
    }
    row.push(char);
    if (width === 2) row.push(frame ? char : "");
  }
  return row;
}

/** Where a cell stands: its row and columns among those of the table, and its inside on the canvas, ends not counted. */
export interface CellBox {
  readonly row: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** The cells that a drawing rules off, row by row; a row without any counts. */
export function cellBoxes(canvas: Canvas): { boxes: CellBox[]; rows: number; rules: ReadonlySet<number> } {
  const ys = canvas.flatMap((row, y) => (isRuleLine(row) ? [y] : []));
  // A page or a torn line may have cut the drawing off: what stands behind its last rule is a row all the same.
  if (ys.at(-1) !== canvas.length - 1) ys.push(canvas.length);
  const width = canvas[0]?.length ?? 0;
  const xs: number[] = [];
  for (let x = 0; x < width; x += 1) {
    const everyRule = ys.some((y) => isCorner(canvas, x, y));
    if (everyRule && xs.at(-1) !== x - 1) xs.push(x);
  }
  const taken = new Set<string>();
  const boxes: CellBox[] = [];
  for (let i = 0; i + 1 < ys.length; i += 1) {
    for (let j = 0; j + 1 < xs.length; j += 1) {
      if (taken.has(`${i},${j}`) || !reaches(canvas, xs[j] ?? 0, ys[i] ?? 0)) continue;
      const colSpan = spanRight(canvas, xs, ys, i, j);
      const rowSpan = spanDown(canvas, xs, ys, i, j);
      for (let down = 0; down < rowSpan; down += 1) {
        for (let right = 0; right < colSpan; right += 1) taken.add(`${i + down},${j + right}`);
      }
      const [x0, x1] = [(xs[j] ?? 0) + 1, xs[j + colSpan] ?? width];
      const [y0, y1] = [(ys[i] ?? 0) + 1, ys[i + rowSpan] ?? canvas.length];
      boxes.push({ row: i, rowSpan, colSpan, x0, x1, y0, y1 });
    }
  }
  return { boxes, rows: Math.max(0, ys.length - 1), rules: new Set(ys) };
}

function cutCells({ canvas, loose }: Drawing, lines: readonly TextLine[], table: number): RawCell[][] {
  const { boxes, rows: count, rules } = cellBoxes(canvas);
  const rows: RawCell[][] = Array.from({ length: count }, () => []);
  for (const { row, rowSpan, colSpan, x0, x1, y0, y1 } of boxes) {
    const text: string[] = [];
    // Which of the line's cells is one too many, or which is lost, nobody can say.
    let lost = false;
    for (let y = y0; y < y1; y += 1) {
      const rest = loose.get(y);
      if (rest) lost = true;
      if (rest && rest.from >= x0 - 1 && rest.from < x1 - 1) {
        text.push(rest.text);
        continue;
      }
      const part = (canvas[y] ?? []).slice(x0, x1).join("").trim();
      if (part !== "" && !(rules.has(y) && /^[^\p{L}\p{N}]*$/u.test(part))) text.push(part);
    }
    const cells = rows[row] ?? [];
    const at = { table, row: row + 1, cell: cells.length + 1, line: lines[y0]?.line ?? 0 };
    const cell = { text: text.join("\n"), rowSpan, colSpan, at };
    cells.push(lost ? { ...cell, marks: ["lost"] } : cell);
  }
  return rows;
}

/** Whether the line below a rule goes on beyond a column's left edge. */
function reaches(canvas: Canvas, x: number, y: number): boolean {
  return (canvas[y + 1]?.length ?? 0) > x + 1;
}

function isRuleLine(row: readonly string[]): boolean {
  return row.some((char, x) => isHorizontal(char) && isHorizontal(row[x + 1] ?? "") && char !== "+");
}

/** A column in which a rule line turns or crosses: there a cell edge stands. */
function isCorner(canvas: Canvas, x: number, y: number): boolean {
  const char = canvas[y]?.[x] ?? "";
  return isVertical(char) && (char === "+" || HORIZONTAL.test(char) || x === 0);
}

function spanRight(
  canvas: Canvas,
  xs: readonly number[],
  ys: readonly number[],
  i: number,
  j: number,
): number {
  let span = 1;
  const y = (ys[i] ?? 0) + 1;
  const row = canvas[y] ?? [];
  while (j + span < xs.length - 1 && !isVertical(row[xs[j + span] ?? 0] ?? "")) span += 1;
  return span;
}

function spanDown(
  canvas: Canvas,
  xs: readonly number[],
  ys: readonly number[],
  i: number,
  j: number,
): number {
  let span = 1;
  const x = (xs[j] ?? 0) + 1;
  while (i + span < ys.length - 1 && !isHorizontal(canvas[ys[i + span] ?? 0]?.[x] ?? "")) span += 1;
  return span;
}
