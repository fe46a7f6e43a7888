import { describe, expect, test } from "vitest";
import { straighten } from "../../../src/grid/page-lines.ts";
import type { Ruling } from "../../../src/model/document.ts";

const SIZE = 0.75;

/** Squares as browsers set them for dotted borders, at every other place of their size. */
function dots(from: number, to: number, placed: (along: number) => { left: number; top: number }): Ruling[] {
  const count = Math.floor((to - from) / (2 * SIZE));
  return Array.from({ length: count }, (_, rank) => {
    const { left, top } = placed(from + rank * 2 * SIZE);
    return { left, top, right: left + SIZE, bottom: top + SIZE };
  });
}

describe("dotted lines", () => {
  // Dots of lines down stand within reach of a line across: one that stands a little higher began the band of its pieces.
  test("dots of lines that cross a line tear no hole into it", () => {
    const across = [100, 120, 140].flatMap((top) => dots(10, 310, (left) => ({ left, top })));
    const down = [10, 60, 110, 160, 210, 260, 310].flatMap((left, rank) =>
      dots(100 - rank * 0.11, 140, (top) => ({ left, top })),
    );
    const lines = straighten([...across, ...down]);
    expect(lines.horizontal.map(({ from, to }) => [Math.round(from), Math.round(to)])).toEqual([
      [10, 309],
      [10, 309],
      [10, 309],
    ]);
    expect(lines.vertical).toHaveLength(7);
  });

  test("dots that stand alone are no line", () => {
    const lines = straighten(dots(10, 100, (left) => ({ left: left * 4, top: 50 })));
    expect(lines).toEqual({ horizontal: [], vertical: [] });
  });
});
