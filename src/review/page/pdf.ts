// Draws pages of a PDF with a box on them. Boxes are points from the top left of the page the right way up.
import { showWhole } from "./sight.ts";

type Library = typeof import("pdfjs-dist");
type Document = Awaited<ReturnType<Library["getDocument"]>["promise"]>;
type Box = readonly [left: number, top: number, right: number, bottom: number];

const at = (path: string) => `${new URL(`../pdfjs/${path}`, import.meta.url)}`;
/** How a page was turned before its boxes were measured: quarters clockwise, then until its lines were level. */
export interface Turn {
  readonly quarters: number;
  readonly slope: number;
}

export interface Sheet {
  readonly address: string;
  /** Of the page, from 1. */
  readonly number: number;
  readonly turn: Turn;
  /** How much larger it is drawn than it fits the pane. */
  readonly zoom: number;
}

/** Of a pixel of the screen: strokes as thin as those of a minus sign are lost between pixels that are as wide as they. */
const FINE = 2;
/** Pixels of a canvas that browsers draw. */
const MOST_PIXELS = 32e6;

let open: { readonly address: string; readonly document: Promise<Document> } | null = null;

/** Nothing in a file is run, and nothing is asked for but from this server. */
async function load(address: string): Promise<Document> {
  const library = (await import(at("build/pdf.mjs"))) as Library;
  library.GlobalWorkerOptions.workerSrc = at("build/pdf.worker.mjs");
  return library.getDocument({
    url: address,
    isEvalSupported: false,
    enableXfa: false,
    cMapUrl: at("cmaps/"),
    cMapPacked: true,
    standardFontDataUrl: at("standard_fonts/"),
    wasmUrl: at("wasm/"),
  }).promise;
}

function documentAt(address: string): Promise<Document> {
  if (open?.address !== address) {
    void open?.document.then((document) => document.destroy());
    open = { address, document: load(address) };
  }
  return open.document;
}

/**
 * @param stop set when the drawing is not wanted any more
 * @returns how many pages there are
 */
export async function drawPage(
  holder: HTMLElement,
  { address, number, turn, zoom }: Sheet,
  box: Box | undefined,
  stop: { readonly asked: boolean },
): Promise<number> {
  // The mark of the cell before must not stand beside this one's, nor another page.
  holder.querySelector("#here")?.remove();
  const shown = `${address} ${number} ${zoom} ${holder.clientWidth}`;
  if (holder.dataset["shown"] !== shown) holder.replaceChildren();
  const document = await documentAt(address);
  const page = await document.getPage(Math.min(number, document.numPages));
  const rotation = (page.rotate + turn.quarters * 90) % 360;
  const plain = page.getViewport({ scale: 1, rotation });
  const scale = zoom * Math.max(1, Math.min(2, (holder.clientWidth - 12) / plain.width));
  if (!holder.querySelector("canvas")) {
    const most = Math.sqrt(MOST_PIXELS / (plain.width * plain.height)) / scale;
    const fine = Math.min(Math.max(FINE, window.devicePixelRatio), most);
    const viewport = page.getViewport({ scale: scale * fine, rotation });
    const canvas = window.document.createElement("canvas");
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    canvas.style.width = `${plain.width * scale}px`;
    canvas.style.height = `${plain.height * scale}px`;
    canvas.style.transform = `rotate(${-Math.atan(turn.slope)}rad)`;
    await page.render({ canvas, viewport }).promise;
    if (stop.asked) return document.numPages;
    holder.replaceChildren(canvas);
    holder.dataset["shown"] = shown;
  }
  if (stop.asked) return document.numPages;
  if (box) mark(holder, box, scale);
  return document.numPages;
}

function mark(holder: HTMLElement, [left, top, right, bottom]: Box, scale: number): void {
  const frame = window.document.createElement("div");
  frame.id = "here";
  frame.style.left = `${left * scale}px`;
  frame.style.top = `${top * scale}px`;
  frame.style.width = `${(right - left) * scale}px`;
  frame.style.height = `${(bottom - top) * scale}px`;
  holder.append(frame);
  showWhole(frame);
}
