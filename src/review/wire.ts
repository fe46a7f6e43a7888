// What the server of the review page and the page tell each other. Types only.

import type { Pass } from "../audit/turns.ts";
import type { Decision, Draft } from "../decisions/decision.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Explained } from "../model/explained.ts";
import type { FormTable, Relation } from "../model/form.ts";
import type { Place } from "../model/place.ts";
import type { OtherTable, Report } from "../model/report.ts";

/** A document of the queue. */
export interface QueueRow {
  /** Its line in reports.jsonl, counted from 0. */
  readonly n: number;
  readonly source: string;
  readonly container: string;
  readonly title: string;
  readonly issuer: string;
  readonly year: string;
  readonly edition: string;
  readonly status: string;
  readonly reasons: string;
  readonly sha256: string;
  readonly doubted: number;
  readonly fails: number;
  /** Things about it that people have decided. */
  readonly decided: number;
}

export interface QueueAnswer {
  readonly total: number;
  readonly documents: number;
  /** Cells in doubt in all documents that fit, and decisions about them. */
  readonly doubted: number;
  readonly decided: number;
  readonly rows: readonly QueueRow[];
  readonly years: readonly string[];
  readonly doubts: readonly string[];
}

/** Cells that can only be right together, and the ways in which they can. */
export interface Choice {
  readonly cells: readonly { readonly table: string; readonly row: string; readonly column: string }[];
  readonly options: readonly {
    /** One for each cell, in their order. */
    readonly values: readonly (string | null)[];
    /** Relations of the table that hold and fail with it. */
    readonly holds: number;
    readonly fails: number;
  }[];
}

/** A relation at a place, with the cells on both sides. */
export interface PlacedRelation {
  readonly table: string;
  readonly relation: string;
  readonly at: string;
  /** With rows and columns called as the form prints them. */
  readonly formula: string;
  readonly operator: Relation["operator"];
  readonly status: string;
  readonly lhs: string | null;
  readonly rhs: string | null;
  readonly cells: readonly string[];
}

/** A printed table that is none of the form's, with what a decision about it names it by. */
export interface Unbound extends OtherTable {
  readonly digest: string;
}

/** A part of a form's table that the document was not found to print. */
export interface Bindable {
  readonly edition: string;
  readonly table: string;
  readonly block: number;
  /** As it is printed: the table's title and the block's head, or its first row. */
  readonly title: string;
}

export interface DocumentAnswer extends Shown {
  readonly report: Report;
  /** The tables of the form that it has, in the order of the record. */
  readonly tables: readonly FormTable[];
  readonly relations: readonly PlacedRelation[];
  readonly choices: readonly Choice[];
  readonly others: readonly Unbound[];
  readonly bindable: readonly Bindable[];
  /** Decisions that stand, by subject. */
  readonly standing: Readonly<
    Record<string, { readonly decisions: readonly Decision[]; readonly conflict: boolean }>
  >;
}

/** What codes mean, by which name decisions are signed unless another one is typed, and what the page is for. */
export interface CodesAnswer {
  readonly doubts: Readonly<Record<string, Explained>>;
  readonly states: Readonly<Record<string, Explained>>;
  readonly statuses: Readonly<Record<string, Explained>>;
  readonly reasons: Readonly<Record<string, Explained>>;
  readonly by: string;
  /** Cells are to be typed blind, and nothing is to be decided. */
  readonly audit: boolean;
}

/** How a document is shown: what the page needs beside its address. */
export interface Shown {
  readonly n: number;
  /** Pages of a PDF and HTML as they were published, all others only as the program saw them. Null when its bytes are not to be had. */
  readonly shown: "html" | "page" | "pdf" | null;
  readonly missing?: string;
  /** How its pages were turned. */
  readonly turned: readonly Diagnostic[];
}

/** A cell to be typed blind; null when all are. */
export interface AuditAnswer {
  readonly cell:
    | (Shown & {
        readonly index: number;
        /** Of the cell in the dataset. */
        readonly key: string;
        readonly at: Place;
        readonly source: string;
        readonly table: string;
        readonly row: string;
        readonly column: string;
      })
    | null;
  /** Why cells are typed now, how many of them are, and of how many: nothing of it tells whether what was typed agrees. */
  readonly pass: Pass;
  readonly done: number;
  readonly of: number;
  /** What came out, once all are typed. */
  readonly told?: string;
}

/** A document is to be kept as a sample. */
export interface SampleAsked {
  readonly n: number;
  readonly name: string;
  /** Every cell was compared with the source, and not only those that were decided. */
  readonly whole: boolean;
  readonly replacements: readonly { readonly name: string; readonly by: string }[];
}

/** What is read of the sample now beside what people typed; in cells. */
export interface SampleKept {
  readonly folder: string;
  readonly review: "proposed" | "reviewed";
  readonly cells: number;
  readonly right: number;
  readonly doubted: number;
  readonly silent: number;
}

export interface DecisionsSent {
  readonly n: number;
  readonly decisions: readonly Draft[];
}

export type { Decision, Draft };
