// What a crawl is to do: from a list, one address, a pipeline's sources or what an archive was begun with.
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Years } from "../fetch/rules.ts";
import { loadFetchPlan } from "../run/pipeline.ts";
import { defaultPipeline } from "./defaults.ts";
import { UsageError } from "./errors.ts";
import type { FetchFlags } from "./fetch-flags.ts";
import { wholeNumber } from "./whole-number.ts";

export interface Job {
  readonly addresses: readonly string[];
  readonly archive: string;
  readonly pipeline: string;
  readonly years: Years | null;
  readonly depth: number;
  readonly delay: number;
  readonly contact: string | null;
}

const DEPTH = 3;
const DELAY_MS = 1000;

export function jobFile(archive: string): string {
  const own = join(archive, ".gongkai");
  mkdirSync(own, { recursive: true });
  return join(own, "fetch.json");
}

/** What is to be fetched: a list, a pipeline's sources, or what an archive was begun with. */
export function jobOf(what: string, flags: FetchFlags): Job {
  if (/^https?:\/\//i.test(what)) {
    if (flags.out === undefined) throw new UsageError(`${what}: say where the archive is with --out`);
    const begun = { pipeline: resolve(defaultPipeline()), years: null };
    return { addresses: [what], archive: resolve(flags.out), ...settingsOf(flags, begun) };
  }
  const stat = statSync(what, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`${what}: no such file or folder`);
  if (stat.isDirectory()) {
    const file = join(what, ".gongkai", "fetch.json");
    if (!existsSync(file)) throw new UsageError(`${what}: is no archive that a fetch was begun in`);
    const begun = JSON.parse(readFileSync(file, "utf8")) as Job;
    return { ...begun, archive: resolve(what), ...settingsOf(flags, begun) };
  }
  const isPipeline = /\.ya?ml$/i.test(what);
  const pipeline = resolve(isPipeline ? what : defaultPipeline());
  const plan = isPipeline ? loadFetchPlan(what) : null;
  const archive = flags.out === undefined ? (plan?.archive ?? null) : resolve(flags.out);
  if (archive === null) throw new UsageError(`${what}: names no archive; say where with --out`);
  const addresses = plan?.sources ?? listOf(readFileSync(what, "utf8"));
  return { addresses, archive, ...settingsOf(flags, { pipeline, years: plan?.years ?? null }) };
}

/** What the command line says, before what was said when the archive was begun. */
function settingsOf(flags: FetchFlags, begun: Pick<Job, "pipeline" | "years"> & Partial<Job>) {
  return {
    pipeline: flags.pipeline === undefined ? begun.pipeline : resolve(flags.pipeline),
    years: yearsOf(flags) ?? begun.years,
    depth: flags.depth === undefined ? (begun.depth ?? DEPTH) : wholeNumber("depth", flags.depth, 0),
    delay: flags.delay === undefined ? (begun.delay ?? DELAY_MS) : wholeNumber("delay", flags.delay, 0),
    contact: contactOf(flags) ?? begun.contact ?? null,
  };
}

/** What a host's keeper can go to: anything else would tell them nothing. */
function contactOf({ contact }: FetchFlags): string | null {
  if (contact === undefined) return null;
  const fit =
    /^https?:\/\/[^\s()]+$/i.test(contact) || /^(?:mailto:)?[^\s()@]+@[^\s()@]+\.[^\s()@]+$/.test(contact);
  if (!fit) throw new UsageError(`--contact ${contact}: wanted is a web address or a mail address`);
  return contact;
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
  if (!match) throw new UsageError(`--years ${years}: wanted are two years, for example 2021-2025`);
  return { from: Number(match[1]), to: Number(match[2] ?? match[1]) };
}
