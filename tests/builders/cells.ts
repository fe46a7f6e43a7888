// Cells as they are read, for what is told of them beside others.
import type { ReportCell } from "../../src/model/report.ts";

/** A cell with a figure that nothing speaks against. */
export function reported(table: string, row: string, column: string, value: string): ReportCell {
  return {
    table,
    row,
    column,
    value,
    raw: value,
    state: "reported",
    doubts: [],
    settledBy: "structure",
    at: {},
  };
}
