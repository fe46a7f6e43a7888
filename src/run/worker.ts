// What runs in a worker thread: one document in, one record out. Loaded by path from the pool; holds one pipeline.
import { workerData } from "node:worker_threads";
import type { Report } from "../model/report.ts";
import { extractDocument, type Input } from "./extract.ts";
import { loadPipeline } from "./pipeline.ts";

const { pipeline } = workerData as { pipeline: string };
const { collection } = loadPipeline(pipeline);

export default function extract(input: Input): Promise<Report> {
  return extractDocument(input, collection);
}
