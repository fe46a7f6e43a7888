// What programs for data write where a sheet has nothing: names or numbers of columns without heads, and marks for cells without
// values. Must not know labels or containers.
import type { RawCell } from "../model/document.ts";

type Row = readonly RawCell[];

const NO_HEAD = /^\s*Unnamed: ?\d+(?:_level_\d+)?\s*$/;
const NO_VALUE = /^\s*(?:NaN|nan|NaT|<NA>|None)\s*$/;
/** Rows that may hold heads. */
const HEADS = 3;

/**
 * The rows with nothing where such a program had nothing, and without the numbers of columns that it counted; the same rows
 * where none wrote them.
 */
export function withoutFillers(rows: readonly Row[]): readonly Row[] {
  const counted = isCounted(rows);
  if (!counted && !rows.slice(0, HEADS).some((row) => row.some(({ text }) => NO_HEAD.test(text))))
    return rows;
  const isFiller = (text: string) => NO_HEAD.test(text) || NO_VALUE.test(text);
  return rows
    .slice(counted ? 1 : 0)
    .map((row) => row.map((cell) => (isFiller(cell.text) ? { ...cell, text: "" } : cell)));
}

/** Whether the first row counts columns from nought, the one with numbers of rows left out, and a mark stands for no value below. */
function isCounted([first, ...others]: readonly Row[]): boolean {
  const texts = first?.map(({ text }) => text.trim()) ?? [];
  const from = texts[0] === "" ? 1 : 0;
  const counts = texts.slice(from);
  return (
    counts.length > 1 &&
    counts.every((text, column) => text === String(column)) &&
    others.some((row) => row.some(({ text }) => NO_VALUE.test(text)))
  );
}
