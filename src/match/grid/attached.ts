// A heading that attaches tables to a report speaks of all of them, and not of the first alone.
// Must not know how prints are read.
import type { Flow } from "../../model/grid.ts";
import { attaches, type Perspective } from "../labels/standing.ts";
import type { PrintedRow } from "./printed.ts";

/** A print among those of all tables of a form, as far as its place is concerned. */
export interface PlacedPrint {
  /** Rank of its table in the form. */
  readonly rank: number;
  /** Ranks of its printed rows, heads included. */
  readonly used: ReadonlySet<number>;
  readonly headings: readonly string[];
  /** The nearest line between it and the grid before that is no label of its table. */
  readonly over: string | null;
}

/**
 * The headings of a print whose nearest line attaches, its own titles aside, and of those that follow it in the form's order with
 * nothing but their titles between: that line is theirs too.
 */
export function attachedHeadings<Print extends PlacedPrint>(
  prints: readonly Print[],
  rows: readonly PrintedRow[],
  flow: Flow,
  perspective: Perspective,
): ReadonlyMap<Print, readonly string[]> {
  const found = new Map<Print, readonly string[]>();
  const first = ({ used }: Print) => Math.min(...used);
  let open: { readonly headings: readonly string[]; readonly last: Print } | null = null;
  for (const print of [...prints].sort((a, b) => first(a) - first(b))) {
    const isBare = print.over === null && print.headings.length === 0;
    if (open !== null && isBare && open.last.rank < print.rank && follows(print, open.last, rows, flow)) {
      open = { headings: open.headings, last: print };
    } else if (print.over !== null && attaches(print.over, perspective)) {
      open = { headings: print.headings.length > 0 ? print.headings : [print.over], last: print };
    } else open = null;
    if (open !== null) found.set(print, open.headings);
  }
  return found;
}

/** Whether the grid before a print's first one is of another print. */
function follows(print: PlacedPrint, before: PlacedPrint, rows: readonly PrintedRow[], flow: Flow): boolean {
  const top = rows.find(({ index }) => print.used.has(index))?.grid;
  const above = top ? flow.slice(0, flow.indexOf(top)).findLast(({ kind }) => kind === "grid") : undefined;
  return rows.some(({ index, grid }) => grid === above && before.used.has(index));
}
