// A printed row bound to a row of a form, as the parts of the binder hand it on.
// Must not know how it was bound.
import type { FormBlock } from "../../model/form.ts";
import type { Sign } from "../../model/signs.ts";
import type { HeadLayout } from "./heads.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";

/** One printed row bound: to a row of the form, or kept under its printed label. */
export interface BoundRow {
  /** Key of the form's row, or `label:` and the printed label. */
  readonly key: string;
  readonly printed: PrintedRow;
  readonly label: PrintedCell | null;
  readonly block: FormBlock;
  readonly layout: HeadLayout;
  readonly figures: readonly PrintedCell[];
  /** What speaks against its being that row. */
  readonly signs: readonly Sign[];
}

/** The row's own cells right of its label, and figures that span down into it. */
export function figuresAfter(row: PrintedRow, label: PrintedCell): PrintedCell[] {
  return row.cells.filter((cell) => cell.from >= label.to && (cell.own || cell.figure.state === "reported"));
}
