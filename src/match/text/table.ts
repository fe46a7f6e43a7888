// Binds flattened text to a form's table: labels are anchors, and what stands between them is cut into figures.
// Must not know containers, files or any form's wording.
import type { Note } from "../../model/diagnostic.ts";
import { type Conventions, type FormRow, isKeyed, type Relation } from "../../model/form.ts";
import type { Place } from "../../model/place.ts";
import type { Sign } from "../../model/signs.ts";
import { collapse } from "../../text/fold.ts";
import { missingRows } from "../absence.ts";
import type { FoundPrint, FoundRow, MissingRow } from "../found.ts";
import { surroundingWordings } from "../labels/anchors.ts";
import type { BoundRow } from "../print/row.ts";
import { isGap, placeOf, printed, type Stream } from "../print/stream.ts";
import { lexiconOf } from "../print/tokens.ts";
import { TOLD_HEADING } from "../weights/tables.ts";
import { bindRows, type Outcome } from "./bind.ts";
import { extraRows, withUnknownRows } from "./extra.ts";
import { passFurniture } from "./furniture.ts";
import { type HeadedBlock, headedBlocks } from "./headed.ts";
import type { Region } from "./locate.ts";
import { endsOfMissing, renamedKeys, suspectRows } from "./missing.ts";
import { boundRows } from "./rows.ts";
import { scaledRows } from "./scaled.ts";

/** What is asked of a region: the form's relations of its table, and how figures are printed. */
export interface RegionQuestion {
  readonly relations: readonly Relation[];
  readonly conventions: Conventions;
}

/** A print of a table, and its rows as the text has them. */
export interface BoundPrint {
  readonly print: FoundPrint;
  readonly rows: readonly BoundRow[];
  /** Keys of rows of which a line may be a cell, and another one none: see `surplus.ts`. */
  readonly surplus: ReadonlySet<string>;
  /** True when a row prints more figures than it has cells, and one of them may be any other row's. */
  readonly overfull: boolean;
}

/** One table out of its region; null when the region holds no row that could have figures. */
export function bindStream(
  stream: Stream,
  region: Region,
  { relations, conventions }: RegionQuestion,
  note: Note,
): BoundPrint | null {
  const { table } = region;
  const lexicon = lexiconOf(conventions);
  const formRows = passFurniture(stream, boundRows(stream, region, lexicon), lexicon);
  if (formRows.length === 0) return null;
  const headed = headedBlocks(stream, region, formRows);
  const ofForm = formRows.map((row) => ({ ...row, block: headed.get(row.block)?.block ?? row.block }));
  const known = [...surroundingWordings(table), ...lexicon.units];
  const around = { stream, known, lexicon, note };
  const { rows, doubted } = withUnknownRows(ofForm, around);
  const cutOff = isCutOff(stream, rows);
  const outcome = bindRows({ stream, rows, relations, lexicon, known, cutOff });
  const found = new Set(outcome.rows.map(({ row }) => row.key));
  const ranks = table.blocks.flatMap((block) => block.rows);
  const lacking = ranks.filter(isKeyed).filter(({ key }) => !found.has(key));
  const extra = outcome.positionsLost ? [] : withRenamed(extraRows(outcome.rows, around), lacking);
  const suspects = new Set([
    ...suspectRows(stream, table, outcome.rows, lexicon),
    ...extra.flatMap(({ key }) => renamedKeys(key, lacking)),
  ]);
  const last = Math.max(...rows.map(({ row }) => ranks.indexOf(row)));
  const missing = missingRows(table, found, (row) => {
    if (suspects.has(row.key)) return ["may-be-there"];
    return cutOff && ranks.indexOf(row) > last ? ["ends-before"] : [];
  });
  const begins = beginOf(rows[0] as BoundRow);
  const at = placeOf(stream, begins, begins + 1);
  report({ region, at, found: beginningOf(stream, begins, region.to) }, outcome.positionsLost, missing, note);
  const scaled = scaledRows(stream, region, outcome.rows, conventions);
  const print = {
    table,
    rows: [...keyedRows(outcome, [...headed.values()], { lacking, renamed: doubted, scaled }), ...extra],
    missing,
    separated: outcome.separated,
    at,
  };
  return { print, rows: outcome.rows, surplus: outcome.surplus, overfull: outcome.overfull };
}

/** What a table's text says of its rows. */
interface Said {
  /** Rows of the form that were not found. */
  readonly lacking: readonly FormRow[];
  /** Keys of rows that may be one of these. */
  readonly renamed: ReadonlySet<string>;
  /** Rows whose counts stand in thousands or ten thousands. */
  readonly scaled: ReadonlySet<BoundRow>;
}

/** The form's rows, with what their heads and the rows that were not found say of them. */
function keyedRows(
  { found, rows }: Outcome,
  headed: readonly HeadedBlock[],
  { lacking, renamed, scaled }: Said,
): FoundRow[] {
  const ends = endsOfMissing(rows, lacking);
  return found.map((row, index) => {
    const head = headed.find(({ block }) => block === row.block);
    const signs: Sign[] = [...row.signs];
    if (head?.sure === false) signs.push("unsure-heads");
    if (ends.has(row.key)) signs.push("end-of-longer-label");
    if (renamed.has(row.key)) signs.push("in-other-words");
    if (scaled.has(rows[index] as BoundRow)) signs.push("counts-scaled");
    if (head === undefined) return { ...row, signs };
    return head.whole ? { ...row, signs, leftOut: head.missing } : { ...row, signs, unheaded: head.missing };
  });
}

/** Unknown rows whose label has that of a row not found in it, or is in it, may be that row. */
function withRenamed(extra: readonly FoundRow[], lacking: readonly FormRow[]): FoundRow[] {
  return extra.map((row) =>
    renamedKeys(row.key, lacking).length > 0 && row.signs.length === 0
      ? { ...row, signs: ["in-other-words"] }
      : row,
  );
}

/** True when the text ends within or right behind the last row found. */
function isCutOff(stream: Stream, rows: readonly BoundRow[]): boolean {
  const zone = rows.at(-1)?.zone;
  return zone !== undefined && !zone.foreign && zone.stop >= stream.syms.length;
}

/** Where the first row is printed: what is searched for heads begins at no sign of the table. */
function beginOf({ letters, zone }: BoundRow): number {
  return Math.min(letters[0] ?? zone.from, zone.from);
}

function report(
  { region, at, found }: { region: Region; at: Place; found: string },
  lost: boolean,
  missing: readonly MissingRow[],
  note: Note,
): void {
  note({ code: "match/table-found", at, found, expected: region.table.key });
  if (lost) note({ code: "match/positions-lost", at, expected: region.table.key });
  for (const { key } of missing) note({ code: "match/row-missing", at, expected: key });
}

/** What a table begins with, as far as it is told; dots stand where more stands before or behind it. */
function beginningOf(stream: Stream, from: number, to: number): string {
  const end = Math.min(to, from + TOLD_HEADING);
  const isCut = (at: number) => !isGap(stream.syms[at - 1] ?? "\n") && !isGap(stream.syms[at] ?? "\n");
  const told = collapse(printed(stream, from, end));
  return `${isCut(from) ? "…" : ""}${told}${end < to || isCut(end) ? "…" : ""}`;
}
