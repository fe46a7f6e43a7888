// Which of a row's ways is read: the one place that asks the solver. Must not know how rows were found.
import type { Relation } from "../model/form.ts";
import type { AssignedRow } from "../solve/assign.ts";
import type { Step } from "../solve/lattice.ts";
import { type RowSolution, solveTable } from "../solve/solve.ts";
import type { FoundRow, OpenWays } from "./found.ts";

/** A row whose pieces may stand in several ways. */
export type OpenRow = FoundRow & { readonly ways: OpenWays };

export function isOpen(row: FoundRow): row is OpenRow {
  return row.ways.kind === "open";
}

/**
 * A solution for each open row: sound rows of a block together, and each that a sign speaks against by itself.
 * @param relations the form's own, of this table
 */
export function settle(
  rows: readonly FoundRow[],
  relations: readonly Relation[],
): ReadonlyMap<OpenRow, RowSolution> {
  const solutions = new Map<OpenRow, RowSolution>();
  const open = rows.filter(isOpen);
  for (const row of open)
    if (row.ways.assigned !== null) solutions.set(row, assignedSolution(row, row.ways.assigned));
  for (const block of new Set(open.map((row) => row.block))) {
    const inside = open.filter((row) => row.block === block && !solutions.has(row));
    const sound = inside.filter(({ signs }) => signs.length === 0);
    const doubted = inside.filter(({ signs }) => signs.length > 0);
    for (const group of [sound, ...doubted.map((row) => [row])])
      for (const [row, solution] of solved(group, relations)) solutions.set(row, solution);
  }
  return solutions;
}

function solved(group: readonly OpenRow[], relations: readonly Relation[]): [OpenRow, RowSolution][] {
  const [first] = group;
  if (first === undefined) return [];
  const rows = group.map(({ key, ways: { lattice } }) => ({ key, lattice }));
  const solutions = solveTable({ columns: first.columns, rows, relations });
  return group.map((row, index) => [row, solutions[index] as RowSolution]);
}

/** What lines and columns say, in the solver's words. */
function assignedSolution({ columns, ways: { lattice } }: OpenRow, assigned: AssignedRow): RowSolution {
  const path: Step[] = [];
  let node = lattice.start;
  for (let column = 0; column < columns.length; column += 1) {
    const [step] = lattice.steps(column, node);
    if (step === undefined) break;
    path.push(step);
    node = step.to;
  }
  return {
    settledBy: assigned.settledBy,
    path,
    cells: assigned.texts.map((texts) => ({ certain: texts.length === 1, texts })),
  };
}
