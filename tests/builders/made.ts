// Reports made of a form's own words, and changed before they are printed.
import { collection } from "../../src/dev/extract-file.ts";
import { makeFigures } from "../../src/dev/made/figures.ts";
import { printTable, type Sheet, type SheetCell } from "../../src/dev/made/print-form.ts";
import { print, type Way } from "../../src/dev/made/ways.ts";

/** A report of 2021 with one table, or all of them, changed before it is printed. */
export function made(
  way: Way,
  change: (sheets: Sheet[]) => void = () => {},
  key?: string,
  of = "2021",
): string {
  const form = collection.forms.find(({ edition }) => edition === of);
  if (!form) throw new Error(`there is no form of ${of}`);
  const figures = makeFigures(form, 5, 0.3);
  const tables = form.tables.filter((table) => key === undefined || table.key === key);
  const sheets = tables.map((table) => printTable(table, figures));
  change(sheets);
  const named = sheets.map((sheet, index) => ({
    heading: tables[index % tables.length]?.title.text ?? "",
    sheet,
  }));
  const [title = ""] = collection.identity.reportTitles;
  return print({ title: `青石县水务局2021年${title}`, prose: "全年如下。", tables: named }, way, 1).text;
}

export const figuresOf = (sheet: Sheet | undefined): SheetCell[] =>
  (sheet ?? []).flat().filter(({ of }) => of !== undefined && of.column !== null);

export function rowWith(sheet: Sheet, word: string): number {
  return sheet.findIndex((row) => row.some(({ text }) => text.includes(word)));
}

export function relabel(sheet: Sheet, from: string, to: string): void {
  for (const cell of sheet.flat()) cell.text = cell.text.replace(from, to);
}
