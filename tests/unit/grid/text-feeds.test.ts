import { expect, test } from "vitest";
import { layOutText } from "../../../src/grid/text.ts";
import type { Flow } from "../../../src/model/grid.ts";

const laid = (text: string): Flow => layOutText({ kind: "plain", text }, () => undefined);
const places = (flow: Flow) =>
  flow.flatMap((block) =>
    block.kind === "grid"
      ? block.rows.flat().flatMap((slot) => (slot.kind === "cell" ? [[slot.text, slot.at]] : []))
      : [[block.text, block.at]],
  );

test("a form feed begins a printed line, and places go on to name the file's", () => {
  expect(places(laid("one\ftwo\nthree"))).toEqual([
    ["one", { line: 1 }],
    ["\ftwo", { line: 1, chars: [4, 7] }],
    ["three", { line: 2 }],
  ]);
});

test("a form feed that begins a line, or stands on one of its own, changes no number", () => {
  expect(places(laid("\fone\n\ftwo\n\f\nthree"))).toEqual([
    ["\fone", { line: 1 }],
    ["\ftwo", { line: 2 }],
    ["\f", { line: 3 }],
    ["three", { line: 4 }],
  ]);
});

test.each([
  ["prose before the table", "head\f\fmore\n| name | 12 | 345 |\n| name | 6 | 789 |\frest"],
  [
    "prose behind a row",
    "above\n| name | 12 | 345 |\n| name | 6 | 789 |\fbelow\n| next | 1 | 2 |\n| next | 3 | 4 |",
  ],
  ["the table itself", "above\n| name | 12 | 345 |\f| name | 6 | 789 |\nbelow"],
])("cells are found by the characters of the file's lines where form feeds stand in %s", (_, text) => {
  const lines = text.split("\n");
  const cells = laid(text).flatMap((block) =>
    block.kind === "grid"
      ? block.rows.flat().flatMap((slot) => (slot.kind === "cell" && slot.text !== "" ? [slot] : []))
      : [],
  );
  expect(cells.length).toBeGreaterThan(5);
  for (const { text: words, at } of cells) {
    const [first = 0, last = 0] = at.chars ?? [];
    expect(lines[(at.line ?? 0) - 1]?.slice(first - 1, last)).toBe(words.trim());
  }
});
