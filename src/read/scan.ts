// A picture of a page as words and drawn lines: turned upright, made straight, its lines found, its words read.
// Must not know tables, forms or figures.
import { channel } from "node:diagnostics_channel";
import { PAGE_READ, type Ruling, type Turn, type Word } from "../model/document.ts";
import { type Ink, inkOf, levelled, type Raster, slopeOf, turned } from "./raster.ts";
import type { Recognised, Recogniser } from "./recogniser.ts";
import type { Strip } from "./scan-marks.ts";
import { findRulings } from "./scan-rulings.ts";
import { findWords, writingHeight } from "./scan-words.ts";

/** Units are points from the top left of the page as it was turned and straightened. */
export interface ScannedPage {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
  readonly rulings: readonly Ruling[];
  readonly turn: Turn;
}

/** What is so unsure on the whole is no writing that stands upright. */
const UPRIGHT = 0.75;
/** So many words tell which way up a page is. */
const PROBES = 12;
/** The model's least sure answer that is worth keeping. */
const LEAST = 0.3;

/** @param dpi pixels an inch */
export async function readScan(picture: Raster, dpi: number, recogniser: Recogniser): Promise<ScannedPage> {
  const { raster, words, rulings, writing, known, turn } = await upright(picture, recogniser);
  const points = 72 / dpi;
  const unread = words.filter((box) => !known.has(box));
  const answers = await recogniser.read(raster, readable(unread, words, writing));
  const read = new Map([...known, ...pairs(unread, answers)]);
  channel(PAGE_READ).publish(null);
  return {
    width: raster.width * points,
    height: raster.height * points,
    words: words.flatMap((box) => wordsOf(box, read.get(box), writing, points)),
    rulings: rulings.map((strip) => inPoints(strip, points)),
    turn,
  };
}

function pairs(boxes: readonly Strip[], answers: readonly Recognised[]): [Strip, Recognised][] {
  return boxes.flatMap((box, index): [Strip, Recognised][] => {
    const answer = answers[index];
    return answer ? [[box, answer]] : [];
  });
}

/** Ink that is writing and cannot be read keeps its place: it must not pass for paper. Dirt does. */
function wordsOf(box: Strip, answer: Recognised | undefined, writing: number, points: number): Word[] {
  const text = answer && answer.confidence >= LEAST ? answer.text.trim() : "";
  if (text === "" && box.bottom - box.top < writing / 2) return [];
  return [{ text: text === "" ? UNREAD : text, ...inPoints(box, points) }];
}

/** What typesetters print for a character that they lack. */
const UNREAD = "〓";

function inPoints(strip: Strip, points: number): Strip {
  const round = (pixels: number) => Math.round(pixels * points * 100) / 100;
  return {
    left: round(strip.left),
    top: round(strip.top),
    right: round(strip.right),
    bottom: round(strip.bottom),
  };
}

/**
 * Boxes as high as the line that they stand in: where a dash, a point or a low character stands in its line tells what it
 * is. Alone, they stand in the middle of a line as high as writing is.
 */
function readable(boxes: readonly Strip[], words: readonly Strip[], writing: number): Strip[] {
  return boxes.map((box) => {
    const height = box.bottom - box.top;
    if (height >= writing * 0.9) return box;
    const beside = words.filter(
      (word) =>
        word.bottom - word.top >= Math.max(height, writing * 0.8) &&
        word.bottom - word.top <= writing * 2 &&
        word.top <= box.top + writing * 0.2 &&
        word.bottom >= box.bottom - writing * 0.2 &&
        Math.max(word.left - box.right, box.left - word.right) <= writing * 2,
    );
    const missing = Math.max(0, Math.floor((writing - height) / 2));
    return {
      ...box,
      top: Math.min(box.top, ...(beside.length > 0 ? beside.map(({ top }) => top) : [box.top - missing])),
      bottom: Math.max(
        box.bottom,
        ...(beside.length > 0 ? beside.map(({ bottom }) => bottom) : [box.bottom + missing]),
      ),
    };
  });
}

interface Found {
  readonly raster: Raster;
  readonly turn: Turn;
  /** Height of the writing, in pixels. */
  readonly writing: number;
  readonly words: readonly Strip[];
  readonly rulings: readonly Strip[];
}

interface Upright extends Found {
  /** The words that told which way is up, and what they read. */
  readonly known: ReadonlyMap<Strip, Recognised>;
}

/** The way up in which the longest words read best; as it lies when they read well. */
async function upright(picture: Raster, recogniser: Recogniser): Promise<Upright> {
  const ways: { found: Upright; sure: number }[] = [];
  for (const quarters of [0, 2, 1, 3] as const) {
    const found = straightened(picture, quarters);
    const probes = longest(found.words);
    const answers = await recogniser.read(found.raster, readable(probes, found.words, found.writing));
    const sure = answers.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, answers.length);
    ways.push({ found: { ...found, known: new Map(pairs(probes, answers)) }, sure });
    if (sure >= UPRIGHT || found.words.length === 0) break;
  }
  const [best] = ways.sort((a, b) => b.sure - a.sure);
  return best?.found ?? { ...straightened(picture, 0), known: new Map() };
}

function longest(words: readonly Strip[]): Strip[] {
  return [...words]
    .filter((word) => word.right - word.left > (word.bottom - word.top) * 2)
    .sort((a, b) => b.right - b.left - (a.right - a.left))
    .slice(0, PROBES);
}

function straightened(picture: Raster, quarters: Turn["quarters"]): Found {
  const standing = turned(picture, quarters);
  const slope = slopeOf(inkOf(standing));
  const raster = levelled(standing, slope);
  const ink = inkOf(raster);
  const writing = writingHeight(ink);
  const ruled = findRulings(ink, inkOf(raster, PALE), writing);
  const rulings = [...ruled.horizontal, ...ruled.vertical];
  return {
    raster: withoutRulings(raster, ruled.rest, rulings),
    turn: { quarters, slope },
    writing,
    words: findWords(ruled, writing),
    rulings,
  };
}

/** By how much a fine line is darker than paper, at the least: scanners make a hairline grey. */
const PALE = 0.08;

/** How far a line's shade reaches beyond its ink, in pixels. */
const SHADE = 3;

/** The picture with paper where its lines are, but for the strokes that cross them. */
function withoutRulings(raster: Raster, rest: Ink, rulings: readonly Strip[]): Raster {
  const { width, height } = raster;
  const shade = Uint8Array.from(raster.shade);
  for (const { left, top, right, bottom } of rulings) {
    for (let y = Math.max(0, top - SHADE); y < Math.min(height, bottom + SHADE); y += 1) {
      for (let x = Math.max(0, left - SHADE); x < Math.min(width, right + SHADE); x += 1) {
        if (rest.dark[y * width + x] === 0) shade[y * width + x] = 255;
      }
    }
  }
  return { width, height, shade };
}
