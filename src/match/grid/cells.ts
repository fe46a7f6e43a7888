// The cells of bound rows: which figure stands in which column, what it prints, and what is not certain about it.
// Must not know how rows were found.
import type { Mark } from "../../model/document.ts";
import type { FormColumn, FormTable, Relation } from "../../model/form.ts";
import type { Doubt, ReportCell } from "../../model/report.ts";
import { type RowRule, rowRules, verdict } from "../../solve/instances.ts";
import { collapse } from "../../text/fold.ts";
import type { BoundRow } from "./bound.ts";
import { type Assignment, assignColumns } from "./columns.ts";
import type { Leaf } from "./heads.ts";
import type { PrintedCell } from "./printed.ts";

const surplusOf = ({ figures, layout }: BoundRow) => figures.length - layout.leaves.length;

/** How many cells at the start and at the end of all rows with as many cells too many are blank. */
function phantoms(peers: readonly BoundRow[]): { lead: number; trail: number } {
  const least = Math.min(...peers.map(({ figures }) => figures.length));
  const blank = (index: number) => peers.every(({ figures }) => figures.at(index)?.figure.state === "blank");
  let lead = 0;
  while (lead < least && blank(lead)) lead += 1;
  let trail = 0;
  while (trail < least && blank(-1 - trail)) trail += 1;
  return { lead, trail };
}

/** A row with fewer cells than its heads have columns, and nothing at its end: which cell is missing, nobody can say. */
function lacksCell({ printed, figures, label, layout: { leaves, ranges } }: BoundRow): boolean {
  if (printed.grid.edges !== "stated" || !ranges || figures.length >= leaves.length) return false;
  const from = label?.to ?? ranges[0]?.[0] ?? 0;
  const to = ranges.at(-1)?.[1] ?? 0;
  return (printed.grid.rows[printed.rank] ?? []).slice(from, to).some(({ kind }) => kind === "hole");
}

/** Whether the other rows print a cell for each column, those without figures too: a shorter row has lost one. */
function leavesNoneOut(row: BoundRow, bound: readonly BoundRow[]): boolean {
  const others = bound.filter((other) => other !== row && other.block === row.block);
  const whole = others.filter(({ figures, layout }) => figures.length === layout.leaves.length);
  return 2 * whole.length > others.length;
}

/**
 * The cells of a row with too many, where no other row shows which are none of the table's: nothing is printed at all, one
 * figure under one head, a figure in each column with empty cells behind them and no sum that fails, or the row's sums
 * speak for one reading more than for any other, since one too many may stand anywhere, and an empty one at an end be the
 * table's. Null where nothing shows it.
 */
function onlyWay(
  { figures, layout }: BoundRow,
  relations: readonly Relation[],
): readonly PrintedCell[] | null {
  const columns = layout.leaves.length;
  if (isBare(figures)) return figures.slice(0, columns);
  const printed = figures.filter(({ figure }) => figure.state !== "blank");
  // One figure under one head is its own, whatever empty cells stand beside it.
  if (columns === 1 && printed.length === 1) return printed;
  const rules = rowRules(
    relations,
    layout.leaves.map((leaf) => leafKey(leaf) ?? ""),
  );
  if (printed.length === columns && isProven(printed, figures, rules)) return printed;
  return figures.length === columns + 1 ? bySums(figures, rules) : null;
}

/** Whether figures that are as many as the columns stand one beside another, and no sum speaks against them. */
function isProven(
  printed: readonly PrintedCell[],
  figures: readonly PrintedCell[],
  rules: readonly RowRule[],
): boolean {
  const from = figures.findIndex(({ figure }) => figure.state !== "blank");
  if (figures[from + printed.length - 1] !== printed.at(-1)) return false;
  const sums = rules.filter(({ operator }) => operator === "=");
  // Before the figures an empty cell may be the table's first: there must be sums, and of more than zeros.
  if (from > 0 && (sums.length === 0 || printed.every((cell) => scaledValue(cell) === 0))) return false;
  return sums.every((rule) => verdict(rule, (slot) => scaledValue(printed[slot])) === "holds");
}

/** Of the row without one of its cells, the reading in which most sums hold; null when another does as well. */
function bySums(figures: readonly PrintedCell[], rules: readonly RowRule[]): readonly PrintedCell[] | null {
  const ways = figures.map((left, without) => {
    const cells = figures.toSpliced(without, 1);
    const valueAt = (slot: number) => scaledValue(cells[slot]);
    const verdicts = rules.map((rule) => verdict(rule, valueAt));
    // Zeros are equal wherever they stand, and one figure is often less than another.
    const holding = rules.filter(
      ({ operator, left: terms }, index) =>
        operator === "=" && verdicts[index] === "holds" && terms.some(({ slot }) => valueAt(slot)),
    ).length;
    const text = JSON.stringify(cells.map(({ figure }) => figure.value));
    return { cells, text, left, holding: verdicts.includes("fails") ? 0 : holding };
  });
  const most = Math.max(...ways.map(({ holding }) => holding));
  const best = ways.filter(({ holding }) => holding === most);
  const only = most > 0 && new Set(best.map(({ text }) => text)).size === 1;
  // A figure too many is somebody's: sums that hold without it do not say whose.
  return only ? (best.find(({ left }) => left.figure.state === "blank")?.cells ?? null) : null;
}

const isBare = (figures: readonly PrintedCell[]) => figures.every(({ figure }) => figure.state === "blank");

function scaledValue(cell: PrintedCell | undefined): number | null {
  const value = cell?.figure.value ?? null;
  return value === null ? null : Math.round(Number(value) * SCALE);
}

/** Sums are compared to the sixth decimal. */
const SCALE = 1e6;

function assignedCells(
  row: BoundRow,
  bound: readonly BoundRow[],
  relations: readonly Relation[],
): Assignment {
  if (isCutOff(row)) return { kind: "bound", cells: row.figures, merged: new Set() };
  const unclear: Assignment = { kind: "unclear", cells: row.figures };
  if (lacksCell(row)) return unclear;
  const surplus = surplusOf(row);
  const peers = bound.filter((other) => surplusOf(other) === surplus);
  if (surplus > 0 && peers.length < 2 && row.layout.certain) {
    const cells = onlyWay(row, relations);
    return cells ? { kind: "bound", cells, merged: new Set() } : unclear;
  }
  return assignColumns(row.figures, row.layout, phantoms(peers), !leavesNoneOut(row, bound));
}

export function rowCells(
  row: BoundRow,
  { table, relations }: { readonly table: FormTable; readonly relations: readonly Relation[] },
  bound: readonly BoundRow[],
): ReportCell[] {
  const cutOff = isCutOff(row);
  const assigned = assignedCells(row, bound, relations);
  const cells: ReportCell[] = [];
  row.layout.leaves.forEach((leaf, index) => {
    const column = leafKey(leaf);
    if (column === null) return;
    if (assigned.kind === "unclear") {
      cells.push({ table: table.key, row: row.key, column, ...unclear(row, assigned.cells) });
      return;
    }
    const cell = assigned.cells[index] ?? null;
    const merged = assigned.merged.has(index) || (cell !== null && standsForMore(cell, row, bound));
    const blankMerge = merged && cell?.figure.state === "blank";
    const doubts = doubtsOf(cell, row, leaf, merged && !blankMerge, cutOff);
    const raw = cell ? collapse(cell.text) : "";
    const value = !cell || (merged && !blankMerge && !cell.own) ? null : cell.figure.value;
    const at = cell?.at ?? row.label?.at ?? row.printed.grid.at;
    const state = cell?.figure.state ?? "absent";
    const unit = cell?.figure.unit;
    const settledBy = "structure";
    if (unit)
      cells.push({ table: table.key, row: row.key, column, value, raw, state, doubts, settledBy, unit, at });
    else cells.push({ table: table.key, row: row.key, column, value, raw, state, doubts, settledBy, at });
  });
  return [...cells, ...unheaded(row, table)];
}

/** Columns of the form that no head names: they may have been left out, or cut off. */
function unheaded(row: BoundRow, table: FormTable): ReportCell[] {
  const headed = new Set(row.layout.leaves.map(leafKey));
  const at = row.label?.at ?? row.printed.grid.at;
  return row.block.columns
    .filter(({ key }) => !headed.has(key))
    .map(
      (column): ReportCell => ({
        table: table.key,
        row: row.key,
        column: column.key,
        value: null,
        raw: "",
        state: "absent",
        doubts: [...new Set([...row.doubts, "ambiguous-position" as const])],
        settledBy: "structure",
        at,
      }),
    );
}

/** A figure that spans down over other rows of the table is printed for all of them; over empty pieces, for its own. */
function standsForMore(cell: PrintedCell, row: BoundRow, bound: readonly BoundRow[]): boolean {
  if (!cell.own) return true;
  if (cell.rowSpan === 1) return false;
  return bound.some(
    (other) => other !== row && other.printed.cells.some((below) => !below.own && below.at === cell.at),
  );
}

/** The last row of a text that ends too early: what stands there stands in order, but its end may be cut. */
function isCutOff(row: BoundRow): boolean {
  return (
    row.printed.last && row.printed.grid.edges === "order" && row.figures.length < row.layout.leaves.length
  );
}

function leafKey(leaf: Leaf): string | null {
  if (leaf.kind === "column") return leaf.column.key;
  return leaf.kind === "extra" ? `label:${leaf.label}` : null;
}

/** What a cell shows beside its letters makes its reading uncertain. */
const MARK_DOUBTS: Readonly<Record<Mark, Doubt>> = {
  drawn: "drawn",
  lost: "letters-lost",
  "stand-in": "stand-in",
  overlapping: "overlapping",
  computed: "computed",
  recognised: "recognised",
};

type CellFacts = Omit<ReportCell, "table" | "row" | "column">;

function doubtsOf(
  cell: PrintedCell | null,
  row: BoundRow,
  leaf: Leaf,
  merged: boolean,
  cutOff: boolean,
): readonly Doubt[] {
  const doubts: Doubt[] = [];
  if (cell) {
    const { figure } = cell;
    if (merged) doubts.push("merged-figure");
    // Whatever stands in a figure's place and is none may have been one.
    if (
      figure.state === "unreadable" ||
      figure.odd ||
      (leaf.kind === "column" && isOdd(figure.value, leaf.column, row))
    )
      doubts.push("odd-figure");
    for (const mark of cell.marks) doubts.push(MARK_DOUBTS[mark]);
  }
  if (cutOff) doubts.push("cut-off");
  return doubts.length === 0 ? row.doubts : [...row.doubts, ...doubts];
}

/** A count with a fraction, or a negative figure where only counts or amounts stand. */
function isOdd(value: string | null, column: FormColumn, row: BoundRow): boolean {
  if (value === null) return false;
  const type = row.block.rows.find((one) => one.key === row.key)?.type ?? column.type;
  if (value.startsWith("-")) return type !== "change";
  return value.includes(".") && type !== "amount";
}

function unclear(row: BoundRow, cells: readonly PrintedCell[]): CellFacts {
  const printed = cells.filter((cell) => cell.figure.state === "reported");
  return {
    value: null,
    raw: collapse(cells.map((cell) => cell.text).join(" | ")),
    state: printed.length > 0 ? "unreadable" : "blank",
    doubts: [...row.doubts, "ambiguous-position"],
    alternatives: [...new Set(printed.map((cell) => cell.figure.value ?? ""))],
    settledBy: "structure",
    at: cells[0]?.at ?? row.label?.at ?? row.printed.grid.at,
  };
}

/** Cells of rows that the document does not have. */
export function absentCells(
  table: FormTable,
  bound: readonly BoundRow[],
  suspects: ReadonlySet<string>,
): ReportCell[] {
  const at = bound[0]?.printed.grid.at ?? {};
  const found = new Set(bound.map((row) => row.key));
  return table.blocks.flatMap((block) =>
    block.rows.flatMap((row) =>
      row.key === null || found.has(row.key)
        ? []
        : block.columns.map(
            (column): ReportCell => ({
              table: table.key,
              row: row.key as string,
              column: column.key,
              value: null,
              raw: "",
              state: "absent",
              doubts: suspects.has(row.key as string) ? ["ambiguous-row"] : [],
              settledBy: "structure",
              at,
            }),
          ),
    ),
  );
}
