// Runs a crawl, shows its progress by host and its summary on stderr, and sets the exit code.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pc from "picocolors";
import { Archive, type Entry } from "../fetch/archive.ts";
import { Client, FETCH_LIMITS } from "../fetch/client.ts";
import { Crawl, type HostView, type Mode } from "../fetch/crawl.ts";
import type { Years } from "../fetch/links.ts";
import { loadFetchPlan } from "../run/pipeline.ts";
import { plainLine } from "../text/terminal.ts";
import { defaultPipeline } from "./defaults.ts";
import type { FetchFlags } from "./fetch-flags.ts";

/** Failures in a row after which a host rests. */
const PATIENCE = 5;
const PROGRESS_MS = 1000;
const PLAIN_PROGRESS_MS = 15_000;
const HOSTS_SHOWN = 3;

interface Job {
  readonly addresses: readonly string[];
  readonly archive: string;
  readonly pipeline: string;
  readonly years: Years | null;
  readonly depth: number;
  readonly delay: number;
  readonly contact: string | null;
}

const DEPTH = 2;
const DELAY_MS = 1000;

/** Sets `process.exitCode` to 0, 1 or 2; broken runs throw. */
export async function fetchAndTell(what: string, flags: FetchFlags): Promise<void> {
  const job = jobOf(what, flags);
  if (job.addresses.length === 0) throw new Error(`${what}: holds no address`);
  const { rules } = loadFetchPlan(job.pipeline);
  const mode: Mode = flags.retry ? "retry" : flags.resume ? "resume" : "changes";
  const seconds = whole("timeout", flags.timeout);
  const client = new Client(
    `gongkai${flags.contact ? ` (+${flags.contact})` : ""}`,
    new Set(flags.allowHost),
    {
      ...FETCH_LIMITS,
      seconds,
    },
  );
  const archive = await Archive.open(job.archive);
  for (const note of archive.notes) process.stderr.write(`${plainLine(note)}\n`);
  writeFileSync(jobFile(job.archive), JSON.stringify(job));
  const before = new Map([...archive.entries].map(([url, { outcome }]) => [url, outcome]));
  const counts = new Map<string, number>();
  const crawl = new Crawl(
    client,
    archive,
    {
      agent: "gongkai",
      delay: job.delay,
      concurrency: Math.max(1, whole("concurrency", flags.concurrency)),
      retries: whole("retries", flags.retries),
      depth: job.depth,
      patience: PATIENCE,
      ignoreRobots: flags.ignoreRobots === true,
      rules,
      years: job.years,
    },
    (entry) => {
      const name = nameOf(entry, before.get(entry.url));
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
  );
  const started = Date.now();
  const stop = showProgress(() => progressLine(counts, crawl.hostViews(), started));
  try {
    await crawl.run(job.addresses, mode);
  } finally {
    stop();
    await client.close();
    await archive.close();
  }
  tell(archive, counts, job.archive);
}

function tell(archive: Archive, counts: ReadonlyMap<string, number>, folder: string): void {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const entries = [...archive.entries.values()];
  const failed = entries.filter(({ outcome }) => outcome === "failed");
  const kept = entries.filter(({ offset }) => offset !== undefined);
  say(`this run: ${countsOf(counts) || "nothing to do"}`);
  for (const { url, reason } of failed.slice(0, 20))
    say(pc.yellow(plainLine(`  failed  ${url}  ${reason ?? ""}`)));
  if (failed.length > 20) say(pc.yellow(`  … and ${failed.length - 20} more, see manifest.csv`));
  say(
    `The archive in ${pc.bold(folder)} holds ${kept.length} of ${entries.length} addresses: gongkai extract ${folder} -o dataset`,
  );
  process.exitCode = kept.length === 0 ? 2 : failed.length > 0 ? 1 : 0;
}

/** An outcome beside how the address stood before this run. */
function nameOf({ outcome, reason }: Entry, before: string | undefined): string {
  if (outcome === "fetched") return "new";
  if (outcome === "gone" && before !== undefined && before !== "gone") return "gone since the last run";
  return outcome === "failed" || outcome === "skipped" ? `${outcome} (${reason ?? ""})` : outcome;
}

function countsOf(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${count} ${name}`).join(", ");
}

function progressLine(
  counts: ReadonlyMap<string, number>,
  hosts: readonly HostView[],
  started: number,
): string {
  const done = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rate = (done / Math.max(1, (Date.now() - started) / 1000)).toFixed(1);
  const waiting = hosts.reduce((sum, host) => sum + host.waiting, 0);
  const shown = hosts.slice(0, HOSTS_SHOWN).map(({ host, done: had, waiting: left, pause, rests }) => {
    const state = rests ? "rests" : pause > 1500 ? `waits ${Math.ceil(pause / 1000)} s` : "";
    return `${host.replace(/^https?:\/\//, "")} ${had}+${left}${state === "" ? "" : ` ${state}`}`;
  });
  const most = hosts.length > HOSTS_SHOWN ? ` · ${hosts.length - HOSTS_SHOWN} hosts more` : "";
  return `${done} done, ${waiting} waiting · ${rate}/s · ${countsOf(counts)}${shown.length > 0 ? ` · ${shown.join(" · ")}` : ""}${most}`;
}

/** One line that is written over on a terminal, a plain line now and then elsewhere. */
function showProgress(line: () => string): () => void {
  const terminal = process.stderr.isTTY;
  const timer = setInterval(
    () =>
      process.stderr.write(
        terminal ? `\r\u001b[K${line().slice(0, process.stderr.columns - 1)}` : `${line()}\n`,
      ),
    terminal ? PROGRESS_MS : PLAIN_PROGRESS_MS,
  );
  return () => {
    clearInterval(timer);
    if (terminal) process.stderr.write("\r\u001b[K");
  };
}

function jobFile(archive: string): string {
  const own = join(archive, ".gongkai");
  mkdirSync(own, { recursive: true });
  return join(own, "fetch.json");
}

/** What is to be fetched: a list, a pipeline's sources, or what an archive was begun with. */
function jobOf(what: string, flags: FetchFlags): Job {
  const stat = statSync(what, { throwIfNoEntry: false });
  if (!stat) throw new Error(`${what}: no such file or folder`);
  if (stat.isDirectory()) {
    const file = join(what, ".gongkai", "fetch.json");
    if (!existsSync(file)) throw new Error(`${what}: is no archive that a fetch was begun in`);
    const begun = JSON.parse(readFileSync(file, "utf8")) as Job;
    return { ...begun, archive: resolve(what), ...settingsOf(flags, begun) };
  }
  const isPipeline = /\.ya?ml$/i.test(what);
  const pipeline = resolve(isPipeline ? what : defaultPipeline());
  const plan = isPipeline ? loadFetchPlan(what) : null;
  const archive = flags.out === undefined ? (plan?.archive ?? null) : resolve(flags.out);
  if (archive === null) throw new Error(`${what}: names no archive; say where with --out`);
  const addresses = plan?.sources ?? listOf(readFileSync(what, "utf8"));
  return { addresses, archive, ...settingsOf(flags, { pipeline, years: plan?.years ?? null }) };
}

/** What the command line says, before what was said when the archive was begun. */
function settingsOf(flags: FetchFlags, begun: Pick<Job, "pipeline" | "years"> & Partial<Job>) {
  return {
    pipeline: flags.pipeline === undefined ? begun.pipeline : resolve(flags.pipeline),
    years: yearsOf(flags) ?? begun.years,
    depth: flags.depth === undefined ? (begun.depth ?? DEPTH) : whole("depth", flags.depth),
    delay: flags.delay === undefined ? (begun.delay ?? DELAY_MS) : whole("delay", flags.delay),
    contact: flags.contact ?? begun.contact ?? null,
  };
}

function listOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
}

function yearsOf({ years }: FetchFlags): Years | null {
  if (years === undefined) return null;
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(years);
  if (!match) throw new Error(`--years ${years}: wanted are two years, for example 2021-2025`);
  return { from: Number(match[1]), to: Number(match[2] ?? match[1]) };
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} ${text}: a whole number is wanted`);
  return value;
}
