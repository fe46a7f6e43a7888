// `npm run bench [FOLDER…]`: what the whole extraction costs beside the bare parsers on the same files, as ratios taken in
// one run. In each pass the bare parser reads all documents of a container, then we do, so that each pays for its own
// garbage; the median of the passes' ratios is told. What is measured is the pace of a run over an archive, after both
// have warmed up; the cold first pass is told beside it. Without folders the samples are taken.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "cheerio";
import mammoth from "mammoth";
import { extractDocument } from "../run/extract.ts";
import { loadPipeline } from "../run/pipeline.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PASSES = 11;
/** Documents read before any is measured: the engine compiles what it runs often only after some hundreds. */
const WARM_UP = 400;
const { collection } = loadPipeline(join(ROOT, "pipelines/disclosure/pipeline.yaml"));

type Bare = (bytes: Uint8Array) => Promise<unknown>;

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const BARE: Readonly<Record<string, readonly [name: string, parse: Bare]>> = {
  html: ["cheerio.load", async (bytes) => load(decode(bytes))],
  docx: ["mammoth.convertToHtml", (bytes) => mammoth.convertToHtml({ buffer: Buffer.from(bytes) })],
  pdf: ["pdfjs text + operators", readWithPdfjs],
  txt: ["decoding", async (bytes) => decode(bytes)],
};

async function readWithPdfjs(bytes: Uint8Array): Promise<void> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    await page.getTextContent();
    await page.getOperatorList();
  }
  await task.destroy();
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

const folders = process.argv.slice(2);
const files = (folders.length > 0 ? folders : [join(ROOT, "samples/documents")]).flatMap(filesBelow);
const groups = new Map<string, { bytes: Uint8Array; name: string }[]>();
for (const name of files.filter((file) => !/\.(?:json|csv|ts)$/.test(file))) {
  const bytes = new Uint8Array(readFileSync(name));
  const input = { source: name, bytes, sha256: "0".repeat(64), hints: { name } };
  const { container } = await extractDocument(input, collection);
  if (container in BARE) groups.set(container, [...(groups.get(container) ?? []), { bytes, name }]);
}
const lines = [];
for (const [container, documents] of groups) {
  const [name, parse] = BARE[container] as (typeof BARE)[string];
  const warming = Math.ceil(WARM_UP / documents.length);
  const passes: { bare: number; ours: number; worst: number }[] = [];
  for (let pass = 0; pass < warming + PASSES; pass += 1) {
    let [bare, ours, worst] = [0, 0, 0];
    for (const { bytes } of documents) bare += await time(() => parse(bytes));
    for (const { bytes, name: file } of documents) {
      const input = { source: file, bytes, sha256: "0".repeat(64), hints: { name: file } };
      const ms = await time(() => extractDocument(input, collection));
      ours += ms;
      worst = Math.max(worst, ms);
    }
    passes.push({ bare, ours, worst });
  }
  const measured = passes.slice(warming);
  const each = (ms: number) => Number((ms / documents.length).toFixed(2));
  lines.push({
    container,
    documents: documents.length,
    against: name,
    bare_ms: each(median(measured.map(({ bare }) => bare))),
    ours_ms: each(median(measured.map(({ ours }) => ours))),
    ratio: Number(median(measured.map(({ bare, ours }) => ours / bare)).toFixed(2)),
    worst_ms: Number(median(measured.map(({ worst }) => worst)).toFixed(0)),
    cold_ms: each(passes[0]?.ours ?? 0),
  });
}
for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
console.table(lines);
process.stdout.write(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`);
