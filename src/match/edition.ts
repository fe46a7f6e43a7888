// Finds which edition of the form a document prints, and its tables: in grids first, in flattened text what is left.
// Must not know containers, years or titles.
import type { Note } from "../model/diagnostic.ts";
import type { Form } from "../model/form.ts";
import type { ReportCell } from "../model/report.ts";
import { withSign } from "../model/signs.ts";
import { restOf, withUnsureAbsence } from "./absence.ts";
import type { EditionScore, FoundTable, Question } from "./found.ts";
import { bindGrids, type LeftOver } from "./grid/find.ts";
import { type ListedTable, listReader } from "./listed/find.ts";
import { bindFlattened } from "./text/find.ts";

export interface FormBinding {
  /** The edition that fits best; null when no form table was found. */
  readonly form: Form | null;
  readonly tables: readonly FoundTable[];
  /** True when another edition fits as well. */
  readonly unclear: boolean;
  /** How well each form fits the grids (in rows) and the text (in letters), for `explain`. */
  readonly scores: { readonly grids: readonly EditionScore[]; readonly text: readonly EditionScore[] };
  /** What is left of the grids. */
  readonly others: readonly LeftOver[];
}

export function bindForms(question: Question, note: Note): FormBinding {
  const { forms } = question;
  const grids = bindTold(question, note);
  const { form } = grids;
  const isGrid = ({ table }: FoundTable) => grids.tables.some((one) => one.table.key === table.key);
  const lists = form === null ? [] : fromLists(question, form, grids.tables);
  const drawn = lists.filter((one) => one.proven || !isGrid(one));
  const inLists = new Set(drawn.map(({ table }) => table.key));
  const inGrids = grids.tables.filter(({ table }) => !inLists.has(table.key));
  const known = [...inGrids, ...drawn];
  const complete = form !== null && (form.alternatives || known.length >= form.tables.length);
  const wanted = form === null ? forms : complete ? [] : [form];
  const others = new Set(grids.others.flatMap(({ grid, whole }) => (whole ? [grid] : [])));
  const text = bindFlattened({ ...question, forms: wanted }, others, known, note);
  // Without a drawn table the text tells the edition, and lists are looked for where it leaves a table out or in doubt.
  const listed = form === null && text.form !== null ? fromLists(question, text.form, text.tables) : drawn;
  const asLists = new Set(listed.map(({ table }) => table.key));
  const rest = restOf([...text.rest, ...grids.unbound]);
  const rival = form === null ? text.rival : grids.rival;
  const flattened = text.tables.filter(({ table }) => !asLists.has(table.key));
  const tables = [...inGrids, ...flattened, ...listed].map((found) => {
    const around = { rest, flow: question.flow, strays: found.strays, ends: found.ends };
    return { ...found, cells: withUnsureAbsence(found.cells, found.table, around) };
  });
  return {
    form: form ?? text.form,
    tables: rival === null ? tables : tables.map((table) => withRival(table, rival)),
    unclear: rival !== null,
    scores: { grids: grids.scores, text: text.scores },
    others: grids.others.filter(({ grid }) => !listed.some(({ grids: used }) => used.has(grid))),
  };
}

/** What the grids hold. Where two editions fit them as well, the one is meant of which more tables are named in lists. */
function bindTold(question: Question, note: Note): ReturnType<typeof bindGrids> {
  const grids = bindGrids(question, note);
  const { form, rival } = grids;
  if (form === null || rival === null) return grids;
  const named = (one: Form) => fromLists(question, one, []).filter(({ proven }) => proven).length;
  const more = named(form) - named(rival);
  if (more === 0) return grids;
  const told = more > 0 ? grids : bindGrids({ ...question, forms: [rival] }, note);
  return { ...told, scores: grids.scores, rival: null };
}

/** Tables of the form whose every cell the document names in a list; one that was found otherwise, where it is in doubt. */
function fromLists(question: Question, form: Form, found: readonly FoundTable[]): ListedTable[] {
  const known = new Map(found.map(({ table, cells }) => [table.key, cells]));
  const open = form.tables.filter(
    ({ key }) => known.get(key)?.some(({ doubts }) => doubts.length > 0) ?? true,
  );
  if (form.alternatives || open.length === 0) return [];
  const read = listReader(question);
  return open.flatMap((table) => read(form, table) ?? []);
}

/** Where another edition fits as well, only what both have at one place is sure. */
function withRival(found: FoundTable, rival: Form): FoundTable {
  const blocks = rival.tables.find(({ key }) => key === found.table.key)?.blocks ?? [];
  const shared = new Set(
    blocks.flatMap(({ rows, columns }) =>
      rows.flatMap((row) => columns.map((column) => `${row.key}\n${column.key}`)),
    ),
  );
  const cells = found.cells.map(
    (cell): ReportCell =>
      cell.doubts.length > 0 || shared.has(`${cell.row}\n${cell.column}`)
        ? cell
        : withSign(cell, "other-edition-fits"),
  );
  return { ...found, cells };
}
