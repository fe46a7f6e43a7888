// What the server of the review page and the page tell each other. Types only.

import type { Decision, Draft } from "../decisions/decision.ts";
import type { Explained } from "../model/explained.ts";
import type { FormTable } from "../model/form.ts";
import type { Report } from "../model/report.ts";

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
  readonly formula: string;
  readonly status: string;
  readonly lhs: string | null;
  readonly rhs: string | null;
  readonly cells: readonly string[];
}

export interface DocumentAnswer {
  readonly n: number;
  readonly report: Report;
  /** The tables of the form that it has, in the order of the record. */
  readonly tables: readonly FormTable[];
  readonly relations: readonly PlacedRelation[];
  readonly choices: readonly Choice[];
  /** Decisions that stand, by subject. */
  readonly standing: Readonly<
    Record<string, { readonly decisions: readonly Decision[]; readonly conflict: boolean }>
  >;
  /** How its source is shown; null when its bytes are not to be had, with the reason. */
  readonly shown: "page" | "pdf" | null;
  readonly missing?: string;
}

/** What codes mean, and by which name decisions are signed unless another one is typed. */
export interface CodesAnswer {
  readonly doubts: Readonly<Record<string, Explained>>;
  readonly states: Readonly<Record<string, Explained>>;
  readonly statuses: Readonly<Record<string, Explained>>;
  readonly reasons: Readonly<Record<string, Explained>>;
  readonly by: string;
}

export interface DecisionsSent {
  readonly n: number;
  readonly decisions: readonly Draft[];
}

export type { Decision, Draft };
