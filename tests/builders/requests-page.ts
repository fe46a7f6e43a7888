// Pages that print the requests table in a layout of the test's own.
import { collection, extractBytes } from "../../src/dev/extract-file.ts";
import type { Report, ReportCell } from "../../src/model/report.ts";

const block = collection.forms
  .find(({ edition }) => edition === "2021")
  ?.tables.find(({ key }) => key === "requests")?.blocks[0];

export const ROWS = (block?.rows ?? []).filter(({ key }) => key !== null);
export const COLUMNS = (block?.columns ?? []).map(({ key }) => key);
/** Heads of the seven columns. */
export const HEADS = (block?.columns ?? []).map(({ label }) => label.text);

/** Seven figures whose last is their sum: row by row and table by table others. */
export function figuresOf(rank: number, seed = 0): string[] {
  const parts = Array.from({ length: 6 }, (_, column) => (rank * 7 + column * 3 + seed * 5) % 11);
  return [...parts, parts.reduce((sum, part) => sum + part, 0)].map(String);
}

const ISSUER = "青石县林业局";

/** A report of 2022 about `body`, which is put under the heading of the requests table. */
export function pageOf(body: string): string {
  return `<title>${ISSUER}2022年政府信息公开工作年度报告</title><h1>${ISSUER}2022年政府信息公开工作年度报告</h1>
<h2>三、收到和处理政府信息公开申请情况</h2>${body}`;
}

export function tableOf(lines: readonly string[]): string {
  return `<table border="1">${lines.map((line) => `<tr>${line}</tr>`).join("")}</table>`;
}

export const td = (text: string, spans = ""): string => `<td ${spans}>${text}</td>`;

export const cellsOf = (values: readonly string[]): string => values.map((value) => td(value)).join("");

/** Cells of the heads, as a line of the table begins. */
export const HEAD_LINE = cellsOf(["项目", ...HEADS]);

/** A line for each row of the form: its label and what `cells` gives for it. */
export function linesOf(cells: (rank: number) => readonly string[]): string[] {
  return ROWS.map(({ label }, rank) => cellsOf([label.text, ...cells(rank)]));
}

export async function readPage(name: string, text: string): Promise<Report> {
  return extractBytes(name, new TextEncoder().encode(text));
}

/** For each row of the form its cells in the form's columns. */
export function rowsOf(report: Report): ReportCell[][] {
  const cells = report.tables.flatMap((table) => table.cells).filter(({ table }) => table === "requests");
  return ROWS.map(({ key }) =>
    cells.filter(({ row, column }) => row === key && !column.startsWith("label:")),
  );
}

/** The figures read, and `?` for each that is doubted; what the whole table's sums say is nobody's here. */
export function readOf(report: Report): string[][] {
  return rowsOf(report).map((cells) =>
    cells.map(({ value, doubts }) =>
      doubts.some((doubt) => doubt !== "relations-broken") ? "?" : (value ?? ""),
    ),
  );
}

export const PRINTED = ROWS.map((_, rank) => figuresOf(rank));
