// Proves readings: which figures of a table are certain, given every way its text may be cut and the form's arithmetic.
// Must not know text, forms' wording or documents.
import type { Relation } from "../model/form.ts";
import { type ColumnRule, columnRules, type RowRule, rowRules, verdict } from "./instances.ts";
import { type Lattice, marginals, type Step, type Trellis, trellisOf } from "./lattice.ts";
import { type Budget, type Reading, type RowReadings, readingsOf } from "./readings.ts";
import { type Domain, JointSearch, type Scenario } from "./search.ts";

export interface RowProblem {
  readonly key: string;
  readonly lattice: Lattice;
}

export interface TableProblem {
  /** Column keys, in the order of the lattices' steps. */
  readonly columns: readonly string[];
  /** The rows that the document has. A relation that names any other row proves nothing and is left out. */
  readonly rows: readonly RowProblem[];
  readonly relations: readonly Relation[];
  /** Steps of work before the solver gives up and doubts. */
  readonly budget?: number;
}

export interface CellSolution {
  /** True when every reading that is possible at all (see `solveTable`) gives this cell the same text. */
  readonly certain: boolean;
  /** Texts of the possible readings, null for a blank; one when certain. */
  readonly texts: readonly (string | null)[];
}

export interface RowSolution {
  readonly key: string;
  /** What chose `path`: only one reading exists; the relations; or nothing could, and `path` is null or a mere proposal. */
  readonly settledBy: "structure" | "arithmetic" | "nothing";
  /** The chosen reading, or the one that satisfies every relation where misprints leave others possible too. */
  readonly path: readonly Step[] | null;
  readonly cells: readonly CellSolution[];
  /** Ids of the relations (with `@column` or `@row`) that hold in the chosen reading and touch this row. */
  readonly witnesses: readonly string[];
}

const BUDGET = 600_000;

/**
 * Settles the rows of a table.
 *
 * A cell is certain when it has the same value in every *possible* reading. A reading is possible when all relations
 * that it breaks, and every cell that it takes for left out, could come from one single cell that the publisher
 * misprinted. So a wrong cut that happens to satisfy everything never becomes certain while the true cut with one
 * misprinted cell is still there: that true cut is possible too, the two differ, and the differing cells are doubted.
 * To be read wrongly in silence a table needs two misprints that touch the same relations as an ambiguous row and that
 * together imitate another cut of its digits in every column but one.
 *
 * Only relations that touch an ambiguous row are looked at: a misprint elsewhere neither helps nor hurts. A row with
 * one reading is settled by structure whatever the relations say, since publishers' sums are often wrong.
 * A blank counts as zero, but a relation of which a whole side is blank says nothing; so does one that names a row the
 * document lacks. When the budget is spent, whatever was not excluded by then counts as possible.
 */
export function solveTable(problem: TableProblem): RowSolution[] {
  const budget: Budget = { left: problem.budget ?? BUDGET };
  const rules = rowRules(problem.relations, problem.columns);
  const rows = problem.rows.map((row) => openRow(row, rules, problem, budget));
  const search = new JointSearch(rulesAcross(problem, rows), rows.length, budget);
  const tied = rows.map((row, index) => row.readings?.complete === true && search.touches(index));
  const marks = explore(rows, tied, search, budget);
  return rows.map((row, index) => conclude(row, index, tied[index] ? (marks[index] ?? null) : null, search));
}

/** The rules across rows whose rows are all listed and of which at least one is open: the others tell nothing. */
function rulesAcross(problem: TableProblem, rows: readonly OpenRow[]): ColumnRule[] {
  const keys = problem.rows.map((row) => row.key);
  const listed = rows.map((row) => row.trellis?.single === true || row.readings?.complete === true);
  return columnRules(problem.relations, keys, problem.columns).filter((rule) => {
    const slots = [...rule.left, ...rule.right].map((term) => term.slot);
    return slots.every((slot) => listed[slot]) && slots.some((slot) => rows[slot]?.readings !== null);
  });
}

interface OpenRow {
  readonly key: string;
  readonly trellis: Trellis | null;
  readonly rules: readonly RowRule[];
  /** Null when the row has one reading only, or none, or when no relation names it. */
  readonly readings: RowReadings | null;
  readonly domain: Domain;
  readonly width: number;
}

function openRow(row: RowProblem, rules: readonly RowRule[], problem: TableProblem, budget: Budget): OpenRow {
  const width = problem.columns.length;
  const trellis = trellisOf(row.lattice, width);
  const own = rules.filter((rule) => rule.only === null || rule.only.includes(row.key));
  const base = { key: row.key, trellis, rules: own, width };
  if (trellis === null) return { ...base, readings: null, domain: [] };
  if (trellis.single) return { ...base, readings: null, domain: [{ path: onlyPath(trellis), cover: null }] };
  const crossed = problem.relations.some(
    (relation) => relation.scope === "each column" && names(relation, row.key),
  );
  if (own.length === 0 && !crossed) return { ...base, readings: null, domain: [] };
  const readings = readingsOf(trellis, own, budget);
  return { ...base, readings, domain: readings.sound };
}

function names(relation: Relation, key: string): boolean {
  return [...relation.left, ...relation.right].some((term) => term.key === key);
}

function onlyPath(trellis: Trellis): Step[] {
  const path: Step[] = [];
  let node = trellis.start;
  for (const layer of trellis.layers) {
    const step = layer.get(node)?.[0];
    if (step === undefined) break;
    path.push(step);
    node = step.to;
  }
  return path;
}

/** What the joint search found out about one row. */
interface Marks {
  /** Readings that occur in a joint reading in which every rule holds. */
  readonly clean: Set<Reading>;
  /** Readings that occur in a possible joint reading, or were not excluded before the budget was spent. */
  readonly possible: Set<Reading>;
  /** A joint reading in which every rule holds, if one was found. */
  witness: readonly Reading[] | null;
}

interface Pass {
  readonly tied: readonly boolean[];
  readonly search: JointSearch;
  readonly budget: Budget;
  readonly marks: readonly Marks[];
}

/** A row that no rule across rows touches takes part in the search as a constant. */
const ASIDE: Domain = [{ path: [], cover: null }];

function explore(
  rows: readonly OpenRow[],
  tied: readonly boolean[],
  search: JointSearch,
  budget: Budget,
): Marks[] {
  const marks = rows.map((): Marks => ({ clean: new Set(), possible: new Set(), witness: null }));
  if (!tied.includes(true)) return marks;
  const domains = rows.map((row, index) => (tied[index] || row.trellis?.single ? row.domain : ASIDE));
  const unsound = domains.flatMap((domain, index) => (domain.length === 0 ? [index] : []));
  const pass = { tied, search, budget, marks };
  if (unsound.length === 0) {
    probe({ domains, tolerance: 0, accidentRow: -1 }, pass, "clean");
    probe({ domains, tolerance: 1, accidentRow: -1 }, pass, "possible");
  }
  // An accident within one row: its unsound readings against the sound ones of all others.
  rows.forEach((row, accidentRow) => {
    const accidental = row.readings?.accidental ?? [];
    if (!tied[accidentRow] || accidental.length === 0) return;
    if (unsound.some((other) => other !== accidentRow)) return;
    const loose = domains.map((domain, index) => (index === accidentRow ? accidental : domain));
    probe({ domains: loose, tolerance: 1, accidentRow }, pass, "possible");
  });
  return marks;
}

/** Marks every reading of the scenario that some joint reading contains. */
function probe(scenario: Scenario, pass: Pass, kind: "clean" | "possible"): void {
  const { search, budget, marks } = pass;
  const domains = search.filter(scenario);
  if (domains.some((domain) => domain.length === 0)) return;
  const narrowed = { ...scenario, domains };
  domains.forEach((domain, index) => {
    const seen = marks[index]?.[kind];
    if (!pass.tied[index] || seen === undefined || domain.every((reading) => seen.has(reading))) return;
    const plan = search.plan(narrowed, index);
    for (const reading of domain) {
      if (seen.has(reading)) continue;
      const joint = budget.left < 0 ? "unknown" : search.completion(plan, reading);
      if (joint === "unknown") seen.add(reading);
      else if (joint !== null) record(joint, marks, kind);
    }
  });
}

function record(joint: readonly Reading[], marks: readonly Marks[], kind: "clean" | "possible"): void {
  marks.forEach((mark, row) => {
    const chosen = joint[row];
    if (chosen !== undefined) mark[kind].add(chosen);
    if (kind === "clean") mark.witness ??= joint;
  });
}

function conclude(row: OpenRow, index: number, marks: Marks | null, search: JointSearch): RowSolution {
  const { key, trellis, readings } = row;
  if (trellis === null)
    return { key, settledBy: "nothing", path: null, cells: blanks(row.width), witnesses: [] };
  if (trellis.single) {
    const path = onlyPath(trellis);
    const cells = path.map((step) => ({ certain: true, texts: [step.text] }));
    return { key, settledBy: "structure", path, cells, witnesses: [] };
  }
  if (readings === null || !readings.complete) return byMarginals(key, marginals(trellis), null);
  const possible = marks === null ? [...readings.sound, ...readings.accidental] : [...marks.possible];
  const clean = marks === null ? readings.sound : [...marks.clean];
  const only = sole(clean) ?? (clean.length === 0 ? sole(readings.sound) : null);
  if (possible.length === 0) return byMarginals(key, marginals(trellis), only);
  const cells = columnsOf(possible, row.width);
  const settled = cells.every((cell) => cell.certain);
  const path = settled ? (possible[0]?.path ?? null) : (only?.path ?? null);
  const witnesses = path === null ? [] : witnessesOf(row, path, marks, search, index);
  return { key, settledBy: settled ? "arithmetic" : "nothing", path, cells, witnesses };
}

function sole(readings: readonly Reading[]): Reading | null {
  return readings.length === 1 ? (readings[0] ?? null) : null;
}

function blanks(width: number): CellSolution[] {
  return Array.from({ length: width }, () => ({ certain: false, texts: [] }));
}

function columnsOf(readings: readonly Reading[], width: number): CellSolution[] {
  return Array.from({ length: width }, (_, column) => {
    const texts = [...new Set(readings.map((reading) => reading.path[column]?.text ?? null))];
    return { certain: texts.length === 1, texts };
  });
}

/** Without a reading that the relations allow, only what all cuts agree on is certain. */
function byMarginals(
  key: string,
  texts: readonly ReadonlySet<string | null>[],
  proposal: Reading | null,
): RowSolution {
  const cells = texts.map((set) => ({ certain: set.size === 1, texts: [...set] }));
  return { key, settledBy: "nothing", path: proposal?.path ?? null, cells, witnesses: [] };
}

function witnessesOf(
  row: OpenRow,
  path: readonly Step[],
  marks: Marks | null,
  search: JointSearch,
  index: number,
): string[] {
  const own = row.rules
    .filter((rule) => verdict(rule, (slot) => path[slot]?.value ?? null) === "holds")
    .map((rule) => `${rule.id}@${row.key}`);
  return marks?.witness ? [...own, ...search.witnesses(index, marks.witness)] : own;
}
