// What the extraction of a document costs beside the bare parser of its container. In each pass the bare parser reads all
// documents of a container, then we do, so that each pays for its own garbage; told is the median of the passes' ratios, of
// processor time. What is measured is the pace of a run over an archive, after both have warmed up; beside it stands the first
// pass, in which neither has.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "cheerio";
import mammoth from "mammoth";
import { extractDocument } from "../run/extract.ts";
import { loadPipeline } from "../run/pipeline.ts";
import { type Cost, cost, type Measure, median, rounded, type Share, shareOf, time } from "./bench-time.ts";

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
/** Decoding a text costs next to nothing: what counts is the time of a document, and the worst one. */
const TEXT = ["decoding", async (bytes: Uint8Array) => decode(bytes)] as const;

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

export async function benchDocuments(files: readonly string[], share: Share): Promise<Measure[]> {
  const measured = shareOf(PASSES, share);
  const groups = new Map<string, Document[]>();
  for (const name of files) {
    const bytes = new Uint8Array(readFileSync(name));
    const { container } = await extract({ bytes, name });
    const served = container === "html" && bytes.length < PAGE_BYTES ? asServed(bytes) : null;
    add(groups, container, { bytes: served ?? bytes, name });
    if (served) add(groups, "html, without its site", { bytes, name });
  }
  const benches = [...groups].flatMap(([container, documents]) => {
    const against = container === "txt" ? TEXT : BARE[container];
    return against ? [new Bench(container, documents, against)] : [];
  });
  const warming = Math.ceil(shareOf(WARM_UP, share) / Math.max(1, files.length));
  // All containers in each pass, as in a run: code that sees one container only is faster than it ever is there.
  for (let pass = 0; pass < warming + measured; pass += 1) for (const bench of benches) await bench.pass();
  return benches.map((bench) => bench.measure(measured));
}

function add(groups: Map<string, Document[]>, container: string, document: Document): void {
  groups.set(container, [...(groups.get(container) ?? []), document]);
}

function extract({ bytes, name }: Document) {
  return extractDocument({ source: name, bytes, sha256: "0".repeat(64), hints: { name } }, collection);
}

interface Pass {
  readonly bare: Cost;
  readonly ours: Cost;
}

/** The documents of one container, pass after pass. */
class Bench {
  private readonly passes: Pass[] = [];
  /** Milliseconds of each document in each pass. */
  private readonly times: number[][];

  constructor(
    private readonly container: string,
    private readonly documents: readonly Document[],
    private readonly against: readonly [name: string, parse: Bare],
  ) {
    this.times = documents.map(() => []);
  }

  /** The bare parser reads all documents, then we do. */
  async pass(): Promise<void> {
    const [, parse] = this.against;
    const bare = await cost(async () => {
      for (const { bytes } of this.documents) await parse(bytes);
    });
    const ours = await cost(async () => {
      for (const [index, document] of this.documents.entries())
        this.times[index]?.push(await time(() => extract(document)));
    });
    this.passes.push({ bare, ours });
  }

  /** Of the last passes; the first is the cold one. */
  measure(count: number): Measure {
    const measured = this.passes.slice(-count);
    const of = (what: (pass: Pass) => number) => rounded(median(measured.map(what)) / this.documents.length);
    const each = this.times.map((times) => median(times.slice(-count)));
    const [cold] = this.passes;
    return {
      measure: this.container,
      documents: this.documents.length,
      against: this.against[0],
      bare_cpu_ms: of(({ bare }) => bare.cpu),
      ours_cpu_ms: of(({ ours }) => ours.cpu),
      ratio: rounded(median(measured.map(({ bare, ours }) => ours.cpu / bare.cpu))),
      bare_wall_ms: of(({ bare }) => bare.wall),
      mean_wall_ms: of(({ ours }) => ours.wall),
      median_wall_ms: rounded(median(each)),
      worst_wall_ms: rounded(Math.max(...each), 0),
      bare_cold_cpu_ms: rounded((cold?.bare.cpu ?? 0) / this.documents.length),
      ours_cold_cpu_ms: rounded((cold?.ours.cpu ?? 0) / this.documents.length),
    };
  }
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
