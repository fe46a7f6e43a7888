// Labels of groups beside the labels of rows: for which rows they speak, and that they are none of their own.
// Must not know columns, figures' values or containers.
import type { FormRow, Label } from "../../model/form.ts";
import { likenessTo, remembered } from "../labels/wording.ts";
import { OTHER_GROUP, OWN_GROUP } from "../weights/grid-rows.ts";
import { EXACT, SAME_GROUP } from "../weights/likeness.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";

const groupSaid = remembered(
  (groups: readonly Label[], printed): Label | null =>
    groups.find((one) => likenessTo(printed, one) >= SAME_GROUP) ?? null,
);

/** Cells of the row that say a group's label, in the row itself or spanning down to it. */
export function groupsBeside(row: PrintedRow, groups: readonly Label[]): ReadonlyMap<PrintedCell, Label> {
  const beside = new Map<PrintedCell, Label>();
  for (const cell of row.cells) {
    if (cell.wording.core === "" || cell.figure.state !== "unreadable") continue;
    const group = groupSaid(groups, cell.wording);
    if (group) beside.set(cell, group);
  }
  return beside;
}

/** Group labels beside the row speak for their own rows and against others. */
export function contextScore(
  beside: ReadonlyMap<PrintedCell, Label>,
  label: PrintedCell,
  { row }: { readonly row: FormRow },
): number {
  let score = 0;
  for (const [cell, group] of beside) {
    if (cell !== label) score += row.path.includes(group) ? OWN_GROUP : OTHER_GROUP;
  }
  return score;
}

/** A label that a row may be known by, and how well. */
interface Scored {
  readonly score: number;
  readonly label: PrintedCell;
}

/**
 * What a row may be without the headings of groups that stand in a column of their own: a heading, or a label that spans several
 * rows, right beside the exact label of another row says whose group that is, and not which row.
 */
export function withoutGroups(
  scores: ReadonlyMap<number, Scored>,
  targets: readonly { readonly row: FormRow }[],
): ReadonlyMap<number, Scored> {
  const exact = [...scores].filter(
    ([index, { score }]) => score >= EXACT && targets[index]?.row.key !== null,
  );
  const isGroup = ([index, { label }]: [number, Scored]) =>
    (targets[index]?.row.key === null || label.rowSpan > 1) &&
    exact.some(([other, own]) => other !== index && own.label.from === label.to);
  return new Map([...scores].filter((one) => !isGroup(one)));
}
