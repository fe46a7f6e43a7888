// A row of the form as it was found in a text. Must not know figures' cells or how rows are looked for.
import type { FormBlock, KeyedRow } from "../../model/form.ts";
import { collapse } from "../../text/fold.ts";
import { printed, type Stream } from "./stream.ts";
import type { Token } from "./tokens.ts";

/** A row's stretch: [from, to) holds label and figures; `stop` is where the next row's stretch begins. */
export interface Zone {
  readonly from: number;
  /** First character behind the label. */
  readonly label: number;
  readonly to: number;
  readonly stop: number;
  readonly tokens: readonly Token[];
  /** Ends of the last token's figures that are possible when a list number of unknown length is glued to it. */
  readonly ends: readonly number[];
  /** True when text that is no figure and no label stands between the row's figures and the next row. */
  readonly foreign: boolean;
  /** Figures behind that foreign text, or inside remarks that belong to the label. */
  readonly strays: number;
}

/** How many characters the figures have; a sign for nothing counts as one. */
export function charsIn({ tokens }: Zone): number {
  return tokens.reduce(
    (sum, { kind, text }) => sum + (kind === "figure" ? text.replace(/\D/gu, "").length : 1),
    0,
  );
}

export interface BoundRow {
  readonly row: KeyedRow;
  readonly block: FormBlock;
  readonly zone: Zone;
  /** What follows the row, see `Gaps.ending`. */
  readonly ending: string;
  /** Characters of the stream that were found to be the label's letters; none for a row without a label. */
  readonly letters: readonly number[];
  /** Where numbers and marks begin that stand in a column without figures: the row's number, its unit. */
  readonly passed?: readonly number[];
  /** True where the other rows have numbers that count them, and this one has another or none. */
  readonly unnumbered?: boolean;
}

/** Whether a row has as many figures as cells. */
export function isFull({ zone, block }: BoundRow): boolean {
  return zone.tokens.length === block.columns.length;
}

const CLOSING = /^[)"]$/;

/** The words printed as a row's label, without the figures that a layout may set among them; empty where it has none. */
export function labelPrinted(stream: Stream, { letters, zone }: BoundRow): string {
  const [first, end] = [letters[0], letters.at(-1)];
  if (first === undefined || end === undefined) return "";
  let last = end;
  while (CLOSING.test(stream.syms[last + 1] ?? "")) last += 1;
  let words = "";
  let from = Math.min(first, zone.from);
  for (const token of zone.tokens.filter((one) => one.from > first && one.to <= last)) {
    words += `${printed(stream, from, token.from)} `;
    from = token.to;
  }
  return collapse(words + printed(stream, from, last + 1));
}
