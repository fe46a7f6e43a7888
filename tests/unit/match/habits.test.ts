// How a table prints all of its figures is no misprint of one.
import { expect, test } from "vitest";
import type { FoundRow, Piece } from "../../../src/match/found.ts";
import { withHabits } from "../../../src/match/grid/habits.ts";

/** A piece as it is read: its print, its value, and whether its print is odd. */
type Given = readonly [raw: string, value: string | null, odd?: true];

function piece([raw, value, odd]: Given): Piece {
  const state = value === null ? "struck" : "reported";
  return { raw, value, state, at: {}, signs: odd ? ["odd-print"] : [] };
}
const rowOf = (given: readonly Given[]) =>
  ({ ways: { kind: "stated", cells: given.map(piece) } }) as unknown as FoundRow;
/** How many figures stay odd. */
function odd(given: readonly Given[]): number {
  return withHabits([rowOf(given.slice(0, 3)), rowOf(given.slice(3))]).flatMap(({ ways }) =>
    ways.kind === "stated" ? ways.cells.filter(({ signs }) => signs.length > 0) : [],
  ).length;
}
const times = (count: number, given: Given): Given[] => Array.from({ length: count }, () => given);

test("filled up with zeros, all of them", () => {
  const filled = [
    ...times(9, ["003", "3", true]),
    ["000", "0", true],
    ["120", "120"],
    ["1204", "1204"],
  ] as Given[];
  expect(odd(filled)).toBe(0);
  expect(odd([...filled, ["5", "5"]])).toBe(10);
  expect(odd([...filled, ["0003", "3", true]])).toBe(11);
  expect(odd([...filled, ["12.5", "12.5"], ["", null]])).toBe(0);
  expect(odd(filled.slice(1, 12))).toBe(9);
});

test("in groups of three, all that have more digits", () => {
  const grouped = [
    ["1 642", "1642", true],
    ["94 649", "94649", true],
    ["1\u00a0000 000", "1000000", true],
    ["12", "12"],
  ] as Given[];
  expect(odd(grouped)).toBe(0);
  expect(odd([...grouped, ["1642", "1642"]])).toBe(3);
  expect(odd([...grouped, ["1 2", "12", true]])).toBe(4);
  expect(odd([...grouped.slice(1), ["16 42", "1642", true]])).toBe(3);
  expect(odd(grouped.slice(1))).toBe(2);
});

test("in words, where nought is a word and no stroke stands for one", () => {
  const words = [...times(9, ["十二", "12"]), ["零", "0"], ["一", "1", true]] as Given[];
  expect(odd(words)).toBe(0);
  expect(odd([...words, ["—", null]])).toBe(1);
  expect(odd(words.filter(([raw]) => raw !== "零").concat(times(1, ["三", "3"])))).toBe(1);
  expect(odd(words.slice(2))).toBe(1);
});
