// Rows of a table's grids that have the label of a row of the form which is bound, and are no row of the form: the label is
// printed twice, and one of the two may be another's. Must not know columns or how rows were bound.
import { type FormTable, isKeyed } from "../../model/form.ts";
import { labelledTargets, sureTargets } from "./align.ts";
import type { BoundRow } from "./bound.ts";
import type { PrintedRow } from "./printed.ts";

export interface Again {
  /** Rows that another one with other figures has the label of. */
  readonly rows: ReadonlySet<BoundRow>;
  /** Rows of the form that were not found, in blocks where a label stands twice: the second may have been theirs. */
  readonly missing: readonly string[];
}

export function rowsAgain(body: readonly PrintedRow[], bound: readonly BoundRow[], table: FormTable): Again {
  const targets = labelledTargets(table);
  const grids = new Set(bound.map(({ printed }) => printed.grid));
  const known = new Set(bound.map(({ key }) => key));
  const owned = new Set(bound.flatMap(({ key, printed }) => (key.startsWith("label:") ? [] : [printed])));
  const rows = new Set<BoundRow>();
  const missing: string[] = [];
  for (const free of body) {
    if (owned.has(free) || !grids.has(free.grid)) continue;
    const [rank] = sureTargets(free, table);
    const target = rank === undefined ? undefined : targets[rank];
    const row = bound.find(({ key, block }) => key === target?.row.key && block === target.block);
    // Other words beside the figures say whose they are, of a row whose label stands over several.
    if (row === undefined || wordsBeside(free, row) !== wordsBeside(row.printed, row)) continue;
    const figures = figuresIn(free);
    if (figures !== "" && figures !== figuresIn(row.printed)) rows.add(row);
    const lacking = row.block.rows.filter(isKeyed).filter(({ key }) => !known.has(key));
    missing.push(...lacking.map(({ key }) => key));
  }
  return { rows, missing };
}

/** What stands in words behind the place of a row's label: a unit, a year, an organ. */
function wordsBeside({ labels }: PrintedRow, { label }: BoundRow): string {
  const behind = labels.filter(({ from }) => from >= (label?.to ?? 0));
  return behind.map(({ wording }) => wording.core).join(" ");
}

function figuresIn({ cells }: PrintedRow): string {
  return cells.flatMap(({ own, figure }) => (own && figure.value !== null ? [figure.value] : [])).join(" ");
}
