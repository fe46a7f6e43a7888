// Rows of the form that were not found and whose label stands in the cell of another row's: the line between two rows was lost, and
// the figures may be either's. Must not know columns or containers.
import { type FormTable, isKeyed, type Label } from "../../model/form.ts";
import { printings } from "../labels/wording.ts";
import { LEAST_LETTERS } from "../weights/likeness.ts";
import type { BoundRow } from "./bound.ts";

export interface Within {
  /** Rows whose label cell holds another row's label. */
  readonly rows: ReadonlySet<BoundRow>;
  /** Keys of the rows of the form whose labels these are. */
  readonly missing: readonly string[];
}

export function rowsWithin(bound: readonly BoundRow[], { blocks }: FormTable): Within {
  const known = new Set(bound.map(({ key }) => key));
  const rows = new Set<BoundRow>();
  const missing = blocks.flatMap((block) =>
    block.rows.filter(isKeyed).flatMap(({ key, label }) => {
      const holders = known.has(key) ? [] : bound.filter((row) => row.block === block && holds(row, label));
      for (const row of holders) rows.add(row);
      return holders.length > 0 ? [key] : [];
    }),
  );
  return { rows, missing };
}

/** Whether a row's cell prints a label that neither its own is part of nor is part of its own. */
function holds({ key, block, label }: BoundRow, other: Label): boolean {
  const own = block.rows.find((row) => row.key === key);
  if (own === undefined || label === null) return false;
  const cores = printings(own.label).map(({ core }) => core);
  const rest = cores
    .filter((core) => core !== "" && label.wording.core.includes(core))
    .map((core) => label.wording.core.replace(core, "\n"));
  return printings(other).some(
    ({ core }) => core.length >= LEAST_LETTERS && rest.some((words) => words.includes(core)),
  );
}
