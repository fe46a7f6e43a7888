// Runs a pipeline over all its inputs: documents in, dataset out, one line for every document whatever happens.
// Must not know terminals; progress goes to a callback.
import { type DatasetSummary, writeDataset } from "../export/dataset.ts";
import type { Report } from "../model/report.ts";
import { sniff } from "../read/sniff.ts";
import { failedReport } from "../record/record.ts";
import type { ArchiveLimits } from "../store/limits.ts";
import { countFiles, documentsBelow, type InputSpec, type SourceItem, sha256 } from "../store/sources.ts";
import { Journal } from "./journal.ts";
import { Kinship } from "./kinship.ts";
import type { Pipeline } from "./pipeline.ts";
import { type Extractor, openExtractor, POOL_LIMITS, type PoolLimits } from "./pool.ts";
import { noCounts, type OnProgress } from "./progress.ts";
import { Versions } from "./version.ts";

export interface BatchOptions extends Partial<PoolLimits> {
  /** Reads documents again whose records say that they failed. */
  readonly retry?: boolean;
  /** What an archive may ask of the machine. */
  readonly archives?: ArchiveLimits;
}

export interface BatchSummary extends DatasetSummary {
  /** Documents whose records were taken from an earlier run. */
  readonly reused: number;
}

/** Documents in flight for each thread: while one takes long, the other threads go on with those behind it. */
const AHEAD = 64;
/** Bytes of documents in flight, whatever their number. */
const AHEAD_BYTES = 64 * 1024 * 1024;
/** Threads are not worth starting for less. */
const FEW = 8;

/**
 * Extracts every document below `inputs` into a dataset in `out`, in the order of their names, whatever the number of
 * threads. Records are kept in `out/.gongkai` as they are finished: the same command goes on after a kill.
 * @throws InputError when an input is missing; anything a document does wrong becomes its record instead.
 */
export async function runBatch(
  pipeline: Pipeline,
  inputs: readonly InputSpec[],
  out: string,
  onProgress: OnProgress,
  options: BatchOptions = {},
): Promise<BatchSummary> {
  const from = inputs.map((input) => ({ ...input, except: out }));
  const files = countFiles(from);
  const limits = { ...POOL_LIMITS, ...(files < FEW ? { workers: 0 } : {}), ...options };
  const journal = new Journal(out);
  const extractor = openExtractor(pipeline, limits);
  const versions = new Versions(pipeline.files);
  const run: Run = { journal, versions, extractor, retry: options.retry === true, reused: 0 };
  try {
    const kinship = new Kinship();
    const reports = inOrder(documentsBelow(from, options.archives), run, Math.max(1, limits.workers * AHEAD));
    const summary = await writeDataset(
      out,
      pipeline.collection,
      watched(reports, kinship, files, onProgress),
      () => kinship.kin(),
    );
    return { ...summary, reused: run.reused };
  } finally {
    await extractor.close();
    journal.close();
  }
}

interface Run {
  readonly journal: Journal;
  readonly versions: Versions;
  readonly extractor: Extractor;
  readonly retry: boolean;
  reused: number;
}

/** Keeps up to `ahead` documents in flight and gives their records in the order of the documents. */
async function* inOrder(items: AsyncIterable<SourceItem>, run: Run, ahead: number): AsyncGenerator<Report> {
  const pending: { readonly report: Promise<Report>; readonly bytes: number }[] = [];
  let inFlight = 0;
  for await (const item of items) {
    const bytes = item.bytes?.length ?? 0;
    pending.push({ report: reportOn(item, run), bytes });
    inFlight += bytes;
    while (pending.length >= ahead || (inFlight > AHEAD_BYTES && pending.length > 0)) {
      const [first] = pending.splice(0, 1) as [(typeof pending)[number]];
      inFlight -= first.bytes;
      yield await first.report;
    }
  }
  for (const { report } of pending) yield await report;
}

async function* watched(
  reports: AsyncIterable<Report>,
  kinship: Kinship,
  files: number,
  onProgress: OnProgress,
): AsyncGenerator<Report> {
  const byStatus = noCounts();
  let done = 0;
  for await (const report of reports) {
    kinship.add(report);
    byStatus[report.status] += 1;
    done += 1;
    onProgress({ done, total: Math.max(files, done), byStatus, source: report.source });
    yield report;
  }
}

async function reportOn(item: SourceItem, run: Run): Promise<Report> {
  const { source, bytes, hints } = item;
  if (bytes === null) {
    const id = sha256(new TextEncoder().encode(source));
    return failedReport(source, "unknown", id, 0, item.refusal ?? "refused");
  }
  const hash = sha256(bytes);
  const version = run.versions.of(sniff(bytes, hints));
  const known = run.journal.find(source, hash, version);
  if (known && !(run.retry && known.status === "failed")) {
    run.reused += 1;
    return known;
  }
  const report = await run.extractor.extract({ source, bytes, sha256: hash, hints });
  run.journal.keep(report, version);
  return report;
}
