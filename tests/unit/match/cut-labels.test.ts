// Rows that a page or heads printed again cut in two.
import { expect, test } from "vitest";
import { collection } from "../../../src/dev/extract-file.ts";
import { HEADS, PRINTED, pageOf, ROWS, readOf, readPage, tableOf, td } from "../../builders/requests-page.ts";

/** A line of ten places: its label begins at the third, or at the second where the columns are set elsewhere. */
const line = (label: string, cells: readonly string[], elsewhere: boolean) =>
  (elsewhere ? td("") + td(label, 'colspan="2"') : td("", 'colspan="2"') + td(label)) +
  cells.map((cell) => td(cell)).join("");

test("pieces of a label are one where heads stand between them and columns are set elsewhere below", async () => {
  const cut = 6;
  const lines = ROWS.flatMap(({ label }, rank) => {
    const figures = PRINTED[rank] ?? [];
    if (rank !== cut) return [line(label.text, figures, rank > cut)];
    const begin = line(label.text.slice(0, 6), figures, false);
    const rest = line(
      label.text.slice(6),
      HEADS.map(() => ""),
      true,
    );
    return [begin, line("项目", HEADS, true), rest];
  });
  const page = pageOf(tableOf([line("项目", HEADS, false), ...lines]));
  expect(readOf(await readPage("a.html", page))).toEqual(PRINTED);
});

/** A line of nine cells over eighteen places, all of whose edges but the first are elsewhere where it is `shifted`. */
const wide = (label: string, cells: readonly string[], shifted: boolean) =>
  td("", `colspan="${shifted ? 3 : 2}"`) +
  td(label, 'colspan="2"') +
  cells.map((cell, rank) => td(cell, `colspan="${shifted && rank === cells.length - 1 ? 1 : 2}"`)).join("");

test("pieces of a label are one where the row goes on right below in columns of other widths", async () => {
  const cut = 6;
  const lines = ROWS.flatMap(({ label }, rank) => {
    const figures = PRINTED[rank] ?? [];
    if (rank !== cut) return [wide(label.text, figures, rank > cut)];
    const blanks = HEADS.map(() => "");
    return [wide(label.text.slice(0, 6), figures, false), wide(label.text.slice(6), blanks, true)];
  });
  const page = pageOf(tableOf([wide("项目", HEADS, false), ...lines]));
  expect(readOf(await readPage("a.html", page))).toEqual(PRINTED);
});

test("the rest of a group's label by itself below its first row is no row", async () => {
  const lines = ROWS.flatMap(({ label, path }, rank) => {
    const figures = (PRINTED[rank] ?? []).map((cell) => td(cell)).join("");
    const [group] = path;
    const first = group !== undefined && ROWS[rank - 1]?.path[0] !== group;
    if (!first) return [td("") + td(label.text) + figures];
    const blanks = HEADS.map(() => td("")).join("");
    return [td(group.text.slice(0, 5)) + td(label.text) + figures, td(group.text.slice(5)) + td("") + blanks];
  });
  const page = pageOf(tableOf([td("") + td("项目") + HEADS.map((head) => td(head)).join(""), ...lines]));
  const report = await readPage("a.html", page);
  expect(readOf(report)).toEqual(PRINTED);
  const extra = report.tables.flatMap(({ cells }) => cells.filter(({ row }) => row.startsWith("label:")));
  expect(extra).toEqual([]);
});

test("a number within words between two rows is no certain row", async () => {
  const line = "11/27/26, 4:37 PM 青石县林业局2015年政府信息公开工作年度报告";
  const rows = collection.forms
    .find(({ edition }) => edition === "2014")
    ?.tables.flatMap(({ blocks }) => blocks.flatMap((block) => block.rows));
  const at = (rows ?? []).findIndex(({ key }) => key === "replies.asked_to_amend") + 1;
  const printed = (rows ?? []).map(({ key, label, unit }) =>
    key === null ? label.text : `${label.text} ${unit ?? ""} 0`,
  );
  const text = ["青石县林业局2015年政府信息公开工作年度报告", ...printed.toSpliced(at, 0, line)].join("\n");
  const cells = (await readPage("a.txt", text)).tables.flatMap((table) => table.cells);
  expect(cells.length).toBeGreaterThan(50);
  const extra = cells.filter(({ row }) => row.startsWith("label:"));
  expect(extra.length).toBeGreaterThan(0);
  expect(extra.filter(({ doubts }) => doubts.length === 0)).toEqual([]);
});
