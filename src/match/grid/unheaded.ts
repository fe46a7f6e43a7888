// The columns of rows over which no heads stand: the form's in its order, and those that print the units of the figures beside
// them, which need no head to be known. Must not know rows' labels or figures' values.
import type { Conventions, FormBlock } from "../../model/form.ts";
import { fold } from "../../text/fold.ts";
import { FEWEST_UNITS } from "../weights/grid-columns.ts";
import { columnLeaves, type HeadLayout, type Leaf } from "./heads.ts";
import type { PrintedCell } from "./printed.ts";

type Cells = readonly PrintedCell[];

/** @param rows what stands right of the labels of the block's rows, of those with as many cells */
export function withoutHeads(
  { columns }: FormBlock,
  rows: readonly Cells[],
  conventions: Conventions,
): HeadLayout {
  const units = (direction: 1 | -1): Leaf[] => {
    const places = Array.from({ length: rows[0]?.length ?? 0 }, (_, at) => at);
    const end = places.find((at) => !printsUnits(rows, direction === 1 ? at : -1 - at, conventions));
    return places.slice(0, end).map((): Leaf => ({ kind: "furniture" }));
  };
  const leaves = [...units(1), ...columnLeaves(columns), ...units(-1)];
  return { leaves, ranges: null, certain: true, complete: false };
}

/** Whether each row has a unit at a place, or nothing; `at` counts from the end where it is negative. */
function printsUnits(rows: readonly Cells[], at: number, { units }: Conventions): boolean {
  const printed = rows.map((cells) => fold(cells.at(at)?.text ?? "").trim()).filter((text) => text !== "");
  return printed.length >= FEWEST_UNITS && printed.every((text) => units.includes(text));
}
