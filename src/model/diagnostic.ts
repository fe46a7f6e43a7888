// What a stage noticed about a document: a code, a place and facts. Sentences are made where they are shown.
import type { Place } from "./place.ts";

export type Severity = "info" | "warning" | "error";

/** Every code that a stage may report, with how much it matters. A new code is a new line here. */
export const CODES = {
  "read/charset-replaced": "warning",
  "read/field-unwrapped": "info",
  "read/merge-without-start": "warning",
  "read/hidden-left-out": "info",
  "read/part-unreadable": "warning",
  "read/nothing-in-it": "error",
  "read/scanned-page": "warning",
  "read/fault": "error",
  "grid/ragged": "info",
  "grid/rows-joined": "info",
  "match/table-found": "info",
  "match/table-missing": "warning",
  "match/row-unknown": "info",
  "match/row-missing": "info",
  "match/column-unknown": "info",
  "match/column-order-settles": "info",
  "match/positions-lost": "warning",
  "match/edition-unclear": "warning",
  "match/table-twice": "warning",
  "record/identity-disagrees": "warning",
  "record/figure-unreadable": "warning",
} as const satisfies Record<string, Severity>;

export type DiagnosticCode = keyof typeof CODES;

/** One thing noticed. `found` and `expected` are printed text or keys, never sentences. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly at: Place;
  readonly found?: string;
  readonly expected?: string;
}

export type Note = (entry: Diagnostic) => void;
