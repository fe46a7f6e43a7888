import { describe, expect, test } from "vitest";
import { inkOf, levelled, type Raster, rasterOf, slopeOf, turned } from "../../../src/read/raster.ts";
import { findRulings } from "../../../src/read/scan-rulings.ts";
import { findWords, writingHeight } from "../../../src/read/scan-words.ts";

type Bar = readonly [left: number, top: number, right: number, bottom: number, shade?: number];

function paper(width: number, height: number, bars: readonly Bar[]): Raster {
  const shade = new Uint8Array(width * height).fill(250);
  for (const [left, top, right, bottom, dark = 0] of bars)
    for (let y = top; y < bottom; y += 1) shade.fill(dark, y * width + left, y * width + right);
  return { width, height, shade };
}

/** A line of writing: blocks as high and wide as characters, a hair apart. */
function writing(left: number, top: number, characters: number): Bar[] {
  return Array.from(
    { length: characters },
    (_, at): Bar => [left + at * 30, top, left + at * 30 + 26, top + 28],
  );
}

function ruled(raster: Raster) {
  const ink = inkOf(raster);
  return findRulings(ink, inkOf(raster, 0.08), 28);
}

const TABLE: Bar[] = [
  ...[100, 180, 260].map((y): Bar => [50, y, 652, y + 2]),
  ...[50, 250, 450, 650].map((x): Bar => [x, 100, x + 2, 262]),
];

describe("a picture is made upright and level", () => {
  test("colours become shades, and what is transparent is paper", () => {
    const { shade } = rasterOf(new Uint8ClampedArray([0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 0]), 3, 1);
    expect([...shade]).toEqual([0, 255, 255]);
  });

  test("four quarters of a circle are none", () => {
    const raster = paper(5, 3, [[1, 0, 3, 1]]);
    const once = turned(raster, 1);
    expect([once.width, once.height]).toEqual([3, 5]);
    expect(once.shade[1 * 3 + 2]).toBe(0);
    expect(turned(turned(once, 2), 1)).toEqual(raster);
    expect(turned(once, 3)).toEqual(raster);
  });

  test("the slope of lines is found and taken out", () => {
    const straight = paper(900, 700, [...TABLE, ...writing(60, 120, 5), ...writing(60, 200, 6)]);
    expect(slopeOf(inkOf(straight))).toBe(0);
    for (const slope of [0.02, -0.013]) {
      const askew = levelled(straight, -slope);
      expect(Math.abs(slopeOf(inkOf(askew)) - slope)).toBeLessThan(0.001);
      expect(Math.abs(slopeOf(inkOf(levelled(askew, slope))))).toBeLessThan(0.001);
    }
  });

  test("grey paper and a shadow across it are no ink", () => {
    const shaded = paper(300, 300, [[100, 100, 120, 120]]);
    for (let i = 0; i < shaded.shade.length; i += 1)
      shaded.shade[i] = Math.round((shaded.shade[i] ?? 0) * (1 - (i % 300) / 600));
    const { dark } = inkOf(shaded);
    expect(dark.reduce((sum, pixel) => sum + pixel, 0)).toBe(400);
  });
});

describe("lines of tables", () => {
  test("all are found, and the ink is free of them", () => {
    const { horizontal, vertical, rest } = ruled(paper(700, 400, TABLE));
    expect(horizontal.map(({ top }) => top + 1)).toEqual([100, 180, 260]);
    expect(vertical.map(({ left }) => left + 1)).toEqual([50, 250, 450, 650]);
    expect(rest.dark.some((pixel) => pixel === 1)).toBe(false);
  });

  test("a line that is pale and broken is one line", () => {
    const pale: Bar[] = [
      [50, 100, 200, 101, 220],
      [204, 100, 420, 101, 220],
      [440, 100, 652, 101, 220],
    ];
    const { horizontal } = ruled(paper(700, 400, [...TABLE.slice(1), ...pale]));
    expect(horizontal.map(({ left, right }) => [left, right])).toEqual([
      [50, 652],
      [50, 652],
      [50, 652],
    ]);
  });

  test("strokes of characters are none, however long, and stay whole", () => {
    // 王 in three heights of the writing, its strokes as long as short lines.
    const stroke: Bar[] = [
      [300, 20, 360, 24],
      [300, 46, 360, 50],
      [300, 72, 360, 76],
      [328, 20, 332, 76],
    ];
    const { horizontal, vertical, rest } = ruled(paper(700, 400, stroke));
    expect([...horizontal, ...vertical]).toEqual([]);
    expect(rest.dark.reduce((sum, pixel) => sum + pixel, 0)).toBe(3 * 60 * 4 + 4 * 44);
  });

  test("a stroke that crosses a line stays where it crosses", () => {
    const { rest } = ruled(paper(700, 400, [...TABLE, [150, 165, 156, 195]]));
    expect(rest.dark[181 * 700 + 153]).toBe(1);
    expect(rest.dark[181 * 700 + 120]).toBe(0);
  });
});

describe("words", () => {
  const wordsIn = (raster: Raster) => findWords(ruled(raster), 28).map(({ left, right }) => [left, right]);

  test("characters of a line are one word; a wide gap and a line between columns end it", () => {
    expect(wordsIn(paper(700, 60, [...writing(10, 20, 4), ...writing(170, 20, 2)]))).toEqual([
      [10, 126],
      [170, 226],
    ]);
    const tight: Bar[] = [
      [225, 130, 247, 158],
      [255, 130, 277, 158],
    ];
    expect(wordsIn(paper(700, 400, [...TABLE, ...tight]))).toEqual([
      [225, 247],
      [255, 277],
    ]);
  });

  test("strokes one over the other are one character, lines of writing are not", () => {
    const two: Bar[] = [
      [14, 20, 36, 23],
      [10, 42, 40, 45],
    ];
    expect(wordsIn(paper(200, 100, two))).toEqual([[10, 40]]);
    expect(wordsIn(paper(200, 100, [...writing(10, 10, 2), ...writing(10, 48, 2)]))).toHaveLength(2);
  });

  test("dirt is no word", () => {
    expect(wordsIn(paper(200, 100, [[50, 50, 52, 52]]))).toEqual([]);
  });

  test("the height of writing is that of whole characters, not of strokes and frames", () => {
    const marks: Bar[] = [
      ...writing(60, 120, 6),
      ...writing(60, 200, 6),
      [300, 130, 310, 139],
      [330, 130, 340, 139],
    ];
    expect(writingHeight(inkOf(paper(700, 400, [...TABLE, ...marks])))).toBe(28);
  });
});
