// What a run tells while it works: events for whoever shows them. Must not know terminals.
import type { Status } from "../model/report.ts";

export interface Progress {
  readonly done: number;
  /** Documents known so far; grows while archives are opened. */
  readonly total: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  /** The document just finished. */
  readonly source: string;
}

export type OnProgress = (progress: Progress) => void;

export function noCounts(): Record<Status, number> {
  return { clean: 0, flagged: 0, partial: 0, not_a_report: 0, failed: 0 };
}
