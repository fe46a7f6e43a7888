// Finds which grids of a document are which table of which edition of a form. Labels decide.
// Must not know containers, years or titles.
import type { Note } from "../../model/diagnostic.ts";
import type { Conventions, Form, FormTable } from "../../model/form.ts";
import type { Flow } from "../../model/grid.ts";
import type { ReportCell } from "../../model/report.ts";
import { printings } from "../labels/wording.ts";
import { headLabels } from "./heads.ts";
import { type PrintedRow, printedRows } from "./printed.ts";
import { bindTable, type TableBinding } from "./table.ts";

/** A table of a form as the document prints it. */
export interface FoundTable {
  readonly form: Form;
  readonly table: FormTable;
  readonly cells: readonly ReportCell[];
}

export interface GridBinding {
  /** The edition that fits best; null when no form table was found in a grid. */
  readonly form: Form | null;
  readonly tables: readonly FoundTable[];
  /** Another edition that fits as well. */
  readonly rival: Form | null;
  /** Score of each form, best first. */
  readonly scores: readonly EditionScore[];
  /** Ranks of grids of which no row belongs to a form table. */
  readonly otherGrids: readonly number[];
}

export interface EditionScore {
  readonly edition: string;
  readonly score: number;
}

/** How much better the best edition must fit than the next for its name to be sure. */
const MARGIN = 0.5;

export function bindGrids(
  flow: Flow,
  forms: readonly Form[],
  conventions: Conventions,
  note: Note,
): GridBinding {
  const rows = printedRows(flow, conventions);
  const candidates = promising(forms, rows)
    .map((form) => {
      const bindings = form.tables.flatMap((table) => bindTable(rows, table, conventions) ?? []);
      return { form, bindings, score: bindings.reduce((sum, binding) => sum + binding.score, 0) };
    })
    .sort((a, b) => b.score - a.score);
  const scores = candidates.map(({ form, score }) => ({ edition: form.edition, score }));
  const best = candidates[0];
  if (!best || best.bindings.length === 0) {
    return {
      form: null,
      tables: [],
      rival: null,
      scores,
      otherGrids: gridsWithout(flow, rows, new Set()),
    };
  }
  const used = new Set<number>();
  const tables: FoundTable[] = [];
  for (const binding of withoutRivals(best.bindings)) {
    const settled = withCopies(binding, rows, used, conventions, note);
    tables.push({ form: best.form, table: settled.table, cells: settled.cells });
  }
  for (const form of forms.filter((other) => other !== best.form)) {
    const left = rows.filter((row) => !used.has(row.index));
    const words = wordsIn(left);
    for (const table of form.tables) {
      if (tables.some((found) => found.table.key === table.key) || evidence(words, table) === 0) continue;
      const binding = bindTable(left, table, conventions);
      if (!binding || binding.score < 0.6 * keyedRows(binding)) continue;
      const settled = withCopies(binding, left, used, conventions, note);
      tables.push({ form, table, cells: settled.cells });
    }
  }
  const next = candidates[1];
  const rival = next && next.bindings.length > 0 && best.score - next.score < MARGIN ? next.form : null;
  return { form: best.form, tables, rival, scores, otherGrids: gridsWithout(flow, rows, used) };
}

/** Forms with fewer of their labels in the document than this share of the best form's are not tried. */
const PROMISE = 0.3;
/** With fewer labels than this found letter by letter, every form is tried. */
const ENOUGH_LABELS = 8;

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
function withoutRivals(bindings: readonly TableBinding[]): TableBinding[] {
  const kept: TableBinding[] = [];
  for (const binding of [...bindings].sort((a, b) => b.score - a.score)) {
    const shared = kept.some((other) => [...binding.used].some((index) => other.used.has(index)));
    if (!shared) kept.push(binding);
  }
  return kept.sort((a, b) => Math.min(...a.used) - Math.min(...b.used));
}

/** Marks the binding's rows as used, looks for a second print of the table and doubts cells on which they differ. */
function withCopies(
  binding: TableBinding,
  rows: readonly PrintedRow[],
  used: Set<number>,
  conventions: Conventions,
  note: Note,
): TableBinding {
  for (const index of binding.used) used.add(index);
  const left = rows.filter((row) => !used.has(row.index));
  const seen = evidence(wordsIn(left), binding.table) > 0;
  const copy = seen ? bindTable(left, binding.table, conventions) : null;
  if (!copy || copy.score < 0.5 * binding.score) return binding;
  for (const index of copy.used) used.add(index);
  note({ code: "match/table-twice", at: copy.rows[0]?.printed.grid.at ?? {}, found: binding.table.key });
  const second = new Map(copy.cells.map((cell) => [`${cell.row}\n${cell.column}`, cell]));
  const cells = binding.cells.map((cell): ReportCell => {
    const other = second.get(`${cell.row}\n${cell.column}`);
    if (!other || other.state === "absent" || other.value === cell.value) return cell;
    const alternatives = [cell.value, other.value].flatMap((value) => (value === null ? [] : [value]));
    return { ...cell, doubts: [...cell.doubts, "table-twice"], alternatives };
  });
  return { ...binding, cells };
}

function gridsWithout(flow: Flow, rows: readonly PrintedRow[], used: ReadonlySet<number>): number[] {
  const taken = new Set(rows.filter((row) => used.has(row.index)).map((row) => row.gridIndex));
  const count = flow.filter((block) => block.kind === "grid").length;
  return Array.from({ length: count }, (_, index) => index).filter((index) => !taken.has(index));
}
