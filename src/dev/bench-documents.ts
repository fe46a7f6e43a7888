// What the extraction of a document costs beside the bare parser of its container. In each pass the bare parser reads all
// documents of a container, then we do, so that each pays for its own garbage; told is the median of the passes' ratios.
// What is measured is the pace of a run over an archive, after both have warmed up; the cold first pass stands beside it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "cheerio";
import mammoth from "mammoth";
import { extractDocument } from "../run/extract.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { type Measure, median, rounded, time } from "./bench-time.ts";

const PASSES = 11;
/** Documents read before any is measured: the engine compiles what it runs often only after some hundreds. */
const WARM_UP = 400;
const { collection } = loadPipeline(
  fileURLToPath(new URL("../../pipelines/disclosure/pipeline.yaml", import.meta.url)),
);

type Bare = (bytes: Uint8Array) => Promise<unknown>;

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const BARE: Readonly<Record<string, readonly [name: string, parse: Bare]>> = {
  html: ["cheerio.load", async (bytes) => load(decode(bytes))],
  "html, without its site": ["cheerio.load", async (bytes) => load(decode(bytes))],
  docx: ["mammoth.convertToHtml", (bytes) => mammoth.convertToHtml({ buffer: Buffer.from(bytes) })],
  pdf: ["pdfjs text + operators", readWithPdfjs],
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

interface Document {
  readonly bytes: Uint8Array;
  readonly name: string;
}

export async function benchDocuments(files: readonly string[]): Promise<Measure[]> {
  const groups = new Map<string, Document[]>();
  for (const name of files) {
    const bytes = new Uint8Array(readFileSync(name));
    const { container } = await extract({ bytes, name });
    const served = container === "html" && bytes.length < PAGE_BYTES ? asServed(bytes) : null;
    add(groups, container, { bytes: served ?? bytes, name });
    if (served) add(groups, "html, without its site", { bytes, name });
  }
  const lines: Measure[] = [];
  for (const [container, documents] of groups) {
    const against = BARE[container];
    if (against) lines.push(await compare(container, documents, ...against));
    else if (container === "txt") lines.push(await benchText(documents));
  }
  return lines;
}

function add(groups: Map<string, Document[]>, container: string, document: Document): void {
  groups.set(container, [...(groups.get(container) ?? []), document]);
}

function extract({ bytes, name }: Document) {
  return extractDocument({ source: name, bytes, sha256: "0".repeat(64), hints: { name } }, collection);
}

async function compare(
  container: string,
  documents: readonly Document[],
  name: string,
  parse: Bare,
): Promise<Measure> {
  const warming = Math.ceil(WARM_UP / documents.length);
  const passes: { bare: number; ours: number; worst: number }[] = [];
  for (let pass = 0; pass < warming + PASSES; pass += 1) {
    let [bare, ours, worst] = [0, 0, 0];
    for (const { bytes } of documents) bare += await time(() => parse(bytes));
    for (const document of documents) {
      const ms = await time(() => extract(document));
      ours += ms;
      worst = Math.max(worst, ms);
    }
    passes.push({ bare, ours, worst });
  }
  const measured = passes.slice(warming);
  const each = (ms: number) => rounded(ms / documents.length);
  return {
    measure: container,
    documents: documents.length,
    against: name,
    bare_ms: each(median(measured.map(({ bare }) => bare))),
    ours_ms: each(median(measured.map(({ ours }) => ours))),
    ratio: rounded(median(measured.map(({ bare, ours }) => ours / bare))),
    worst_ms: rounded(median(measured.map(({ worst }) => worst)), 0),
    cold_ms: each(passes[0]?.ours ?? 0),
  };
}

/** Decoding a text costs next to nothing: what counts is the time of a document, and the worst one. */
async function benchText(documents: readonly Document[]): Promise<Measure> {
  const times = documents.map((): number[] => []);
  const reading = documents.map((): number[] => []);
  for (let pass = 0; pass < Math.ceil(WARM_UP / documents.length) + PASSES; pass += 1) {
    for (const [index, document] of documents.entries()) {
      reading[index]?.push(await time(async () => decode(readFileSync(document.name))));
      times[index]?.push(await time(() => extract(document)));
    }
  }
  const each = times.map((all) => median(all.slice(-PASSES)));
  return {
    measure: "txt",
    documents: documents.length,
    against: "reading and decoding",
    bare_ms: rounded(median(reading.map((all) => median(all.slice(-PASSES))))),
    ours_ms: rounded(median(each)),
    mean_ms: rounded(each.reduce((sum, ms) => sum + ms, 0) / each.length),
    worst_ms: rounded(Math.max(...each), 0),
    cold_ms: rounded(times.reduce((sum, all) => sum + (all[0] ?? 0), 0) / times.length),
  };
}

/** Published pages are larger; a sample that is smaller is set into what sites put around a report. */
const PAGE_BYTES = 16 * 1024;

/**
 * The page as a site serves it, some 45 KB more: scripts and styles in its head, menus before its content, links and
 * addresses behind it. Null for what has no body to set them into.
 */
function asServed(bytes: Uint8Array): Uint8Array | null {
  const page = Buffer.from(bytes).toString("latin1");
  const body = /<body[^>]*>/i.exec(page);
  const end = page.toLowerCase().lastIndexOf("</body>");
  if (!body || end < 0) return null;
  const start = body.index + body[0].length;
  const dressed = [page.slice(0, start), BEFORE, page.slice(start, end), BEHIND, page.slice(end)].join("");
  return Buffer.from(dressed, "latin1");
}

const menu = (count: number, name: string) =>
  `<ul class="${name}">${Array.from(
    { length: count },
    (_, index) =>
      `<li class="item-${index % 7}"><a href="/${name}/${index}/index.html" target="_blank" title="${name} ${index}"><span>${name} ${index}</span></a></li>`,
  ).join("\n")}</ul>`;
const BEFORE = `<style>${".nav li a{float:left;padding:0 12px}\n".repeat(60)}</style><script>${"var menu = menu || []; menu.push('entry');\n".repeat(60)}</script><div class="header">${menu(130, "menu")}</div>`;
const BEHIND = `<div class="links">${menu(100, "sites")}</div><div class="footer"><p>Copyright</p></div>`;
