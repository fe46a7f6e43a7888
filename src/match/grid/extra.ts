// Rows of a block that have a label and figures and are none of the form's: kept, and doubted where one of the form's is
// missing in their place. Must not know columns or containers.
import {
  type Conventions,
  type FormBlock,
  type FormTable,
  isKeyed,
  type KeyedRow,
} from "../../model/form.ts";
import { fold } from "../../text/fold.ts";
import { hasWordsOf, isFreelyWorded, speaksAgainst } from "../labels/reworded.ts";
import { isQualifier, type Perspective } from "../labels/standing.ts";
import { likenessTo } from "../labels/wording.ts";
import { OTHER_WORDS, SAME_LABEL, SAME_WORDS } from "../weights/likeness.ts";
import { type RowMatch, rowsUnder } from "./align.ts";
import { figuresAfter } from "./bound.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";

export interface ExtraRow {
  readonly printed: PrintedRow;
  readonly label: PrintedCell;
}

export interface ExtraSurroundings {
  readonly rows: readonly PrintedRow[];
  readonly body: readonly PrintedRow[];
  readonly matches: readonly RowMatch[];
  readonly isHead: (row: PrintedRow) => boolean;
  /** Ranks of the rows that number the columns of heads. */
  readonly numbering: ReadonlySet<number>;
  readonly table: FormTable;
  /** Ranks of rows that other blocks have. */
  readonly taken: ReadonlySet<number>;
  readonly perspective: Perspective;
  readonly conventions: Conventions;
}

/** Rows under the block's heads that have a label and figures, and are nobody's: the form lacks them. */
export function extraRows(
  around: ExtraSurroundings,
  block: FormBlock,
  headRuns: readonly PrintedRow[][],
  first: RowMatch,
  last: RowMatch,
): ExtraRow[] {
  const { table } = around;
  const bound = around.matches.flatMap(rowsUnder);
  const taken = new Set([...around.taken, ...bound.map(({ index }) => index)]);
  const head = headRuns.findLast((run) => (run.at(-1)?.index ?? 0) < first.printed.index)?.at(-1);
  const from = head?.index ?? first.printed.index;
  const rowsAfter = around.rows.filter((row) => row.index > last.printed.index);
  const next = rowsAfter.find((row) => around.isHead(row) || taken.has(row.index));
  const isLast = next === undefined || block === table.blocks.at(-1);
  const wanted = figuresAfter(first.printed, first.label).length / 2;
  const extras: ExtraRow[] = [];
  for (const printed of around.body) {
    if (printed.index <= from || taken.has(printed.index) || around.numbering.has(printed.index)) continue;
    if (next && printed.index >= next.index) break;
    const label = rowLabel(printed, first.label, around.conventions.units);
    // A year or an organ beside figures says whose they are, of a row whose label stands above.
    if (label && isQualifier(label.text, around.perspective)) continue;
    const figures = label ? figuresAfter(printed, label) : [];
    const told = figures.some((cell) => cell.figure.state !== "blank" && cell.figure.state !== "unreadable");
    const fits =
      label !== null && figures.length > 0 && figures.length >= wanted && !isTableFurniture(label, table);
    // Behind the last block nothing says where the table ends but a row that is not like its rows.
    if (isLast && printed.index > last.printed.index && !(fits && told && printed.grid === last.printed.grid))
      break;
    const inside = printed.index > first.printed.index && printed.index < last.printed.index;
    if (fits && (inside || told)) extras.push({ printed, label });
  }
  return extras;
}

/** The cell that stands where the block's rows have their labels; units and the like stand further right, groups left. */
function rowLabel(row: PrintedRow, like: PrintedCell, units: readonly string[]): PrintedCell | null {
  const figure = row.cells.find(({ own, figure: { state } }) => own && state === "reported");
  const beside = row.labels.find(({ to }) => figure !== undefined && to === figure.from);
  const isUnit = beside !== undefined && units.includes(fold(beside.text));
  const isLabel = beside !== undefined && beside.wording.core.length > 1 && !isUnit;
  if (isLabel && row.labels.length > 1) return beside;
  return row.labels.findLast((cell) => cell.from <= like.from) ?? row.labels[0] ?? null;
}

export interface Renamed {
  readonly keys: ReadonlyMap<ExtraRow, string>;
  readonly unsure: ReadonlySet<ExtraRow>;
  readonly suspects: readonly string[];
}

/** A row that the form lacks and one that the document lacks, in the same place, may be one row in other words. */
export function renamedRows(
  extras: readonly ExtraRow[],
  block: FormBlock,
  matches: readonly RowMatch[],
): Renamed {
  const keys = new Map<ExtraRow, string>();
  const unsure = new Set<ExtraRow>();
  const suspects: string[] = [];
  const found = matches.map((match) => ({
    rank: block.rows.indexOf(match.target.row),
    at: match.printed.index,
  }));
  const lacked = block.rows
    .filter(isKeyed)
    .filter((row) => !matches.some(({ target }) => target.row === row));
  // The form's own label where the form does not have it: the row was printed out of its order.
  const mayBe = ({ label: { wording } }: ExtraRow, row: KeyedRow) =>
    hasWordsOf(row, wording.core) || likenessTo(wording, row.label) >= SAME_LABEL;
  for (const extra of extras) if (lacked.some((row) => mayBe(extra, row))) unsure.add(extra);
  for (let gap = 0; gap <= found.length; gap += 1) {
    const [above, below] = [found[gap - 1], found[gap]];
    const missing = block.rows.slice((above?.rank ?? -1) + 1, below?.rank).filter(isKeyed);
    const here = extras.filter(
      ({ printed }) =>
        printed.index > (above?.at ?? -1) && printed.index < (below?.at ?? Number.POSITIVE_INFINITY),
    );
    if (missing.length === 0 || here.length === 0) continue;
    // Where a row's own words are known, one that lacks them is another.
    if (missing.some((row) => !isFreelyWorded(row))) for (const extra of here) unsure.add(extra);
    const alike = here.every((extra, index) => {
      const row = missing[index];
      if (row === undefined || speaksAgainst(block, extra.label.wording.core, row)) return false;
      return likenessTo(extra.label.wording, row.label) >= OTHER_WORDS;
    });
    if (alike && here.length === missing.length) {
      for (const [index, extra] of here.entries()) keys.set(extra, (missing[index] as KeyedRow).key);
    } else suspects.push(...missing.map((row) => row.key));
  }
  return { keys, unsure, suspects };
}

function isTableFurniture(label: PrintedCell, table: FormTable): boolean {
  const labels = [
    table.title,
    ...table.notes,
    ...table.blocks.flatMap((block) => (block.head ? [block.head] : [])),
  ];
  return labels.some((one) => likenessTo(label.wording, one) >= SAME_WORDS);
}

/** The printed label as a key: white space and list number taken off, nothing else. */
export function printedKey(label: PrintedCell): string {
  const tight = label.text.replace(/[\s\p{Z}\p{Cf}]/gu, "");
  const bare = tight.replace(/^[(（]?[\d一二三四五六七八九十]{1,3}[)）、．.，,]+|^[①-⑳⑴-⒛]/u, "");
  return bare === "" ? tight : bare;
}
