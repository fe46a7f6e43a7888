// Runs a pipeline over all its inputs: documents in, dataset out, one line for every document whatever happens.
// Must not know terminals; progress goes to a callback.
import { type DatasetSummary, writeDataset } from "../export/dataset.ts";
import type { Collection } from "../model/collection.ts";
import type { Report } from "../model/report.ts";
import { failedReport } from "../record/record.ts";
import { type InputSpec, listSources, loadDocument, type SourceFile, sha256 } from "../store/sources.ts";
import { extractDocument } from "./extract.ts";
import { noCounts, type OnProgress } from "./progress.ts";

/** Largest file that is read into memory, in bytes. */
export const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Extracts every document below `inputs` into a dataset in `out`, in the order of their names.
 * @throws InputError when an input is missing; anything a document does wrong becomes its record instead.
 */
export async function runBatch(
  collection: Collection,
  inputs: readonly InputSpec[],
  out: string,
  onProgress: OnProgress,
): Promise<DatasetSummary> {
  const files = listSources(inputs);
  return writeDataset(out, collection, reports(files, collection, onProgress));
}

async function* reports(
  files: readonly SourceFile[],
  collection: Collection,
  onProgress: OnProgress,
): AsyncGenerator<Report> {
  const byStatus = noCounts();
  let done = 0;
  for (const file of files) {
    const report = await reportOn(file, collection);
    byStatus[report.status] += 1;
    done += 1;
    onProgress({ done, total: files.length, byStatus, source: file.source });
    yield report;
  }
}

async function reportOn(file: SourceFile, collection: Collection): Promise<Report> {
  const refusal = file.refusal ?? (file.size > MAX_BYTES ? `too-large: ${file.size} bytes` : undefined);
  if (refusal !== undefined) {
    return failedReport(file.source, "unknown", sha256(new TextEncoder().encode(file.source)), 0, refusal);
  }
  try {
    return await extractDocument(loadDocument(file), collection);
  } catch (error) {
    // A fault of ours costs this document its record, never the run; the reason stands in reports.csv.
    const { bytes, sha256: hash } = loadDocument(file);
    return failedReport(file.source, "unknown", hash, bytes.length, `internal: ${(error as Error).message}`);
  }
}
