// Labels of the same letters, told apart by the figures in them, and rows of them that changed places.
import { describe, expect, test } from "vitest";
import { collection } from "../../../src/dev/extract-file.ts";
import { makeDocument } from "../../../src/dev/made/document.ts";
import { wordingOf } from "../../../src/match/labels/anchors.ts";
import { hasOtherFigures } from "../../../src/match/labels/own-figures.ts";
import { streamOf } from "../../../src/match/print/stream.ts";
import { cellsInText } from "../../builders/text-tables.ts";

test.each([
  ["甲乙6”丙丁", "甲乙6”丙丁", false],
  ["甲乙6”丙丁", "甲乙丙丁", false],
  ["甲乙6”丙丁", "甲乙 3 0 12\n6”丙丁", false],
  ["甲乙6”丙丁", "甲乙1”丙丁", true],
  ["甲乙6”丙丁", "甲乙16”丙丁", true],
  ["甲乙6”丙丁", "甲乙1 25 6 33\n”丙丁", true],
  ["甲乙6”丙丁", "甲乙│30│6│0│\n1”丙丁", true],
  ["甲乙6", "甲乙6", false],
  ["甲乙6", "甲乙63", false],
  ["甲乙6", "甲乙 3", false],
  ["甲乙6", "甲乙13", true],
])("of «%s», %s has other figures: %s", (label, print, other) => {
  const stream = streamOf([{ text: print, at: {} }]);
  const { letters, figures } = wordingOf(label);
  expect(stream.letters).toBe(letters);
  expect(hasOtherFigures(stream, stream.letterAt, figures)).toBe(other);
});

describe("rows of such labels that changed places in a layout", () => {
  const form = collection.forms.find(({ edition }) => edition === "local");
  if (!form) throw new Error("there is no form of local tables");
  const { conventions } = collection;
  const kind = { way: "layout", accident: "rows-swapped", edition: "local" } as const;

  test.each([
    { figures: 444676, zeros: 0.9, digits: 4, blanks: "some", spot: 297637, last: [null, null] },
    { figures: 158071, zeros: 0.2, digits: 2, blanks: "some", spot: 322996, last: ["8", "38"] },
  ] as const)("none is read as the last one: $figures", ({ last, ...seeds }) => {
    const text = makeDocument(collection, { ...kind, ...seeds })?.text ?? "";
    const cells = cellsInText(text, { form, conventions }).filter(
      ({ table, row }) => table === "indicators.coded_report" && row === "exempt_6",
    );
    expect(cells).toHaveLength(2);
    for (const [rank, { value, doubts }] of cells.entries())
      if (doubts.length === 0) expect(value).toBe(last[rank]);
  });
});
