// What is asked of a document, and what is found, whichever way it was read. Right of it nothing knows how a row was found.
import type { Conventions, Form, FormTable } from "../model/form.ts";
import type { Flow } from "../model/grid.ts";
import type { ReportCell } from "../model/report.ts";
import type { Perspective } from "./labels/standing.ts";

/** A document as it is looked at: its flow, what may be in it, and whose report it is. */
export interface Question {
  readonly flow: Flow;
  readonly forms: readonly Form[];
  readonly conventions: Conventions;
  readonly perspective: Perspective;
}

/** A table of a form as the document prints it. */
export interface FoundTable {
  readonly form: Form;
  readonly table: FormTable;
  readonly cells: readonly ReportCell[];
  /** True when figures stand in or at the table that are nobody's. */
  readonly strays: boolean;
  /** True when the document ends within the table or right behind it. */
  readonly ends: boolean;
}

/** How well an edition fits. */
export interface EditionScore {
  readonly edition: string;
  readonly score: number;
}
