// Runs a crawl, shows its progress by host and its summary, writes the account of it, and sets the exit code.
import type { Coverage, CoverageRow } from "../fetch/coverage.ts";
import type { Entry } from "../fetch/entry.ts";
import { type Ran, Session, verdictOf } from "../fetch/session.ts";
import { sweepEarly } from "../run/heap.ts";
import { UsageError } from "./errors.ts";
import type { FetchFlags } from "./fetch-flags.ts";
import { jobOf, keepJob } from "./fetch-job.ts";
import { planOf } from "./fetch-plan.ts";
import { countsOf, progressLine, showProgress } from "./fetch-progress.ts";
import { msg } from "./messages.ts";
import { head, note, print, result, say, wantsJson, warn } from "./voice.ts";

const LINES_SHOWN = 20;
/** A second one of these ends the process at once. */
const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Sets `process.exitCode` to 0, 1 or 2; broken runs throw. */
export async function fetchAndTell(what: readonly string[], flags: FetchFlags): Promise<void> {
  sweepEarly();
  const job = jobOf(what, flags);
  if (job.addresses.length === 0) throw new UsageError(msg`${what.join(" ")}: holds no address`);
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const session = await Session.open(planOf(job, flags), {
    onEntry: (entry) => {
      if (wantsJson()) process.stdout.write(`${JSON.stringify(entry)}\n`);
      note("ended", entry);
      count(nameOf(entry, session.before(entry.url)?.outcome));
    },
    onAsked: ({ ask, response, fault, milliseconds }) => {
      const told = response ? { status: response.status, bytes: response.body.length, ip: response.ip } : {};
      note("asked", { url: ask.url, method: ask.method, ...told, ...(fault ? { fault } : {}), milliseconds });
    },
    onWanted: (url) => {
      count("would be asked");
      print(url);
      result({ would_ask: url });
    },
  });
  for (const trouble of session.notes) warn(trouble);
  if (flags.dryRun !== true) keepJob(job);
  if (flags.join === true) await session.join();
  const ran = await runToEnd(session, counts);
  head(msg`this run: ${countsOf(counts) || msg`nothing to do`}`);
  if (flags.dryRun === true) return;
  if (flags.worker === undefined) tell(ran, counts, job.archive);
  // One of several may have nothing to do.
  process.exitCode = flags.worker === undefined ? verdictOf(ran) : Math.min(1, verdictOf(ran));
}

async function runToEnd(session: Session, counts: ReadonlyMap<string, number>): Promise<Ran> {
  const started = Date.now();
  const stop = showProgress(() => progressLine(counts, session.hostViews(), started));
  const halt = () => session.stop();
  for (const signal of SIGNALS) process.once(signal, halt);
  try {
    return await session.run();
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, halt);
    stop();
  }
}

function tell(ran: Ran, counts: ReadonlyMap<string, number>, folder: string): void {
  const { coverage, left, kept, entries } = ran;
  const failed: Entry[] = [];
  for (const entry of ran.ended) if (entry.outcome === "failed") failed.push(entry);
  const { gaps } = coverage;
  some(failed, "manifest.csv", ({ url, reason }) =>
    warn(msg`  failed  ${url}  ${reason ?? ""}`, { url, reason }),
  );
  say(msg`lists: ${statesOf(coverage)}`);
  some(gaps, "coverage.csv", (row) => warn(msg`  gap     ${gapOf(row)}`));
  say(
    msg`The archive in ${folder} holds ${kept} of ${entries.size} addresses: gongkai extract ${folder} -o dataset`,
  );
  if (left > 0) warn(msg`${left} addresses are left: gongkai fetch --resume ${folder}`);
  const summary = { archive: folder, addresses: entries.size, kept, gaps: gaps.length, left };
  result({ summary: { ...summary, this_run: Object.fromEntries(counts) } });
}

function some<T>(all: readonly T[], file: string, show: (one: T) => void): void {
  all.slice(0, LINES_SHOWN).forEach(show);
  if (all.length > LINES_SHOWN) warn(msg`  … and ${all.length - LINES_SHOWN} more, see ${file}`);
}

function statesOf({ lists }: Coverage): string {
  return `${lists.whole} whole, ${lists.unknown} of unknown size, ${lists.gap} with gaps (coverage.csv)`;
}

function gapOf({ list, site, year, issuer, unit, expected, found, why }: CoverageRow): string {
  const what = list === "" ? [site, year, issuer].filter((part) => part !== "").join(" ") : list;
  return `${what}  ${found} of ${expected ?? "?"} ${unit}: ${why}`;
}

/** An outcome beside how the address stood before this run. */
function nameOf({ outcome, reason }: Entry, before: string | undefined): string {
  if (outcome === "fetched") return "new";
  if (outcome === "gone" && before !== undefined && before !== "gone") return "gone since the last run";
  return outcome === "failed" || outcome === "skipped" ? `${outcome} (${reason ?? ""})` : outcome;
}
