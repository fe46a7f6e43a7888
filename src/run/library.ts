// One call for one document, and one for all below some paths, as a program has them.
// Must not know where records go.
import type { ReadHints } from "../model/document.ts";
import { failureReason } from "../model/failure.ts";
import type { Report } from "../model/report.ts";
import { failedReport } from "../record/record.ts";
import { sha256 } from "../store/digest.ts";
import { documentsBelow, type FoundItem } from "../store/sources.ts";
import { extractDocument } from "./extract.ts";
import { asFound } from "./found.ts";
import { OWN_PIPELINE } from "./own-pipeline.ts";
import { loadPipeline, type Pipeline } from "./pipeline.ts";

/** What is known of a document beside its bytes. */
export interface ExtractHints extends ReadHints {
  /** How the document is called in its record. The name when left out, or nothing. */
  readonly source?: string;
  /** The forms to look for, from {@link loadPipeline}; those that come with the package when left out. */
  readonly pipeline?: Pipeline;
}

/**
 * Reads one document into its record: identity, tables cell by cell, checks, statements, and where each was read.
 *
 * Never throws for what a document is: bytes that cannot be read have a record with the status `failed` that says why. Reads in
 * the calling thread and without limits; `gongkai extract` reads in processes that can be ended.
 *
 * @example
 * ```ts
 * const report = await extract(await readFile("report.docx"), { name: "report.docx" });
 * console.log(report.status, report.tables[0]?.cells[0]?.value);
 * ```
 * @param hints name, media type and charset as a server or a file system states them; none is trusted over the bytes
 */
export async function extract(bytes: Uint8Array, hints: ExtractHints = {}): Promise<Report> {
  const { source, pipeline = ownPipeline(), ...known } = hints;
  const input = { source: source ?? known.name ?? "", bytes, sha256: sha256(bytes), hints: known };
  return extractDocument(input, pipeline.collection);
}

/**
 * Reads every document below files, folders and archives (zip, tar, gzip, WARC), one at a time, in the order of their names.
 *
 * @example
 * ```ts
 * for await (const report of extractBelow(["archive", "more.zip"])) console.log(report.source, report.status);
 * ```
 * @throws InputError when a path does not exist
 */
export async function* extractBelow(
  paths: readonly string[],
  pipeline: Pipeline = ownPipeline(),
): AsyncGenerator<Report> {
  for await (const item of documentsBelow(paths.map((path) => ({ path })))) yield recordOf(item, pipeline);
}

async function recordOf(item: FoundItem, pipeline: Pipeline) {
  const { source, bytes, hints, refusal } = item;
  const report =
    bytes === null
      ? failedReport(source, "unknown", sha256(source), 0, refusal ?? failureReason("refused"))
      : await extract(bytes, { ...hints, source, pipeline });
  return asFound(report, item);
}

let own: Pipeline | undefined;

function ownPipeline(): Pipeline {
  own ??= loadPipeline(OWN_PIPELINE);
  return own;
}
