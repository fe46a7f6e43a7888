// What runs in a reading process: one document in, one record out. It is given the pipeline's file and the memory that a document may
// take.
// Must not know order or files of documents.
import { subscribe } from "node:diagnostics_channel";
import { Worker } from "node:worker_threads";
import { PAGE_READ } from "../model/document.ts";
import { extractDocument, type Input } from "./extract.ts";
import { loadPipeline } from "./pipeline.ts";
import { type FromReader, YOUNG_MEGABYTES } from "./reader-messages.ts";
import type { WatchdogData } from "./watchdog.ts";

const MEGABYTE = 1024 * 1024;
const [file = "", megabytes = ""] = process.argv.slice(2);
const { collection } = loadPipeline(file);

process.on("disconnect", () => process.exit());
// The bytes lie somewhere in the message: readers are given bytes of their own, which begin where they begin.
process.on("message", (input: Input) => void answer({ ...input, bytes: Uint8Array.from(input.bytes) }));
subscribe(PAGE_READ, () => tell({ kind: "page" }));

// What the process holds before its first document is not the document's.
const atRest = process.memoryUsage.rss();
const most = atRest + (Number(megabytes) + YOUNG_MEGABYTES) * MEGABYTE;
const workerData: WatchdogData = { parent: process.ppid, most };
new Worker(new URL("../../dist/bundle/watchdog.js", import.meta.url), { workerData });
tell({ kind: "ready", most });

async function answer(input: Input): Promise<void> {
  const report = await extractDocument(input, collection);
  const peak = process.resourceUsage().maxRSS * 1024;
  const full = process.memoryUsage.rss() > (atRest + most) / 2;
  tell({ kind: "record", json: JSON.stringify(report), peak, full });
}

function tell(message: FromReader): void {
  process.send?.(message);
}
