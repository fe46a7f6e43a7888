// What programs for data write where a sheet has nothing: names of columns without heads, and marks for cells without values.
// Must not know labels or containers.
import type { RawCell } from "../model/document.ts";

type Row = readonly RawCell[];

const NO_HEAD = /^\s*Unnamed: ?\d+(?:_level_\d+)?\s*$/;
const NO_VALUE = /^\s*(?:NaN|NaT|<NA>)\s*$/;
/** Rows that may hold heads. */
const HEADS = 3;

/** The rows with nothing where such a program had nothing; the same rows where none wrote them. */
export function withoutFillers(rows: readonly Row[]): readonly Row[] {
  if (!rows.slice(0, HEADS).some((row) => row.some(({ text }) => NO_HEAD.test(text)))) return rows;
  const isFiller = (text: string) => NO_HEAD.test(text) || NO_VALUE.test(text);
  return rows.map((row) => row.map((cell) => (isFiller(cell.text) ? { ...cell, text: "" } : cell)));
}
