// Binds flattened text to a form's table: labels are anchors, what stands between them is cut into cells, and the
// solver proves which cut is right. Must not know containers, files or any form's wording.
import type { Note } from "../model/diagnostic.ts";
import type { Conventions, FormBlock, FormTable, Relation } from "../model/form.ts";
import type { ReportCell } from "../model/report.ts";
import { collapse } from "../text/fold.ts";
import { type BoundRow, bindRows } from "./stream-bind.ts";
import { extraRows } from "./stream-extra.ts";
import { surroundingWordings } from "./stream-labels.ts";
import type { Region } from "./stream-locate.ts";
import { placeOf, printed, type Stream } from "./stream-text.ts";
import { type Lexicon, lexiconOf, startsOf, type Zone, zoneBehind, zoneOf } from "./stream-zones.ts";

export { locateStream, type Region } from "./stream-locate.ts";
export { type Stream, streamOf, type TextLine } from "./stream-text.ts";

/** What was read of one table. Every cell of the form is there; a row that the text lacks is `absent`. */
export interface StreamBinding {
  readonly table: string;
  readonly cells: readonly ReportCell[];
  /** Keys of the rows found, in the text's order. */
  readonly rowsFound: readonly string[];
  readonly rowsMissing: readonly string[];
  /** True when labels stand there and nothing can be read of their positions. */
  readonly positionsLost: boolean;
}

/**
 * Reads one table out of its region. Null when the region holds no row that could have figures.
 * A cell without doubts is either the only way to read the text or proven by the relations (see `solveTable`).
 */
export function bindStream(
  stream: Stream,
  region: Region,
  relations: readonly Relation[],
  conventions: Conventions,
  note: Note,
): StreamBinding | null {
  const { table } = region;
  const lexicon = lexiconOf(conventions);
  const own = relations.filter((relation) => relation.table === table.key);
  const rows = boundRows(stream, region, lexicon);
  if (rows.length === 0) return null;
  const found = new Set(rows.map((row) => row.row.key));
  const outcome = bindRows(stream, rows, own, cutOff(stream, rows));
  const missing = table.blocks.flatMap((block) =>
    block.rows.filter((row) => row.key !== null && !found.has(row.key)),
  );
  report(
    stream,
    region,
    outcome.positionsLost,
    missing.map((row) => row.key ?? ""),
    note,
  );
  const extra = outcome.positionsLost
    ? []
    : extraRows(stream, rows, surroundingWordings(table), lexicon, table.key, note);
  const absent = table.blocks.flatMap((block) => absentCells(stream, region, block, found));
  return {
    table: table.key,
    cells: [...outcome.cells.map((cell) => ({ table: table.key, ...cell })), ...extra, ...absent],
    rowsFound: rows.map((row) => row.row.key ?? ""),
    rowsMissing: missing.map((row) => row.key ?? ""),
    positionsLost: outcome.positionsLost,
  };
}

export function boundRows(stream: Stream, region: Region, lexicon: Lexicon): BoundRow[] {
  if (region.chain.length === 0) return headOnlyRows(stream, region, lexicon);
  const starts = startsOf(stream, region.anchors, region.chain);
  return region.chain
    .flatMap((found, index): BoundRow[] => {
      const anchor = region.anchors[found.anchor];
      const block = region.table.blocks[anchor?.block ?? -1];
      if (anchor === undefined || block === undefined) return [];
      const stop = starts[index + 1] ?? stream.syms.length;
      const next = region.anchors[region.chain[index + 1]?.anchor ?? -1];
      const zone = zoneOf(stream, found, starts[index] ?? 0, stop, next?.block === anchor.block, lexicon);
      const shared = next === undefined ? -1 : sharedDepth(anchor.row.path, next.row.path);
      const kind = next === undefined ? "last" : next.block === anchor.block ? String(shared) : "block";
      const ending = `${zone.foreign}:${kind}`;
      return [{ row: anchor.row, block, zone, ending }];
    })
    .filter((row) => row.row.key !== null);
}

/** A table whose single row has no label: its figures stand right behind the heads. */
function headOnlyRows(stream: Stream, region: Region, lexicon: Lexicon): BoundRow[] {
  const block = region.table.blocks[0];
  const row = block?.rows[0];
  const end = region.headEnds[0];
  if (block === undefined || row === undefined || end === null || end === undefined) return [];
  return [{ row, block, zone: zoneBehind(stream, end, lexicon), ending: "last" }];
}

function sharedDepth(a: readonly { text: string }[], b: readonly { text: string }[]): number {
  let depth = 0;
  while (depth < a.length && depth < b.length && a[depth]?.text === b[depth]?.text) depth += 1;
  return depth;
}

/** True when the text ends within or right behind the last row found. */
function cutOff(stream: Stream, rows: readonly BoundRow[]): boolean {
  const zone: Zone | undefined = rows.at(-1)?.zone;
  return zone !== undefined && !zone.foreign && zone.stop >= stream.syms.length;
}

function absentCells(
  stream: Stream,
  region: Region,
  block: FormBlock,
  found: ReadonlySet<string | null>,
): ReportCell[] {
  const at = placeOf(stream, region.from, region.from + 1);
  return block.rows.flatMap((row) =>
    row.key === null || found.has(row.key)
      ? []
      : block.columns.map(
          (column): ReportCell => ({
            table: region.table.key,
            row: row.key ?? "",
            column: column.key,
            value: null,
            raw: "",
            state: "absent",
            doubts: [],
            settledBy: "structure",
            at,
          }),
        ),
  );
}

function report(stream: Stream, region: Region, lost: boolean, missing: readonly string[], note: Note): void {
  const at = placeOf(stream, region.from, region.from + 1);
  const heading = collapse(printed(stream, region.from, Math.min(region.to, region.from + 20)));
  note({ code: "match/table-found", at, found: heading, expected: region.table.key });
  if (lost) note({ code: "match/positions-lost", at, expected: region.table.key });
  for (const key of missing) note({ code: "match/row-missing", at, expected: key });
}

export type { FormTable };
