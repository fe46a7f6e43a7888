// Shows how all workers get on with a run's shards: a bar for the run and one for each shard being read, or a plain line.
import { MultiBar, type SingleBar } from "cli-progress";
import type { ShardState } from "../queue/submission.ts";
import { msg } from "./messages.ts";
import { spanOf } from "./progress-bar.ts";
import { detail, drawOver, isQuiet, say } from "./voice.ts";

/** Seconds between plain lines when stderr is no terminal. */
const EVERY = 5;
/** Seconds of following before which nothing is foretold. */
const LEAST_SECONDS = 2;
const PARTS = 1_000;

export interface QueueView {
  readonly update: (states: readonly ShardState[], workers: number) => void;
  readonly stop: () => void;
}

export function showQueue(): QueueView {
  const draw = isQuiet() ? nothing() : process.stderr.isTTY ? bars() : plainLines();
  const told = new Set<number>();
  return {
    stop: draw.stop,
    update: (states, workers) => {
      draw.update(states, workers);
      for (const { number, done } of states) {
        if (!done || told.has(number)) continue;
        told.add(number);
        detail(msg`shard ${number}: ${done.documents} documents, read by ${done.worker}`, {
          number,
          ...done,
        });
      }
    },
  };
}

function nothing(): QueueView {
  return { update: () => undefined, stop: () => undefined };
}

function plainLines(): QueueView {
  const pace = new Pace();
  let last = 0;
  return {
    update: (states, workers) => {
      if (Date.now() - last < EVERY * 1000) return;
      last = Date.now();
      say(pace.line(states, workers));
    },
    stop: () => undefined,
  };
}

function bars(): QueueView {
  const pace = new Pace();
  const view = new MultiBar({
    stream: process.stderr,
    format: "{bar} {line}",
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
  });
  const whole = view.create(PARTS, 0, { line: "" });
  const each = new Map<number, SingleBar>();
  return {
    update: (states, workers) => {
      whole.update(shareOf(states) * PARTS, { line: pace.line(states, workers) });
      for (const state of states) {
        const { number, progress } = state;
        const bar = each.get(number);
        if (!progress) {
          if (bar) view.remove(bar);
          each.delete(number);
          continue;
        }
        const line = msg`shard ${number}: ${progress.done} documents · ${progress.worker}`;
        const shown = bar ?? view.create(PARTS, 0, { line });
        each.set(number, shown);
        shown.update(shareOf([state]) * PARTS, { line });
      }
    },
    stop: () => {
      view.stop();
      drawOver(() => undefined);
    },
  };
}

/** How fast the run gets on since it is followed. */
class Pace {
  private first: { readonly at: number; readonly share: number; readonly documents: number } | null = null;

  line(states: readonly ShardState[], workers: number): string {
    const [now, share, documents] = [Date.now(), shareOf(states), documentsOf(states)];
    this.first ??= { at: now, share, documents };
    const seconds = (now - this.first.at) / 1000;
    const gained = share - this.first.share;
    const left =
      seconds > LEAST_SECONDS && gained > 0
        ? msg` · about ${spanOf(((1 - share) * seconds) / gained)} left`
        : "";
    const rate = seconds > 0 ? (documents - this.first.documents) / seconds : 0;
    const done = states.filter((state) => state.done).length;
    const hands =
      workers === 0 ? msg`no worker of this version is there: start gongkai work` : msg`${workers} workers`;
    return msg`${done} of ${states.length} shards · ${documents} documents · ${rate.toFixed(1)}/s${left} · ${hands}`;
  }
}

function documentsOf(states: readonly ShardState[]): number {
  return states.reduce((sum, { done, progress }) => sum + (done?.documents ?? progress?.done ?? 0), 0);
}

/** Of the run that is done, 0 to 1. */
function shareOf(states: readonly ShardState[]): number {
  const parts = states.map(({ done, progress }) =>
    done ? 1 : progress ? progress.through / Math.max(1, progress.bytes) : 0,
  );
  return parts.reduce((sum, part) => sum + part, 0) / states.length;
}
