// Judges what was read of a made document: what is stated without a doubt must be what a reader of the print can know.
import type { Report, ReportCell } from "../../model/report.ts";
import type { MadeDocument } from "./document.ts";
import type { Allowed } from "./signs.ts";

export interface Verdict {
  /** Cells stated without a doubt that say what is not printed: one sentence each. */
  readonly wrong: readonly string[];
  /** Cells stated without a doubt. */
  readonly certain: number;
  /** Cells that the accident did not reach, and how many of them are certain and right. */
  readonly untouched: number;
  readonly kept: number;
  /** The report is called clean, and not every cell of it is certain, right and legible. */
  readonly falseClean: boolean;
}

export function judge(made: MadeDocument, report: Report): Verdict {
  const cells = report.tables.flatMap((table) => table.cells);
  const read = new Map(cells.map((cell) => [keyOf(cell), cell]));
  const wrong = cells.filter((cell) => cell.doubts.length === 0).flatMap((cell) => misread(cell, made));
  let kept = 0;
  let right = 0;
  for (const [key, allowed] of made.allowed) {
    const cell = read.get(key);
    if (!cell) {
      // A table that is not there at all is told by the report's reasons.
      if (!allowed.absent && report.reasons.length === 0) wrong.push(`${key}: stands in no file`);
      continue;
    }
    if (cell.doubts.length > 0 || !may(cell, allowed)) continue;
    right += 1;
    if (!made.touched.has(key)) kept += 1;
  }
  const illegible = cells.some(({ state }) => state === "unreadable");
  return {
    wrong,
    certain: cells.filter((cell) => cell.doubts.length === 0).length,
    untouched: made.allowed.size - made.touched.size,
    kept,
    falseClean: report.status === "clean" && (wrong.length > 0 || right < made.allowed.size || illegible),
  };
}

const keyOf = ({ table, row, column }: ReportCell) => `${table}/${row}/${column}`;

function misread(cell: ReportCell, made: MadeDocument): string[] {
  const allowed = made.allowed.get(keyOf(cell));
  if (allowed ? may(cell, allowed) : cell.value === null) return [];
  const printed = allowed ? told(allowed) : "nothing";
  return [`${keyOf(cell)}: printed ${printed}, read ${cell.state} ${cell.value ?? ""} («${cell.raw}»)`];
}

function may(cell: ReportCell, allowed: Allowed): boolean {
  switch (cell.state) {
    case "reported":
      return allowed.values.some((value) => Number(value) === Number(cell.value));
    case "blank":
    case "struck":
      return allowed.empty;
    case "unreadable":
      return allowed.unreadable;
    case "absent":
      return allowed.absent;
  }
}

function told({ values, empty, unreadable }: Allowed): string {
  return [...values, ...(empty ? ["nothing"] : []), ...(unreadable ? ["what is no number"] : [])].join(
    " or ",
  );
}
