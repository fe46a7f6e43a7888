// Counts over the records of a run: what its summary, its verdict and its exit code go by. Must not keep records.
import type { Report, Status } from "../model/report.ts";

export interface DatasetSummary {
  readonly documents: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  readonly cells: number;
  readonly reported: number;
  readonly blank: number;
  readonly struck: number;
  readonly doubted: number;
  readonly checks: { readonly holds: number; readonly fails: number; readonly not_evaluable: number };
  /** What people decided: in the records, about another reading, different from one another. */
  readonly decisions: { readonly applied: number; readonly stale: number; readonly conflicting: number };
  /** The documents that most need a look, at most five. */
  readonly worst: readonly {
    readonly source: string;
    readonly status: Status;
    readonly reasons: readonly string[];
  }[];
}

const SEVERITY: Readonly<Record<Status, number>> = {
  failed: 4,
  partial: 3,
  flagged: 2,
  not_a_report: 1,
  clean: 0,
};

export function startTally() {
  const byStatus: Record<Status, number> = { clean: 0, flagged: 0, partial: 0, not_a_report: 0, failed: 0 };
  const counts = { documents: 0, cells: 0, reported: 0, blank: 0, struck: 0, doubted: 0 };
  const checks = { holds: 0, fails: 0, not_evaluable: 0 };
  const decisions = { applied: 0, stale: 0, conflicting: 0 };
  const worst: { source: string; status: Status; reasons: readonly string[]; weight: number }[] = [];
  return {
    documents: () => counts.documents,
    add: (report: Report) => {
      counts.documents += 1;
      byStatus[report.status] += 1;
      for (const check of report.checks) checks[check.status] += 1;
      decisions.applied += report.decisions?.applied.length ?? 0;
      decisions.stale += report.decisions?.stale.length ?? 0;
      decisions.conflicting += report.decisions?.conflicting.length ?? 0;
      let doubted = 0;
      for (const { cells } of report.tables) {
        for (const cell of cells) {
          counts.cells += 1;
          if (cell.state === "reported" || cell.state === "blank" || cell.state === "struck")
            counts[cell.state] += 1;
          if (cell.doubts.length > 0) doubted += 1;
        }
      }
      counts.doubted += doubted;
      const weight = SEVERITY[report.status] * 100_000 + doubted;
      if (weight >= 2 * 100_000) {
        worst.push({ source: report.source, status: report.status, reasons: report.reasons, weight });
        worst.sort((a, b) => b.weight - a.weight);
        worst.length = Math.min(worst.length, 5);
      }
    },
    summary: (): DatasetSummary => ({
      ...counts,
      byStatus,
      checks,
      decisions,
      worst: worst.map(({ source, status, reasons }) => ({ source, status, reasons })),
    }),
  };
}
