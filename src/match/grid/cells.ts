// A drawn row as what its cells read: which figure stands in which column, what it prints, and what speaks against it.
// Must not know how rows were found.
import type { Mark } from "../../model/document.ts";
import type { Relation } from "../../model/form.ts";
import { type Place, stretch } from "../../model/place.ts";
import type { Sign } from "../../model/signs.ts";
import { fits, withoutEmptyFraction } from "../../text/decimals.ts";
import { collapse } from "../../text/fold.ts";
import type { FoundRow, Piece, Ways } from "../found.ts";
import { FULL_GRID_ROWS } from "../weights/grid-columns.ts";
import { assignedCells, isCutOff } from "./assigned.ts";
import type { BoundRow } from "./bound.ts";
import type { Assignment } from "./columns.ts";
import { type Leaf, leafKey } from "./heads.ts";
import type { PrintedCell } from "./printed.ts";
import { type Stray, standsBesideStray } from "./strays.ts";

/** The rows of one print, and the figures of it that are nobody's. */
export interface BoundPrint {
  readonly bound: readonly BoundRow[];
  readonly strays: readonly Stray[];
  /** Rows whose labels may stand a row off. */
  readonly shifted: ReadonlySet<BoundRow>;
  /** Rows whose label another one has that is no row of the form. */
  readonly again: ReadonlySet<BoundRow>;
  /** Rows from which a cell may have been left out. */
  readonly early: ReadonlySet<BoundRow>;
  /** Rows whose line ends early, and may have lost more than the empty cells at its end. */
  readonly ends: ReadonlySet<BoundRow>;
  /** The form's own, of this table. */
  readonly relations: readonly Relation[];
  /** Rows of words among their figures where no heads say where columns stand. */
  readonly unheaded: ReadonlySet<BoundRow>;
  /** Columns that the form lacks, and that hold words alone. */
  readonly wordy: ReadonlySet<Leaf>;
}

/** Columns that the form lacks where several rows print words, and none a figure: they say what the row's figures are. */
export function wordyLeaves(bound: readonly BoundRow[], relations: readonly Relation[]): ReadonlySet<Leaf> {
  const wordy = new Set<Leaf>();
  for (const leaf of new Set(
    bound.flatMap(({ layout }) => layout.leaves.filter(({ kind }) => kind === "extra")),
  )) {
    const under = bound.filter(({ layout }) => layout.leaves.includes(leaf));
    const cells = under.map((row) => {
      const assigned = assignedCells(row, bound, relations);
      return assigned.kind === "bound" ? assigned.cells[row.layout.leaves.indexOf(leaf)] : undefined;
    });
    const isWord = (cell: PrintedCell | null | undefined) =>
      cell?.figure.state === "unreadable" && cell.marks.length === 0 && /\p{L}/u.test(cell.text);
    const told = cells.filter((cell) => cell && cell.figure.state !== "blank");
    if (told.length > 1 && told.every(isWord)) wordy.add(leaf);
  }
  return wordy;
}

/** What a row of the print reads. */
export function foundRow(row: BoundRow, print: BoundPrint): FoundRow {
  const columns = row.layout.leaves.map((leaf) => (print.wordy.has(leaf) ? null : leafKey(leaf)));
  const headed = new Set(columns);
  const assigned = assignedCells(row, print.bound, print.relations);
  const signs: Sign[] = [...row.signs];
  if (isCutOff(row) && !endsInCell(row, print.bound)) signs.push("text-ends");
  if (assigned.kind === "bound" && assigned.unsure) signs.push("cells-do-not-fit");
  if (row.layout.told === false || print.unheaded.has(row)) signs.push("unsure-heads");
  if (print.again.has(row) && !signs.includes("one-of-several-rows")) signs.push("one-of-several-rows");
  if (print.shifted.has(row)) signs.push("labels-shifted");
  if (print.early.has(row)) signs.push("cell-left-out");
  if (print.ends.has(row)) signs.push("ends-early");
  return {
    key: row.key,
    block: row.block,
    label: collapse(row.label?.text ?? ""),
    columns: columns.filter((column) => column !== null),
    unheaded: row.block.columns.filter(({ key }) => !headed.has(key)),
    leftOut: [],
    ways: waysOf(row, assigned, print),
    signs,
    strays: 0,
    at: placeOf(row),
  };
}

const placeOf = ({ label, printed }: BoundRow) => label?.at ?? printed.grid.at;

function waysOf(row: BoundRow, assigned: Assignment, print: BoundPrint): Ways {
  const beside = standsBesideStray(row, print.strays);
  if (assigned.kind === "unclear") return lostWays(row, assigned.cells, beside);
  const cells = row.layout.leaves.flatMap((leaf, index): Piece[] => {
    if (!isRead(leaf, print)) return [];
    const cell = assigned.cells[index] ?? reachingDown(row, index);
    const merged = assigned.merged.has(index) || (cell !== null && standsForMore(cell, row, print.bound));
    const piece = pieceOf(cell, row, leaf, merged && !saysNothing(cell));
    const torn = isCutOff(row) && index >= row.figures.length - 1;
    const told: Piece = torn ? { ...piece, signs: [...piece.signs, "text-ends"] } : piece;
    const next = [index - 1, index + 1].filter(
      (at) => row.layout.leaves[at] && !isRead(row.layout.leaves[at], print),
    );
    const strayed = next.some((at) => showsFigureAfterUnit(assigned.cells[at]));
    return [
      unsureBlank(unsureBlank(told, beside && "blank-beside-stray"), strayed && "beside-unit-and-figure"),
    ];
  });
  return { kind: "stated", cells };
}

/** Whether figures are read in a column. */
const isRead = (leaf: Leaf, print: BoundPrint) => leafKey(leaf) !== null && !print.wordy.has(leaf);

/** A short word and a figure in one cell, where no column has figures: what stands apart elsewhere has run together here. */
const showsFigureAfterUnit = (cell: PrintedCell | null | undefined) =>
  /^\s*\p{L}{1,3}\s*[+-]?\d[\d.,]*\s*$/u.test(cell?.text ?? "");

/** A cell of the heads that spans down into the row, where a figure may stand in it beside the head: the column has no other. */
function reachingDown({ printed, layout }: BoundRow, index: number): PrintedCell | null {
  const [from, to] = layout.ranges?.[index] ?? [0, 0];
  const over = printed.cells.find((cell) => !cell.own && cell.from < to && cell.to > from);
  return over && /\d/u.test(over.text) ? over : null;
}

/** One blank, or one word for nothing, over several cells leaves nothing open: none of them has a figure. */
const saysNothing = (cell: PrintedCell | null) =>
  cell?.figure.state === "blank" || cell?.figure.state === "struck";

/** Whether only the last cell printed can be cut off: all other rows of the block have a cell for each column. */
function endsInCell(row: BoundRow, bound: readonly BoundRow[]): boolean {
  const others = bound.filter((other) => other !== row && other.block === row.block);
  const filled = others.filter(({ figures, layout }) => figures.length === layout.leaves.length);
  return filled.length >= FULL_GRID_ROWS && filled.length === others.length;
}

const EMPTY: readonly Piece["state"][] = ["blank", "absent", "unreadable"];

function unsureBlank(piece: Piece, sign: Sign | false): Piece {
  return sign && EMPTY.includes(piece.state) ? { ...piece, signs: [...piece.signs, sign] } : piece;
}

/** @param merged the figure is printed over other cells as well */
function pieceOf(cell: PrintedCell | null, row: BoundRow, leaf: Leaf, merged: boolean): Piece {
  if (cell === null) return { value: null, raw: "", state: "absent", at: placeOf(row), signs: [] };
  const { figure, text, at } = cell;
  const piece: Piece = {
    value: merged && !cell.own ? null : figure.value,
    raw: collapse(text),
    state: figure.state,
    at,
    signs: signsOf(cell, row, leaf, merged),
  };
  return figure.unit ? { ...piece, unit: figure.unit } : piece;
}

/** What a cell shows beside its letters makes its reading uncertain. */
const OF_MARKS: Readonly<Record<Mark, Sign>> = {
  drawn: "drawn",
  lost: "letters-lost",
  "stand-in": "stand-in",
  overlapping: "overlapping",
  computed: "computed",
  recognised: "recognised",
};

function signsOf({ figure, marks }: PrintedCell, row: BoundRow, leaf: Leaf, merged: boolean): Sign[] {
  const signs: Sign[] = [];
  if (merged) signs.push("spans-cells");
  // Whatever stands in a figure's place and is none may have been one.
  if (figure.state === "unreadable") signs.push("no-figure");
  if (figure.odd) signs.push("odd-print");
  if (leaf.kind === "column" && figure.value !== null) {
    const type = row.block.rows.find((one) => one.key === row.key)?.type ?? leaf.column.type;
    if (!fits(withoutEmptyFraction(figure.value), type)) signs.push("unlike-column");
  }
  for (const mark of marks) signs.push(OF_MARKS[mark]);
  return signs;
}

function lostWays(row: BoundRow, cells: readonly PrintedCell[], beside: boolean): Ways {
  const printed = cells.filter((cell) => cell.figure.state === "reported");
  const whole: Piece = {
    value: null,
    raw: collapse(cells.map((cell) => cell.text).join(" | ")),
    state: printed.length > 0 ? "unreadable" : "blank",
    at: placeAmong(cells) ?? placeOf(row),
    signs: ["cells-do-not-fit"],
  };
  return {
    kind: "lost",
    whole: unsureBlank(whole, beside && "blank-beside-stray"),
    alternatives: [...new Set(printed.map((cell) => cell.figure.value ?? ""))],
  };
}

/** All that may be the cell; null where the row prints nothing. */
function placeAmong(cells: readonly PrintedCell[]): Place | null {
  const [first, last] = [cells[0], cells.at(-1)];
  return first && last ? stretch(first.at, last.at) : null;
}

/** A figure that spans down over other rows of the table is printed for all of them; over empty pieces, for its own. */
function standsForMore(cell: PrintedCell, row: BoundRow, bound: readonly BoundRow[]): boolean {
  if (!cell.own) return true;
  if (cell.rowSpan === 1) return false;
  return bound.some(
    (other) => other !== row && other.printed.cells.some((below) => !below.own && below.at === cell.at),
  );
}
