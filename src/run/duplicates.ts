// Recognises a report that a run has read before: the same bytes, or the same figures of the same issuer and year in
// another container or place. Must not know files or order beyond what it is handed.
import { createHash } from "node:crypto";
import type { Report } from "../model/report.ts";

/** With fewer figures than this, two reports can be alike by chance: a small office reports a table of zeros. */
const LEAST_FIGURES = 20;
/** With fewer different figures than this, too. */
const LEAST_DIFFERENT = 6;

export class Duplicates {
  private readonly seen = new Map<string, string>();

  /** The report, with the source of its first occurrence where it is a later one. */
  mark(report: Report): Report {
    const keys = [`bytes ${report.sha256}`, ...figuresKey(report)];
    const first = keys.map((key) => this.seen.get(key)).find((source) => source !== undefined);
    for (const key of keys) if (!this.seen.has(key)) this.seen.set(key, first ?? report.source);
    return first === undefined || report.bytes === 0 ? report : { ...report, duplicateOf: first };
  }
}

/** Issuer, year and every figure, where they are enough to know a report by. Doubtful figures prove nothing. */
function figuresKey(report: Report): string[] {
  const { issuer, year, edition } = report.identity;
  const cells = report.tables.flatMap((table) => table.cells);
  const figures = cells.filter((cell) => cell.state === "reported");
  const different = new Set(figures.map((cell) => cell.value));
  if (!issuer || !year || figures.length < LEAST_FIGURES || different.size < LEAST_DIFFERENT) return [];
  if (cells.some((cell) => cell.doubts.length > 0)) return [];
  const lines = cells.map((cell) => `${cell.table} ${cell.row} ${cell.column} ${cell.value ?? ""}`).sort();
  const hash = createHash("sha256").update(lines.join("\n")).digest("hex");
  return [`figures ${issuer.value} ${year.value} ${edition} ${hash}`];
}
