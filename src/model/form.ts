// A form as the engine sees it: trees of labels, keys, types and relations. All wording comes from data files.

import type { SubjectWords } from "./subject.ts";

/** A printed label: the official wording first, then other printings of it. */
export interface Label {
  readonly text: string;
  readonly variants: readonly string[];
}

/** What may stand in a cell. `count`: whole and not negative; `change`: whole, signed; `amount`: decimal. */
export type FigureType = "count" | "change" | "amount";

export interface FormColumn {
  readonly key: string;
  readonly label: Label;
  /** Heads above, outermost first. */
  readonly path: readonly Label[];
  readonly unit: string | null;
  readonly type: FigureType;
  readonly labelEn?: string;
  readonly definitionZh?: string;
  readonly definitionEn?: string;
}

/** A label is the row's when it is all words of one core, each once, and fillers. */
export interface RowWording {
  /** Sets of words that tell the row from others. */
  readonly cores: readonly (readonly string[])[];
  /** Words that come and go in the row's labels and tell nothing. */
  readonly fillers: readonly string[];
  /** Whether the form has a wording and a list number of its own for the row. */
  readonly fixed: boolean;
}

export interface FormRow {
  /** null for a heading row, which holds no figures. */
  readonly key: string | null;
  readonly label: Label;
  /** How the label may be reworded. */
  readonly wording?: RowWording;
  /** Group labels, outermost first. */
  readonly path: readonly Label[];
  readonly unit: string | null;
  /** Overrides the column's type where a row holds another kind of figure. */
  readonly type?: FigureType;
  readonly labelEn?: string;
  readonly definitionZh?: string;
  readonly definitionEn?: string;
}

/** A row that holds figures. */
export type KeyedRow = FormRow & { readonly key: string };

export function isKeyed(row: FormRow): row is KeyedRow {
  return row.key !== null;
}

/** A part of a table with heads of its own. */
export interface FormBlock {
  /** A line across the block that names it. */
  readonly head?: Label;
  /** Printed heads of columns that hold no figures: the label column, a unit column. */
  readonly furniture: readonly Label[];
  readonly columns: readonly FormColumn[];
  readonly rows: readonly FormRow[];
}

export interface FormTable {
  readonly key: string;
  readonly title: Label;
  /** Sentences printed inside the table that are nobody's label. */
  readonly notes: readonly Label[];
  readonly blocks: readonly FormBlock[];
}

export interface Term {
  readonly sign: 1 | -1;
  /** A row key or column key, as the relation's scope says. */
  readonly key: string;
}

/** One arithmetic rule. Evaluated at each column (terms are row keys) or at each row (terms are column keys). */
export interface Relation {
  readonly id: string;
  readonly table: string;
  readonly scope: "each column" | "each row";
  readonly formula: string;
  readonly left: readonly Term[];
  readonly operator: "=" | "<=" | ">=";
  readonly right: readonly Term[];
  readonly strength: "printed on the form" | "follows from the layout" | "warning";
  /** Only these row or column keys, where the relation does not hold everywhere. */
  readonly at?: readonly string[];
}

export interface Form {
  readonly edition: string;
  readonly years: readonly [from: number, to: number | null];
  readonly basis: string;
  readonly tables: readonly FormTable[];
  readonly relations: readonly Relation[];
  /** Relations between the reports of one issuer in consecutive years: told in the codebook, not evaluated in a run. */
  readonly acrossYears: readonly { readonly id: string; readonly formula: string }[];
  /** True when a report prints one of the tables and is not expected to have the others. */
  readonly alternatives?: boolean;
}

/** The printed words that a collection uses around figures, the same for every form of it. */
export interface Conventions {
  /** Printed for "nothing to report": the cell is struck, not zero. */
  readonly placeholders: readonly string[];
  /** Units that may follow a figure. */
  readonly units: readonly string[];
  /** Words before a figure that turn its sign. */
  readonly minusWords: readonly string[];
  /** Words before a figure that say its sign is no minus. */
  readonly plusWords: readonly string[];
  /** Words between a label and its figure that say of the one that it is the other. */
  readonly equalsWords: readonly string[];
  /** Words before a figure that say it is a sum, and leave it as it is. */
  readonly totalWords: readonly string[];
  /** Words before a figure that make it a rough one. */
  readonly roughWords: readonly string[];
  /** Words behind a figure that point to a note. */
  readonly noteWords: readonly string[];
  /** Words in a remark behind a number that say that another number is meant, or that it is not the last word. */
  readonly correctionWords: readonly string[];
  /** Words in a sentence between what is printed and the number that is to stand there. */
  readonly insteadWords: readonly string[];
  /** Words behind a number that name a part of it. */
  readonly partWords: readonly string[];
  /** Words behind a number that set it against another year's. */
  readonly againstWords: readonly string[];
  /** Heads of columns that anyone may add to a table: serial numbers, units, remarks. */
  readonly columnWords: readonly string[];
  readonly subjectWords: SubjectWords;
}
