// Which rows are heard about where columns stand: one that set them for the others is not, where these agree without it.
import { expect, test } from "vitest";
import { agreeOnColumns, type Placing, type Rows } from "../../../src/match/layout/agree.ts";
import type { FiguresLine } from "../../../src/match/layout/rows.ts";

/** Rows on lines of their own, save those that share one. */
const linesOf = (count: number, shared: readonly (readonly number[])[] = []): FiguresLine[] =>
  [...Array.from({ length: count }, (_, row) => [row]), ...shared].map((rows, line) => ({
    line,
    tokens: [],
    rows,
    plain: true,
  }));

/** Rows at places: the lowest row heard sets the column, and what stands elsewhere is off it. */
const setByFirst =
  (places: readonly number[]) =>
  (without: Rows): Placing<number> | null => {
    const heard = places.flatMap((_, row) => (without.has(row) ? [] : [row]));
    const [setter] = heard;
    if (setter === undefined) return null;
    const off = new Set(heard.filter((row) => places[row] !== places[setter]));
    return { placed: heard, off, setters: new Set(heard.filter((row) => !off.has(row))) };
  };

const agree = (places: readonly number[], shared?: readonly (readonly number[])[]) => {
  const place = setByFirst(places);
  const first = place(new Set());
  return first && agreeOnColumns(linesOf(places.length, shared), first, place);
};

test("where all agree all are heard", () => {
  expect([...(agree([3, 3, 3])?.unheard ?? [])]).toEqual([]);
});

test("a row off the columns of the others is not heard", () => {
  expect([...(agree([3, 3, 3, 9])?.unheard ?? [])]).toEqual([3]);
});

test("of one row against several the one is wrong, even where it set the columns", () => {
  const agreed = agree([9, 3, 3, 3]);
  expect([...(agreed?.unheard ?? [])]).toEqual([0]);
  expect([...(agreed?.placing.off ?? [])]).toEqual([]);
});

test("of two that contradict each other neither is heard", () => {
  expect(agree([9, 3])).toBeNull();
});

test("what may share a line with a row is not heard without it", () => {
  expect([...(agree([3, 3, 3, 9], [[2, 3]])?.unheard ?? [])].sort()).toEqual([2, 3]);
});
