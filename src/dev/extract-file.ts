// Extracts single files with the pipeline of the project, for the tools of its makers.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "../model/report.ts";
import { extractDocument } from "../run/extract.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { sha256 } from "../store/digest.ts";

const pipeline = loadPipeline(
  fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url)),
);

/** The forms and words by which documents are read. */
export const { collection } = pipeline;

export async function extractFile(file: string): Promise<Report> {
  return extractBytes(basename(file), new Uint8Array(readFileSync(file)));
}

export async function extractBytes(name: string, bytes: Uint8Array): Promise<Report> {
  return extractDocument({ source: name, bytes, sha256: sha256(bytes), hints: { name } }, collection);
}
