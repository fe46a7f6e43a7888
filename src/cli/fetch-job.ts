// What a crawl is to do: from lists, addresses, a pipeline's sources or what an archive was begun with.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Years } from "../fetch/rules.ts";
import type { WebArchiveSource } from "../fetch/web-archive/harvest.ts";
import { loadFetchPlan } from "../run/fetch-plan.ts";
import { defaultPipeline } from "./defaults.ts";
import { UsageError } from "./errors.ts";
import type { FetchFlags } from "./fetch-flags.ts";
import { msg } from "./messages.ts";
import { wholeNumber } from "./whole-number.ts";

export interface Job {
  readonly addresses: readonly string[];
  readonly archive: string;
  readonly pipeline: string;
  readonly years: Years | null;
  readonly depth: number;
  readonly delay: number;
  readonly contact: string | null;
  readonly webArchive: WebArchiveSource | null;
}

type Given = Pick<Job, "addresses"> & { readonly archive?: string } & Partial<
    Pick<Job, "pipeline" | "years">
  >;

const DEPTH = 4;
const DELAY_MS = 1000;

function jobFile(archive: string): string {
  return join(archive, ".gongkai", "fetch.json");
}

function begunIn(archive: string): Job | null {
  const file = jobFile(archive);
  return existsSync(file)
    ? { webArchive: null, ...(JSON.parse(readFileSync(file, "utf8")) as Omit<Job, "webArchive">) }
    : null;
}

/** Keeps what an archive was begun with; several lists that were given one after the other are one archive's. */
export function keepJob(job: Job): void {
  const begun = begunIn(job.archive);
  const known = new Set(begun?.addresses);
  const count = known.size;
  for (const address of job.addresses) known.add(address);
  // Of very many addresses, mostly all were there before.
  if (begun && known.size === count && isSame(begun, job)) return;
  mkdirSync(join(job.archive, ".gongkai"), { recursive: true });
  // Workers that begin together write the same.
  const part = `${jobFile(job.archive)}.${process.pid}`;
  writeFileSync(part, JSON.stringify({ ...job, addresses: [...known] }));
  renameSync(part, jobFile(job.archive));
}

/** True for two that differ in nothing but their addresses. */
function isSame({ addresses: _, ...one }: Job, { addresses: __, ...other }: Job): boolean {
  return isDeepStrictEqual(one, other);
}

/**
 * What is to be fetched.
 * @param what addresses, lists of them, pipelines with sources, or one archive that is gone on with
 * @throws UsageError
 */
export function jobOf(what: readonly string[], flags: FetchFlags): Job {
  const given = what.map((one) => givenBy(one, flags.cdx !== undefined));
  const told = given.find(({ archive }) => archive !== undefined)?.archive;
  const archive = flags.out === undefined ? told : resolve(flags.out);
  if (archive === undefined)
    throw new UsageError(msg`${what.join(" ")}: names no archive; say where with --out`);
  const begun = begunIn(archive);
  const webArchive = webArchiveOf(flags) ?? (told === undefined ? null : (begun?.webArchive ?? null));
  if (begun && (begun.webArchive === null) !== (webArchive === null))
    throw new UsageError(
      msg`${archive}: holds pages of sites or captures of a web archive; take another one for others`,
    );
  const pipeline = given.find((one) => one.pipeline !== undefined)?.pipeline ?? begun?.pipeline;
  const years = given.find((one) => one.years !== undefined)?.years ?? begun?.years;
  return {
    addresses: given.flatMap(({ addresses }) => addresses),
    archive,
    pipeline:
      flags.pipeline === undefined ? (pipeline ?? resolve(defaultPipeline())) : resolve(flags.pipeline),
    years: yearsOf(flags) ?? years ?? null,
    depth: flags.depth === undefined ? (begun?.depth ?? DEPTH) : wholeNumber("depth", flags.depth, 0),
    delay: flags.delay === undefined ? (begun?.delay ?? DELAY_MS) : wholeNumber("delay", flags.delay, 0),
    contact: contactOf(flags) ?? begun?.contact ?? null,
    webArchive,
  };
}

function givenBy(what: string, isQuery: boolean): Given {
  if (/^https?:\/\//i.test(what)) return { addresses: [what] };
  const stat = statSync(what, { throwIfNoEntry: false });
  if (!stat && isQuery) return { addresses: [what] };
  if (!stat) throw new UsageError(msg`${what}: no such file or folder`);
  if (stat.isDirectory()) {
    const begun = begunIn(what);
    if (!begun) throw new UsageError(msg`${what}: is no archive that a fetch was begun in`);
    return { addresses: begun.addresses, archive: resolve(what) };
  }
  if (!/\.ya?ml$/i.test(what)) return { addresses: listOf(readFileSync(what, "utf8")) };
  const { sources, archive, years } = loadFetchPlan(what);
  const told = { addresses: sources, pipeline: resolve(what), ...(years ? { years } : {}) };
  return archive === null ? told : { ...told, archive };
}

/** What a host's keeper can go to: anything else would tell them nothing. */
function contactOf({ contact }: FetchFlags): string | null {
  if (contact === undefined) return null;
  const fit =
    /^https?:\/\/[^\s()]+$/i.test(contact) || /^(?:mailto:)?[^\s()@]+@[^\s()@]+\.[^\s()@]+$/.test(contact);
  if (!fit) throw new UsageError(msg`--contact ${contact}: wanted is a web address or a mail address`);
  return contact;
}

function webArchiveOf({ cdx, warcs, captured }: FetchFlags): WebArchiveSource | null {
  if (cdx === undefined) {
    if (warcs !== undefined || captured !== undefined)
      throw new UsageError(msg`--warcs and --captured go with --cdx, which says whose captures are meant`);
    return null;
  }
  const match = captured === undefined ? null : /^(\d{4,14})(?:-(\d{4,14}))?$/.exec(captured);
  if (captured !== undefined && !match)
    throw new UsageError(msg`--captured ${captured}: wanted are two times, for example 2008-2020`);
  const [, from = "", to = from] = match ?? [];
  return { index: cdx, warcs: warcs ?? null, captured: match ? { from, to } : null };
}

function listOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => (line.includes("#") ? line.replace(/(?:^|\s)#.*$/, "") : line).trim())
    .filter((line) => line !== "");
}

function yearsOf({ years }: FetchFlags): Years | null {
  if (years === undefined) return null;
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(years);
  if (!match) throw new UsageError(msg`--years ${years}: wanted are two years, for example 2021-2025`);
  return { from: Number(match[1]), to: Number(match[2] ?? match[1]) };
}
