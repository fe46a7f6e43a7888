// Finds which grids of a document are which table of which edition of a form. Labels decide.
// Must not know containers, years or titles.
import type { Note } from "../../model/diagnostic.ts";
import type { Form, FormTable } from "../../model/form.ts";
import type { Flow, Grid } from "../../model/grid.ts";
import { type Choice, type Copy, chooseCopy } from "../copies.ts";
import type { EditionScore, FoundTable, Question } from "../found.ts";
import { isQualifier, type Perspective } from "../labels/standing.ts";
import { titleOver } from "../labels/titles.ts";
import { EDITION_MARGIN, OTHER_FORM } from "../weights/tables.ts";
import { attachedHeadings, type PlacedPrint } from "./attached.ts";
import type { BoundRow } from "./bound.ts";
import { headingsOver, lineOver, type Printed, textsUpTo } from "./headings.ts";
import { turnedGrids } from "./other-order.ts";
import { type PrintedRow, printedRows, showsFigure } from "./printed.ts";
import { evidence, promising, wordsIn } from "./promising.ts";
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
  const words = wordsIn(rows);
  const candidates = promising(forms, rows, words)
    .map((form) => scored(form, rows, question))
    .sort((a, b) => b.score - a.score);
  const scores = candidates.map(({ form, score }) => ({ edition: form.edition, score }));
  const best = candidates[0];
  const used = new Set<number>();
  if (!best || best.choices.length === 0)
    return { form: null, tables: [], rival: null, scores, others: leftOver(flow, rows, used), unbound: [] };
  const choices = withoutRivals(best.choices);
  const promised = { rows, words, candidates, question };
  const tables = choices
    .filter(isInOrder)
    .map((choice) => inItsWords(choice, best.form, promised))
    .map(({ form, choice }) => taken(choice, form, used, note));
  const poor = choices.filter((choice) => !isInOrder(choice));
  tables.push(...inOtherOrder(best.form, tables, { rows, used, poor }, question, note));
  const lacking = poor.filter(({ print }) => !tables.some(({ table }) => table.key === print.table.key));
  tables.push(...withoutUsed(lacking, used).map((choice) => taken(choice, best.form, used, note)));
  const further = best.choices.flatMap(({ others }) => others);
  for (const form of forms.filter((other) => other !== best.form)) {
    const left = rows.filter((row) => !used.has(row.index));
    const wordsLeft = wordsIn(left);
    for (const table of form.tables) {
      if (tables.some((found) => found.table.key === table.key) || evidence(wordsLeft, table) === 0) continue;
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

interface OfForm {
  readonly form: Form;
  readonly choice: Choice<Print>;
}

/** The rows of a document, and what of each form they promise that may be the document's. */
interface Promised {
  readonly rows: readonly PrintedRow[];
  readonly words: ReadonlySet<string>;
  readonly candidates: readonly Candidate[];
  readonly question: Question;
}

/** A table of the document's form; that of another one where the same rows are clearly sooner that: each table's own words tell. */
function inItsWords(choice: Choice<Print>, form: Form, promised: Promised): OfForm {
  const { print } = choice;
  const others = promised.question.forms.flatMap((other): OfForm[] => {
    const found = other === form ? null : sameTable(print.table, other, promised);
    return found && fitsBetter(found.print, print) ? [{ form: other, choice: found }] : [];
  });
  const clear = others.filter(({ choice: { print: other } }) => other.score - print.score >= EDITION_MARGIN);
  return clear.reduce((lead, one) => (one.choice.print.score > lead.choice.print.score ? one : lead), {
    form,
    choice,
  });
}

/** What another form's table of the same name makes of the rows; one that promises less of it is not asked. */
function sameTable(
  own: FormTable,
  form: Form,
  { rows, words, candidates, question }: Promised,
): Choice<Print> | null {
  const table = form.tables.find(({ key }) => key === own.key);
  if (table === undefined || form.alternatives) return null;
  const known = candidates.find((one) => one.form === form)?.choices;
  if (known) return known.find(({ print }) => print.table === table) ?? null;
  return evidence(words, table) > evidence(words, own) ? chosen(rows, table, form, question) : null;
}

/** Whether rows are a further print of a table that was read, sooner than a table of another form. */
function fitsBetter(print: Print, other: Print): boolean {
  return print.score >= other.score && [...other.used].some((index) => print.used.has(index));
}

/** Whether so much of a table was found that it is one. */
const isFit = ({ print }: Choice<Print>) => print.score >= OTHER_FORM * keyedRows(print);

/** Whether it was found in its columns as well, so that no other order of its lines need be tried. */
const isInOrder = (choice: Choice<Print>) =>
  isFit(choice) && choice.print.cells.some(({ doubts }) => doubts.length === 0);

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
    for (const turned of turnedGrids(rows, used, question.flow, question.conventions)) {
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
      if (!choice || !isFit(choice) || choice.print.score < score) continue;
      // As many words in another order tell more only where they say which columns these are.
      if (choice.print.score === score && !isInOrder(choice)) continue;
      for (const { index } of turned.taken) used.add(index);
      return [taken(choice, form, new Set(), note)];
    }
    return [];
  });
}

type Print = TableBinding & Copy & PlacedPrint;

/** What of a form a document prints, and how well it fits. */
interface Candidate {
  readonly form: Form;
  readonly choices: readonly Choice<Print>[];
  readonly score: number;
}

function scored(form: Form, rows: readonly PrintedRow[], question: Question): Candidate {
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
