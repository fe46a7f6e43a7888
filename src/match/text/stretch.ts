// Where a text may hold a table: what is found of its labels and heads, before anything is read.
import type { FormTable } from "../../model/form.ts";
import type { Anchor } from "../labels/anchors.ts";
import type { Found } from "./label.ts";

/** One stretch of text that holds one table. Positions are indexes into the stream's characters. */
export interface Stretch {
  readonly table: FormTable;
  readonly anchors: readonly Anchor[];
  readonly chain: readonly Found[];
  /** First character of heads or rows, and the end of the last label found. */
  readonly from: number;
  readonly to: number;
  /** For each block, the end of its heads where they were found. */
  readonly headEnds: readonly (number | null)[];
  /** Letters of the form's wording that the text explains: compare editions by the sum over their tables. */
  readonly score: number;
  /** The same as a share of the wording, 0 to 1. */
  readonly share: number;
}
