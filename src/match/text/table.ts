// Binds flattened text to a form's table: labels are anchors, what stands between them is cut into cells, and the
// solver proves which cut is right. Must not know containers, files or any form's wording.
import type { Note } from "../../model/diagnostic.ts";
import type { Conventions, FormBlock, FormColumn, FormRow, FormTable, Relation } from "../../model/form.ts";
import type { Doubt, ReportCell } from "../../model/report.ts";
import { collapse, fold } from "../../text/fold.ts";
import { commonLetters, headLetters, headReach, surroundingWordings, wordingOf } from "../labels/anchors.ts";
import type { BoundRow, Zone } from "../print/row.ts";
import { fillsCell, isGap, isLetter, placeOf, printed, type Stream } from "../print/stream.ts";
import { countFigures, figuresIn, type Lexicon, lexiconOf } from "../print/tokens.ts";
import { bindRows } from "./bind.ts";
import { extraRows, withUnknownRows } from "./extra.ts";
import { passFurniture } from "./furniture.ts";
import { printedColumns } from "./heads.ts";
import type { Region } from "./locate.ts";
import { startsOf, zoneBehind, zoneOf } from "./zones.ts";

export { type Stream, streamOf, type TextLine } from "../print/stream.ts";
export { locateStream, type Region } from "./locate.ts";

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
  const formRows = passFurniture(stream, boundRows(stream, region, lexicon), lexicon);
  if (formRows.length === 0) return null;
  const headed = headedBlocks(stream, region, formRows);
  const ofForm = formRows.map((row) => ({ ...row, block: headed.get(row.block)?.block ?? row.block }));
  const known = [...surroundingWordings(table), ...lexicon.units];
  const around = { stream, known, lexicon, note };
  const { rows, doubted } = withUnknownRows(ofForm, around);
  const outcome = bindRows(stream, rows, own, cutOff(stream, rows), lexicon, known);
  const found = new Set(outcome.rows.map((row) => row.row.key));
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
  const unsureRows = new Set(
    [...headed.values()].flatMap(({ block, sure }) => (sure ? [] : block.rows.map(({ key }) => key))),
  );
  const ends = endsOfMissing(outcome.rows, missing);
  const doubtsOf = ({ row, doubts }: { row: string; doubts: readonly Doubt[] }): readonly Doubt[] => {
    const unheaded: readonly Doubt[] = unsureRows.has(row) ? ["ambiguous-position"] : [];
    const borrowed: readonly Doubt[] = ends.has(row) || doubted.has(row) ? ["ambiguous-row"] : [];
    return [...new Set([...doubts, ...unheaded, ...borrowed])];
  };
  const extra = outcome.positionsLost ? [] : extraRows(outcome.rows, table.key, around);
  const suspects = new Set(suspectRows(stream, table, outcome.rows, lexicon));
  const renamed = extra.map((cell) => renamedKeys(cell.row, missing));
  for (const key of renamed.flat()) suspects.add(key);
  const ended = cutOff(stream, rows) ? endedAt(table, rows) : Number.POSITIVE_INFINITY;
  const absent = table.blocks.flatMap((block) =>
    absentCells(stream, region, block, found, (row) => {
      if (suspects.has(row.key ?? "")) return ["ambiguous-row"];
      return orderOf(table, row) > ended ? ["cut-off"] : [];
    }),
  );
  return {
    table: table.key,
    cells: [
      ...outcome.cells.map((cell) => ({ table: table.key, ...cell, doubts: doubtsOf(cell) })),
      ...cellsWithoutHeads(table, outcome.rows, headed, outcome.cells),
      ...unsure(extra, renamed),
      ...absent,
    ],
    rowsFound: outcome.rows.map((row) => row.row.key ?? ""),
    rowsMissing: missing.map((row) => row.key ?? ""),
    positionsLost: outcome.positionsLost,
  };
}

interface HeadedBlock {
  /** The form's block with its columns as they are printed. */
  readonly block: FormBlock;
  readonly missing: readonly FormColumn[];
  /** The heads leave no place for the missing ones. */
  readonly whole: boolean;
  readonly sure: boolean;
}

/** What the heads over each block's first row say of its columns, where that is not the form's own order. */
function headedBlocks(
  stream: Stream,
  { anchors, chain }: Region,
  rows: readonly BoundRow[],
): ReadonlyMap<FormBlock, HeadedBlock> {
  const headed = new Map<FormBlock, HeadedBlock>();
  for (const block of new Set(rows.map((row) => row.block))) {
    const inside = rows.filter((row) => row.block === block);
    const at = chain.findIndex((found) => block.rows.includes(anchors[found.anchor]?.row as FormRow));
    const first = chain[at]?.first;
    if (first === undefined) continue;
    const above = (chain[at - 1]?.last ?? -1) + 1;
    const from = Math.max(above, first - headReach(block));
    const { columns, missing, whole, sure } = printedColumns(
      stream.letters.slice(from, first),
      block,
      (letter) => stream.lineOf[stream.letterAt[from + letter] ?? 0] ?? 0,
    );
    const asForm = sure && columns.every((column, index) => column === block.columns[index]);
    if (asForm && missing.length === 0) continue;
    if (missing.length > 0 && !fills(inside, columns.length)) continue;
    headed.set(block, { block: { ...block, columns }, missing, whole: whole ?? false, sure });
  }
  return headed;
}

/** Whether most rows print one figure for each of so many columns. */
function fills(rows: readonly BoundRow[], columns: number): boolean {
  return 2 * rows.filter(({ zone }) => zone.tokens.length === columns).length > rows.length;
}

/** Cells under columns that no head names: they may have been left out, or cut off. */
function cellsWithoutHeads(
  table: FormTable,
  rows: readonly BoundRow[],
  headed: ReadonlyMap<FormBlock, HeadedBlock>,
  cells: readonly { readonly row: string; readonly at: ReportCell["at"] }[],
): ReportCell[] {
  const known = new Map([...headed.values()].map((one) => [one.block, one]));
  return rows.flatMap(({ row, block }) =>
    (known.get(block)?.missing ?? []).map(
      ({ key: column }): ReportCell => ({
        table: table.key,
        row: row.key ?? "",
        column,
        value: null,
        raw: "",
        state: "absent",
        doubts: known.get(block)?.whole ? [] : ["ambiguous-position"],
        settledBy: "structure",
        at: cells.find((cell) => cell.row === row.key)?.at ?? {},
      }),
    ),
  );
}

/** Rows whose label is the end of a longer one that was not found: what stands there may be the rest of that. */
function endsOfMissing(rows: readonly BoundRow[], missing: readonly FormRow[]): ReadonlySet<string> {
  const longer = missing.map(({ label }) => wordingOf(label.text).letters);
  return new Set(
    rows.flatMap(({ row }) => {
      const own = wordingOf(row.label.text).letters;
      const isEnd = own !== "" && longer.some((other) => other !== own && other.endsWith(own));
      return isEnd && row.key !== null ? [row.key] : [];
    }),
  );
}

/** Rows of the form that were not found and whose label an unknown row has, with something around it. */
function renamedKeys(row: string, missing: readonly FormRow[]): string[] {
  const label = wordingOf(row.replace(/^label:/, "")).letters;
  return missing
    .filter((one) => {
      const letters = wordingOf(one.label.text).letters;
      return letters.length >= 4 && (label.includes(letters) || letters.includes(label));
    })
    .map((one) => one.key ?? "");
}

function unsure(extra: readonly ReportCell[], renamed: readonly (readonly string[])[]): ReportCell[] {
  return extra.map(
    (cell, index): ReportCell =>
      (renamed[index]?.length ?? 0) > 0
        ? { ...cell, doubts: [...new Set([...cell.doubts, "ambiguous-row" as const])] }
        : cell,
  );
}

function boundRows(stream: Stream, region: Region, lexicon: Lexicon): BoundRow[] {
  if (region.chain.length === 0) return headOnlyRows(stream, region, lexicon);
  const starts = startsOf(stream, region.anchors, region.chain);
  const rows = region.chain.flatMap((found, index): BoundRow[] => {
    const anchor = region.anchors[found.anchor];
    const block = region.table.blocks[anchor?.block ?? -1];
    if (anchor === undefined || block === undefined) return [];
    const stop = starts[index + 1] ?? stream.syms.length;
    const next = region.anchors[region.chain[index + 1]?.anchor ?? -1];
    const groups = [...anchor.row.path, ...(next?.row.path ?? [])].map((group) => fold(group.text));
    const followed = next?.block === anchor.block;
    const read = zoneOf(stream, found, starts[index] ?? 0, stop, followed, lexicon, groups);
    const numbered = read.foreign && repeatsHeads(stream, read, block) && isNumbering(stream, read, lexicon);
    const zone = numbered ? { ...read, strays: 0 } : read;
    const shared = next === undefined ? -1 : sharedDepth(anchor.row.path, next.row.path);
    const kind = next === undefined ? "last" : next.block === anchor.block ? String(shared) : "block";
    const ending = `${zone.foreign}:${kind}`;
    const letters = found.letters.map((letter) => stream.letterAt[letter] ?? 0);
    return [{ row: anchor.row, block, zone, ending, letters }];
  });
  return withoutHeadings(rows);
}

/** A heading has no figures: what stands behind it may be a row's whose label was lost, and the row above is told so. */
function withoutHeadings(rows: readonly BoundRow[]): BoundRow[] {
  return rows.flatMap((row, index) => {
    if (row.row.key === null) return [];
    let strays = 0;
    for (const heading of rows.slice(index + 1)) {
      if (heading.row.key !== null) break;
      strays += heading.zone.strays + heading.zone.tokens.filter(({ kind }) => kind === "figure").length;
    }
    return strays === 0 ? [row] : [{ ...row, zone: { ...row.zone, strays: row.zone.strays + strays } }];
  });
}

/** Heads printed again after a page break: figures behind them number the columns and are nobody's. */
function repeatsHeads(stream: Stream, zone: Zone, block: FormBlock): boolean {
  const heads = headLetters(block);
  const text = stream.syms
    .slice(zone.to, zone.stop)
    .filter((sym) => isLetter(sym))
    .join("");
  return heads.length > 0 && commonLetters(heads, text) >= 0.6 * heads.length;
}

/** True when all figures behind a row count 1, 2, 3 …, run together or not: they number the columns. */
function isNumbering(stream: Stream, zone: Zone, lexicon: Lexicon): boolean {
  const digits = figuresIn(stream, zone.to, zone.stop, lexicon).join("");
  let count = "";
  for (let next = 1; count.length < digits.length; next += 1) count += next;
  return count === digits;
}

/** A table whose single row has no label: its figures stand right behind the heads. */
function headOnlyRows(stream: Stream, region: Region, lexicon: Lexicon): BoundRow[] {
  const block = region.table.blocks[0];
  const row = block?.rows[0];
  const end = region.headEnds[0];
  if (block === undefined || row === undefined || end === null || end === undefined) return [];
  return [{ row, block, zone: zoneBehind(stream, end, lexicon), ending: "last", letters: [] }];
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

/**
 * Keys of rows not found although figures that are nobody's stand where they should be: the row may be there under a
 * wording that was not recognised, so that «absent» is not certain.
 */
function suspectRows(
  stream: Stream,
  table: FormTable,
  rows: readonly BoundRow[],
  lexicon: Lexicon,
): ReadonlySet<string> {
  const byKey = new Map(rows.map((row) => [row.row.key, row]));
  const suspects = new Set(standingElsewhere(stream, table, rows));
  for (const block of table.blocks) {
    const found = block.rows.flatMap((row) => byKey.get(row.key) ?? []);
    const loose =
      (found.length === 0 && standsIn(stream, block)) ||
      strayBefore(stream, rows, block, lexicon) ||
      found.some((row) => strayBehind(stream, rows, row, lexicon));
    if (!loose) continue;
    for (const row of block.rows) if (row.key !== null && !byKey.has(row.key)) suspects.add(row.key);
  }
  return suspects;
}

/** Whether the heads of a block are printed one after another: its rows may be there without their labels. */
function standsIn({ letters }: Stream, block: FormBlock): boolean {
  const heads = block.columns.map(({ label }) => wordingOf(label.text).letters).join("");
  return heads.length >= LEAST_LETTERS && letters.includes(heads);
}

/** Labels shorter than this stand in prose by chance. */
const LEAST_LETTERS = 4;
/** Of labels so long their beginning is looked for, this share of them. */
const LONG = 8;
const BEGUN = 0.6;

/** Rows not found whose label is printed somewhere, letter by letter, and is no row's that was found. */
function standingElsewhere(stream: Stream, table: FormTable, rows: readonly BoundRow[]): string[] {
  const found = new Set(rows.map(({ row }) => row.key));
  const bound = new Set(rows.flatMap(({ letters }) => letters));
  return table.blocks
    .flatMap((block) => block.rows)
    .flatMap(({ key, label }) => {
      if (key === null || found.has(key)) return [];
      const whole = [label.text, ...label.variants].map((text) => wordingOf(text).letters);
      // A page breaks long labels into lines, with other print between them.
      const begun = whole
        .filter(({ length }) => length >= LONG)
        .map((text) => text.slice(0, Math.ceil(BEGUN * text.length)));
      return [...whole, ...begun]
        .filter((wording) => wording !== "")
        .some((wording) => standsFree(stream, wording, bound))
        ? [key]
        : [];
    });
}

/** A short label stands in other words by chance, unless it fills a cell. */
function standsFree(stream: Stream, wording: string, bound: ReadonlySet<number>): boolean {
  const { letters, letterAt } = stream;
  for (let at = letters.indexOf(wording); at >= 0; at = letters.indexOf(wording, at + 1)) {
    const isWhole = wording.length >= LEAST_LETTERS || fillsCell(stream, at, wording.length);
    if (isWhole && !bound.has(letterAt[at] ?? -1)) return true;
  }
  return false;
}

/** Figures before the first row found in a block: they may be an earlier row's. */
function strayBefore(stream: Stream, rows: readonly BoundRow[], block: FormBlock, lexicon: Lexicon): boolean {
  const index = rows.findIndex((row) => row.block === block);
  const first = rows[index]?.zone.from;
  if (first === undefined) return false;
  const floor = Math.max(rows[index - 1]?.zone.to ?? 0, first - 12 * (block.columns.length + 2));
  return countFigures(stream, floor, first, lexicon) > 0;
}

function strayBehind(stream: Stream, rows: readonly BoundRow[], row: BoundRow, lexicon: Lexicon): boolean {
  if (row.zone.strays > 0) return true;
  const next = rows[rows.indexOf(row) + 1];
  if (next?.block === row.block) return false;
  const width = row.block.columns.length;
  const stop = Math.min(row.zone.stop, printedEnd(stream, row.zone.to, 40 + 8 * width));
  return countFigures(stream, row.zone.to, stop, lexicon) >= width;
}

/** Where so many printed characters end; layouts put any number of blanks between them. */
function printedEnd(stream: Stream, from: number, count: number): number {
  let at = from;
  for (let printedSyms = 0; at < stream.syms.length && printedSyms < count; at += 1) {
    if (!isGap(stream.syms[at])) printedSyms += 1;
  }
  return at;
}

function absentCells(
  stream: Stream,
  region: Region,
  block: FormBlock,
  found: ReadonlySet<string | null>,
  doubtsOf: (row: FormRow) => readonly Doubt[],
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
            doubts: doubtsOf(row),
            settledBy: "structure",
            at,
          }),
        ),
  );
}

/** A row's place in the order of the whole table. */
function orderOf(table: FormTable, row: FormRow): number {
  return table.blocks.flatMap((block) => block.rows).indexOf(row);
}

function endedAt(table: FormTable, rows: readonly BoundRow[]): number {
  return Math.max(...rows.map((row) => orderOf(table, row.row)));
}

function report(stream: Stream, region: Region, lost: boolean, missing: readonly string[], note: Note): void {
  const at = placeOf(stream, region.from, region.from + 1);
  const heading = collapse(printed(stream, region.from, Math.min(region.to, region.from + 20)));
  note({ code: "match/table-found", at, found: heading, expected: region.table.key });
  if (lost) note({ code: "match/positions-lost", at, expected: region.table.key });
  for (const key of missing) note({ code: "match/row-missing", at, expected: key });
}
