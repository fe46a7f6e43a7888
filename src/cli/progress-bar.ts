// Shows a run's progress on stderr: a bar on a terminal, a plain line now and then anywhere else.
import { SingleBar } from "cli-progress";
import type { OnProgress, Progress } from "../run/progress.ts";

/** Seconds between plain lines when stderr is no terminal. */
const EVERY = 5;

export interface ProgressView {
  readonly update: OnProgress;
  readonly stop: () => void;
}

export function showProgress(): ProgressView {
  return process.stderr.isTTY ? bar() : plainLines();
}

function bar(): ProgressView {
  const view = new SingleBar({
    stream: process.stderr,
    format: "{bar} {value}/{total} · {rate}/s · {eta_formatted} left · {counts}",
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 200,
  });
  const started = Date.now();
  let running = false;
  return {
    update: (progress) => {
      if (!running) view.start(progress.total, 0, { rate: "0", counts: "" });
      running = true;
      view.setTotal(progress.total);
      const rate = (progress.done / Math.max(0.001, (Date.now() - started) / 1000)).toFixed(1);
      view.update(progress.done, { rate, counts: countsLine(progress) });
    },
    stop: () => view.stop(),
  };
}

function plainLines(): ProgressView {
  const started = Date.now();
  let last = started;
  return {
    update: (progress) => {
      const now = Date.now();
      if (now - last < EVERY * 1000) return;
      last = now;
      const rate = progress.done / ((now - started) / 1000);
      const left = rate > 0 ? Math.ceil((progress.total - progress.done) / rate) : 0;
      process.stderr.write(
        `${progress.done}/${progress.total} documents · ${rate.toFixed(1)}/s · about ${left} s left · ${countsLine(progress)}\n`,
      );
    },
    stop: () => undefined,
  };
}

export function countsLine({ byStatus }: Pick<Progress, "byStatus">): string {
  return Object.entries(byStatus)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status.replaceAll("_", " ")}`)
    .join(", ");
}
