// How long a run still takes, by the bytes that lie before it: documents in archives are not counted beforehand.
// Must not know terminals or clocks: times come in.
import type { Progress } from "../run/progress.ts";

/** Seconds of reading before which nothing is foretold. */
const LEAST_SECONDS = 2;

export class TimeLeft {
  /** Since when documents are read: starting reads nothing, and records of an earlier run cost next to nothing. */
  private since: { readonly at: number; readonly through: number } | null = null;

  /** @param started in milliseconds, as all times here */
  constructor(private readonly started: number) {}

  saw({ document, through }: Progress, now: number): void {
    if (document.reused || this.since === null) this.since = { at: now, through };
  }

  /** null where too little was read to tell. */
  seconds({ through, bytes }: Progress, now: number): number | null {
    if (this.since === null) return null;
    const seconds = (now - this.since.at) / 1000;
    const read = through - this.since.through;
    if (seconds < LEAST_SECONDS || read <= 0) return null;
    return ((bytes - through) * seconds) / read;
  }

  /** Documents a second. */
  rate({ done }: Progress, now: number): number {
    return done / Math.max(0.001, (now - this.started) / 1000);
  }
}
