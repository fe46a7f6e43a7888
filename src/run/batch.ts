// Runs a pipeline over all its inputs: documents in, dataset out, one line for every document whatever happens.
// Must not know terminals; progress goes to a callback.

import { relative } from "node:path";
import { applyDecisions } from "../decisions/apply.ts";
import { Ledger, ledgerPath } from "../decisions/ledger.ts";
import { type Outcome, writeDataset } from "../export/dataset.ts";
import { failureReason } from "../model/failure.ts";
import type { Report } from "../model/report.ts";
import { sniff } from "../read/sniff.ts";
import { failedReport } from "../record/record.ts";
import { keepAsked } from "../store/asked.ts";
import type { ArchiveLimits } from "../store/limits.ts";
import type { SourceItem } from "../store/source-item.ts";
import { countFiles, documentsBelow, type InputSpec, sha256 } from "../store/sources.ts";
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
  /** What is wrong with the file of decisions, one sentence each. */
  readonly undecided: readonly string[];
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
  const files = countFiles(from, options.followLinks);
  const limits = { ...POOL_LIMITS, ...options };
  const journal = await Journal.open(out);
  keepAsked(out, { pipeline: pipeline.file, inputs: from, options });
  const extractor = openExtractor(pipeline, limits);
  const versions = new Versions(pipeline.files);
  const ledger = new Ledger(ledgerPath(out));
  const run: Run = { journal, versions, extractor, retry: options.retry === true, reused: 0 };
  try {
    const kinship = new Kinship();
    const items = documentsBelow(from, options.archives, options.followLinks);
    const read = inOrder(items, run, Math.max(1, limits.workers * AHEAD));
    const unseen = new Set(ledger.documents().keys());
    const reports = decided(read, ledger, unseen, pipeline);
    const outcome = await writeDataset(out, {
      collection: pipeline.collection,
      reports: watched(reports, kinship, files, onProgress),
      kinOf: () => kinship.kin(),
      verdictOn: (summary) => verdictOn(summary, pipeline.bounds),
    });
    const { reused } = run;
    const undecided = toldOf(ledger, out, unseen.size);
    return { ...outcome, reused, mended: journal.damaged, peak: peakOf(extractor), undecided };
  } finally {
    await extractor.close();
    await journal.close();
  }
}

function toldOf(ledger: Ledger, out: string, elsewhere: number): string[] {
  const file = relative(out, ledger.path);
  return [
    ...(ledger.mistaken.length > 0
      ? [`${file}: no decision stands in line ${ledger.mistaken.join(", ")}`]
      : []),
    ...(elsewhere > 0 ? [`${file}: ${elsewhere} documents with decisions are not among the inputs`] : []),
  ];
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

/** Keeps up to `ahead` documents in flight and gives their records in the order of the documents. */
async function* inOrder(items: AsyncIterable<SourceItem>, run: Run, ahead: number): AsyncGenerator<Report> {
  const pending: { readonly report: Promise<Report>; readonly bytes: number }[] = [];
  let inFlight = 0;
  for await (const item of items) {
    const bytes = item.bytes?.length ?? 0;
    const report = captured(item, reportOn(item, run));
    // Told when its turn comes; when the run stops before, it was stopped too.
    report.catch(() => undefined);
    pending.push({ report, bytes });
    inFlight += bytes;
    while (pending.length >= ahead || (inFlight > AHEAD_BYTES && pending.length > 0)) {
      const [first] = pending.splice(0, 1) as [(typeof pending)[number]];
      inFlight -= first.bytes;
      yield await first.report;
    }
  }
  for (const { report } of pending) yield await report;
}

/** What people decided goes in last: records are kept as they were read. */
async function* decided(
  reports: AsyncIterable<Report>,
  ledger: Ledger,
  unseen: Set<string>,
  { collection }: Pipeline,
): AsyncGenerator<Report> {
  const decisions = ledger.documents();
  for await (const report of reports) {
    const own = decisions.get(report.sha256);
    unseen.delete(report.sha256);
    yield own ? applyDecisions(report, own, collection) : report;
  }
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

/** Two captures of one address have the same record but for their time. */
async function captured({ capturedAt }: SourceItem, report: Promise<Report>): Promise<Report> {
  return capturedAt === undefined ? report : { ...(await report), capturedAt };
}

async function reportOn(item: SourceItem, run: Run): Promise<Report> {
  const { source, bytes, hints } = item;
  if (bytes === null) {
    const id = sha256(new TextEncoder().encode(source));
    return failedReport(source, "unknown", id, 0, item.refusal ?? failureReason("refused"));
  }
  const of = { source, sha256: sha256(bytes), hints };
  const version = run.versions.of(sniff(bytes, hints));
  const known = run.journal.find(of, version);
  if (known && !(run.retry && known.status === "failed")) {
    run.reused += 1;
    return known;
  }
  const { report, passing } = await run.extractor.extract({ ...of, bytes });
  if (!passing) await run.journal.keep(of, version, report);
  return report;
}
