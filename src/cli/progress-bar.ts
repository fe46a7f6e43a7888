// Shows a run's progress on stderr: a bar on a terminal, a plain line now and then anywhere else.
import { SingleBar } from "cli-progress";
import type { Status } from "../model/report.ts";
import type { OnProgress, Progress } from "../run/progress.ts";
import { msg } from "./messages.ts";
import { TimeLeft } from "./time-left.ts";
import { detail, drawOver, isQuiet, say } from "./voice.ts";

/** Seconds between plain lines when stderr is no terminal. */
const EVERY = 5;
const SHOW_CURSOR = "\u001b[?25h";

export interface ProgressView {
  readonly update: OnProgress;
  readonly stop: () => void;
}

export function showProgress(): ProgressView {
  const draw = isQuiet() ? nothing() : process.stderr.isTTY ? bar() : plainLines();
  return {
    stop: draw.stop,
    update: (progress) => {
      draw.update(progress);
      const { source, status, reasons } = progress.document;
      detail(`${status}  ${source}${reasons.length > 0 ? `  ${reasons.join("; ")}` : ""}`, progress.document);
    },
  };
}

/** Gives the cursor back that a bar has hidden; for whoever ends the process at once. */
export function giveCursorBack(): void {
  if (process.stderr.isTTY) process.stderr.write(SHOW_CURSOR);
}

function nothing(): ProgressView {
  return { update: () => undefined, stop: () => undefined };
}

function bar(): ProgressView {
  const view = new SingleBar({
    stream: process.stderr,
    format: "{bar} {share} · {line}",
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
  });
  const time = new TimeLeft(Date.now());
  let running = false;
  return {
    update: (progress) => {
      if (!running) view.start(progress.bytes, 0, { share: "0 %", line: "" });
      if (!running) drawOver(() => process.stderr.write("\r\u001b[K"));
      running = true;
      view.update(progress.through, { share: shareOf(progress), line: lineOf(progress, time) });
    },
    stop: () => {
      view.stop();
      drawOver(() => undefined);
    },
  };
}

function plainLines(): ProgressView {
  const time = new TimeLeft(Date.now());
  let last = Date.now();
  return {
    update: (progress) => {
      const line = lineOf(progress, time);
      if (Date.now() - last < EVERY * 1000) return;
      last = Date.now();
      say(`${shareOf(progress)} · ${line}`, { progress });
    },
    stop: () => undefined,
  };
}

function lineOf(progress: Progress, time: TimeLeft): string {
  const now = Date.now();
  time.saw(progress, now);
  const left = time.seconds(progress, now);
  const told = left === null ? "" : msg` · about ${spanOf(left)} left`;
  const rate = time.rate(progress, now).toFixed(1);
  return msg`${progress.done} documents · ${rate}/s${told} · ${countsLine(progress)}`;
}

function shareOf({ through, bytes }: Progress): string {
  return `${bytes === 0 ? 100 : Math.floor((100 * through) / bytes)} %`;
}

/** `45 s`, `12 min`, `3 h 20 min`. */
export function spanOf(seconds: number): string {
  if (seconds < 90) return msg`${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return msg`${minutes} min`;
  return msg`${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function countsLine({ byStatus }: Pick<Progress, "byStatus">): string {
  const { clean, flagged, partial, not_a_report: others, failed } = byStatus;
  const told = {
    clean: msg`${clean} clean`,
    flagged: msg`${flagged} flagged`,
    partial: msg`${partial} partial`,
    not_a_report: msg`${others} not a report`,
    failed: msg`${failed} failed`,
  } satisfies Record<Status, string>;
  const seen = (Object.keys(told) as Status[]).filter((status) => byStatus[status] > 0);
  return seen.map((status) => told[status]).join(", ");
}
