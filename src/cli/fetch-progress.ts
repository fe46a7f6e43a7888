// The progress of a crawl on stderr: what was done, and how things stand with the hosts that have most to do.
import type { HostView } from "../fetch/hosts.ts";
import { msg } from "./messages.ts";
import { drawOver, isQuiet, say } from "./voice.ts";

const PROGRESS_MS = 1000;
const PLAIN_PROGRESS_MS = 15_000;
const HOSTS_SHOWN = 3;

export function progressLine(
  counts: ReadonlyMap<string, number>,
  hosts: readonly HostView[],
  started: number,
): string {
  const done = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rate = (done / Math.max(1, (Date.now() - started) / 1000)).toFixed(1);
  const waiting = hosts.reduce((sum, host) => sum + host.waiting, 0);
  const shown = hosts.slice(0, HOSTS_SHOWN).map(({ host, done: had, waiting: left, pause, rests }) => {
    const state = rests ? msg`rests` : pause > 1500 ? msg`waits ${Math.ceil(pause / 1000)} s` : "";
    return `${host.replace(/^https?:\/\//, "")} ${had}+${left}${state === "" ? "" : ` ${state}`}`;
  });
  const most = hosts.length > HOSTS_SHOWN ? msg` · ${hosts.length - HOSTS_SHOWN} hosts more` : "";
  const line = msg`${done} done, ${waiting} waiting · ${rate}/s`;
  return [line, countsOf(counts), ...shown].join(" · ") + most;
}

/** One line that is written over on a terminal, a plain line now and then elsewhere. */
export function showProgress(line: () => string): () => void {
  if (isQuiet()) return () => undefined;
  const terminal = process.stderr.isTTY;
  const erase = () => process.stderr.write("\r\u001b[K");
  const draw = () => process.stderr.write(`\r\u001b[K${line().slice(0, process.stderr.columns - 1)}`);
  const timer = terminal ? setInterval(draw, PROGRESS_MS) : setInterval(() => say(line()), PLAIN_PROGRESS_MS);
  if (terminal) drawOver(erase);
  return () => {
    clearInterval(timer);
    if (!terminal) return;
    erase();
    drawOver(() => undefined);
  };
}

export function countsOf(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${count} ${name}`).join(", ");
}
