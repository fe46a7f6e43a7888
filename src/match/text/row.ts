// A row of the form as it was found in a text. Must not know figures' cells or how rows are looked for.
import type { FormBlock, FormRow } from "../../model/form.ts";
import type { Zone } from "./zones.ts";

export interface BoundRow {
  readonly row: FormRow;
  readonly block: FormBlock;
  readonly zone: Zone;
  /** What follows the row, see `Gaps.ending`. */
  readonly ending: string;
  /** Characters of the stream that were found to be the label's letters; none for a row without a label. */
  readonly letters: readonly number[];
}
