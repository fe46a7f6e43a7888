// Rows that print the head of a column of their block before their figures: each line names its own column, and where a figure
// stands says nothing of it. Must not know containers or how rows were bound.
import type { FormBlock } from "../../model/form.ts";
import { likenessTo } from "../labels/wording.ts";
import { SAME_LABEL } from "../weights/likeness.ts";
import type { BoundRow } from "./bound.ts";
import type { PrintedCell } from "./printed.ts";

/** A block of one column has nothing to tell apart. */
export function rowsNamingColumns(bound: readonly BoundRow[]): ReadonlySet<BoundRow> {
  return new Set(
    bound.filter(({ block, printed }) => printed.labels.some((cell) => namesColumn(cell, block))),
  );
}

/** Whether a cell is the head of one column of several, and no label of a row. */
function namesColumn({ wording }: PrintedCell, { columns, rows }: FormBlock): boolean {
  const isLike = ({ label }: Pick<FormBlock["columns"][number], "label">) =>
    likenessTo(wording, label) >= SAME_LABEL;
  return columns.length > 1 && columns.some(isLike) && !rows.some(isLike);
}
