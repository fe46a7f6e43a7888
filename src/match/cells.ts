// The cells of one print of a table: settled, in doubt or not there. Must not know how rows were found.
import type { FormColumn, Relation } from "../model/form.ts";
import type { Place } from "../model/place.ts";
import type { ReportCell } from "../model/report.ts";
import { type Sign, withSign } from "../model/signs.ts";
import type { RowSolution } from "../solve/solve.ts";
import { plainDecimal } from "../text/decimals.ts";
import { type SettledRow, settledRow, signsOf, withUnsureBlanks } from "./doubts.ts";
import { withUnsureOrder } from "./exchanged.ts";
import type { FoundPrint, FoundRow, MissingRow, Piece } from "./found.ts";
import { withProvenOrder } from "./proven-order.ts";
import { isOpen, type OpenRow, settle } from "./settle.ts";
import { withUnsureNeighbours } from "./several.ts";
import { MOST_DIGITS } from "./weights/print.ts";

/** @param relations the form's own, of this table */
export function cellsOf(found: FoundPrint, relations: readonly Relation[]): ReportCell[] {
  const print = withUnsureBlanks(found);
  const table = print.table.key;
  const solutions = settle(print.rows, relations);
  const settled = { ...print, solutions };
  const cells = print.rows.flatMap((row, rank) => {
    const solution = isOpen(row) ? solutions.get(row) : undefined;
    const own =
      isOpen(row) && solution ? openCells(settledRow(row, solution, settled, relations)) : statedCells(row);
    // Where it is not known which figure is whose, that of a column without a head may be any of them.
    const at = row.ways.kind === "lost" ? row.ways.whole.at : row.at;
    const unheaded = row.unheaded.map((column) =>
      absentCell(row.key, column, [...row.signs, "head-missing"], at),
    );
    // Its head may stand with the figures that are no row's.
    const unsure: readonly Sign[] = print.adrift ? ["head-missing"] : [];
    const leftOut = row.leftOut.map((column) =>
      absentCell(row.key, column, [...row.signs, ...unsure], row.at),
    );
    const label = row.label === "" ? {} : { label: row.label };
    return [...own, ...unheaded, ...leftOut].map(
      (cell): ReportCell => ({ table, ...cell, ...label, ...setOf(cell, `${table}:${rank + 1}`) }),
    );
  });
  const missing = print.missing.flatMap((row) => missingCells(row, print.at));
  const all = [...cells, ...missing.map((cell): ReportCell => ({ table, ...cell }))];
  return withProvenOrder(withUnsureOrder(withUnsureNeighbours(all, print.table), print), relations);
}

/** A row is read as a whole: what remains possible in one of its cells hangs on what is right in the others. */
function setOf({ doubts, alternatives }: Cell, alternativeSet: string): Pick<ReportCell, "alternativeSet"> {
  return doubts.length > 0 && (alternatives?.length ?? 0) > 1 ? { alternativeSet } : {};
}

type Cell = Omit<ReportCell, "table">;

function statedCells({ key, columns, ways, signs }: FoundRow): Cell[] {
  if (ways.kind === "open") throw new Error(`${key}: its cells are not settled`);
  return columns.map((column, index): Cell => {
    if (ways.kind === "stated") return cellOf(key, column, ways.cells[index] as Piece, signs);
    const cell = cellOf(key, column, ways.whole, signs);
    return ways.alternatives === null ? cell : { ...cell, alternatives: ways.alternatives };
  });
}

function openCells(settled: SettledRow): Cell[] {
  const { row, solution } = settled;
  let node = row.ways.lattice.start;
  return row.columns.map((column, index): Cell => {
    const step = solution.path?.[index] ?? null;
    const state = solution.cells[index] ?? { certain: false, texts: [] };
    const piece = step === null ? openPiece(row, state.texts) : row.ways.piece(index, node, step);
    if (step !== null) node = step.to;
    const cell = cellOf(row.key, column, piece, [...signsOf(settled, state, index), ...row.signs]);
    const settledBy = solution.settledBy === "arithmetic" ? "arithmetic" : "structure";
    if (state.certain) return { ...cell, settledBy };
    return { ...cell, settledBy, alternatives: state.texts.map((text) => text ?? "") };
  });
}

/** A cell that no reading was chosen for: what all readings agree on, else nothing. */
function openPiece({ ways: { whole } }: OpenRow, texts: RowSolution["cells"][number]["texts"]): Piece {
  const [only] = texts;
  const value = texts.length === 1 && typeof only === "string" ? plainDecimal(only) : null;
  // All readings agree on print that is no number.
  if (texts.length === 1 && typeof only === "string" && value === null)
    return { ...whole, value, state: "unreadable", signs: ["no-figure"] };
  const state = texts.length > 0 && texts.every((text) => text === null) ? "blank" : "reported";
  return { ...whole, value, state };
}

function missingCells({ key, block, signs }: MissingRow, at: Place): Cell[] {
  return block.columns.map((column) => absentCell(key, column, signs, at));
}

function absentCell(row: string, { key }: FormColumn, signs: readonly Sign[], at: Place): Cell {
  return cellOf(row, key, { value: null, raw: "", state: "absent", at, signs: [] }, signs);
}

/** A cell as its piece reads, in doubt for what speaks against the row and against the piece. */
function cellOf(row: string, column: string, piece: Piece, ofRow: readonly Sign[]): Cell {
  const { signs, ...read } = piece;
  const cell: Cell = { row, column, ...read, doubts: [], settledBy: "structure" };
  const ofValue: readonly Sign[] = wholeDigits(piece.value) > MOST_DIGITS ? ["too-many-digits"] : [];
  return [...ofRow, ...signs, ...ofValue].reduce(withSign, cell);
}

const wholeDigits = (value: string | null) => /\d+/.exec(value ?? "")?.[0].length ?? 0;
