import { describe, expect, test } from "vitest";
import { withoutLetters } from "../../../src/grid/page-letters.ts";
import type { Ruling } from "../../../src/model/document.ts";

const across = (left: number, right: number, y: number): Ruling => ({ left, right, top: y, bottom: y });
const down = (x: number, top: number, bottom: number): Ruling => ({ left: x, right: x, top, bottom });

/** Cells of 40 × 16 points. */
const TABLE = [...[0, 16, 32].map((y) => across(0, 120, y)), ...[0, 40, 80, 120].map((x) => down(x, 0, 32))];
const SEVEN = [across(10, 16, 3), down(16, 3, 13)];
const FOUR = [down(50, 3, 8), across(50, 56, 8), down(56, 3, 13)];
const ONE = [down(100, 3, 13)];
const MINUS = [across(96, 102, 24)];

describe("digits that are drawn of straight strokes", () => {
  test("are no lines of the table in whose cells they stand", () => {
    expect(withoutLetters([...SEVEN, ...TABLE, ...FOUR, ...ONE, ...MINUS])).toEqual(TABLE);
  });

  test.each([
    [
      "cells drawn one by one",
      [0, 15, 30].flatMap((x) => [
        across(x, x + 14, 0),
        across(x, x + 14, 14),
        down(x, 0, 14),
        down(x + 14, 0, 14),
      ]),
    ],
    ["a line of dashes", [0, 8, 16, 24].map((x) => across(x, x + 5, 50))],
    ["pieces that end a little before the lines across them", [...TABLE, down(20, 1, 15), down(20, 17, 31)]],
    ["the side of a narrow column", [...TABLE, down(8, 0, 16), down(112, 16, 32)]],
  ])("%s stay", (_, rulings) => {
    expect(withoutLetters(rulings)).toEqual(rulings);
  });
});
