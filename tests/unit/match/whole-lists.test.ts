// A whole report as a list, a line a value, that is written in several ways, and such lists that are not read as lists for sure.
import { utils, write } from "@e965/xlsx";
import { describe, expect, test } from "vitest";
import { collection, extractBytes } from "../../../src/dev/extract-file.ts";
import { makeFigures } from "../../../src/dev/made/figures.ts";
import { isKeyed } from "../../../src/model/form.ts";

type Line = readonly string[];

const HEADS = ["序号", "报告", "表名", "指标", "对象", "单位", "数值"];

/** The form of an edition as a list: a line for each of its cells, and what each says. */
function listOf(edition: string) {
  const form = collection.forms.find((one) => one.edition === edition);
  if (!form) throw new Error(`there is no form of ${edition}`);
  const title = `青石县林业局${form.years[0]}年政府信息公开工作年度报告`;
  const truth = makeFigures(form, 7, 0.2);
  const path = (labels: readonly { readonly text: string }[]) => labels.map(({ text }) => text).join(" ");
  const cells = form.tables.flatMap((table) =>
    table.blocks.flatMap(({ rows, columns }) =>
      rows.filter(isKeyed).flatMap((row) =>
        columns.map((column) => ({
          // The only row of a table has no label: groups of columns stand for rows.
          words: [
            table.title.text,
            path(row.label.text === "" ? column.path : [...row.path, row.label]),
            column.label.text,
          ],
          value: truth.get(`${table.key}/${row.key}/${column.key}`) ?? "",
        })),
      ),
    ),
  );
  const lines = cells.map(({ words, value }, at) => [String(at + 1), title, ...words, "件", value]);
  return { truth, lines: [HEADS, ...lines] };
}

const KINDS: readonly (readonly [name: string, made: (lines: readonly Line[]) => string | Uint8Array])[] = [
  ["a.md", ([heads = [], ...lines]) => [heads, heads.map(() => "---"), ...lines].map(barred).join("\n")],
  ["a.csv", (lines) => lines.map((line) => line.join(",")).join("\n")],
  ["a.tsv", (lines) => lines.map((line) => line.join("\t")).join("\n")],
  ["a.html", (lines) => `<table>${lines.map((line) => `<tr><td>${line.join("<td>")}`).join("")}</table>`],
  ["a.xlsx", workbook],
];
const barred = (line: Line) => `| ${line.join(" | ")} |`;

/** Figures as numbers, in one sheet. */
function workbook(lines: readonly Line[]): Uint8Array {
  const rows = lines.map((line) => line.map((text) => (/^\d+$/u.test(text) ? Number(text) : text)));
  const book = utils.book_new(utils.aoa_to_sheet(rows), "数据");
  return new Uint8Array(write(book, { type: "buffer", bookType: "xlsx" }) as Buffer);
}

/** What was read without a doubt: the cell's key and its figure. */
async function certainOf(name: string, made: string | Uint8Array) {
  const { tables } = await extractBytes(
    name,
    typeof made === "string" ? new TextEncoder().encode(made) : made,
  );
  return tables
    .flatMap(({ cells }) => cells)
    .filter(({ doubts, value }) => doubts.every((doubt) => doubt === "relations-broken") && value !== null)
    .map(({ table, row, column, value }) => [`${table}/${row}/${column}`, value] as const);
}

const NOT_READ: readonly (readonly [what: string, put: (line: Line, rank: number) => Line])[] = [
  ["units behind their values", (line) => [...line.slice(0, -2), line[6] ?? "", line[5] ?? ""]],
  ["remarks behind the values", (line, rank) => [...line, rank === 0 ? "备注" : ""]],
  ["some remarks behind the values", (line, rank) => [...line, ["备注", "", "", "核减"][rank] ?? ""]],
  ["a value left out", (line, rank) => (rank === 40 ? [] : line)],
];

describe.each(["2019", "2021"])("a report of the form of %s as a list", (edition) => {
  const { truth, lines } = listOf(edition);

  test.each(KINDS)("%s is read", async (name, make) => {
    expect(Object.fromEntries(await certainOf(name, make(lines)))).toEqual(Object.fromEntries(truth));
  });

  test.each(NOT_READ.flatMap(([what, put]) => KINDS.map(([name, make]) => ({ what, put, name, make }))))(
    "$what in $name: no figure is certain elsewhere",
    async ({ put, name, make }) => {
      const read = await certainOf(name, make(lines.map(put).filter((line) => line.length > 0)));
      expect(read.filter(([key, value]) => truth.get(key) !== value)).toEqual([]);
    },
  );
});
