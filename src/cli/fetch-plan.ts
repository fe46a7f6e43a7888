// Makes the plan of a run from a job and from what the command line says of this run only.
import { FETCH_LIMITS } from "../fetch/client.ts";
import { readExpected } from "../fetch/coverage-file.ts";
import type { NetworkOptions, TlsVersion } from "../fetch/network.ts";
import type { SessionPlan } from "../fetch/session.ts";
import { CLAIM_TIMES } from "../fetch/together/claims.ts";
import { loadFetchPlan } from "../run/fetch-plan.ts";
import { UsageError } from "./errors.ts";
import type { FetchFlags } from "./fetch-flags.ts";
import type { Job } from "./fetch-job.ts";
import { msg } from "./messages.ts";
import { wholeNumber } from "./whole-number.ts";

/** As robots.txt calls it. */
const AGENT = "gongkai";
/** Failures in a row after which a host rests. */
const PATIENCE = 5;
const MEGABYTE = 1_000_000;

/** @throws UsageError */
export function planOf(job: Job, flags: FetchFlags): SessionPlan {
  const agentName = `${AGENT}${job.contact ? ` (+${job.contact})` : ""}`;
  return {
    archive: job.archive,
    addresses: job.addresses,
    mode: flags.join ? "account" : flags.retry ? "retry" : flags.resume ? "resume" : "changes",
    agentName,
    allowed: new Set(flags.allowHost),
    limits: { ...FETCH_LIMITS, seconds: wholeNumber("timeout", flags.timeout, 0) },
    network: networkOf(flags, process.env),
    expected: flags.expect === undefined ? [] : readExpected(flags.expect),
    ...(flags.from === undefined ? {} : { dataset: datasetOf(flags.from, flags) }),
    ...(flags.worker === undefined ? {} : { worker: workerOf(flags.worker, job, flags) }),
    ...(flags.browser === undefined ? {} : { browser: browserOf(flags.browser, job) }),
    ...(job.webArchive === null ? {} : { webArchive: job.webArchive }),
    keeping: keepingOf(agentName, job, flags),
    crawl: {
      agent: AGENT,
      delay: job.delay,
      concurrency: Math.max(1, wholeNumber("concurrency", flags.concurrency, 0)),
      retries: wholeNumber("retries", flags.retries, 0),
      depth: job.depth,
      patience: PATIENCE,
      ignoreRobots: flags.ignoreRobots === true,
      rules: loadFetchPlan(job.pipeline).rules,
      years: job.years,
      limit: flags.limit === undefined ? Number.POSITIVE_INFINITY : wholeNumber("limit", flags.limit, 0),
      since: sinceOf(flags, new Date()),
      dryRun: flags.dryRun === true,
    },
  };
}

function datasetOf(from: string, { retry }: FetchFlags): string {
  if (!retry)
    throw new UsageError(msg`--from goes with --retry: it says which documents are asked for again`);
  return from;
}

/** Null for the one that is installed. */
function browserOf(browser: string | true, { webArchive }: Job): string | null {
  if (webArchive !== null) throw new UsageError(msg`captures of a web archive are not drawn anew`);
  return browser === true ? null : browser;
}

function workerOf(name: string, job: Job, { claimsExpire, dryRun }: FetchFlags) {
  if (!/^\w[\w.-]*$/.test(name))
    throw new UsageError(msg`--worker ${name}: wanted is a name of letters and digits`);
  if (job.webArchive !== null) throw new UsageError(msg`captures of a web archive are fetched by one worker`);
  if (dryRun) throw new UsageError(msg`--dry-run asks for no worker`);
  return { name, times: { ...CLAIM_TIMES, expires: wholeNumber("claims-expire", claimsExpire, 1) * 1000 } };
}

function keepingOf(agentName: string, job: Job, { warcSize, ignoreRobots }: FetchFlags) {
  const facts: (readonly [string, string])[] = [
    ["software", agentName],
    ["robots", ignoreRobots ? "ignore" : "obey"],
    ...(job.contact === null ? [] : [["operator", job.contact] as const]),
  ];
  return { full: wholeNumber("warc-size", warcSize, 1) * MEGABYTE, facts };
}

/** A time, or so many days ago. */
export function sinceOf({ since }: Pick<FetchFlags, "since">, now: Date): Date | null {
  if (since === undefined) return null;
  const days = /^(\d+)d$/.exec(since)?.[1];
  const time = days === undefined ? new Date(since) : new Date(now.getTime() - Number(days) * 86_400_000);
  if (Number.isNaN(time.getTime()))
    throw new UsageError(
      msg`--since ${since}: wanted is a date, or how many days ago, for example 2026-01-31 or 30d`,
    );
  return time;
}

/** Proxies are those of the environment, as most programs read them, unless one is named. */
export function networkOf(
  { proxy, insecureHost, tlsMin }: Pick<FetchFlags, "proxy" | "insecureHost" | "tlsMin">,
  environment: Readonly<Record<string, string | undefined>>,
): NetworkOptions {
  const of = (name: string) => environment[name] ?? environment[name.toUpperCase()] ?? "";
  const http = proxy ?? of("http_proxy");
  const https = proxy ?? of("https_proxy");
  for (const one of [http, https]) {
    if (one !== "" && !/^https?:\/\//.test(one))
      throw new UsageError(msg`${one}: a proxy is named as http://host:port or https://host:port`);
  }
  return {
    proxy: { http, https, except: proxy === undefined ? of("no_proxy") : "" },
    insecureHosts: new Set(insecureHost),
    tlsMin: new Map(tlsMin.map(tlsOf)),
  };
}

function tlsOf(text: string): [string, TlsVersion] {
  const [, host, version] = /^([^=\s]+)=(1\.[012])$/.exec(text) ?? [];
  if (host === undefined || version === undefined)
    throw new UsageError(
      msg`--tls-min ${text}: wanted is a host and 1.0, 1.1 or 1.2, for example old.gov.cn=1.0`,
    );
  return [host, version as TlsVersion];
}
