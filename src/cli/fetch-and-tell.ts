// Runs a crawl, shows its progress by host and its summary, writes the account of it, and sets the exit code.
import { writeFileSync } from "node:fs";
import { Archive, type Entry } from "../fetch/archive.ts";
import { writeChanges } from "../fetch/changes.ts";
import { Client, FETCH_LIMITS } from "../fetch/client.ts";
import type { CoverageRow } from "../fetch/coverage.ts";
import { readExpected, writeCoverage } from "../fetch/coverage-file.ts";
import { Crawl, type CrawlOptions, type Mode } from "../fetch/crawl.ts";
import { loadFetchPlan } from "../run/pipeline.ts";
import { UsageError } from "./errors.ts";
import type { FetchFlags } from "./fetch-flags.ts";
import { type Job, jobFile, jobOf } from "./fetch-job.ts";
import { countsOf, progressLine, showProgress } from "./fetch-progress.ts";
import { head, result, say, wantsJson, warn } from "./voice.ts";
import { wholeNumber } from "./whole-number.ts";

/** Failures in a row after which a host rests. */
const PATIENCE = 5;
const LINES_SHOWN = 20;
/** A second one of these ends the process at once. */
const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Sets `process.exitCode` to 0, 1 or 2; broken runs throw. */
export async function fetchAndTell(what: string, flags: FetchFlags): Promise<void> {
  const job = jobOf(what, flags);
  if (job.addresses.length === 0) throw new UsageError(`${what}: holds no address`);
  const mode: Mode = flags.retry ? "retry" : flags.resume ? "resume" : "changes";
  const expected = flags.expect === undefined ? [] : readExpected(flags.expect);
  const options = optionsOf(job, flags);
  const limits = { ...FETCH_LIMITS, seconds: wholeNumber("timeout", flags.timeout, 0) };
  const client = new Client(
    `gongkai${job.contact ? ` (+${job.contact})` : ""}`,
    new Set(flags.allowHost),
    limits,
  );
  const archive = await Archive.open(job.archive);
  for (const note of archive.notes) warn(note);
  writeFileSync(jobFile(job.archive), JSON.stringify(job));
  const before = new Map(archive.entries);
  const ended = new Map<string, Entry>();
  const counts = new Map<string, number>();
  const crawl = new Crawl(client, archive, options, (entry) => {
    ended.set(entry.url, entry);
    if (wantsJson()) process.stdout.write(`${JSON.stringify(entry)}\n`);
    const name = nameOf(entry, before.get(entry.url)?.outcome);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  const started = Date.now();
  const stop = showProgress(() => progressLine(counts, crawl.hostViews(), started));
  const halt = () => crawl.stop();
  for (const signal of SIGNALS) process.once(signal, halt);
  try {
    await crawl.run(job.addresses, mode);
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, halt);
    stop();
    await client.close();
    await archive.close();
  }
  const coverage = crawl.coverage(expected);
  writeCoverage(job.archive, coverage);
  writeChanges(job.archive, before, ended);
  tell(archive, [...ended.values()], counts, coverage, job.archive);
  if (crawl.left === 0) return;
  warn(`${crawl.left} addresses are left: gongkai fetch --resume ${job.archive}`);
  process.exitCode = 1;
}

function optionsOf(job: Job, flags: FetchFlags): CrawlOptions {
  return {
    agent: "gongkai",
    delay: job.delay,
    concurrency: Math.max(1, wholeNumber("concurrency", flags.concurrency, 0)),
    retries: wholeNumber("retries", flags.retries, 0),
    depth: job.depth,
    patience: PATIENCE,
    ignoreRobots: flags.ignoreRobots === true,
    rules: loadFetchPlan(job.pipeline).rules,
    years: job.years,
    limit: flags.limit === undefined ? Number.POSITIVE_INFINITY : wholeNumber("limit", flags.limit, 0),
  };
}

/** @param ended how addresses ended in this run */
function tell(
  archive: Archive,
  ended: readonly Entry[],
  counts: ReadonlyMap<string, number>,
  coverage: readonly CoverageRow[],
  folder: string,
): void {
  const entries = [...archive.entries.values()];
  const failed = ended.filter(({ outcome }) => outcome === "failed");
  const kept = entries.filter(({ offset }) => offset !== undefined);
  const gaps = coverage.filter(({ state }) => state === "gap");
  head(`this run: ${countsOf(counts) || "nothing to do"}`);
  some(failed, "manifest.csv", ({ url, reason }) =>
    warn(`  failed  ${url}  ${reason ?? ""}`, { url, reason }),
  );
  say(`lists: ${statesOf(coverage)}`);
  some(gaps, "coverage.csv", (row) => warn(`  gap     ${gapOf(row)}`));
  say(
    `The archive in ${folder} holds ${kept.length} of ${entries.length} addresses: gongkai extract ${folder} -o dataset`,
  );
  process.exitCode = kept.length === 0 ? 2 : failed.length > 0 || gaps.length > 0 ? 1 : 0;
  const summary = { archive: folder, addresses: entries.length, kept: kept.length, gaps: gaps.length };
  result({ summary: { ...summary, this_run: Object.fromEntries(counts) } });
}

function some<T>(all: readonly T[], file: string, show: (one: T) => void): void {
  all.slice(0, LINES_SHOWN).forEach(show);
  if (all.length > LINES_SHOWN) warn(`  … and ${all.length - LINES_SHOWN} more, see ${file}`);
}

function statesOf(coverage: readonly CoverageRow[]): string {
  const lists = coverage.filter(({ list }) => list !== "");
  const count = (state: CoverageRow["state"]) => lists.filter((row) => row.state === state).length;
  return `${count("whole")} whole, ${count("unknown")} of unknown size, ${count("gap")} with gaps (coverage.csv)`;
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
