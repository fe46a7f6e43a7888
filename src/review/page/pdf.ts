// Draws pages of a PDF with a box on them. Boxes are points from the top left of the page the right way up.
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
}

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
  { address, number, turn }: Sheet,
  box: Box | undefined,
  stop: { readonly asked: boolean },
): Promise<number> {
  // The mark of the cell before must not stand beside this one's.
  holder.querySelector("#here")?.remove();
  const document = await documentAt(address);
  const page = await document.getPage(Math.min(number, document.numPages));
  const rotation = (page.rotate + turn.quarters * 90) % 360;
  const wide = page.getViewport({ scale: 1, rotation }).width;
  const scale = Math.max(1, Math.min(2, (holder.clientWidth - 12) / wide));
  const viewport = page.getViewport({ scale, rotation });
  const canvas = window.document.createElement("canvas");
  canvas.width = viewport.width;
  canvas.height = viewport.height;
  canvas.style.transform = `rotate(${-Math.atan(turn.slope)}rad)`;
  await page.render({ canvas, viewport }).promise;
  if (stop.asked) return document.numPages;
  holder.replaceChildren(canvas);
  if (box) mark(holder, box, scale);
  return document.numPages;
}

function mark(holder: HTMLElement, [left, top, right, bottom]: Box, scale: number): void {
  const frame = window.document.createElement("div");
  frame.id = "here";
  const around = 3;
  frame.style.left = `${left * scale - around}px`;
  frame.style.top = `${top * scale - around}px`;
  frame.style.width = `${(right - left) * scale + 2 * around}px`;
  frame.style.height = `${(bottom - top) * scale + 2 * around}px`;
  holder.append(frame);
  frame.scrollIntoView({ block: "center", inline: "center" });
}
