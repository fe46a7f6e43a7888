// The record of one document: what it is, what its tables print, and what the form's arithmetic says of it.

import type { Diagnostic } from "./diagnostic.ts";
import type { Container } from "./document.ts";
import type { Place } from "./place.ts";

export type CellState = "reported" | "blank" | "struck" | "absent" | "unreadable";

/** Why a reading is not certain. A closed list; each is explained in the codebook. */
export type Doubt =
  | "ambiguous-cut" // the digits can be cut in more than one way
  | "ambiguous-position" // the figure may belong to another column or row
  | "ambiguous-row" // the label fits more than one row of the form
  | "positions-lost" // the converter kept labels and lost places
  | "unproven" // one reading was found, but too few relations witness it
  | "table-twice" // two tables of the document print this cell differently
  | "merged-figure" // one figure printed for several cells
  | "odd-figure" // a sign, a fraction or a unit that this cell should not have
  | "cut-off" // the table ends here
  | "recognised" // read from a picture
  | "settled-by-arithmetic-alone";

export interface ReportCell {
  readonly table: string;
  /** A key of the form, or `label:` and the printed label for a row that the form lacks. */
  readonly row: string;
  readonly column: string;
  /** Plain decimal as printed; null where no number is printed. */
  readonly value: string | null;
  readonly raw: string;
  readonly state: CellState;
  readonly doubts: readonly Doubt[];
  /** The readings that remain possible, when there are several. */
  readonly alternatives?: readonly string[];
  readonly settledBy: "structure" | "arithmetic";
  /** The unit printed in or beside the cell, if any. */
  readonly unit?: string;
  readonly at: Place;
}

/** A fact about the report with the place it was read at, and what disagreed. */
export interface Fact {
  readonly value: string;
  readonly from: string;
  readonly at: Place;
}

export interface Identity {
  readonly title: Fact | null;
  readonly issuer: Fact | null;
  readonly year: Fact | null;
  readonly edition: string | null;
  readonly publishedOn: Fact | null;
  /** Codes of what disagrees: `year-disagrees`, `issuer-unclear` … */
  readonly doubts: readonly string[];
}

export interface CheckResult {
  readonly table: string;
  readonly relation: string;
  readonly at: string;
  readonly lhs: string | null;
  readonly rhs: string | null;
  readonly status: "holds" | "fails" | "not_evaluable";
  /** True when the relation was used to choose the reading: it cannot confirm it as well. */
  readonly choseReading: boolean;
}

export interface OtherTable {
  readonly index: number;
  readonly cells: readonly {
    readonly row: number;
    readonly column: number;
    readonly raw: string;
    readonly at: Place;
  }[];
}

export interface Section {
  readonly heading: string;
  readonly text: string;
}

export type Status = "clean" | "flagged" | "partial" | "not_a_report" | "failed";

export interface Report {
  readonly reportId: string;
  readonly source: string;
  readonly container: Container;
  readonly sha256: string;
  readonly bytes: number;
  readonly identity: Identity;
  readonly status: Status;
  /** Why the status is not `clean`: codes, `;` between when written. */
  readonly reasons: readonly string[];
  readonly tables: readonly { readonly table: string; readonly cells: readonly ReportCell[] }[];
  readonly checks: readonly CheckResult[];
  readonly otherTables: readonly OtherTable[];
  readonly sections: readonly Section[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files that a page without tables offers, as its links are written. */
  readonly links: readonly string[];
}

/** What a document is to others of its run: their sources. */
export interface Kin {
  /** The same bytes, or the same report in another container or place, where it was read best. */
  readonly duplicateOf?: string;
  /** The page that links to this file and has no tables itself. */
  readonly attachmentOf?: string;
  /** A report of the same issuer, year and title with other figures, earlier in the run. */
  readonly differsFrom?: string;
}
