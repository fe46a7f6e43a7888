// Finds which grids of a document are which table of which edition of a form. Labels decide.
// Must not know containers, years or titles.
import type { Note } from "../../model/diagnostic.ts";
import type { Form, FormTable } from "../../model/form.ts";
import type { Flow, Grid } from "../../model/grid.ts";
import { type Choice, type Copy, chooseCopy } from "../copies.ts";
import type { EditionScore, FoundTable, Question } from "../found.ts";
import { isQualifier, type Perspective } from "../labels/standing.ts";
import { titleOver } from "../labels/titles.ts";
import { printings } from "../labels/wording.ts";
import { EDITION_MARGIN, ENOUGH_LABELS, OTHER_FORM, PROMISE } from "../weights/tables.ts";
import { attachedHeadings, type PlacedPrint } from "./attached.ts";
import type { BoundRow } from "./bound.ts";
import { headingsOver, lineOver, type Printed, textsUpTo } from "./headings.ts";
import { headLabels } from "./heads.ts";
import { turnedGrids } from "./other-order.ts";
import { type PrintedRow, printedRows, showsFigure } from "./printed.ts";
import { bindTable, type TableBinding } from "./table.ts";
import { withUnits } from "./units.ts";

export interface GridBinding {
  /** The edition that fits best; null when no form table was found in a grid. */
  readonly form: Form | null;
  readonly tables: readonly FoundTable[];
  /** Another edition that fits as well. */
  readonly rival: Form | null;
  /** Score of each form, best first. */
  readonly scores: readonly EditionScore[];
  readonly others: readonly LeftOver[];
  /** Texts of all rows that belong to no table. */
  readonly unbound: readonly string[];
}

/** Rows of a grid that belong to no table of a form. */
export interface LeftOver {
  /** Rank of the grid in the document. */
  readonly grid: number;
  readonly rows: readonly number[];
  /** True when no row of the grid belongs to a table. */
  readonly whole: boolean;
}

export function bindGrids(question: Question, note: Note): GridBinding {
  const { flow, forms, conventions } = question;
  const rows = printedRows(flow, conventions);
  const candidates = promising(forms, rows)
    .map((form) => scored(form, rows, question))
    .sort((a, b) => b.score - a.score);
  const scores = candidates.map(({ form, score }) => ({ edition: form.edition, score }));
  const best = candidates[0];
  const used = new Set<number>();
  if (!best || best.choices.length === 0)
    return { form: null, tables: [], rival: null, scores, others: leftOver(flow, rows, used), unbound: [] };
  const choices = withoutRivals(best.choices);
  const tables = choices.filter(isFit).map((choice) => taken(choice, best.form, used, note));
  const poor = choices.filter((choice) => !isFit(choice));
  tables.push(...inOtherOrder(best.form, tables, { rows, used, poor }, question, note));
  const lacking = poor.filter(({ print }) => !tables.some(({ table }) => table.key === print.table.key));
  tables.push(...withoutUsed(lacking, used).map((choice) => taken(choice, best.form, used, note)));
  const further = best.choices.flatMap(({ others }) => others);
  for (const form of forms.filter((other) => other !== best.form)) {
    const left = rows.filter((row) => !used.has(row.index));
    const words = wordsIn(left);
    for (const table of form.tables) {
      if (tables.some((found) => found.table.key === table.key) || evidence(words, table) === 0) continue;
      const choice = chosen(left, table, form, question);
      if (!choice || !isFit(choice)) continue;
      if (further.some((print) => fitsBetter(print, choice.print))) continue;
      tables.push(taken(choice, form, used, note));
    }
  }
  const next = candidates[1];
  const rival =
    next && next.choices.length > 0 && best.score - next.score < EDITION_MARGIN ? next.form : null;
  const free = rows.filter((row) => !used.has(row.index));
  const unbound = free.flatMap(({ labels }) => labels.map(({ text }) => text));
  return { form: best.form, tables, rival, scores, others: leftOver(flow, rows, used), unbound };
}

/** Whether rows are a further print of a table that was read, sooner than a table of another form. */
function fitsBetter(print: Print, other: Print): boolean {
  return print.score >= other.score && [...other.used].some((index) => print.used.has(index));
}

/** Whether so much of a table was found that no other order of its lines need be tried. */
const isFit = ({ print }: Choice<Print>) => print.score >= OTHER_FORM * keyedRows(print);

const withoutUsed = (choices: readonly Choice<Print>[], used: ReadonlySet<number>) =>
  choices.filter(({ print }) => ![...print.used].some((index) => used.has(index)));

/** The document's rows, those that belong to tables, and what was found of the others as the form prints them. */
interface Unsettled {
  readonly rows: readonly PrintedRow[];
  readonly used: Set<number>;
  readonly poor: readonly Choice<Print>[];
}

/** The form's tables that were not found as the form prints them, or hardly, where a grid has one in another order. */
function inOtherOrder(
  form: Form,
  found: readonly FoundTable[],
  { rows, used, poor }: Unsettled,
  question: Question,
  note: Note,
): FoundTable[] {
  const lacking = form.tables.filter(({ key }) => !found.some(({ table }) => table.key === key));
  if (form.alternatives || lacking.length === 0) return [];
  return lacking.flatMap((table): FoundTable[] => {
    const score = poor.find(({ print }) => print.table.key === table.key)?.print.score ?? 0;
    for (const turned of turnedGrids(rows, used, question.conventions)) {
      const [grid, ...further] = turned.grids;
      const flow = question.flow.flatMap(
        (block): Flow =>
          block === grid
            ? [...turned.over, turned.turned]
            : further.some((one) => one === block)
              ? []
              : [block],
      );
      const choice = chosen(turned.rows, table, form, { ...question, flow });
      if (!choice || !isFit(choice) || choice.print.score <= score) continue;
      for (const { index } of turned.taken) used.add(index);
      return [taken(choice, form, new Set(), note)];
    }
    return [];
  });
}

type Print = TableBinding & Copy & PlacedPrint;

function scored(form: Form, rows: readonly PrintedRow[], question: Question) {
  const { flow, perspective } = question;
  const prints = form.tables.map((table) => printsOf(rows, table, form, question));
  const attached = attachedHeadings(prints.flat(), rows, flow, perspective);
  const choices = prints.flatMap((copies) => {
    const told = copies.map((copy) => ({ ...copy, headings: attached.get(copy) ?? copy.headings }));
    return chooseCopy(copies.length > 1 ? told : copies, perspective) ?? [];
  });
  return { form, choices, score: choices.reduce((sum, { print }) => sum + print.score, 0) };
}

function chosen(
  rows: readonly PrintedRow[],
  table: FormTable,
  form: Form,
  question: Question,
): Choice<Print> | null {
  return chooseCopy(printsOf(rows, table, form, question), question.perspective);
}

function printsOf(
  rows: readonly PrintedRow[],
  table: FormTable,
  form: Form,
  { flow, conventions, perspective }: Question,
): Print[] {
  const relations = form.relations.filter((relation) => relation.table === table.key);
  const bindings = bindTable(rows, { table, relations, conventions, perspective });
  return bindings.map((binding): Print => {
    const headings = headingsOver(flow, rows, printOf(binding, perspective), table, perspective);
    const cells = withUnits(binding, rows, flow, conventions);
    return {
      ...binding,
      cells,
      headings,
      rank: form.tables.indexOf(table),
      over: lineOver(flow, rows, binding.used, table),
      title: titleOver(textsUpTo(flow, rows, binding.used), perspective),
    };
  });
}

/** Words for a period or whose figures these are stand left of the labels, and speak for all rows of a print. */
function printOf({ rows, used }: TableBinding, perspective: Perspective): Printed {
  const first = rows.reduce<BoundRow | undefined>(
    (lead, row) => (lead && lead.printed.index <= row.printed.index ? lead : row),
    undefined,
  );
  const left = (first?.printed.cells ?? []).filter(({ to }) => to <= (first?.label?.from ?? 0));
  const beside = left.flatMap(({ text }) => (isQualifier(text, perspective) ? [text] : []));
  return { used, first: first?.printed, beside };
}

/** Takes the rows of a chosen print, and of those that say the same. */
function taken(
  { print, cells, same, others }: Choice<Print>,
  form: Form,
  used: Set<number>,
  note: Note,
): FoundTable {
  for (const { used: indexes } of [print, ...same]) for (const index of indexes) used.add(index);
  if (same.length + others.length > 0)
    note({ code: "match/table-twice", at: print.rows[0]?.printed.grid.at ?? {}, found: print.table.key });
  const ends = print.rows.some(({ printed }) => printed.last);
  return { form, table: print.table, cells, strays: print.strays, ends };
}

/**
 * A cheap look at the words alone, before rows and columns are bound. A form is left out when another has so many more
 * of its labels in the document that no misprinted or reworded row could make up for it.
 */
function promising(forms: readonly Form[], rows: readonly PrintedRow[]): readonly Form[] {
  const words = wordsIn(rows);
  const found = forms.map((form) => form.tables.reduce((sum, table) => sum + evidence(words, table), 0));
  const most = Math.max(...found);
  if (most < ENOUGH_LABELS) return forms;
  const known = wordingsOf(forms);
  const strange = new Set<string>();
  // Only a row that has figures as well as a label could be one of the form's in other words.
  for (const row of rows) {
    if (!row.cells.some((cell) => cell.own && cell.figure.state === "reported")) continue;
    for (const { wording } of row.labels) if (!known.has(wording.core)) strange.add(wording.core);
  }
  return forms.filter((_, index) => {
    const labels = found[index] ?? 0;
    return labels >= PROMISE * most && labels + strange.size >= most;
  });
}

const wordingCache = new WeakMap<readonly Form[], ReadonlySet<string>>();

/** Every wording that the forms' tables may print: labels of rows and groups, heads, titles, notes. */
function wordingsOf(forms: readonly Form[]): ReadonlySet<string> {
  let cores = wordingCache.get(forms);
  if (!cores) {
    const labels = forms.flatMap((form) =>
      form.tables.flatMap((table) => [
        table.title,
        ...table.notes,
        ...table.blocks.flatMap((block) => [
          ...(block.head ? [block.head] : []),
          ...headLabels(block),
          ...block.rows.flatMap((row) => [...row.path, row.label]),
        ]),
      ]),
    );
    cores = new Set(labels.flatMap((label) => printings(label).map((printing) => printing.core)));
    wordingCache.set(forms, cores);
  }
  return cores;
}

function wordsIn(rows: readonly PrintedRow[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const row of rows) for (const { wording } of row.labels) words.add(wording.core);
  return words;
}

const evidenceCache = new WeakMap<FormTable, ReadonlyMap<string, readonly number[]>>();

/** For each wording the ranks of the table's rows that it labels; of its heads, where rows have no labels. */
function evidenceOf(table: FormTable): ReadonlyMap<string, readonly number[]> {
  let ranks = evidenceCache.get(table);
  if (!ranks) {
    const byWord = new Map<string, number[]>();
    const labels = table.blocks.flatMap((block) => {
      const own = block.rows.flatMap((row) => (row.label.text === "" ? [] : [row.label]));
      return own.length > 0 ? own : headLabels(block);
    });
    labels.forEach((label, rank) => {
      for (const { core } of printings(label)) byWord.set(core, [...(byWord.get(core) ?? []), rank]);
    });
    ranks = byWord;
    evidenceCache.set(table, ranks);
  }
  return ranks;
}

/** How many labels of the table's rows stand in the document letter by letter; of its heads, where rows have none. */
function evidence(words: ReadonlySet<string>, table: FormTable): number {
  const ranks = evidenceOf(table);
  const found = new Set<number>();
  for (const word of words) for (const rank of ranks.get(word) ?? []) found.add(rank);
  return found.size;
}

function keyedRows(binding: TableBinding): number {
  return binding.table.blocks.reduce(
    (sum, block) => sum + block.rows.filter((row) => row.key !== null).length,
    0,
  );
}

/** Tables of one form can claim the same rows (local tables share labels): the better fit keeps them. */
function withoutRivals(choices: readonly Choice<Print>[]): Choice<Print>[] {
  const kept: Choice<Print>[] = [];
  for (const choice of [...choices].sort((a, b) => b.print.score - a.print.score)) {
    const shared = kept.some((other) => [...choice.print.used].some((index) => other.print.used.has(index)));
    if (!shared) kept.push(choice);
  }
  return kept.sort((a, b) => Math.min(...a.print.used) - Math.min(...b.print.used));
}

/** What is left of each grid: all of it, or those of its rows that hold figures and belong to no table read. */
function leftOver(flow: Flow, rows: readonly PrintedRow[], used: ReadonlySet<number>): LeftOver[] {
  const touched = new Set(rows.filter((row) => used.has(row.index)).map((row) => row.gridIndex));
  const grids = flow.filter((block): block is Grid => block.kind === "grid");
  return grids.flatMap((grid, index): LeftOver[] => {
    if (!touched.has(index)) return [{ grid: index, rows: grid.rows.map((_, rank) => rank), whole: true }];
    const free = rows.filter((row) => row.gridIndex === index && !used.has(row.index));
    const withFigures = free.filter((row) => row.cells.some(showsFigure));
    return withFigures.length > 0 ? [{ grid: index, rows: free.map(({ rank }) => rank), whole: false }] : [];
  });
}
