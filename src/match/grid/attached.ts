// A heading that attaches tables to a report speaks of all of them, and not of the first alone.
// Must not know how prints are read.
import type { Flow } from "../../model/grid.ts";
import { attaches, type Perspective, standingOf } from "../labels/standing.ts";
import { isHeading } from "./headings.ts";
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

/** Prints of several tables in the form's order, with nothing but their titles between. */
interface Run<Print> {
  /** The line over the first of them. */
  readonly over: string | null;
  readonly headings: readonly string[];
  readonly prints: Print[];
}

/**
 * The headings of a print whose nearest line attaches, its own titles aside, and of those that follow it in the form's order with
 * nothing but their titles between: that line is theirs too. So is one that says whose figures stand below, where the same
 * tables stand under one such line after the other.
 */
export function attachedHeadings<Print extends PlacedPrint>(
  prints: readonly Print[],
  rows: readonly PrintedRow[],
  flow: Flow,
  perspective: Perspective,
): ReadonlyMap<Print, readonly string[]> {
  const runs = runsOf(prints, rows, flow);
  const divides = dividesAll(runs, perspective);
  const found = new Map<Print, readonly string[]>();
  for (const { over, headings, prints } of runs)
    if (divides || (over !== null && attaches(over, perspective)))
      for (const print of prints) found.set(print, headings);
  return found;
}

function runsOf<Print extends PlacedPrint>(
  prints: readonly Print[],
  rows: readonly PrintedRow[],
  flow: Flow,
): Run<Print>[] {
  const first = ({ used }: Print) => Math.min(...used);
  const runs: Run<Print>[] = [];
  for (const print of [...prints].sort((a, b) => first(a) - first(b))) {
    const { over, headings } = print;
    const before = runs.at(-1)?.prints;
    const last = before?.at(-1);
    const isBare = over === null && headings.length === 0;
    if (before && last && isBare && last.rank < print.rank && follows(print, last, rows, flow))
      before.push(print);
    else
      runs.push({
        over,
        headings: headings.length > 0 || over === null ? headings : [over],
        prints: [print],
      });
  }
  return runs;
}

/** Whether each line that says whose figures stand below it has the same tables, several of them, and none stands elsewhere. */
function dividesAll(runs: readonly Run<PlacedPrint>[], perspective: Perspective): boolean {
  const ranksOf = ({ prints }: Run<PlacedPrint>) => prints.map(({ rank }) => rank).join(",");
  const saysWhose = (line: string) => isHeading(line) && standingOf(line, perspective) !== 0;
  return (
    runs.length > 1 &&
    new Set(runs.map(ranksOf)).size === 1 &&
    runs.every(({ over, prints }) => over !== null && prints.length > 1 && saysWhose(over))
  );
}

/** Whether the grid before a print's first one is of another print. */
function follows(print: PlacedPrint, before: PlacedPrint, rows: readonly PrintedRow[], flow: Flow): boolean {
  const top = rows.find(({ index }) => print.used.has(index))?.grid;
  const above = top ? flow.slice(0, flow.indexOf(top)).findLast(({ kind }) => kind === "grid") : undefined;
  return rows.some(({ index, grid }) => grid === above && before.used.has(index));
}
