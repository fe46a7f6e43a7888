// What speaks against a cell once its row is settled: one rule a sign. Must not know how rows were found.
import type { Relation } from "../model/form.ts";
import type { Sign } from "../model/signs.ts";
import {
  endsInTotal,
  lacksTotal,
  type Rule,
  rowRules,
  slotsOf,
  totalOf,
  type ValueAt,
  verdict,
} from "../solve/instances.ts";
import type { Step } from "../solve/lattice.ts";
import type { CellSolution, RowSolution } from "../solve/solve.ts";
import { lacksNext } from "./absence.ts";
import type { FoundPrint, FoundRow } from "./found.ts";
import { isOpen, type OpenRow } from "./settle.ts";
import { FULL_TEXT_ROWS, MOST_ODD } from "./weights/text-columns.ts";

/** A row with its solution, and what the rows around it show. */
export interface SettledRow {
  readonly row: OpenRow;
  readonly solution: RowSolution;
  /** Figures of the block are not accounted for. */
  readonly loose: boolean;
  /** Figures stand in the document that are no row's. */
  readonly adrift: boolean;
  /** Figures near the row are not accounted for, or it was cut out of its table. */
  readonly torn: boolean;
  /** A figure is unlike those of its column, and may be another's. */
  readonly misplaced: boolean;
  /** Its own sum fails: a publisher's error, or a mixture of rows or columns. */
  readonly broken: boolean;
  /** It prints parts without their total: that may be the last of them, a column off. */
  readonly halved: boolean;
  /** Cells that may share two figures which were run together: cut in two, they mend a sum of the row. */
  readonly shared: ReadonlySet<number>;
  /** No row of its block surely prints a total: one and the same column may have been left out of each. */
  readonly untotalled: boolean;
}

/** A print with what its open rows were settled to. */
export interface SettledPrint extends FoundPrint {
  readonly solutions: ReadonlyMap<OpenRow, RowSolution>;
}

interface DoubtRule {
  readonly sign: Sign;
  applies(settled: SettledRow, cell: CellSolution, slot: number): boolean;
}

const exceeds = ({ ways, columns }: OpenRow) => ways.printed > columns.length;
const lacks = ({ ways, columns }: OpenRow) => ways.how !== "placed" && ways.printed < columns.length;

/**
 * Whether figures of the row may be those of cells that look empty: some are uncertain and nothing says where they stand, or one was
 * put together from several lines and nothing confirms that it is one.
 */
const isPartial = ({ ways }: OpenRow, { cells }: RowSolution) =>
  cells.some(
    ({ certain }, slot) =>
      !certain && (ways.how !== "placed" || (ways.assigned?.cells[slot]?.length ?? 0) > 1),
  );

const RULES: readonly DoubtRule[] = [
  {
    sign: "open-cut",
    applies: ({ row, solution }, { certain }) => !certain && solution.path === null && row.ways.how === "cut",
  },
  {
    sign: "open-place",
    applies: ({ row, solution }, { certain }) => !certain && solution.path === null && row.ways.how !== "cut",
  },
  { sign: "unproven", applies: ({ solution }, { certain }) => !certain && solution.path !== null },
  {
    // Where some figures have no certain cell, or one that is unlike them, one that fits nowhere may have been lost: no cell is
    // surely empty. Figures that were run together leave cells empty too.
    sign: "blank-of-partial",
    applies: ({ row, solution, loose, adrift, misplaced }, { texts }) =>
      ((lacks(row) && (loose || adrift)) || misplaced || isPartial(row, solution)) &&
      texts.every((text) => text === null),
  },
  {
    sign: "too-many-figures",
    applies: ({ row, solution }) => exceeds(row) && (solution.path === null || row.ways.how === "ordered"),
  },
  { sign: "breaks-own-sum", applies: ({ torn, broken }) => torn && broken },
  {
    sign: "placed-against-sums",
    applies: ({ row, broken, halved }) => halved || (broken && row.ways.assigned !== null),
  },
  { sign: "may-be-two", applies: ({ shared }, _, slot) => shared.has(slot) },
  { sign: "no-total", applies: ({ row, untotalled }) => untotalled && lacks(row) },
  {
    // A figure put together from two is an accident: with one more or less, the row's other figures stand elsewhere.
    sign: "figure-in-two",
    applies: ({ row, solution }) =>
      row.ways.how !== "cut" && (solution.path?.some(({ unlikely }) => unlikely) ?? false),
  },
];

/** What speaks against a cell of a row that was settled. */
export function signsOf(settled: SettledRow, cell: CellSolution, slot: number): Sign[] {
  return RULES.filter((rule) => rule.applies(settled, cell, slot)).map(({ sign }) => sign);
}

/** A settled row beside the others of its print. */
export function settledRow(
  row: OpenRow,
  solution: RowSolution,
  print: SettledPrint,
  relations: readonly Relation[],
): SettledRow {
  const { rows, separated, adrift = false } = print;
  const loose = isLoose(row, rows);
  const torn =
    loose || (!separated && lacksNext(row.block, row.key, (key) => rows.some((other) => other.key === key)));
  const rules = rowRules(relations, row.columns).filter(({ only }) => only?.includes(row.key) ?? true);
  const broken = valuesHave(solution, (valueAt) => rules.some((rule) => verdict(rule, valueAt) === "fails"));
  const alone = row.block.rows.length === 1;
  const shared = sharedCells(row, solution, rules, fillsBeside(row, rows));
  // A total that is printed and cannot be read is no empty one.
  const isMoved = (rule: Rule, valueAt: ValueAt) =>
    solution.path?.[totalOf(rule) ?? 0]?.text === null &&
    (alone || endsInTotal(rule, valueAt) || (shared.size === 0 && isTotalledBeside(rule, row, print)));
  const halved = valuesHave(solution, (valueAt) =>
    rules.some((rule) => lacksTotal(rule, valueAt) && isMoved(rule, valueAt)),
  );
  const untotalled = rules.some((rule) => hasNoTotal(rule, row, print));
  const misplaced = isMisplaced(row, solution);
  return { row, solution, loose, adrift, torn, misplaced, broken, halved, shared, untotalled };
}

function isMisplaced({ ways }: OpenRow, { path }: RowSolution): boolean {
  const before = (slot: number) => (slot === 0 ? ways.lattice.start : (path?.[slot - 1]?.to ?? 0));
  return (path ?? []).some((step, slot) =>
    ways.piece(slot, before(slot), step).signs.includes("unlike-column"),
  );
}

/** A row without any figure is blank only where every figure of its block is accounted for, and of the document. */
export function withUnsureBlanks(print: FoundPrint): FoundPrint {
  const { rows, separated, adrift } = print;
  const open = rows.filter(isOpen);
  // Where nothing at all is printed, nothing can have strayed.
  if (separated || open.every(({ ways }) => ways.printed === 0)) return print;
  const allShort = open.every(isShort);
  const unsure = (row: FoundRow): Sign | null => {
    if (!isOpen(row) || row.signs.length > 0) return null;
    if (row.ways.printed === 0) return adrift || isLoose(row, rows) ? "blank-among-loose" : null;
    return allShort && isShort(row) && row.ways.struck ? "struck-short" : null;
  };
  return {
    ...print,
    rows: rows.map((row) => {
      const sign = unsure(row);
      return sign === null ? row : { ...row, signs: [sign] };
    }),
  };
}

/** A row that does not fill its cells. Where none does, the other cells may be printed elsewhere. */
export function isShort({ ways, columns }: OpenRow): boolean {
  return ways.printed < columns.length;
}

/** Signs of a row that say nothing of whose figures it prints. */
const ENDS: readonly Sign[] = ["text-ends", "table-torn"];

/**
 * Whether figures of the row's block are not accounted for: one strayed, a row has more than it has cells, or what a row
 * prints is in doubt as a whole. Any of them may be another row's.
 */
function isLoose({ block, ways: { how } }: OpenRow, rows: readonly FoundRow[]): boolean {
  if (how !== "ordered") return false;
  return rows.some(
    (other) =>
      isOpen(other) &&
      other.block === block &&
      (other.strays > 0 || exceeds(other) || other.signs.some((sign) => !ENDS.includes(sign))),
  );
}

function valuesHave({ path }: RowSolution, has: (valueAt: ValueAt) => boolean): boolean {
  return path !== null && has((slot) => path[slot]?.value ?? null);
}

/**
 * Whether of all rows of the block that print figures, several, none surely prints the rule's total. Then no row's sum says
 * which of its columns it lacks, and sums across rows hold whichever column all of them do.
 */
function hasNoTotal(rule: Rule, { block }: OpenRow, { solutions }: SettledPrint): boolean {
  const total = totalOf(rule);
  const beside = [...solutions].filter(([row]) => row.block === block && row.ways.printed > 0);
  return total !== null && beside.length > 1 && !beside.some(([, { cells }]) => isFigure(cells[total]));
}

/** Whether the other rows of the block that print parts of a total surely print it too: nearly all of them, and not too few. */
function isTotalledBeside(rule: Rule, row: OpenRow, { solutions }: SettledPrint): boolean {
  const total = totalOf(rule);
  if (total === null) return false;
  const beside = [...solutions].filter(
    ([other, solution]) =>
      other !== row &&
      other.block === row.block &&
      slotsOf(rule).some((slot) => slot !== total && isFigure(solution.cells[slot])),
  );
  const without = beside.filter(([, { cells }]) => !isFigure(cells[total]));
  return beside.length >= FULL_TEXT_ROWS && without.length <= MOST_ODD * beside.length;
}

const isFigure = (cell: CellSolution | undefined) => cell?.certain === true && cell.texts[0] !== null;

/** Whether all other rows of the print, and not too few, have a figure for each of their cells. */
function fillsBeside(row: OpenRow, rows: readonly FoundRow[]): boolean {
  const others = rows.filter(isOpen).filter((other) => other !== row);
  return others.length >= FULL_TEXT_ROWS && !others.some(isShort);
}

/**
 * Cells of a figure with an empty cell behind it that may be two figures run together: cut between the two they make a rule
 * hold which does not, or lacks a side; or no rule ties them, and it is the only empty cell of a print that `fills` all.
 */
function sharedCells(
  { ways }: OpenRow,
  { path }: RowSolution,
  rules: readonly Rule[],
  fills: boolean,
): ReadonlySet<number> {
  if (path === null || ways.how === "cut") return new Set();
  const unproven = rules.filter((rule) => verdict(rule, (slot) => path[slot]?.value ?? null) !== "holds");
  const isShared = ({ text, value }: Step, slot: number) =>
    // A sign for nothing is printed there, and leads on from what it stands behind.
    path[slot + 1]?.text === null &&
    path[slot + 1]?.to === path[slot]?.to &&
    cutsOf(text, value).some(([first, second]) => {
      const tying = rules.filter((rule) => ties(rule, slot, slot + 1));
      const valueAt = (at: number) =>
        at === slot ? first : at === slot + 1 ? second : (path[at]?.value ?? null);
      const holds = (rule: Rule) => verdict(rule, valueAt) === "holds";
      return tying.length === 0 ? fills : tying.some((rule) => unproven.includes(rule) && holds(rule));
    });
  return new Set(path.flatMap((step, slot) => (isShared(step, slot) ? [slot, slot + 1] : [])));
}

const ties = (rule: Rule, ...slots: number[]) => {
  const tied = slotsOf(rule);
  return slots.every((slot) => tied.includes(slot));
};

/** Two whole numbers that a figure may have been run together from, as the rules compare them. */
function cutsOf(text: string | null, value: number | null): [number, number][] {
  if (text === null || value === null || !/^[1-9]\d+$/.test(text)) return [];
  const unit = value / Number(text);
  return Array.from({ length: text.length - 1 }, (_, at): [string, string] => [
    text.slice(0, at + 1),
    text.slice(at + 1),
  ])
    .filter(([, second]) => !/^0\d/.test(second))
    .map(([first, second]) => [Number(first) * unit, Number(second) * unit]);
}
