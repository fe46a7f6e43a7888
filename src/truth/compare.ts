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

/** What the report itself is known to be, where the truth says so; empty where it does not. */
export interface TrueIdentity {
  readonly year?: string;
  readonly issuer?: string;
}

export interface Tally {
  documents: number;
  /** Cells that the documents print. */
  cells: number;
  right: number;
  /** Right, and without a doubt: doubting everything gains nothing here. */
  certain: number;
  /** Wrong, missing or invented figures that carry no doubt: the number that must be 0. */
  silent: number;
  /** Cells that carry a doubt, right or wrong. */
  doubted: number;
  missed: number;
  invented: number;
  /** Reports called clean in which a cell, the year or the issuer is not right: must be 0 as well. */
  falseClean: number;
}

export function emptyTally(): Tally {
  return {
    documents: 0,
    cells: 0,
    right: 0,
    certain: 0,
    silent: 0,
    doubted: 0,
    missed: 0,
    invented: 0,
    falseClean: 0,
  };
}

/** One cell that is not as printed. */
export interface Miss {
  readonly key: string;
  readonly printed: string | null;
  readonly read: string | null;
  readonly doubts: string;
}

/** Adds one document to `tally`. @returns its misread cells, in the order of the truth. */
export function compare(
  truth: readonly TrueCell[],
  report: Report,
  tally: Tally,
  known: TrueIdentity = {},
): Miss[] {
  const read = readIn(report);
  const printed = printedIn(truth);
  tally.documents += 1;
  const misses = [...misread(printed, read, report, tally), ...invented(printed, read, tally)];
  if (report.status === "clean" && (misses.length > 0 || !isOf(report, known))) tally.falseClean += 1;
  return misses;
}

/** What was typed of a document: every figure that it prints, or some cells, and of the others nothing is known. */
export interface Truth {
  readonly cells: readonly TrueCell[];
  readonly whole: boolean;
}

/** As `compare`, of a document that may have been typed in part; what it is known to be counts where all of it was. */
export function compareTyped(
  { cells, whole }: Truth,
  report: Report,
  tally: Tally,
  known: TrueIdentity = {},
): Miss[] {
  return whole ? compare(cells, report, tally, known) : comparePart(cells, report, tally);
}

function comparePart(truth: readonly TrueCell[], report: Report, tally: Tally): Miss[] {
  tally.documents += 1;
  const misses = misread(printedIn(truth), readIn(report), report, tally);
  if (report.status === "clean" && misses.length > 0) tally.falseClean += 1;
  return misses;
}

const printedIn = (truth: readonly TrueCell[]) => new Map(truth.map((cell) => [cellKey(cell), cell.value]));
const readIn = ({ tables }: Report) =>
  new Map(tables.flatMap(({ cells }) => cells.map((cell) => [cellKey(cell), cell])));

function misread(
  printed: ReadonlyMap<string, string>,
  read: ReadonlyMap<string, ReportCell>,
  report: Report,
  tally: Tally,
): Miss[] {
  const misses: Miss[] = [];
  for (const [key, value] of printed) {
    const found = read.get(key);
    const doubted = found !== undefined && found.doubts.length > 0;
    tally.cells += 1;
    if (doubted) tally.doubted += 1;
    if (found && agrees(value, found)) {
      tally.right += 1;
      if (!doubted) tally.certain += 1;
      continue;
    }
    if (!found) tally.missed += 1;
    // A table that is not there at all is told by the report's reasons.
    const told = found ? doubted : value === "" || report.reasons.length > 0;
    if (!told) tally.silent += 1;
    misses.push(miss(key, value, found));
  }
  return misses;
}

/** Figures that no print has. Columns of no form, which the truth may leave out, are not counted. */
function invented(
  printed: ReadonlyMap<string, string>,
  read: ReadonlyMap<string, ReportCell>,
  tally: Tally,
): Miss[] {
  const misses: Miss[] = [];
  for (const [key, cell] of read) {
    if (printed.has(key) || cell.value === null || cell.column.startsWith("label:")) continue;
    tally.invented += 1;
    if (cell.doubts.length === 0) tally.silent += 1;
    misses.push(miss(key, null, cell));
  }
  return misses;
}

function isOf({ identity }: Report, { year, issuer }: TrueIdentity): boolean {
  return (
    (!year || (identity.year?.value ?? "") === year) && (!issuer || (identity.issuer?.value ?? "") === issuer)
  );
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

/** Rows kept under their printed label compare without list number, white space and remarks in brackets. */
function cellKey({ table, row, column }: { table: string; row: string; column: string }): string {
  if (!row.startsWith("label:")) return `${table}/${row}/${column}`;
  const bare = row.slice(6).replace(/#\d+$/, "").replace(/\s/g, "").replace(LIST_NUMBER, "");
  return `${table}/label:${bare.split(/[(（]/)[0]}/${column}`;
}

const LIST_NUMBER = /^(其中[:：])?[\d一二三四五六七八九十()（）、．.①-⑳]*/u;
