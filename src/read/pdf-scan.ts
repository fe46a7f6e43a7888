// Pages of a PDF that are pictures: drawn, and read as words and lines with the optional recognition packages.
// Must not know tables, forms or figures.
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Canvas, UnreadableError, type Word } from "../model/document.ts";
import { canDraw } from "./pdf-canvas.ts";
import { openPdf } from "./pdf-library.ts";
import type { Quarters } from "./pdf-turn.ts";
import { type Raster, rasterOf, turned } from "./raster.ts";
import { loadRecogniser } from "./recogniser.ts";
import { readScan } from "./scan.ts";
import type { Strip } from "./scan-marks.ts";

/** Pixels an inch at which pages are drawn: what offices scan at. */
const RESOLUTION = 200;
/** A page that is larger than two sheets at that resolution is drawn smaller. */
const MOST_PIXELS = 8_000_000;

/**
 * The pages as they read when recognised, by their number; one that the library fails to draw stays out. Null when the optional
 * packages are not installed, or no page can be drawn here.
 * @param until when to give up, as `performance.now()` tells time
 * @throws UnreadableError when it takes too long
 */
export async function recognisePages(
  bytes: Uint8Array,
  numbers: readonly number[],
  until: number,
): Promise<ReadonlyMap<number, Canvas> | null> {
  const recogniser = canDraw() ? await loadRecogniser() : null;
  if (!recogniser) return null;
  const { document, close } = await openPdf(bytes, { pictures: true });
  try {
    const pages = new Map<number, Canvas>();
    for (const number of numbers) {
      if (performance.now() > until)
        throw new UnreadableError(
          "timeout",
          `Character recognition took too long: ${pages.size} of ${numbers.length} scanned pages were read.`,
        );
      const drawn = await draw(document, number);
      if (!drawn) continue;
      const { raster, dpi } = drawn;
      pages.set(number, {
        kind: "canvas",
        page: number,
        scanned: true,
        ...(await readScan(raster, dpi, recogniser)),
      });
    }
    return pages;
  } finally {
    await close();
  }
}

/** Words of a page of which the letters are wanted, and by how much the page was turned clockwise for them. */
export interface WantedWords {
  readonly page: number;
  readonly quarters: Quarters;
  readonly words: readonly Word[];
}

/** How sure the model has to be in the mean that a drawing is a word and what it reads. */
const SURE = 0.6;

/**
 * The wanted words as the picture of their page reads; a word that cannot be read stays out.
 * Null when the optional packages are not installed, or no page can be drawn here.
 * @throws UnreadableError when it takes too long
 */
export async function recogniseWords(
  bytes: Uint8Array,
  wanted: readonly WantedWords[],
  until: number,
): Promise<ReadonlyMap<Word, Word> | null> {
  const recogniser = canDraw() ? await loadRecogniser() : null;
  if (!recogniser) return null;
  const { document, close } = await openPdf(bytes, { pictures: true });
  try {
    const read = new Map<Word, Word>();
    for (const { page, quarters, words } of wanted) {
      if (performance.now() > until)
        throw new UnreadableError("timeout", "Character recognition took too long.");
      const drawn = await draw(document, page);
      if (!drawn) continue;
      const { raster, dpi } = drawn;
      const upright = turned(raster, quarters);
      const answers = await recogniser.read(
        upright,
        words.map((word) => inPixels(word, dpi / 72, upright)),
      );
      words.forEach((word, index) => {
        const { text = "", confidence = 0 } = answers[index] ?? {};
        if (text.trim() !== "" && confidence >= SURE)
          read.set(word, { ...word, text: text.trim(), marks: ["recognised"] });
      });
    }
    return read;
  } finally {
    await close();
  }
}

/** A word's box with a pixel of paper around it, within the picture. */
function inPixels({ left, top, right, bottom }: Word, scale: number, { width, height }: Raster): Strip {
  return {
    left: Math.max(0, Math.min(width - 1, Math.floor(left * scale) - 1)),
    top: Math.max(0, Math.min(height - 1, Math.floor(top * scale) - 1)),
    right: Math.max(1, Math.min(width, Math.ceil(right * scale) + 1)),
    bottom: Math.max(1, Math.min(height, Math.ceil(bottom * scale) + 1)),
  };
}

/** A page's picture; null when the library fails to draw it, as it does on letters that its canvas refuses. */
async function draw(document: PDFDocumentProxy, number: number) {
  const page = await document.getPage(number);
  try {
    const { width, height } = page.getViewport({ scale: 1 });
    const scale = Math.min(RESOLUTION / 72, Math.sqrt(MOST_PIXELS / (width * height)));
    const viewport = page.getViewport({ scale });
    const [wide, high] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
    const { canvas, context } = paper(document, wide, high);
    try {
      const wasDrawn = page.render({ canvas: null, canvasContext: context, viewport }).promise.then(
        () => true,
        () => false,
      );
      if (!(await wasDrawn)) return null;
      const { data } = context.getImageData(0, 0, wide, high);
      return { raster: rasterOf(data, wide, high), dpi: scale * 72 };
    } finally {
      // The pixels are let go of here and not when the collector comes by.
      canvas.width = 0;
      canvas.height = 0;
    }
  } finally {
    page.cleanup();
  }
}

type Context = NonNullable<Parameters<PDFPageProxy["render"]>[0]["canvasContext"]>;

/** pdfjs draws on canvases of its own making. */
function paper(document: PDFDocumentProxy, width: number, height: number) {
  const factory = document.canvasFactory as {
    create(width: number, height: number): { canvas: { width: number; height: number }; context: Context };
  };
  return factory.create(width, height);
}
