// Proves readings: which figures of a table are certain, given every way its text may be cut and the form's arithmetic.
// Must not know text, forms' wording or documents.
import type { Relation } from "../model/form.ts";
import { type ColumnRule, columnRules, type RowRule, rowRules, slotsOf, verdict } from "./instances.ts";
import {
  type Budget,
  type Lattice,
  marginals,
  type Reading,
  type Step,
  type Trellis,
  trellisOf,
} from "./lattice.ts";
import { ownReadings } from "./readings.ts";
import { type Domain, JointSearch, type Scenario, type Support } from "./search.ts";
import { accidentalReadings, soundReadings } from "./sound.ts";

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
  /** What chose `path`: only one reading exists; the relations; or nothing could, and `path` is null or a mere proposal. */
  readonly settledBy: "structure" | "arithmetic" | "nothing";
  /** The chosen reading, or the one that satisfies every relation where misprints leave others possible too. */
  readonly path: readonly Step[] | null;
  readonly cells: readonly CellSolution[];
}

const BUDGET = 1_000_000;

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
  const tied = rows.map((row, index) => row.sound !== null && search.touches(index));
  const marks = explore(rows, tied, search, budget);
  return rows.map((row, index) => {
    const mark = marks[index];
    if (row.trellis === null) return unread(row);
    if (row.trellis.single) return single(row.trellis);
    return tied[index] && mark !== undefined
      ? jointly(row, row.trellis, mark)
      : alone(row, row.trellis, budget);
  });
}

/** The rules across rows whose rows are all listed and of which at least one is open: the others tell nothing. */
function rulesAcross(problem: TableProblem, rows: readonly OpenRow[]): ColumnRule[] {
  const keys = problem.rows.map((row) => row.key);
  return columnRules(problem.relations, keys, problem.columns).filter((rule) => {
    const slots = slotsOf(rule);
    const listed = slots.every((slot) => rows[slot]?.trellis?.single === true || rows[slot]?.sound !== null);
    return listed && slots.some((slot) => rows[slot]?.trellis?.single === false);
  });
}

interface OpenRow {
  readonly key: string;
  readonly trellis: Trellis | null;
  /** The same without accidents, where there are several readings. */
  readonly usual: Trellis | null;
  readonly rules: readonly RowRule[];
  /** Readings that satisfy the row's own rules. Null for rows that no rule across rows names, and when too many. */
  readonly sound: Domain | null;
  readonly width: number;
}

function openRow(row: RowProblem, rules: readonly RowRule[], problem: TableProblem, budget: Budget): OpenRow {
  const width = problem.columns.length;
  const trellis = trellisOf(row.lattice, width);
  const own = rules.filter((rule) => rule.only === null || rule.only.includes(row.key));
  const base = { key: row.key, trellis, usual: trellis, rules: own, width };
  if (trellis === null) return { ...base, sound: null };
  if (trellis.single) return { ...base, sound: [{ path: onlyPath(trellis), cover: null }] };
  const crossed = problem.relations.some(
    (relation) => relation.scope === "each column" && names(relation, row.key),
  );
  return {
    ...base,
    usual: usualTrellis(row, width),
    sound: crossed ? soundReadings(trellis, own, budget) : null,
  };
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
  /** True when readings that need an accident were too many to look at: then nothing is settled. */
  spent: boolean;
}

interface Pass {
  /** Rows with several readings. */
  readonly wanted: readonly boolean[];
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
  const marks = rows.map((): Marks => ({ clean: new Set(), possible: new Set(), spent: false }));
  if (!rows.some((row, index) => tied[index] && row.trellis?.single === false)) return marks;
  const domains = rows.map((row, index): Domain => (tied[index] ? (row.sound ?? ASIDE) : ASIDE));
  const unsound = domains.flatMap((domain, index) => (domain.length === 0 ? [index] : []));
  const wanted = rows.map((row, index) => tied[index] === true && row.trellis?.single === false);
  const pass = { wanted, search, budget, marks };
  if (unsound.length === 0) {
    probe({ domains, tolerance: 0, accidentRow: -1 }, pass, "clean");
    probe({ domains, tolerance: 1, accidentRow: -1 }, pass, "possible");
  }
  if (unsound.length < 2) {
    const supports = search.supports(domains);
    rows.forEach((row, index) => {
      if (row.trellis === null || row.trellis.single || !tied[index]) return;
      if (unsound.length === 1 && unsound[0] !== index) return;
      accident(row, row.trellis, index, domains, supports, pass);
    });
  }
  return marks;
}

/** An accident within one row: its unsound readings against the sound ones of all others. */
function accident(
  row: OpenRow,
  trellis: Trellis,
  index: number,
  domains: readonly Domain[],
  supports: readonly Support[],
  pass: Pass,
): void {
  const admit = (column: number, value: number | null): boolean =>
    pass.search.admits(supports, index, column, value);
  const loose = accidentalReadings(trellis, row.rules, admit, pass.budget);
  if (loose === null) {
    for (const mark of pass.marks) mark.spent = true;
    return;
  }
  if (loose.length === 0) return;
  const opened = domains.map((domain, other) => (other === index ? loose : domain));
  probe({ domains: opened, tolerance: 1, accidentRow: index }, pass, "possible");
}

/** Marks every reading of the scenario that some joint reading contains. */
function probe(scenario: Scenario, pass: Pass, kind: "clean" | "possible"): void {
  const { search, budget, marks } = pass;
  const domains = search.filter(scenario);
  if (domains.some((domain) => domain.length === 0)) return;
  const narrowed = { ...scenario, domains };
  domains.forEach((domain, index) => {
    const seen = marks[index]?.[kind];
    if (!pass.wanted[index] || seen === undefined || domain.every((reading) => seen.has(reading))) return;
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
  });
}

function unread(row: OpenRow): RowSolution {
  const cells = Array.from({ length: row.width }, () => ({ certain: false, texts: [] }));
  return { settledBy: "nothing", path: null, cells };
}

function single(trellis: Trellis): RowSolution {
  const path = onlyPath(trellis);
  const cells = path.map((step) => ({ certain: true, texts: [step.text] }));
  return { settledBy: "structure", path, cells };
}

/** A row that rules across rows tie to others. */
function jointly(row: OpenRow, trellis: Trellis, marks: Marks): RowSolution {
  const possible = [...marks.possible];
  const clean = [...marks.clean];
  if (possible.length === 0 || marks.spent)
    return open(marginals(trellis), sole(row.sound ?? [])?.path ?? null);
  const only = sole(clean) ?? sole(possible.filter((reading) => reading.cover === null));
  const cells = Array.from({ length: row.width }, (_, column) => {
    const texts = [...new Set(possible.map((reading) => reading.path[column]?.text ?? null))];
    return { certain: texts.length === 1, texts };
  });
  const settled = cells.every((cell) => cell.certain);
  const path = settled ? (possible[0]?.path ?? null) : (only?.path ?? null);
  return { settledBy: settled ? "arithmetic" : "nothing", path, cells };
}

/** A row that only its own rules can settle. */
function alone(row: OpenRow, trellis: Trellis, budget: Budget): RowSolution {
  const usual = provenUsual(row);
  if (usual !== null) {
    const cells = usual.map(({ text }) => ({ certain: true, texts: [text] }));
    return { settledBy: "arithmetic", path: usual, cells };
  }
  const own = row.rules.length === 0 ? null : ownReadings(trellis, row.rules, { accidents: 1, budget });
  if (own === null) return unproven(row, trellis);
  const solution = open(own.texts, own.only);
  const settled = solution.cells.every((cell) => cell.certain);
  return { ...solution, settledBy: settled ? "arithmetic" : "nothing" };
}

/** A row with too many ways: what is read where nobody had an accident is proposed, and open all the same. */
function unproven({ usual, rules }: OpenRow, trellis: Trellis): RowSolution {
  const isSummed = rules.length > 0 && usual !== null;
  const sound = isSummed ? ownReadings(usual, rules, { accidents: 0, budget: { left: BUDGET } }) : null;
  if (sound === null || sound.texts.some(({ size }) => size === 0))
    return open(marginals(trellis), usual?.single ? onlyPath(usual) : null);
  const cells = sound.texts.map((texts) => ({ certain: false, texts: [...texts] }));
  return { settledBy: "nothing", path: sound.only, cells };
}

/**
 * The only path without an accident, where every cell is in a sum and all of them hold: above all, a digit a cell and as many
 * digits as cells. For one cell to have been left out of such a print another holds two digits, and so does its total; then
 * sums hold for the digits by themselves only where what was left out is a multiple of eleven.
 */
function provenUsual({ usual, rules, width }: OpenRow): readonly Step[] | null {
  if (!usual?.single) return null;
  const path = onlyPath(usual);
  const sums = rules.filter(({ operator }) => operator === "=");
  const summed = new Set(sums.flatMap(slotsOf));
  const valueAt = (slot: number) => path[slot]?.value ?? null;
  const hold = rules.every((rule) => verdict(rule, valueAt) === "holds");
  return summed.size === width && hold ? path : null;
}

/** The readings of a row in which the publisher had no accident. */
function usualTrellis({ lattice }: RowProblem, width: number): Trellis | null {
  const steps: Lattice["steps"] = (column, from) =>
    lattice.steps(column, from).filter(({ unlikely }) => !unlikely);
  return trellisOf({ start: lattice.start, steps, ends: (at) => lattice.ends(at) }, width);
}

function sole(readings: readonly Reading[]): Reading | null {
  return readings.length === 1 ? (readings[0] ?? null) : null;
}

/** What all readings agree on is certain, and the rest open. */
function open(texts: readonly ReadonlySet<string | null>[], path: readonly Step[] | null): RowSolution {
  const cells = texts.map((set) => ({ certain: set.size === 1, texts: [...set] }));
  return { settledBy: "nothing", path, cells };
}
