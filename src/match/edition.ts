// Finds which edition of the form a document prints, and its tables: in grids first, in flattened text what is left.
// Must not know containers, years or titles.
import type { Note } from "../model/diagnostic.ts";
import type { Conventions, Form } from "../model/form.ts";
import type { Flow } from "../model/grid.ts";
import { bindFlattened } from "./flattened.ts";
import { bindGrids, type EditionScore, type FoundTable } from "./grids.ts";

export interface FormBinding {
  /** The edition that fits best; null when no form table was found. */
  readonly form: Form | null;
  readonly tables: readonly FoundTable[];
  /** True when another edition fits as well. */
  readonly unclear: boolean;
  /** How well each form fits the grids (in rows) and the text (in letters), for `explain`. */
  readonly scores: { readonly grids: readonly EditionScore[]; readonly text: readonly EditionScore[] };
  /** Ranks of grids of which nothing belongs to a form table. */
  readonly otherGrids: readonly number[];
}

export function bindForms(
  flow: Flow,
  forms: readonly Form[],
  conventions: Conventions,
  note: Note,
): FormBinding {
  const grids = bindGrids(flow, forms, conventions, note);
  const { form } = grids;
  const complete = form !== null && (form.alternatives || grids.tables.length >= form.tables.length);
  const wanted = form === null ? forms : complete ? [] : [form];
  const text = bindFlattened(flow, new Set(grids.otherGrids), wanted, grids.tables, conventions, note);
  return {
    form: form ?? text.form,
    tables: [...grids.tables, ...text.tables],
    unclear: form === null ? text.unclear : grids.unclear,
    scores: { grids: grids.scores, text: text.scores },
    otherGrids: grids.otherGrids,
  };
}
