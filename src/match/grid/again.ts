// Rows of a table's grids that have the label of a row of the form which is bound, and are no row of the form: the label is
// printed twice, and one of the two may be another's. Must not know columns or how rows were bound.
import { type FormTable, isKeyed } from "../../model/form.ts";
import { isQualifier, type Perspective } from "../labels/standing.ts";
import { labelledTargets, sureTargets } from "./align.ts";
import type { BoundRow } from "./bound.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";

export interface Again {
  /** Rows that another one with other figures has the label of, and the others where they are kept. */
  readonly rows: ReadonlySet<BoundRow>;
  /** Rows of the form that were not found, in blocks where a label stands twice: the second may have been theirs. */
  readonly missing: readonly string[];
}

export function rowsAgain(
  body: readonly PrintedRow[],
  bound: readonly BoundRow[],
  table: FormTable,
  perspective: Perspective,
): Again {
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
    if (row === undefined || saysWhose(free, row, perspective)) continue;
    const figures = figuresIn(free);
    const kept = bound.filter(({ printed }) => printed === free);
    if (figures !== "" && figures !== figuresIn(row.printed)) for (const one of [row, ...kept]) rows.add(one);
    const lacking = row.block.rows.filter(isKeyed).filter(({ key }) => !known.has(key));
    missing.push(...lacking.map(({ key }) => key));
  }
  return { rows, missing };
}

/**
 * Whether other words beside the figures say whose they are, of a row whose label stands over several: another's, where the form's
 * own row has none, or a year or an organ. Other words on both sides leave open which of the two is the row.
 */
function saysWhose(free: PrintedRow, row: BoundRow, perspective: Perspective): boolean {
  const [other, own] = [wordsBeside(free, row), wordsBeside(row.printed, row)];
  const said = (cells: readonly PrintedCell[]) => cells.map(({ wording }) => wording.core).join(" ");
  if (said(other) === said(own)) return false;
  return own.length === 0 || [...own, ...other].some(({ text }) => isQualifier(text, perspective));
}

/** What stands in words behind the place of a row's label: a unit, a year, an organ. */
function wordsBeside({ labels }: PrintedRow, { label }: BoundRow): PrintedCell[] {
  return labels.filter(({ from }) => from >= (label?.to ?? 0));
}

function figuresIn({ cells }: PrintedRow): string {
  return cells.flatMap(({ own, figure }) => (own && figure.value !== null ? [figure.value] : [])).join(" ");
}
