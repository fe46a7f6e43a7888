// The key of a document: what tells one line of reports.csv from every other. Must not know how it is written.
import { createHash } from "node:crypto";
import type { Report } from "../model/report.ts";

/** `d` and fifteen hexadecimal digits of source, capture time and bytes: a spreadsheet takes no such key for a number. */
export function documentKey({
  source,
  capturedAt = "",
  sha256,
}: Pick<Report, "source" | "capturedAt" | "sha256">): string {
  const digest = createHash("sha256").update(`${source}\0${capturedAt}\0${sha256}`).digest("hex");
  return `d${digest.slice(0, 15)}`;
}

const NUMBERED = /^label:.*#(\d+)$/s;

/** Which of several rows, or columns, of one name: the number at the end of a key that the form lacks. */
export function occurrenceOf(row: string, column: string): number {
  return Number((NUMBERED.exec(row) ?? NUMBERED.exec(column))?.[1] ?? 1);
}
