// A table that is printed as a grid for each of its columns, one below another.
import { expect, test } from "vitest";
import {
  HEADS,
  linesOf,
  PRINTED,
  pageOf,
  readOf,
  readPage,
  tableOf,
  td,
} from "../../builders/requests-page.ts";

const EMPTY = PRINTED.map((row) => row.map((figure) => (figure === "0" ? "" : figure)));
const gridsOf = (
  names: readonly string[],
  over: (name: string) => string,
  first: (name: string) => string[],
) =>
  names
    .map((name, column) => {
      const lines = linesOf((rank) => [EMPTY[rank]?.[column] ?? ""]);
      return over(name) + tableOf([...first(name), td("办理情况") + td("数量（件）"), ...lines]);
    })
    .join("");
const none = () => "";

test.each([
  ["a line over each", (name: string) => `<h4>${name}</h4>`, () => []],
  ["a first line in each", none, (name: string) => [td(name, 'colspan="2"')]],
])("the heads of the columns are %s", async (_, over, first) => {
  const groups = HEADS.map((head, at) => (at > 0 && at < 6 ? `法人或其他组织：${head}` : head));
  for (const names of [HEADS, groups])
    expect(readOf(await readPage("a.html", pageOf(gridsOf(names, over, first))))).toEqual(EMPTY);
});

test.each([
  ["a name is missing", ["", ...HEADS.slice(1)]],
  ["two have one name", [HEADS[1] ?? "", ...HEADS.slice(1)]],
])("where %s no figure stands in a column for sure", async (_, names) => {
  const page = pageOf(
    gridsOf(
      names,
      (name) => `<h4>${name}</h4>`,
      () => [],
    ),
  );
  const found = readOf(await readPage("a.html", page));
  found.forEach((row, rank) => {
    row.forEach((value, column) => {
      expect(["?", EMPTY[rank]?.[column]]).toContain(value);
    });
  });
});
