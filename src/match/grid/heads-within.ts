// Rows that print the head of a column of their block, or other words that no heads stand over, among their figures: each line may
// name its own column, and where a figure stands says nothing of it. Must not know containers or how rows were bound.
import type { FormBlock } from "../../model/form.ts";
import { likenessTo } from "../labels/wording.ts";
import { FEWEST_LISTED } from "../weights/grid-columns.ts";
import { SAME_LABEL } from "../weights/likeness.ts";
import type { BoundRow } from "./bound.ts";
import type { PrintedCell } from "./printed.ts";

/** A block of one column has nothing to tell apart. */
export function rowsNamingColumns(bound: readonly BoundRow[]): ReadonlySet<BoundRow> {
  return new Set(
    bound.filter(({ block, printed }) => printed.labels.some((cell) => namesColumn(cell, block))),
  );
}

/**
 * All rows of a block in a grid in which several are named as its columns are: figures are listed there one below another, each behind
 * its own name, and a row's label with nothing beside it has its figures in the lines below. Which are blank then, nothing tells.
 */
export function rowsAmongListed(bound: readonly BoundRow[]): ReadonlySet<BoundRow> {
  const named = bound.filter(({ block, label }) => label !== null && namesColumn(label, block));
  const listed = ({ block, printed }: BoundRow) =>
    named.filter((row) => row.block === block && row.printed.grid === printed.grid).length >= FEWEST_LISTED;
  return new Set(bound.filter(listed));
}

/** Whether a cell is the head of one column of several, and no label of a row. */
function namesColumn({ wording }: PrintedCell, { columns, rows }: FormBlock): boolean {
  const isLike = ({ label }: Pick<FormBlock["columns"][number], "label">) =>
    likenessTo(wording, label) >= SAME_LABEL;
  return columns.length > 1 && columns.some(isLike) && !rows.some(isLike);
}

/**
 * Rows of words among figures where no heads say where columns stand: a row of as many cells is then no row of as many figures, and
 * what its figures count may stand beside them. A block of one column has nothing to tell apart.
 */
export function rowsOfWords(bound: readonly BoundRow[]): ReadonlySet<BoundRow> {
  const isWord = ({ figure, text, marks }: PrintedCell) =>
    figure.state === "unreadable" && marks.length === 0 && /\p{L}{2}/u.test(text) && !/\d/u.test(text);
  return new Set(
    bound.filter(
      ({ block, layout, figures }) =>
        block.columns.length > 1 && layout.ranges === null && !layout.complete && figures.some(isWord),
    ),
  );
}
