// A dataset made from samples with the server of the review page on it, and a browser where there is one.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { listSamples, type SampleSet } from "../../src/dev/sample-files.ts";
import type { ReportCell } from "../../src/model/report.ts";
import { type Served, serveReview } from "../../src/review/serve.ts";
import type { DocumentAnswer } from "../../src/review/wire.ts";
import { runBatch } from "../../src/run/batch.ts";
import { loadPipeline } from "../../src/run/pipeline.ts";

export const PIPELINE = fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url));

/** Debian's browser; null where it is not installed. */
export const CHROMIUM =
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
    existsSync(path),
  ) ?? null;

if (CHROMIUM === null)
  process.stderr.write("chromium is not installed: tests that drive the review page are left out\n");

export interface Made {
  readonly documents: string;
  readonly dataset: string;
  extract(): Promise<void>;
}

/** @param texts documents of the test's own, by name */
export async function datasetOf(
  names: readonly string[],
  texts: Readonly<Record<string, string>> = {},
  set: SampleSet = "documents",
): Promise<Made> {
  const work = mkdtempSync(join(tmpdir(), "review-"));
  const [documents, dataset] = [join(work, "documents"), join(work, "dataset")];
  mkdirSync(documents);
  for (const { name, folder, source } of listSamples(set))
    if (names.includes(name))
      cpSync(join(folder, source), join(documents, `${name}${source.slice(source.lastIndexOf("."))}`));
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(documents, name), text);
  const extract = async () => {
    const pipeline = loadPipeline(PIPELINE);
    await runBatch(pipeline, [{ path: documents }], dataset, () => undefined, { workers: 0 });
  };
  await extract();
  return { documents, dataset, extract };
}

export const serveDataset = (dataset: string, by = "Li", samples = join(dataset, "samples")) =>
  serveReview({ dataset, sources: [], pipeline: PIPELINE, by, samples, onProgress: () => undefined });

/** The number of the document with this beginning of its name. */
export async function numberOf(address: string, name: string): Promise<number> {
  const answer = await fetch(`${address}api/queue?limit=500`);
  const { rows } = (await answer.json()) as { rows: { n: number; source: string }[] };
  const row = rows.find(({ source }) => source.startsWith(name));
  if (!row) throw new Error(`no document ${name}`);
  return row.n;
}

export const hasNoBrowser = CHROMIUM === null || spawnSync(CHROMIUM, ["--version"]).status !== 0;

/** The page of a document, with what the server says of it. */
export async function openAt(
  browser: Browser,
  { address }: Served,
  name: string,
): Promise<{ page: Page; answer: DocumentAnswer }> {
  const n = await numberOf(address, name);
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${address}#/${n}/0`);
  await page.waitForSelector("table.form");
  const answer = (await (await fetch(`${address}api/documents/${n}`)).json()) as DocumentAnswer;
  return { page, answer };
}

export const cellsOf = ({ report }: DocumentAnswer): readonly ReportCell[] =>
  report.tables.flatMap(({ cells }) => cells);
