// Compares what a run read with what documents are known to print, cell by cell.
// Must not read documents: it sees typed truth and finished reports only.
import type { Report, ReportCell } from "../model/report.ts";

export interface TrueCell {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  /** Plain decimal; empty for a printed blank or placeholder. */
  readonly value: string;
}

export interface Tally {
  documents: number;
  /** Cells that the documents print. */
  cells: number;
  right: number;
  /** Wrong, missing or invented figures that carry no doubt: the number that must be 0. */
  silent: number;
  /** Cells that carry a doubt, right or wrong. */
  doubted: number;
  missed: number;
  invented: number;
}

export function emptyTally(): Tally {
  return { documents: 0, cells: 0, right: 0, silent: 0, doubted: 0, missed: 0, invented: 0 };
}

/** One cell that is not as printed. */
export interface Miss {
  readonly key: string;
  readonly printed: string | null;
  readonly read: string | null;
  readonly doubts: string;
}

/** Adds one document to `tally`. @returns its misread cells, in the order of the truth. */
export function compare(truth: readonly TrueCell[], report: Report, tally: Tally): Miss[] {
  const read = new Map(report.tables.flatMap(({ cells }) => cells.map((cell) => [cellKey(cell), cell])));
  const known = new Set(truth.map(cellKey));
  const misses: Miss[] = [];
  tally.documents += 1;
  for (const cell of truth) {
    const found = read.get(cellKey(cell));
    tally.cells += 1;
    if (found && found.doubts.length > 0) tally.doubted += 1;
    if (found && agrees(cell.value, found)) {
      tally.right += 1;
      continue;
    }
    if (!found) tally.missed += 1;
    // A table that is not there at all is told by the report's reasons.
    const told = found ? found.doubts.length > 0 : cell.value === "" || report.reasons.length > 0;
    if (!told) tally.silent += 1;
    misses.push(miss(cellKey(cell), cell.value, found));
  }
  for (const [key, cell] of read) {
    if (known.has(key) || cell.value === null) continue;
    tally.invented += 1;
    if (cell.doubts.length === 0) tally.silent += 1;
    misses.push(miss(key, null, cell));
  }
  return misses;
}

function miss(key: string, printed: string | null, found: ReportCell | undefined): Miss {
  return { key, printed, read: found ? found.value : null, doubts: found?.doubts.join(";") ?? "no cell" };
}

function agrees(printed: string, cell: ReportCell): boolean {
  if (printed === "") return cell.value === null && cell.state !== "absent";
  return cell.value !== null && sameNumber(printed, cell.value);
}

/** Plain decimals of any length, compared digit by digit. */
function sameNumber(a: string, b: string): boolean {
  return trimmed(a) === trimmed(b);
}

function trimmed(text: string): string {
  const [, sign = "", whole = "", part = ""] = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text.trim()) ?? [];
  const digits = `${whole === "" ? "0" : whole}${part === "" ? "" : `.${part}`}`;
  return digits === "0" ? "0" : `${sign === "-" ? "-" : ""}${digits}`;
}

/** Rows kept under their printed label compare without list number and without remarks in brackets. */
function cellKey({ table, row, column }: { table: string; row: string; column: string }): string {
  if (!row.startsWith("label:")) return `${table}/${row}/${column}`;
  const bare = row.slice(6).replace(/\s/g, "").split(/[(（]/)[0] ?? "";
  return `${table}/label:${bare.replace(/^[\d一二三四五六七八九十、．.①-⑳]+/u, "")}/${column}`;
}
