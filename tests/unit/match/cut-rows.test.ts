// A table in pieces that do not stand in their order: what a piece begins with can be the rest of the row that another ends with.
import { expect, test } from "vitest";
import {
  cellsOf,
  figuresOf,
  HEAD_LINE,
  HEADS,
  linesOf,
  pageOf,
  readOf,
  readPage,
  tableOf,
} from "../../builders/requests-page.ts";

/** Cells of a row that a page's end pushed down to the next page. */
const DOWN = [2, 6];

/** The row at `cut` is printed over the end of one piece and the beginning of the other. */
function pieces(cut: number): { readonly upper: string[]; readonly lower: string[] } {
  const lines = linesOf((rank) =>
    rank === cut ? figuresOf(rank).map((text, at) => (DOWN.includes(at) ? "" : text)) : figuresOf(rank),
  );
  const rest = cellsOf(["", ...figuresOf(cut).map((text, at) => (DOWN.includes(at) ? text : ""))]);
  return { upper: [HEAD_LINE, ...lines.slice(0, cut + 1)], lower: [rest, ...lines.slice(cut + 1)] };
}

test.each([4, 8, 15])("cells left empty by the cut at row %d are in doubt, and no others", async (cut) => {
  const { upper, lower } = pieces(cut);
  const page = pageOf(`${tableOf(lower)}<p>（续）</p>${tableOf(upper)}`);
  const rows = readOf(await readPage("a.html", page));
  const expected = figuresOf(cut).map((text, at) => (DOWN.includes(at) ? "?" : text));
  expect(rows[cut]).toEqual(expected);
  expect(rows[cut - 1]).toEqual(figuresOf(cut - 1));
  expect(rows[cut + 1]).toHaveLength(HEADS.length);
});
