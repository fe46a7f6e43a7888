// Heads of a block of one column that name no column, only years or a count: which of them the form's figures stand under.
// Must not know rows' labels, figures or containers.
import type { Conventions, FormBlock } from "../../model/form.ts";
import { fold } from "../../text/fold.ts";
import { isQualifier, measureOf, type Perspective, speaksOfOther, standingOf } from "../labels/standing.ts";
import { type HeadCell, type HeadQuestion, type Kind, QUALIFIER } from "./head-kinds.ts";
import { type HeadLayout, type Leaf, saysRow } from "./heads.ts";
import type { PrintedRow } from "./printed.ts";

/**
 * Whether a row of words and years, and no figure, names two periods for the block's one column, or one and what compares it, or
 * only one that is none of the report's, or says of a column that it counts.
 */
export function namesPeriods(
  { cells }: PrintedRow,
  block: FormBlock,
  perspective: Perspective,
  { units }: Conventions,
): boolean {
  if (block.columns.length !== 1) return false;
  const words = cells.filter(({ own, text }) => own && text.trim() !== "");
  const periods = words.filter(({ text }) => isQualifier(text, perspective));
  const compared = words.filter(({ text }) => measureOf(text, perspective.words) < 0);
  const others = words.filter((cell) => !periods.includes(cell));
  const several = periods.length > 1 || (periods.length === 1 && compared.length > 0);
  const [only, ...more] = [...periods, ...compared];
  // A figure may be like a year.
  const isAlone = only?.figure.state === "unreadable" && more.length === 0 && words.length > 1;
  const other = isAlone && speaksOfOther(only.text, perspective);
  const [first, ...behind] = words;
  const counted =
    first !== undefined &&
    !saysRow(block, first.wording) &&
    behind.some(({ text }) => measureOf(text, perspective.words) > 0 && !units.includes(fold(text)));
  return (several || counted || other) && others.every(({ figure }) => figure.state === "unreadable");
}

/** The columns under such heads; null where the form's own head is printed, or no one head is the report's. */
export function ownPeriod(
  { block, figuresFrom, perspective }: HeadQuestion,
  cells: readonly HeadCell[],
  kinds: readonly Kind[],
): HeadLayout | null {
  const [column, ...others] = block.columns;
  if (!column || others.length > 0 || cells.some(({ kind }) => (kinds[kind]?.columns.length ?? 0) > 0))
    return null;
  const over = lowest(cells.filter(({ cell }) => cell.from >= figuresFrom));
  const head = ownHead(over, perspective);
  if (!head || over.some(({ row }) => row.grid.edges === "order" || row.grid !== head.row.grid)) return null;
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

/** The head that speaks most for the report, where others show that years are what tells them apart; else the only one of a count. */
function ownHead(over: readonly HeadCell[], perspective: Perspective): HeadCell | null {
  const periods = over.filter(({ kind }) => kind === QUALIFIER);
  const standings = over.map(({ cell }) => standingOf(cell.text, perspective));
  const measures = over.map(({ cell }) => measureOf(cell.text, perspective.words));
  const best = Math.max(...standings);
  if (best > 0) {
    const [own, ...others] = over.filter((_, rank) => standings[rank] === best);
    // Another year beside it, or what compares the two, shows that years are what the heads tell apart.
    const apart = periods.length > 1 || measures.some((measure) => measure < 0);
    return own?.kind === QUALIFIER && others.length === 0 && apart ? own : null;
  }
  const [count, ...counts] = over.filter((_, rank) => (measures[rank] ?? 0) > 0);
  if (count) return counts.length === 0 ? count : null;
  // Where no other stands beside it, the head may be old, or the figures: they are read, and in doubt.
  const [period, ...others] = over.filter(({ kind }) => kind < 0);
  return period?.kind === QUALIFIER && others.length === 0 ? period : null;
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
