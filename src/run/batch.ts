// Runs a pipeline over all its inputs: documents in, dataset out, one line for every document whatever happens.
// Must not know terminals; progress goes to a callback.
import { DATASET_FILES } from "../export/dataset.ts";
import { failureReason } from "../model/failure.ts";
import { failedReport } from "../record/record.ts";
import { keepAsked } from "../store/asked.ts";
import { sha256 } from "../store/digest.ts";
import type { ArchiveLimits } from "../store/limits.ts";
import { bytesBelow, documentsBelow, type FoundItem, type InputSpec } from "../store/sources.ts";
import { type DecidedOutcome, writeDecided } from "./decided.ts";
import { asFound } from "./found.ts";
import { Journal } from "./journal.ts";
import { watched } from "./kinship.ts";
import type { Pipeline } from "./pipeline.ts";
import { type Extractor, openExtractor, POOL_LIMITS, type PoolLimits } from "./pool.ts";
import type { Done, OnProgress } from "./progress.ts";
import { isOf, Passing, type Shard } from "./shard.ts";
import { ShardWriter } from "./shard-files.ts";
import {
  DocumentsSeen,
  digestsOf,
  filesStand,
  type Identified,
  identified,
  type Sealed,
  sealVersion,
} from "./standing.ts";
import { Versions } from "./version.ts";

export interface BatchOptions extends Partial<PoolLimits> {
  /** Reads documents again whose records say that they failed. */
  readonly retry?: boolean;
  /** Follows links that lead out of the inputs. */
  readonly followLinks?: boolean;
  /** What an archive may ask of the machine. */
  readonly archives?: ArchiveLimits;
}

/** How a run went, whatever became of it. */
export interface RunFacts {
  /** Documents whose records were taken from an earlier run. */
  readonly reused: number;
  /** The state of an earlier run was damaged: what could not be trusted was read again. */
  readonly mended: boolean;
  /** Most resident bytes of all processes of the run together, or more. */
  readonly peak: number;
}

export type BatchOutcome = DecidedOutcome & RunFacts;

/** Documents in flight for each thread: while one takes long, the other threads go on with those behind it. */
const AHEAD = 64;
/** Bytes of documents in flight, whatever their number. */
const AHEAD_BYTES = 64 * 1024 * 1024;

/**
 * Extracts every document below `inputs` into a dataset in `out`, in the order of their names, whatever the number of
 * processes. Records are kept in `out/.gongkai` as they are finished: the same command goes on after a kill.
 * The dataset that is there stays until the new one is whole, is not empty, and breaks none of the pipeline's bounds.
 * @throws InputError when an input is missing, LockedError when another run has `out`, WriteError when it cannot be
 * written; anything a document does wrong becomes its record instead.
 */
export async function runBatch(
  pipeline: Pipeline,
  inputs: readonly InputSpec[],
  out: string,
  onProgress: OnProgress,
  options: BatchOptions = {},
): Promise<BatchOutcome> {
  const from = inputsOf(inputs, out);
  const bytes = bytesBelow(from, options.followLinks);
  return reading(pipeline, out, options, async (run) => {
    keepAsked(out, { pipeline: pipeline.file, inputs: from, options });
    const found = () => documentsBelow(from, options.archives, options.followLinks);
    const now = { version: sealVersion(pipeline, out, run.versions.ofRun()), bytes };
    const standing = await standingDataset(out, run, now, found);
    if (standing) return standing;
    const seen = new DocumentsSeen();
    const items = identified(found(), run.versions, seen);
    const outcome = await writeDecided(
      { pipeline, versions: run.versions },
      out,
      inOrder(items, run),
      bytes,
      onProgress,
    );
    if (outcome.outcome === "written" && run.passing === 0) {
      const { summary, undecided } = outcome;
      const files = await digestsOf(out, DATASET_FILES);
      await run.journal.seal({ ...now, documents: seen.digest(), files, summary, undecided });
    }
    return outcome;
  });
}

/** The dataset that is there, where this run would only write it again. */
async function standingDataset(
  out: string,
  run: Run,
  now: Pick<Sealed, "version" | "bytes">,
  found: () => AsyncIterable<FoundItem>,
): Promise<DecidedOutcome | null> {
  const sealed = run.journal.sealed();
  if (!sealed || run.retry || sealed.version !== now.version || sealed.bytes !== now.bytes) return null;
  const seen = new DocumentsSeen();
  for await (const _ of identified(found(), run.versions, seen));
  if (seen.digest() !== sealed.documents || !(await filesStand(out, sealed))) return null;
  run.reused = seen.readable;
  const { summary, undecided } = sealed;
  return { summary, undecided, outcome: "written", broken: [], folder: out };
}

/** What one shard of a run did. */
export interface ShardOutcome extends RunFacts {
  /** Documents of this shard. */
  readonly documents: number;
  /** Of them, those that could not be read. */
  readonly failed: number;
}

/**
 * Extracts the documents of one shard into records in `out`, which `mergeShards` puts together with the other shards'. Goes
 * through all inputs, since a document's place in the whole run is among what it keeps.
 * @throws as `runBatch`
 */
export async function runShard(
  pipeline: Pipeline,
  inputs: readonly InputSpec[],
  out: string,
  onProgress: OnProgress,
  { shard, ...options }: BatchOptions & { readonly shard: Shard },
): Promise<ShardOutcome> {
  const from = inputsOf(inputs, out);
  const bytes = bytesBelow(from, options.followLinks);
  return reading(pipeline, out, options, async (run) => {
    const passing = new Passing();
    const places: number[] = [];
    const own = async function* () {
      for await (const item of documentsBelow(from, options.archives, options.followLinks)) {
        const place = passing.pass(item.source);
        if (!isOf(item.source, shard)) continue;
        places.push(place);
        yield item;
      }
    };
    const writer = new ShardWriter(out);
    let documents = 0;
    let failed = 0;
    try {
      for await (const report of watched(
        inOrder(identified(own(), run.versions), run),
        null,
        bytes,
        onProgress,
      )) {
        writer.write({ place: places.shift() as number, report });
        documents += 1;
        if (report.status === "failed") failed += 1;
      }
      const version = run.versions.whole();
      writer.finish({ ...shard, documents: passing.documents, order: passing.order(), version });
    } finally {
      writer.drop();
    }
    return { documents, failed };
  });
}

/** The run's own output is no input. Shards in the output of their run say themselves what is left out: all of it. */
function inputsOf(inputs: readonly InputSpec[], out: string): InputSpec[] {
  return inputs.map((input) => ({ except: out, ...input }));
}

/** Holds the lock of `out` and the processes that read for as long as `use` takes. */
async function reading<T>(
  pipeline: Pipeline,
  out: string,
  options: BatchOptions,
  use: (run: Run) => Promise<T>,
): Promise<T & RunFacts> {
  const limits = { ...POOL_LIMITS, ...options };
  const journal = await Journal.open(out);
  const extractor = openExtractor(pipeline, limits);
  const versions = new Versions(pipeline.files);
  const ahead = Math.max(1, limits.workers * AHEAD);
  const run: Run = {
    journal,
    versions,
    extractor,
    ahead,
    retry: options.retry === true,
    reused: 0,
    passing: 0,
  };
  try {
    const outcome = await use(run);
    return { ...outcome, reused: run.reused, mended: journal.damaged, peak: peakOf(extractor) };
  } finally {
    await extractor.close();
    await journal.close();
  }
}

/** Of this process and those that read, each at its highest. */
function peakOf(extractor: Extractor): number {
  return process.resourceUsage().maxRSS * 1024 + extractor.peak();
}

interface Run {
  readonly journal: Journal;
  readonly versions: Versions;
  readonly extractor: Extractor;
  /** Documents that may be in flight. */
  readonly ahead: number;
  readonly retry: boolean;
  reused: number;
  /** Documents that another run may read otherwise. */
  passing: number;
}

/** Keeps documents in flight and gives their records in the order of the documents. */
async function* inOrder(items: AsyncIterable<Identified>, run: Run): AsyncGenerator<Done> {
  const pending: { readonly done: Promise<Done>; readonly bytes: number }[] = [];
  let inFlight = 0;
  for await (const one of items) {
    const bytes = one.item.bytes?.length ?? 0;
    const done = doneWith(one, run);
    // Told when its turn comes; when the run stops before, it was stopped too.
    done.catch(() => undefined);
    pending.push({ done, bytes });
    inFlight += bytes;
    while (pending.length >= run.ahead || (inFlight > AHEAD_BYTES && pending.length > 0)) {
      const [first] = pending.splice(0, 1) as [(typeof pending)[number]];
      inFlight -= first.bytes;
      yield await first.done;
    }
  }
  for (const { done } of pending) yield await done;
}

async function doneWith(one: Identified, run: Run): Promise<Done> {
  const { report, reused } = await reportOn(one, run);
  return { report: asFound(report, one.item), through: one.item.through, reused };
}

async function reportOn({ item, identity }: Identified, run: Run): Promise<Pick<Done, "report" | "reused">> {
  const { source, bytes, hints } = item;
  if (bytes === null || identity === null) {
    const id = sha256(source);
    const reason = item.refusal ?? failureReason("refused");
    return { report: failedReport(source, "unknown", id, 0, reason), reused: false };
  }
  const { version } = identity;
  const of = { source, sha256: identity.sha256, hints };
  const known = run.journal.find(of, version);
  if (known && !(run.retry && known.status === "failed")) {
    run.reused += 1;
    return { report: known, reused: true };
  }
  const { report, passing } = await run.extractor.extract({ ...of, bytes });
  if (passing) run.passing += 1;
  else await run.journal.keep(of, version, report);
  return { report, reused: false };
}
