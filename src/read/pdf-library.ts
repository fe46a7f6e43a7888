// Opens a PDF with pdf-parse and the pdfjs it brings, quietly and without a worker thread, and puts it away again.
// Must not know words, lines or tables. What the libraries throw is turned into one sentence here.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PDFParse } from "pdf-parse";
// Loaded here so that it is loaded once, with the rest, and not on the first document.
import "pdfjs-dist/legacy/build/pdf.worker.mjs";
import { type PDFDocumentProxy, PDFWorker, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { UnreadableError } from "../model/document.ts";
import { PdfPort } from "./pdf-port.ts";

/** The half of the library that parses; it declares itself for the other. */
const { pdfjsWorker } = globalThis as unknown as {
  readonly pdfjsWorker: {
    readonly WorkerMessageHandler: { readonly initializeFromPort: (port: PdfPort) => void };
  };
};

/** Fonts that a file names and does not bring are read with the character maps that pdfjs ships. */
const PDFJS = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const CMAPS = `${join(PDFJS, "cmaps")}/`;
const FONTS = `${join(PDFJS, "standard_fonts")}/`;

export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  /** Frees everything the document holds. */
  close(): Promise<void>;
}

/** Pixels of the largest picture that is decoded: two sheets at 400 to the inch. What is larger stays undrawn. */
const LARGEST_PICTURE = 32_000_000;

/** Pixels of a picture that may be a letter or a figure: the library says where these stand even in a row of them. */
const SMALL_PICTURE = 40_000;

/**
 * The library compiles the outlines of all letters unless a page can load fonts. Nothing is drawn here, so that a page that
 * loads none will do.
 */
const WITHOUT_OUTLINES: object = {
  disableFontFace: false,
  ownerDocument: { fonts: { add: () => undefined, delete: () => undefined } },
};

class UnloadedFont {
  readonly loaded = Promise.resolve();
}
Object.assign(globalThis, { FontFace: UnloadedFont });

/**
 * @param pictures whether pictures can be drawn, too
 * @throws UnreadableError when the file needs a password, is cut off or damaged.
 */
export async function openPdf(
  bytes: Uint8Array,
  { pictures }: { readonly pictures: boolean } = { pictures: false },
): Promise<OpenPdf> {
  const port = new PdfPort();
  pdfjsWorker.WorkerMessageHandler.initializeFromPort(port);
  // The types of the library know no port.
  const worker = new PDFWorker({ port: port as never, verbosity: VerbosityLevel.ERRORS });
  const parser = new PDFParse({
    // The library takes the bytes away from its caller.
    data: bytes.slice(),
    worker,
    cMapUrl: CMAPS,
    cMapPacked: true,
    standardFontDataUrl: FONTS,
    verbosity: VerbosityLevel.ERRORS,
    // Large pictures are not decoded unless they are all there is: figures stand in a report's text, and a picture can be a bomb.
    maxImageSize: pictures ? LARGEST_PICTURE : SMALL_PICTURE,
    // What a font tells of its codes, and what it does not.
    fontExtraProperties: true,
    isEvalSupported: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    useSystemFonts: false,
    password: "",
    ...(pictures ? {} : WITHOUT_OUTLINES),
  });
  const unguard = guard();
  const close = async () => {
    await parser.destroy();
    worker.destroy();
    unguard();
  };
  try {
    const document = await documentOf(parser);
    return { document, close };
  } catch (error) {
    await close();
    throw asUnreadable(error, bytes);
  }
}

/**
 * Of a damaged file pdfjs also asks for parts that nobody waits for. Their rejections are told by what is missing on the
 * page; unguarded each of them would end the process.
 */
function guard(): () => void {
  if (open === 0) process.on("unhandledRejection", passOver);
  open += 1;
  return () =>
    // Rejections are told after the turn in which they come.
    void setImmediate(() => {
      open -= 1;
      if (open === 0) process.off("unhandledRejection", passOver);
    });
}

/** Documents that are open. */
let open = 0;

function passOver(reason: unknown): void {
  if (!(reason instanceof Error && reason.name.endsWith("Exception"))) throw reason;
}

/** pdf-parse hands out text and tables, but not the document they come from; its loader does. */
function documentOf(parser: PDFParse): Promise<PDFDocumentProxy> {
  return (parser as unknown as { load(): Promise<PDFDocumentProxy> }).load();
}

function asUnreadable(error: unknown, bytes: Uint8Array): Error {
  if (error instanceof UnreadableError) return error;
  if (!(error instanceof Error)) return new UnreadableError("damaged", "The PDF is damaged.");
  if (error.name === "PasswordException")
    return new UnreadableError("encrypted", "The PDF is locked with a password.");
  return isCutOff(bytes)
    ? new UnreadableError("truncated", "The PDF is cut off: its end is missing.")
    : new UnreadableError("damaged", "The PDF is damaged and cannot be read.");
}

/** A whole PDF ends with its end mark, give or take what a transfer appended. */
function isCutOff(bytes: Uint8Array): boolean {
  const tail = new TextDecoder("latin1").decode(bytes.subarray(Math.max(0, bytes.length - 2048)));
  return !tail.includes("%%EOF");
}
