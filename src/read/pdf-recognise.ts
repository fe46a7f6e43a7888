// What of a PDF has to be read off its picture: pages that are pictures, drawn letters, letters that their font does not tell.
// Must not know tables, forms or figures; a document that nobody can read is refused here with its reason.
import { type Canvas, UnreadableError, type Word } from "../model/document.ts";
import { CANVAS_PACKAGE, canDraw } from "./pdf-canvas.ts";
import { recognisePages, recogniseWords } from "./pdf-scan.ts";
import type { Quarters } from "./pdf-turn.ts";
import { shared } from "./pdf-visible.ts";
import { RECOGNITION_COMMAND } from "./recogniser.ts";

/** A page with the quarters by which it was turned clockwise to be read. */
export interface PageRead {
  readonly canvas: Canvas;
  readonly quarters: Quarters;
}

/**
 * Pages whose drawn figures and untold letters are read off the picture where that is possible; what it does not give
 * stays as it is.
 * @throws UnreadableError when most letters of the document cannot be told and nothing can read them
 */
export async function withLetters(
  bytes: Uint8Array,
  pages: readonly PageRead[],
  until: number,
): Promise<readonly Canvas[]> {
  const wanted = pages
    .filter(({ canvas }) => !canvas.scanned)
    .map(({ canvas, quarters }) => ({ page: canvas.page, quarters, words: untold(canvas) }))
    .filter(({ words }) => words.length > 0);
  const canvases = pages.map(({ canvas }) => canvas);
  if (wanted.length === 0) return canvases;
  const read = await recogniseWords(bytes, wanted, until);
  if (!read && mostLost(canvases))
    throw new UnreadableError(
      "scanned",
      `The letters of the PDF cannot be told: its fonts say how they look and not which they are. To have them read, install the packages for character recognition: ${commandForPictures()}`,
    );
  return canvases.map((canvas) => ({
    ...canvas,
    words: canvas.words.map((word) => read?.get(word) ?? word),
  }));
}

/** Heights of writing, in points. */
const LOWEST = 3;
const HIGHEST = 36;

/** Words with lost letters, and ink as high as writing among the lines of a table and beside no letters. */
function untold({ words, rulings }: Canvas): Word[] {
  const ruled = {
    left: Math.min(...rulings.map(({ left }) => left)),
    top: Math.min(...rulings.map(({ top }) => top)),
    right: Math.max(...rulings.map(({ right }) => right)),
    bottom: Math.max(...rulings.map(({ bottom }) => bottom)),
  };
  const letters = words.filter(({ text }) => text !== "");
  return words.filter((word) => {
    if (word.text !== "") return word.marks?.includes("lost");
    const height = word.bottom - word.top;
    if (!word.marks?.includes("drawn") || height < LOWEST || height > HIGHEST) return false;
    return shared(word, ruled) === 1 && !letters.some((other) => shared(other, word) > 0);
  });
}

function mostLost(pages: readonly Canvas[]): boolean {
  const words = pages.flatMap((page) => page.words).filter(({ text }) => text !== "");
  const lost = words.filter(({ marks }) => marks?.includes("lost"));
  return lettersOf(lost) > lettersOf(words) / 2;
}

/**
 * Pages that are bare pictures are recognised where that is possible. A document of pictures that nobody can read is
 * refused: a reason is worth more than empty tables. Few typed words change nothing.
 */
export async function withPictures(
  bytes: Uint8Array,
  pages: readonly Canvas[],
  until: number,
): Promise<readonly Canvas[]> {
  const pictures = pages.filter((page) => page.scanned && lettersOf(page.words) < FEW_LETTERS);
  if (pictures.length === 0) return pages;
  const numbers = pictures.map(({ page }) => page);
  const recognised = await recognisePages(bytes, numbers, until);
  const typed = lettersOf(pages.filter((page) => !pictures.includes(page)).flatMap(({ words }) => words));
  const read = [...(recognised?.values() ?? [])].some((page) => lettersOf(page.words) > 0);
  if (read || typed >= FEW_LETTERS) return pages.map((page) => recognised?.get(page.page) ?? page);
  const told = `The PDF is a scan: ${pictures.length} of ${pages.length} pages are pictures`;
  throw new UnreadableError(
    "scanned",
    recognised
      ? `${told}, and nothing can be read on them.`
      : `${told}. To have them read, install the packages for character recognition: ${commandForPictures()}`,
  );
}

/** What a user types to have pictures of pages read. */
function commandForPictures(): string {
  return canDraw() ? RECOGNITION_COMMAND : `${RECOGNITION_COMMAND} ${CANVAS_PACKAGE}`;
}

function lettersOf(words: readonly Word[]): number {
  return words.reduce((letters, word) => letters + word.text.length, 0);
}

/** A cover line or a page number beside scanned pages; less than any table prints. */
const FEW_LETTERS = 60;
