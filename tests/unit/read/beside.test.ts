// Labels and figures that a layout sets beside one another, in cells of its own.
import { expect, test } from "vitest";
import {
  cellsOf,
  HEADS,
  PRINTED,
  pageOf,
  ROWS,
  readOf,
  readPage,
  tableOf,
  td,
} from "../../builders/requests-page.ts";

const LABELS = ["项目", ...ROWS.map(({ label }) => label.text)];
const FIGURES = tableOf([cellsOf(HEADS), ...PRINTED.map(cellsOf)]);

const read = async (left: string, right = FIGURES) =>
  readOf(await readPage("a.html", pageOf(`<table><tr><td>${left}</td><td>${right}</td></tr></table>`)));

test.each([
  ["a table", tableOf(LABELS.map((label) => td(label)))],
  ["paragraphs", LABELS.map((label) => `<p>${label}</p>`).join("")],
  ["lines", `${LABELS.join("<br>")}<br>`],
  ["boxes of a list", `<ul>${LABELS.map((label) => `<li>${label}</li>`).join("")}</ul>`],
])("labels in %s", async (_, left) => {
  expect(await read(left)).toEqual(PRINTED);
});

test("a line more or fewer than rows, and nobody can say which is whose", async () => {
  for (const labels of [LABELS.slice(1), ["单位：件", ...LABELS]]) {
    const cells = (await read(labels.map((label) => `<p>${label}</p>`).join(""))).flat();
    expect(cells.every((cell) => cell === "?" || cell === "")).toBe(true);
  }
});

test("a table with labels of its own keeps them", async () => {
  const menu = LABELS.map((_, rank) => `<p>栏目之${"一二三四五六七八九"[rank % 9]}</p>`).join("");
  const own = tableOf(
    LABELS.map((label, rank) => td(label) + cellsOf(rank === 0 ? HEADS : (PRINTED[rank - 1] ?? []))),
  );
  expect(await read(menu, own)).toEqual(PRINTED);
});
