// Words in brackets that are printed in place of a figure: nothing is reported, and nothing is in doubt.
import { expect, test } from "vitest";
import {
  HEAD_LINE,
  linesOf,
  PRINTED,
  pageOf,
  readOf,
  readPage,
  rowsOf,
  tableOf,
} from "../../builders/requests-page.ts";

test.each(["（空）", "(空)", "（无）"])("%s is printed for nothing", async (word) => {
  const figures = PRINTED.map((cells) => cells.map((cell) => (cell === "0" ? word : cell)));
  const report = await readPage(
    "a.html",
    pageOf(tableOf([HEAD_LINE, ...linesOf((rank) => figures[rank] ?? [])])),
  );
  expect(readOf(report)).toEqual(PRINTED.map((cells) => cells.map((cell) => (cell === "0" ? "" : cell))));
  const states = rowsOf(report).map((cells) => cells.map(({ state }) => state));
  expect(states).toEqual(PRINTED.map((cells) => cells.map((cell) => (cell === "0" ? "struck" : "reported"))));
});
