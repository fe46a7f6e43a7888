// Runs a pipeline over all its inputs: documents in, dataset out, one line for every document whatever happens.
// Must not know terminals; progress goes to a callback.
import { type DatasetSummary, writeDataset } from "../export/dataset.ts";
import type { Collection } from "../model/collection.ts";
import type { Report } from "../model/report.ts";
import { failedReport } from "../record/record.ts";
import { countFiles, documentsBelow, type InputSpec, type SourceItem, sha256 } from "../store/sources.ts";
import { extractDocument } from "./extract.ts";
import { noCounts, type OnProgress } from "./progress.ts";

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
  return writeDataset(out, collection, reports(inputs, collection, onProgress));
}

async function* reports(
  inputs: readonly InputSpec[],
  collection: Collection,
  onProgress: OnProgress,
): AsyncGenerator<Report> {
  const files = countFiles(inputs);
  const byStatus = noCounts();
  let done = 0;
  for await (const item of documentsBelow(inputs)) {
    const report = await reportOn(item, collection);
    byStatus[report.status] += 1;
    done += 1;
    onProgress({ done, total: Math.max(files, done), byStatus, source: item.source });
    yield report;
  }
}

async function reportOn(item: SourceItem, collection: Collection): Promise<Report> {
  const { source, bytes, hints } = item;
  if (bytes === null) {
    const id = sha256(new TextEncoder().encode(source));
    return failedReport(source, "unknown", id, 0, item.refusal ?? "refused");
  }
  const hash = sha256(bytes);
  try {
    return await extractDocument({ source, bytes, sha256: hash, hints }, collection);
  } catch (error) {
    // A fault of ours costs this document its record, never the run; the reason stands in reports.csv.
    return failedReport(source, "unknown", hash, bytes.length, `internal: ${(error as Error).message}`);
  }
}
