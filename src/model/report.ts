// The record of one document: what it is, what its tables print, and what the form's arithmetic says of it.

import type { Diagnostic } from "./diagnostic.ts";
import type { Container } from "./document.ts";
import type { Doubt } from "./doubts.ts";
import type { Place } from "./place.ts";
import type { Statement } from "./prose.ts";
import type { Sign } from "./signs.ts";

export type CellState = "reported" | "blank" | "struck" | "absent" | "unreadable";

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
  /** What raised the doubts, where the reading itself did. */
  readonly signs?: readonly Sign[];
  /** The readings that remain possible, when there are several. */
  readonly alternatives?: readonly string[];
  /** Shared by the cells of a table whose alternatives can only be right together. */
  readonly alternativeSet?: string;
  /** The words printed as the row's label, where it has one. */
  readonly label?: string;
  readonly settledBy: "structure" | "arithmetic" | "review";
  /** What was read, where a person decided otherwise or confirmed it. */
  readonly reading?: Reading;
  /** The unit printed in or beside the cell, if any. */
  readonly unit?: string;
  readonly at: Place;
}

/** What the print was taken for before a person decided. `by` is the decision's id. */
export interface Reading {
  readonly value: string | null;
  readonly state: CellState;
  readonly doubts: readonly Doubt[];
  readonly alternatives?: readonly string[];
  readonly settledBy: ReportCell["settledBy"];
  readonly by: string;
}

/** Ids of the decisions about a document: those in its record, those about another reading, those that differ. */
export interface Decided {
  readonly applied: readonly string[];
  readonly stale: readonly string[];
  readonly conflicting: readonly string[];
  /** Tables of the form that a person found in the document's other tables. */
  readonly tables?: readonly string[];
  /** As it was before. */
  readonly read: {
    readonly status: Status;
    readonly reasons: readonly string[];
    readonly identity: Identity;
  };
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
  /** Where the heading stands, or the text of a section without one. */
  readonly at: Place;
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
  /** What the sentences state, in the order they stand in. */
  readonly prose: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files that a page without tables offers, as its links are written. */
  readonly links: readonly string[];
  /** What the input that it was found below is called among those of its run; none where it was read by itself. */
  readonly input?: string;
  /** When a crawler had it from its server, as its archive tells. */
  readonly capturedAt?: string;
  /** Where its bytes lie, where the source is an address and does not say. */
  readonly held?: Held;
  /** What people decided about it, where anyone did. */
  readonly decisions?: Decided;
}

/** The place of a document among the captures of a crawler. */
export interface Held {
  /** Path below the input, as a source names it. */
  readonly archive: string;
  /** What the archive calls it: the id of a record, or the number of a line. */
  readonly record: string;
  /** Byte of the archive at which the record can be read; null where only its line is known. */
  readonly offset: number | null;
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
