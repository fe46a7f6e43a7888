// Drawings that rule off heads and frame, and no row: each line below the heads is one, as programs for data print them.
// Must not know labels, or what figures count.
import { isRuleOfBox } from "./text-box.ts";
import type { TextLine } from "./text-cells.ts";

const FIGURE = /^[-+−]?\d[\d.,]*$/;

/** The lines with a rule below each row; null where rows are ruled off, or where nothing tells that lines are rows. */
export function withRuledRows(lines: readonly TextLine[]): TextLine[] | null {
  const rules = lines.flatMap(({ text }, at) => (isRuleOfBox(text) ? [at] : []));
  const [top, below, foot] = rules;
  if (rules.length !== 3 || top !== 0 || below === undefined || foot !== lines.length - 1) return null;
  const rule = lines[below] as TextLine;
  const body = lines.slice(below + 1, foot);
  const rows = body.map(({ text }) =>
    text
      .trim()
      .replace(/^[|│┃║]|[|│┃║]$/gu, "")
      .split(/[|│┃║]/u)
      .map((cell) => cell.trim()),
  );
  if (body.length < 2 || !(printsFiguresBelow(rows) || (fillsAll(rows) && rows.some(isOfFigures))))
    return null;
  const ruled = body.flatMap((line, at) => (at === 0 ? [line] : [{ ...rule, line: line.line }, line]));
  return [...lines.slice(0, below + 1), ...ruled, ...lines.slice(foot)];
}

type Cells = readonly string[];

/** Whether a figure stands below another: no figure goes on in the line below it. */
function printsFiguresBelow(rows: readonly Cells[]): boolean {
  const seen = new Set<number>();
  for (const row of rows) {
    const own = row.flatMap((cell, column) => (FIGURE.test(cell) ? [column] : []));
    if (own.some((column) => seen.has(column))) return true;
    for (const column of own) seen.add(column);
  }
  return false;
}

/** Of a row that is broken over lines some cell is shorter than others. */
const fillsAll = (rows: readonly Cells[]) => rows.every((row) => row.every((cell) => cell !== ""));
const isOfFigures = (row: Cells) => row.every((cell) => FIGURE.test(cell));
