// What a run tells while it works: events for whoever shows them. Must not know terminals.
import type { Report, Status } from "../model/report.ts";

export interface Progress {
  /** Documents. How many there are is not known while archives are opened. */
  readonly done: number;
  /** Bytes of the inputs' files that lie behind the documents done. */
  readonly through: number;
  /** Bytes of all of the inputs' files. */
  readonly bytes: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  /** The document just finished. */
  readonly document: Finished;
}

export interface Finished {
  readonly source: string;
  readonly status: Status;
  readonly reasons: readonly string[];
  /** Its record was there from an earlier run. */
  readonly reused: boolean;
}

export type OnProgress = (progress: Progress) => void;

export function noCounts(): Record<Status, number> {
  return { clean: 0, flagged: 0, partial: 0, not_a_report: 0, failed: 0 };
}

/** A document's record, and where its run stands once it is written. */
export interface Done {
  readonly report: Report;
  readonly through: number;
  readonly reused: boolean;
}
