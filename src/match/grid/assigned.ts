// Which of a drawn row's cells stand under its heads: by count, by place, by what the other rows of as many cells leave
// empty, or by the one reading that its sums allow. Must not know how rows were found.
import type { Relation } from "../../model/form.ts";
import type { Slot } from "../../model/grid.ts";
import { type RowRule, rowRules, verdict } from "../../solve/instances.ts";
import { derived } from "../labels/wording.ts";
import { FILLED_ROWS, FILLED_SUMS, LEAST_FILLED, PRINTED_NOUGHTS } from "../weights/grid-columns.ts";
import type { BoundRow } from "./bound.ts";
import { type Assignment, assignColumns } from "./columns.ts";
import { leafKey } from "./heads.ts";
import { endsEarly, isPrinted, type PrintedCell, scaledValue } from "./printed.ts";
import { endsAlike } from "./row-ends.ts";
import { bySums, figuresFor, isForced, togetherIn } from "./surplus.ts";

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
function lacksCell(row: BoundRow): boolean {
  const {
    printed,
    label,
    layout: { ranges },
  } = row;
  if (!ranges || !isShort(row)) return false;
  const from = label?.to ?? ranges[0]?.[0] ?? 0;
  const to = ranges.at(-1)?.[1] ?? 0;
  return (printed.grid.rows[printed.rank] ?? []).slice(from, to).some(({ kind }) => kind === "hole");
}

/** Whether a row with fewer cells than its heads have columns has its label where a figure should be: it moved on, and may lack another. */
function labelsColumn(row: BoundRow): boolean {
  const {
    label,
    layout: { ranges },
  } = row;
  const [start] = ranges?.[0] ?? [];
  return start !== undefined && isShort(row) && (label?.to ?? 0) > start;
}

/** Whether a drawn row has fewer cells than its heads have columns. */
const isShort = (row: BoundRow) => row.printed.grid.edges === "stated" && surplusOf(row) < 0;

/**
 * Whether a row that ends early has a cell for each column only if one without a figure, in a column of labels, is the first of them:
 * rows with longer labels have theirs there, and none with as many as this row prints a figure in it. Which cell is missing, nobody
 * can say.
 */
function countsLabelCell({ printed, figures, label, block, layout }: BoundRow, bound: readonly BoundRow[]) {
  if (label === null || !endsEarly(printed) || isBare(figures)) return false;
  const others = bound.filter((row) => row.printed.grid === printed.grid && row.block === block);
  const start = Math.max(...others.map((row) => row.label?.to ?? 0));
  const alike = others.filter((row) => row.label?.to === label.to);
  // Where merged cells repeat what they say, the label itself stands there once more.
  const saysFigure = ({ from, figure: { state } }: PrintedCell) =>
    from < start && (state === "reported" || state === "struck");
  const isOfLabels = !alike.some((row) => row.figures.some(saysFigure));
  return (
    isOfLabels &&
    label.to < start &&
    figures.filter(({ from }) => from >= start).length < layout.leaves.length
  );
}

/** Whether the other rows print a cell for each column, those without figures too: a shorter row has lost one. */
function leavesNoneOut(row: BoundRow, bound: readonly BoundRow[]): boolean {
  const others = bound.filter((other) => other !== row && other.block === row.block);
  const whole = others.filter(({ figures, layout }) => figures.length === layout.leaves.length);
  return 2 * whole.length > others.length;
}

/**
 * The cells of a row with too many, where no other row shows which are none of the table's: nothing is printed at all, one
 * figure under one head, a figure in each column where the other rows leave none empty, or the row's sums speak for one reading
 * more than for any other, since one too many may stand anywhere, and an empty one at an end be the table's. Null where nothing
 * shows it.
 */
function onlyWay(
  row: BoundRow,
  bound: readonly BoundRow[],
  relations: readonly Relation[],
): readonly PrintedCell[] | null {
  const { figures, layout } = row;
  const columns = layout.leaves.length;
  if (isBare(figures)) return figures.slice(0, columns);
  const inside = hasOwnColumns(row, bound) ? figures.filter((cell) => !isInEmptyColumn(cell, row)) : figures;
  if (inside.length === columns) return inside;
  const printed = printedIn(figures);
  // One figure under one head is its own, whatever empty cells stand beside it.
  if (columns === 1 && printed.length === 1) return printed;
  if (printed.length === columns && fillAll(row, bound)) return togetherIn(figures);
  const rules = rowRules(
    relations,
    layout.leaves.map((leaf) => leafKey(leaf) ?? ""),
  );
  return bySums(
    row,
    bound.filter(({ block }) => block === row.block),
    rules,
  );
}

/**
 * Whether a grid may have a column that is none of the table's: something stands above its rows, heads perhaps, and no row has
 * just the cells that the heads ask for. A page's rows without their heads may leave a column of the table empty.
 */
function hasOwnColumns({ printed: { grid }, block }: BoundRow, bound: readonly BoundRow[]): boolean {
  const rows = bound.filter((row) => row.printed.grid === grid);
  return (
    rows.every(({ printed }) => printed.rank > 0) &&
    rows.every((row) => row.block !== block || surplusOf(row) > 0)
  );
}

/**
 * Whether a cell stands in a column of a drawn grid in which nothing is said: a cell in every row, heads and all, or where all heads
 * were found elsewhere one that reaches over it, as the head of a group does.
 */
function isInEmptyColumn({ from, to }: PrintedCell, { printed: { grid, rank }, layout }: BoundRow): boolean {
  const isEmpty = (slot: Slot | undefined) =>
    slot?.kind === "cell" && slot.text.trim() === "" && slot.colSpan === 1 && !slot.marks;
  const isOver = (slot: Slot | undefined, row: number) =>
    layout.complete && row < rank && slot?.kind === "covered" && slot.by[1] < from;
  const isEmptyAbove = (slot: Slot | undefined) =>
    slot?.kind === "covered" && slot.by[1] === from && isEmpty(grid.rows[slot.by[0]]?.[from]);
  return (
    grid.edges === "stated" &&
    to === from + 1 &&
    grid.rows.every((slots, row) => {
      const slot = slots[from];
      return isEmpty(slot) || isEmptyAbove(slot) || isOver(slot, row);
    })
  );
}

const printedIn = (figures: readonly PrintedCell[]) => figures.filter(isPrinted);

/**
 * Whether the other rows of the table print a figure in each of their columns, one beside another, and all of them noughts so
 * often that it is their habit: of a table with few noughts none may have been left empty by chance.
 */
function fillAll(row: BoundRow, bound: readonly BoundRow[]): boolean {
  const runs = bound.filter((other) => other !== row).map(figuresFor);
  const printed = [...printedIn(row.figures), ...runs.flatMap((run) => run ?? [])];
  const noughts = printed.filter((cell) => scaledValue(cell) === 0);
  return noughts.length >= PRINTED_NOUGHTS && runs.every((run) => run !== null);
}

const isBare = (figures: readonly PrintedCell[]) => !figures.some(isPrinted);

/** The figures of the rows around that fill their columns in one run, where most do, and the sums within such a row. */
function filledRows(row: BoundRow, bound: readonly BoundRow[], relations: readonly Relation[]) {
  const columns = row.layout.leaves.flatMap((leaf) => (leaf.kind === "column" ? [leaf.column.key] : []));
  // Sums are the same in whatever order columns stand: heads in another order must be read first.
  if (!row.layout.certain) return null;
  if (row.printed.grid.edges !== "order" || columns.length !== row.layout.leaves.length) return null;
  const rows = bound.filter(({ block, figures }) => block === row.block && !isBare(figures));
  const runs = rows.map(runOf).flatMap((run) => (run?.length === columns.length ? [run] : []));
  if (runs.length < Math.max(LEAST_FILLED, FILLED_ROWS * rows.length)) return null;
  return { runs, sums: rowRules(relations, columns).filter(({ operator }) => operator === "=") };
}

type Filled = NonNullable<ReturnType<typeof filledRows>>;

/**
 * The row's figures where it prints one for each column, all in one run and with empty cells around it, as do the rows around
 * it: padding. Their sums must hold, and not only of zeros.
 */
function filledRun(row: BoundRow, { runs, sums }: Filled): readonly PrintedCell[] | null {
  const own = runOf(row);
  if (own?.length !== row.layout.leaves.length) return null;
  const verdicts = runs.flatMap((run) => sums.map((sum) => verdict(sum, (slot) => scaledValue(run[slot]))));
  const holding = verdicts.filter((one) => one === "holds").length;
  const told = runs.some((run) => run.some((cell) => scaledValue(cell)));
  return told && holding > 0 && holding >= FILLED_SUMS * verdicts.length ? own : null;
}

/** A padded row with fewer figures than the rows around it, whose sums do not say where they stand: one was lost. */
function lostFigure(row: BoundRow, { sums }: Filled, cells: readonly (PrintedCell | null)[]): boolean {
  const printed = printedIn(row.figures).length;
  if (surplusOf(row) <= 0 || printed === 0 || printed >= row.layout.leaves.length) return false;
  const holds = (sum: RowRule) => verdict(sum, (slot) => scaledValue(cells[slot])) === "holds";
  const told = cells.some(scaledValue);
  return !(told && sums.length > 0 && sums.every(holds));
}

/** The printed cells of a row where nothing empty stands between them and all of them are figures. */
function runOf({ figures }: BoundRow): readonly PrintedCell[] | null {
  const together = togetherIn(figures);
  return together?.every(({ figure }) => figure.state === "reported") ? together : null;
}

/** The cell of each leaf of the row's heads, or all cells where nothing tells which is whose. */
export function assignedCells(
  row: BoundRow,
  bound: readonly BoundRow[],
  relations: readonly Relation[],
): Assignment {
  if (isCutOff(row)) return { kind: "bound", cells: row.figures, merged: new Set() };
  const assigned = assignedByPlace(row, bound, relations);
  const filled = filledRows(row, bound, relations);
  if (filled === null) return assigned;
  if (assigned.kind === "bound" && lostFigure(row, filled, assigned.cells))
    return { kind: "unclear", cells: row.figures };
  const run = assigned.kind === "unclear" || assigned.unsure ? filledRun(row, filled) : null;
  return run ? { kind: "bound", cells: run, merged: new Set() } : assigned;
}

/**
 * How each row of a print is read by places alone, beside those with as many cells too many. Each is asked for once for
 * every other one.
 */
const readerOf = derived((bound: readonly BoundRow[]): ((row: BoundRow) => Assignment) => {
  const known = new Map<BoundRow, Assignment>();
  for (const surplus of new Set(bound.map(surplusOf))) {
    const peers = bound.filter((row) => surplusOf(row) === surplus);
    const phantom = phantoms(peers);
    for (const row of peers)
      known.set(row, assignColumns(row.figures, row.layout, phantom, !leavesNoneOut(row, bound)));
  }
  return (row) => known.get(row) as Assignment;
});

function assignedByPlace(
  row: BoundRow,
  bound: readonly BoundRow[],
  relations: readonly Relation[],
): Assignment {
  const unclear: Assignment = { kind: "unclear", cells: row.figures };
  if (lacksCell(row) || countsLabelCell(row, bound)) return unclear;
  const surplus = surplusOf(row);
  const peers = bound.filter((other) => surplusOf(other) === surplus);
  if (surplus > 0 && peers.length < 2 && row.layout.certain) {
    const cells = onlyWay(row, bound, relations);
    if (cells) return { kind: "bound", cells, merged: new Set() };
    const likely = figuresFor(row);
    return likely ? { kind: "bound", cells: likely, merged: new Set(), unsure: true } : unclear;
  }
  const read = readerOf(bound);
  const assigned = read(row);
  if (assigned.kind === "unclear") return assigned;
  if (labelsColumn(row)) return { ...assigned, unsure: true };
  if (surplus <= 0 || assigned.merged.size > 0) return assigned;
  if (isUnderHeads(row, assigned.cells) && endsAlike(row, bound)) return assigned;
  const rules = rowRules(
    relations,
    row.layout.leaves.map((leaf) => leafKey(leaf) ?? ""),
  );
  const block = bound.filter((other) => other.block === row.block);
  return isForced(assigned.cells, row, { block, read }, rules) ? assigned : { ...assigned, unsure: true };
}

/** Whether each figure of a row stands in just the columns of its grid that its head takes, and all heads are the form's. */
function isUnderHeads(
  { figures, layout: { leaves, ranges } }: BoundRow,
  cells: Assignment["cells"],
): boolean {
  const isUnder = (cell: PrintedCell) => {
    const [from, to] = ranges?.[cells.indexOf(cell)] ?? [];
    return cell.from === from && cell.to === to;
  };
  return (
    leaves.every(({ kind }) => kind === "column") &&
    figures.every((cell) => !isPrinted(cell) || isUnder(cell))
  );
}

/** The last row of a text that ends too early: what stands there stands in order, but its end may be cut. */
export function isCutOff(row: BoundRow): boolean {
  return (
    row.printed.last && row.printed.grid.edges === "order" && row.figures.length < row.layout.leaves.length
  );
}
