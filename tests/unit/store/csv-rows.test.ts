// Rows of a CSV file that are copied along without those that are not wanted.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstCellsTell, rowsWhere } from "../../../src/store/csv-rows.ts";
import { csvText, type Line } from "../../../src/text/csv.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rows-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(rows: readonly Line[]): string {
  const path = join(folder, "rows.csv");
  writeFileSync(path, csvText(rows));
  return path;
}

const copied = (path: string, isKept: (cell: string) => boolean) =>
  Buffer.concat([...rowsWhere(path, isKept)]).toString();

test("rows are told by their first cells, whatever their cells hold, over the edges of blocks", () => {
  const rows: Line[] = Array.from({ length: 30_000 }, (_, index) => {
    const url = index % 5 === 0 ? `http://a.gov.cn/?q="${index}",\r\n报` : `http://a.gov.cn/${index}`;
    return [url, index % 3 === 0 ? `two\r\nlines, "${index}"\n` : "报告".repeat(index % 9), index];
  });
  const path = written([["url", "title", "n"], ...rows]);
  const gone = new Set(rows.filter((_, index) => index % 7 === 0 || index > 29_990).map(([url]) => url));
  const seen: string[] = [];
  const isKept = (url: string) => {
    seen.push(url);
    return !gone.has(url);
  };
  expect(copied(path, isKept)).toBe(csvText(rows.filter(([url]) => !gone.has(url as string))));
  expect(seen).toEqual(rows.map(([url]) => url));
  expect(copied(path, () => true)).toBe(csvText(rows));
});

test("a head without rows has none", () => {
  expect(copied(written([["url"]]), () => false)).toBe("");
});

test("a first cell that was defused, or may have been, is told", () => {
  expect(firstCellsTell(written([["url"], ["http://a.gov.cn/"], ["b", "=c"]]))).toBe(true);
  for (const cell of ["=a", "-b\nc", "'d", "＋e"])
    expect(firstCellsTell(written([["url"], ["http://a.gov.cn/"], [cell, "f"]]))).toBe(false);
});
