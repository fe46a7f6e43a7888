// Page numbers of a text, and what stands beside them on every page.
import { expect, test } from "vitest";
import { withoutPageFurniture } from "../../../src/grid/text-furniture.ts";

const body = (page: number) => [`甲项${page} 0 0`, `乙项${page} 3 4`, "其他 1 0", `丙项${page} 0 7`];
const left = (lines: readonly string[]) =>
  withoutPageFurniture(lines.map((text, index) => ({ text, line: index + 1 }))).map(({ text }) => text);
const pages = (edge: (page: number) => readonly string[]) =>
  [1, 2, 3].flatMap((page) => [...body(page), ...edge(page)]);
const bare = pages(() => []);

test.each([
  ["a number between dashes", (page: number) => [`— ${page} —`]],
  ["which page of how many", (page: number) => [`第 ${page} 页 共 3 页`]],
  ["a running head on the next page", (page: number) => [`- ${page} -`, "\f青石县林业局年度报告"]],
  [
    "what a browser prints",
    (page: number) => ["24/1/5 09:12 青石县年报", `https://a.example/b.html ${page}/3`],
  ],
])("%s is none of the text", (_, edge) => {
  expect(left(pages(edge))).toEqual(bare);
});

test.each([
  ["numbers by themselves", (page: number) => [String(page)]],
  ["numbers that count nothing", (page: number) => [`— ${7 - page} —`]],
  ["fractions of different wholes", (page: number) => [`${page}/${page + 3}`]],
  ["numbers of a list", (page: number) => [`${page}.`]],
  ["cells behind a bar", (page: number) => [`|${page}`]],
  ["numbered headings", (page: number) => [`附表${page}`]],
])("%s stay", (_, edge) => {
  expect(left(pages(edge))).toEqual(pages(edge));
});

test("a row of the table beside page numbers stays where the same row stands beside the next", () => {
  const all = pages((page) => [`其他 ${page} 0`, `— ${page} —`]);
  expect(left(all)).toEqual(all.filter((line) => !line.startsWith("—")));
});
