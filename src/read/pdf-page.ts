// The marks that a page's drawing left, as words and lines the right way up: what a reader of the page sees.
// Must not know containers, tables or figures.
import type { Word } from "../model/document.ts";
import type { Glyph } from "./pdf-glyphs.ts";
import { goneWords, inkWords } from "./pdf-ink.ts";
import type { Marks, PaintedBox } from "./pdf-marks.ts";
import type { Box } from "./pdf-matrix.ts";
import { withoutNotes, withoutStruck } from "./pdf-notes.ts";
import { isScanned, rulingsOf } from "./pdf-rulings.ts";
import { type Quarters, quartersOf, turnedBox, turnedGlyph } from "./pdf-turn.ts";
import { seenGlyphs, shared, shareOf, WHOLE_PAGE } from "./pdf-visible.ts";
import { wordsOf } from "./pdf-words.ts";

/** A page as it is read; `quarters` tells by how much it was turned clockwise. */
export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
  readonly rulings: readonly Box[];
  readonly scanned: boolean;
  readonly quarters: Quarters;
}

/** @param width and height of the page as it is shown, in points */
export function drawnPage(marks: Marks, width: number, height: number): DrawnPage {
  const seen = seenGlyphs(marks, width, height);
  const scanned = isScanned(marks, seen.glyphs, width, height);
  const printed = scanned
    ? [...seen.glyphs, ...seen.layer]
    : onPage(seen.glyphs, marks.strips, width, height);
  const quarters = quartersOf(printed);
  const turn = <T extends Box>(box: T) => turnedBox(box, quarters, width, height);
  const [wide, high] = quarters % 2 === 0 ? [width, height] : [height, width];
  const upright = printed.map((glyph) => turnedGlyph(glyph, quarters, width, height));
  const { glyphs, strips, struck } = withoutStruck(upright, marks.strips.map(turn));
  const rulings = rulingsOf(strips, wide, high);
  const words = wordsOf(withoutNotes(glyphs), rulings);
  const pictures = marks.pictures.filter((box) => shareOf(box, width, height) < WHOLE_PAGE);
  const ink = scanned ? [] : inkWords([...marks.shapes, ...pictures].map(turn));
  const gone = scanned
    ? []
    : goneWords([...seen.erased, ...seen.layer.map(({ box }) => box)].map(turn).concat(struck));
  const veiled = words.map((word) => veil(word, pictures.map(turn), upright));
  return { width: wide, height: high, words: [...veiled, ...ink, ...gone], rulings, scanned, quarters };
}

/** A picture laid over text may hide it or not: the library tells nothing of what shines through. */
function veil(word: Word, pictures: readonly PaintedBox[], glyphs: readonly Glyph[]): Word {
  const over = pictures.filter((picture) => shared(word, picture) >= 0.3);
  if (over.length === 0) return word;
  const own = glyphs.find(({ box }) => shared(box, word) >= 0.5);
  if (!own || over.every(({ order }) => order < own.order)) return word;
  return { ...word, marks: [...(word.marks ?? []), "overlapping"] };
}

/** Lines that cross a page's edge by less, in points, end at it. */
const CROSSING = 3;

/**
 * What is printed beyond the edge is not seen. Only a table too wide for its page runs over it with its lines, and what
 * stands between them is still its content.
 */
function onPage(
  glyphs: readonly Glyph[],
  strips: readonly Box[],
  width: number,
  height: number,
): readonly Glyph[] {
  const isBeyond = ({ box }: Glyph) => {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return x < 0 || y < 0 || x > width || y > height;
  };
  if (!glyphs.some(isBeyond)) return glyphs;
  const across = strips.filter(
    ({ left, right, top, bottom }) =>
      (left < -CROSSING && right > CROSSING) ||
      (right > width + CROSSING && left < width - CROSSING) ||
      (top < -CROSSING && bottom > CROSSING) ||
      (bottom > height + CROSSING && top < height - CROSSING),
  );
  return glyphs.filter((glyph) => !isBeyond(glyph) || across.some((line) => runsBy(line, glyph.box)));
}

/** A row's height or a column's breadth: so near runs a line by what stands in its table, in points. */
const NEAR = 40;

function runsBy(line: Box, box: Box): boolean {
  const level = line.right - line.left >= line.bottom - line.top;
  return level
    ? line.left <= box.left && line.right >= box.right && Math.abs(line.top - box.top) <= NEAR
    : line.top <= box.top && line.bottom >= box.bottom && Math.abs(line.left - box.left) <= NEAR;
}
