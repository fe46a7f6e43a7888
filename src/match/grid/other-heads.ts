// Whether a head over the columns that are read says that their figures are none of the report's: another year's, another organ's, or
// what compares two counts. Must not know rows' labels or figures.
import { speaksOfOther } from "../labels/standing.ts";
import type { HeadCell, ReadHeads } from "./head-kinds.ts";
import type { HeadLayout } from "./heads.ts";

/** Whether such a head stands over a column of the form, or is the only one of a block that has one column. */
export function standsUnderOther({ leaves, ranges }: HeadLayout, read: ReadHeads): boolean {
  const { block, figuresFrom } = read.question;
  const over = read.cells.filter(
    ({ cell, kind }) => cell.from >= figuresFrom && read.kinds[kind]?.furniture !== true,
  );
  const others = over.filter((head) => isOther(head, read));
  if (others.length === 0) return false;
  if (ranges === null) return block.columns.length === 1 && others.length === over.length;
  return leaves.some((leaf, index) => {
    const [from, to] = ranges[index] ?? [0, 0];
    return leaf.kind === "column" && others.some(({ cell }) => cell.from < to && from < cell.to);
  });
}

/** The form's own head for a column may be of another year: then one that is printed for it may be too. */
function isOther({ cell, kind }: HeadCell, { kinds, question: { perspective } }: ReadHeads): boolean {
  const label = kinds[kind]?.label.text;
  return speaksOfOther(cell.text, perspective) && (label === undefined || !speaksOfOther(label, perspective));
}
