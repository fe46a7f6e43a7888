// Where a text that was cut ends: in a row, or in the label of the next one. Must not know figures.
import type { FormRow } from "../../model/form.ts";
import { wordingsOf } from "../labels/anchors.ts";
import type { Stream } from "../print/stream.ts";
import { LEAST_LETTERS } from "../weights/likeness.ts";

/** Whether all that is printed behind a row begins the next one's label: the text was cut in that, and not in the row. */
export function endsInLabel({ letters, letterAt }: Stream, endOfRow: number, next: FormRow): boolean {
  const rest = letters.slice(letterAt.findLastIndex((at) => at < endOfRow) + 1);
  if (rest.length < LEAST_LETTERS) return false;
  return wordingsOf(next.label).some((label) => label.letters.startsWith(rest));
}
