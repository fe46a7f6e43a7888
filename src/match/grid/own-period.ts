// Heads of a block of one column that name no column, only years: the figures under the report's own are the form's.
// Must not know rows' labels, figures or containers.
import type { FormBlock } from "../../model/form.ts";
import { isQualifier, measureOf, type Perspective, standingOf } from "../labels/standing.ts";
import { type HeadCell, type HeadQuestion, type Kind, QUALIFIER } from "./head-kinds.ts";
import type { HeadLayout, Leaf } from "./heads.ts";
import type { PrintedRow } from "./printed.ts";

/** Whether a row of words and years, and no figure, names two periods for the block's one column, or one and what compares it. */
export function namesPeriods(
  { cells }: PrintedRow,
  { columns }: FormBlock,
  perspective: Perspective,
): boolean {
  if (columns.length !== 1) return false;
  const words = cells.filter(({ own, text }) => own && text.trim() !== "");
  const periods = words.filter(({ text }) => isQualifier(text, perspective));
  const compared = words.filter(({ text }) => measureOf(text, perspective.words) < 0);
  const others = words.filter((cell) => !periods.includes(cell));
  const several = periods.length > 1 || (periods.length === 1 && compared.length > 0);
  return several && others.every(({ figure }) => figure.state === "unreadable");
}

/** The columns under such heads; null where the form's own head is printed, or no one head speaks for the report. */
export function ownPeriod(
  { block, figuresFrom, perspective }: HeadQuestion,
  cells: readonly HeadCell[],
  kinds: readonly Kind[],
): HeadLayout | null {
  const [column, ...others] = block.columns;
  if (!column || others.length > 0 || cells.some(({ kind }) => (kinds[kind]?.columns.length ?? 0) > 0))
    return null;
  const over = lowest(cells.filter(({ cell }) => cell.from >= figuresFrom));
  const periods = over.filter(({ kind }) => kind === QUALIFIER);
  const standings = periods.map(({ cell }) => standingOf(cell.text, perspective));
  const best = Math.max(...standings);
  const own = periods.filter((_, rank) => best > 0 && standings[rank] === best);
  const [head] = own;
  // Another year beside it, or what compares the two, shows that years are what the heads tell apart.
  const compared = over.some(({ cell }) => measureOf(cell.text, perspective.words) < 0);
  if (!head || own.length > 1 || (periods.length < 2 && !compared)) return null;
  if (over.some(({ row }) => row.grid.edges === "order" || row.grid !== head.row.grid)) return null;
  return {
    leaves: over.map((one): Leaf => {
      if (one === head) return { kind: "column", column };
      return kinds[one.kind]?.furniture
        ? { kind: "furniture" }
        : { kind: "extra", label: one.cell.wording.core };
    }),
    ranges: over.map(({ cell }) => [cell.from, cell.to] as const),
    certain: true,
    complete: true,
  };
}

/** Heads of groups say nothing that those below them do not. */
function lowest(cells: readonly HeadCell[]): HeadCell[] {
  return cells.filter(
    ({ cell, row }) =>
      !cells.some(
        (other) => other.row.index > row.index && other.cell.from < cell.to && cell.from < other.cell.to,
      ),
  );
}
