// Lines of CSV as RFC 4180 has them, safe to open in a spreadsheet. Must not know what the columns mean.
import { stringify } from "csv-stringify/sync";

export type Line = readonly (string | number)[];

/** Either character that breaks lines is quoted, not only the pair that ends ours. */
const LINE_BREAK = /[\r\n]/;

/** @returns the lines with their ends; every text that a spreadsheet would take for a formula is defused. */
export function csvText(lines: readonly Line[]): string {
  const defused = lines.map((line) => line.map((field) => (typeof field === "string" ? safe(field) : field)));
  return stringify(defused, { record_delimiter: "\r\n", quoted_match: LINE_BREAK });
}

const FORMULA = /^(?:[=+\-@\t\r\n＝＋＠]|－.)/;
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** Text that a spreadsheet would take for a formula gets an apostrophe; a plain number stays what it is. */
export function safe(text: string): string {
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}
