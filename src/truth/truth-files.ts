// Reads typed truth: CSV files that people wrote, never the extractor.
// Must not know documents.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { TrueCell } from "./compare.ts";

/** Lines of a CSV file (RFC 4180, one header line) as objects by column name. */
export function readCsv(file: string): Record<string, string>[] {
  return parse(readFileSync(file, "utf8"), { columns: true, bom: true }) as Record<string, string>[];
}

export function trueCell(line: Record<string, string>): TrueCell {
  const { table = "", row = "", column = "", value = "" } = line;
  return { table, row, column, value };
}
