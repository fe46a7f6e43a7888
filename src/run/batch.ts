// Runs a pipeline over all its inputs: documents in, dataset out, one line for every document whatever happens.
// Must not know terminals; progress goes to a callback.
import { type Outcome, writeDataset } from "../export/dataset.ts";
import { failureReason } from "../model/failure.ts";
import type { Report } from "../model/report.ts";
import { sniff } from "../read/sniff.ts";
import { failedReport } from "../record/record.ts";
import type { ArchiveLimits } from "../store/limits.ts";
import type { SourceItem } from "../store/source-item.ts";
import { bytesBelow, documentsBelow, type FoundItem, type InputSpec, sha256 } from "../store/sources.ts";
import { Journal } from "./journal.ts";
import { Kinship } from "./kinship.ts";
import type { Pipeline } from "./pipeline.ts";
import { type Extractor, openExtractor, POOL_LIMITS, type PoolLimits } from "./pool.ts";
import { noCounts, type OnProgress } from "./progress.ts";
import { verdictOn } from "./verdict.ts";
import { Versions } from "./version.ts";

export interface BatchOptions extends Partial<PoolLimits> {
  /** Reads documents again whose records say that they failed. */
  readonly retry?: boolean;
  /** Follows links that lead out of the inputs. */
  readonly followLinks?: boolean;
  /** What an archive may ask of the machine. */
  readonly archives?: ArchiveLimits;
}

export interface BatchOutcome extends Outcome {
  /** Documents whose records were taken from an earlier run. */
  readonly reused: number;
  /** The state of an earlier run was damaged: what could not be trusted was read again. */
  readonly mended: boolean;
  /** Most resident bytes of all processes of the run together, or more. */
  readonly peak: number;
}

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
  const from = inputs.map((input) => ({ ...input, except: out }));
  const bytes = bytesBelow(from, options.followLinks);
  const limits = { ...POOL_LIMITS, ...options };
  const journal = await Journal.open(out);
  const extractor = openExtractor(pipeline, limits);
  const versions = new Versions(pipeline.files);
  const run: Run = { journal, versions, extractor, retry: options.retry === true, reused: 0 };
  try {
    const kinship = new Kinship();
    const items = documentsBelow(from, options.archives, options.followLinks);
    const reports = inOrder(items, run, Math.max(1, limits.workers * AHEAD));
    const outcome = await writeDataset(out, {
      collection: pipeline.collection,
      reports: watched(reports, kinship, bytes, onProgress),
      kinOf: () => kinship.kin(),
      verdictOn: (summary) => verdictOn(summary, pipeline.bounds),
    });
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
  readonly retry: boolean;
  reused: number;
}

/** A document's record, and where its run stands once it is written. */
interface Done {
  readonly report: Report;
  readonly through: number;
  readonly reused: boolean;
}

/** Keeps up to `ahead` documents in flight and gives their records in the order of the documents. */
async function* inOrder(items: AsyncIterable<FoundItem>, run: Run, ahead: number): AsyncGenerator<Done> {
  const pending: { readonly done: Promise<Done>; readonly bytes: number }[] = [];
  let inFlight = 0;
  for await (const item of items) {
    const bytes = item.bytes?.length ?? 0;
    const done = doneWith(item, run);
    // Told when its turn comes; when the run stops before, it was stopped too.
    done.catch(() => undefined);
    pending.push({ done, bytes });
    inFlight += bytes;
    while (pending.length >= ahead || (inFlight > AHEAD_BYTES && pending.length > 0)) {
      const [first] = pending.splice(0, 1) as [(typeof pending)[number]];
      inFlight -= first.bytes;
      yield await first.done;
    }
  }
  for (const { done } of pending) yield await done;
}

async function* watched(
  finished: AsyncIterable<Done>,
  kinship: Kinship,
  bytes: number,
  onProgress: OnProgress,
): AsyncGenerator<Report> {
  const byStatus = noCounts();
  let done = 0;
  for await (const { report, through, reused } of finished) {
    kinship.add(report);
    byStatus[report.status] += 1;
    done += 1;
    const { source, status, reasons } = report;
    onProgress({ done, through, bytes, byStatus, document: { source, status, reasons, reused } });
    yield report;
  }
}

async function doneWith(item: FoundItem, run: Run): Promise<Done> {
  const { report, reused } = await reportOn(item, run);
  const { capturedAt, through } = item;
  // Two captures of one address have the same record but for their time.
  return { report: capturedAt === undefined ? report : { ...report, capturedAt }, through, reused };
}

async function reportOn(item: SourceItem, run: Run): Promise<Pick<Done, "report" | "reused">> {
  const { source, bytes, hints } = item;
  if (bytes === null) {
    const id = sha256(new TextEncoder().encode(source));
    const reason = item.refusal ?? failureReason("refused");
    return { report: failedReport(source, "unknown", id, 0, reason), reused: false };
  }
  const of = { source, sha256: sha256(bytes), hints };
  const version = run.versions.of(sniff(bytes, hints));
  const known = run.journal.find(of, version);
  if (known && !(run.retry && known.status === "failed")) {
    run.reused += 1;
    return { report: known, reused: true };
  }
  const { report, passing } = await run.extractor.extract({ ...of, bytes });
  if (!passing) await run.journal.keep(of, version, report);
  return { report, reused: false };
}
