// Reads typed truth: CSV files that people wrote, never the extractor.
// Must not know documents.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { TrueCell, Truth } from "./compare.ts";

/** Every figure that a sample prints: what is read beyond it is invented. */
export const TRUTH = "truth.csv";
/** Some cells of a sample, those that a person looked at: of the others it says nothing. */
export const PART_OF_TRUTH = "typed.csv";

/** What was typed of the sample in a folder; null when nothing was. */
export function truthIn(folder: string): Truth | null {
  for (const name of [TRUTH, PART_OF_TRUTH]) {
    const file = join(folder, name);
    if (existsSync(file)) return { cells: readCsv(file).map(trueCell), whole: name === TRUTH };
  }
  return null;
}

/** Lines of a CSV file (RFC 4180, one header line) as objects by column name. */
export function readCsv(file: string): Record<string, string>[] {
  return parse(readFileSync(file, "utf8"), { columns: true, bom: true }) as Record<string, string>[];
}

export function trueCell(line: Record<string, string>): TrueCell {
  const { table = "", row = "", column = "", value = "" } = line;
  return { table, row, column, value };
}
