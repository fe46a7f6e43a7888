// PDF bytes to pages of words and drawn lines, with what the file says about itself.
// Must not know tables, forms or figures.
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Diagnostic } from "../model/diagnostic.ts";
import {
  type Canvas,
  type MetaFact,
  type Reader,
  type SourceDocument,
  UnreadableError,
} from "../model/document.ts";
import { fieldGlyphs, type StatedAnnotation } from "./pdf-fields.ts";
import { type FontCodes, tellsLetters } from "./pdf-letters.ts";
import { openPdf } from "./pdf-library.ts";
import { collectMarks } from "./pdf-marks.ts";
import { type Box, matrixFrom } from "./pdf-matrix.ts";
import { drawnPage } from "./pdf-page.ts";
import { type PageRead, withLetters, withPictures } from "./pdf-recognise.ts";
import type { FontFacts } from "./pdf-state.ts";

/** Bounds on one document. A reading past them is refused, never cut short in silence. */
export interface PdfLimits {
  readonly bytes: number;
  readonly pages: number;
  readonly milliseconds: number;
}

export const PDF_LIMITS: PdfLimits = { bytes: 200_000_000, pages: 2_000, milliseconds: 240_000 };

/** Document properties that are facts about the report, as PDF names them. */
const PROPERTIES = ["Title", "Author", "Subject", "CreationDate", "ModDate"] as const;

export const pdfReader: Reader = {
  container: "pdf",
  read: (bytes) => readPdf(bytes, PDF_LIMITS),
};

/**
 * One `Canvas` a page, in order; units are points from the top left of the page as it is shown.
 * @throws UnreadableError when the file is empty, locked, cut off, damaged, scanned or past the limits.
 */
export async function readPdf(bytes: Uint8Array, limits: PdfLimits): Promise<SourceDocument> {
  if (bytes.length === 0) throw new UnreadableError("empty", "The file is empty.");
  if (bytes.length > limits.bytes)
    throw new UnreadableError("too-large", `The PDF has more than ${limits.bytes} bytes.`);
  const until = performance.now() + limits.milliseconds;
  const { document, close } = await openPdf(bytes);
  try {
    if (document.numPages > limits.pages)
      throw new UnreadableError("too-large", `The PDF has more than ${limits.pages} pages.`);
    const diagnostics: Diagnostic[] = [];
    const content: PageRead[] = [];
    const meta = await readProperties(document);
    const layers = await document.getOptionalContentConfig();
    for (let number = 1; number <= document.numPages; number += 1) {
      if (performance.now() > until)
        throw new UnreadableError("timeout", `The PDF took more than ${limits.milliseconds / 1000} seconds.`);
      const page = await readPage(document, number, layers, diagnostics);
      if (page) content.push(page);
    }
    if (content.length === 0) throw new UnreadableError("damaged", "No page of the PDF can be read.");
    const read = await withPictures(bytes, await withLetters(bytes, content, until), until);
    return { container: "pdf", meta, content: read, diagnostics: [...diagnostics, ...turns(read)] };
  } finally {
    await close();
  }
}

/** Boxes on a page that was turned are found again on the page as it is shown. */
function turns(pages: readonly Canvas[]): Diagnostic[] {
  return pages.flatMap(({ page, turn }): Diagnostic[] => {
    if (!turn || (turn.quarters === 0 && turn.slope === 0)) return [];
    return [
      {
        code: "read/page-turned",
        at: { page },
        found: `${turn.quarters} quarters, slope ${turn.slope.toFixed(4)}`,
      },
    ];
  });
}

async function readPage(
  document: PDFDocumentProxy,
  number: number,
  layers: Layers,
  diagnostics: Diagnostic[],
): Promise<PageRead | null> {
  try {
    const page = await document.getPage(number);
    try {
      return await drawnOn(page, layers, diagnostics);
    } finally {
      page.cleanup();
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    diagnostics.push({ code: "read/part-unreadable", at: { page: number }, found: error.name });
    return null;
  }
}

/** Which layers of the document are shown. */
interface Layers {
  isVisible(layer: unknown): boolean;
}

async function drawnOn(page: PDFPageProxy, layers: Layers, diagnostics: Diagnostic[]): Promise<PageRead> {
  const viewport = page.getViewport({ scale: 1 });
  const { width, height } = viewport;
  const operators = await page.getOperatorList();
  const base = matrixFrom(viewport.transform);
  if (!base) throw new RangeError("page without a size");
  const marks = collectMarks(
    operators,
    base,
    paper(width, height),
    (name) => fontFacts(page, name),
    (layer) => layers.isVisible(layer),
  );
  marks.glyphs.push(...fieldGlyphs((await page.getAnnotations()) as StatedAnnotation[], base));
  const { scanned, quarters, ...drawn } = drawnPage(marks, width, height);
  if (scanned) diagnostics.push({ code: "read/scanned-page", at: { page: page.pageNumber } });
  const turn = quarters === 0 ? {} : { turn: { quarters, slope: 0 } };
  const canvas: Canvas = {
    kind: "canvas",
    page: page.pageNumber,
    ...drawn,
    ...(scanned ? { scanned } : {}),
    ...turn,
  };
  return { canvas, quarters };
}

/** A table too wide for its page runs over the edge by a column or so: what is printed there is still its content. */
const OVERRUN = 0.1;

function paper(width: number, height: number): Box {
  const [x, y] = [width * OVERRUN, height * OVERRUN];
  return { left: -x, top: -y, right: width + x, bottom: height + y };
}

function fontFacts(page: PDFPageProxy, name: string): FontFacts | null {
  if (!page.commonObjs.has(name)) return null;
  const font = page.commonObjs.get(name) as FontCodes & {
    fontMatrix?: unknown;
    vertical?: unknown;
    bbox?: unknown;
    defaultVMetrics?: unknown;
  };
  const [, bottom = 0, , top = 0] = Array.isArray(font.bbox) ? font.bbox.map(Number) : [];
  return {
    fontMatrix: matrixFrom(font.fontMatrix) ?? [0.001, 0, 0, 0.001, 0, 0],
    vertical: font.vertical === true,
    type3: font.isType3Font === true,
    boxSpan: [bottom, top],
    defaultVertical: Array.isArray(font.defaultVMetrics) ? font.defaultVMetrics.map(Number) : null,
    tells: tellsLetters(font),
  };
}

async function readProperties(document: PDFDocumentProxy): Promise<MetaFact[]> {
  const { info } = await document.getMetadata();
  const stated = info as Readonly<Record<string, unknown>>;
  return PROPERTIES.flatMap((name) => {
    const text = stated[name];
    return typeof text === "string" && text.trim() !== ""
      ? [{ name, text: text.trim(), at: { part: `property ${name}` } }]
      : [];
  });
}
