// Workbooks for people: the panel, the documents and the counts of relations, with names for their columns. Whole where
// a sheet can hold it with ease, else one for each province and each level.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import XLSX from "@e965/xlsx";
import { type Engine, quoted, type SqlValue } from "./engine.ts";
import type { Field, Sheet } from "./layout.ts";
import { MISSING } from "./missing.ts";
import { reasonColumn } from "./panel.ts";
import { printed } from "./write.ts";

/** A workbook of so many lines still opens in seconds. */
const MOST_LINES = 20_000;

export async function writeWorkbooks(
  engine: Engine,
  sheets: readonly Sheet[],
  folder: string,
): Promise<void> {
  const [count] = await engine.all("select count(*) as lines from out_reports");
  if (Number(count?.["lines"] ?? 0) <= MOST_LINES)
    return writeWorkbook(engine, sheets, "true", join(folder, "panel.xlsx"));
  mkdirSync(join(folder, "panel"));
  for (const column of ["province_code", "level"]) {
    const parts = await engine.all(`select ${column}::varchar as part from out_reports
      where ${column}::varchar <> '' group by 1 having count(*) <= ${MOST_LINES} order by 1`);
    for (const { part } of parts) {
      const name = `${column.replace("_code", "")}-${part}.xlsx`;
      const only = `${column}::varchar = ${quoted(String(part))}`;
      await writeWorkbook(engine, sheets, only, join(folder, "panel", name));
    }
  }
}

async function writeWorkbook(
  engine: Engine,
  sheets: readonly Sheet[],
  only: string,
  path: string,
): Promise<void> {
  const book = XLSX.utils.book_new();
  const names: { readonly Name: string; readonly Ref: string }[] = [];
  for (const sheet of sheets) {
    const lines = await linesOf(engine, sheet, only);
    const heads = [sheet.fields.map(({ name }) => name), sheet.fields.map(({ zh }) => zh)];
    XLSX.utils.book_append_sheet(
      book,
      XLSX.utils.aoa_to_sheet([...heads, ...lines], { dense: true }),
      sheet.name,
    );
    names.push(...namesOf(sheet, lines.length + heads.length));
  }
  book.Workbook = { Names: names };
  writeFileSync(path, XLSX.write(book, { type: "buffer", bookType: "xlsx", compression: true }) as Buffer);
}

/** `panel_n_new` is the column of that name: formulas need no letters of columns. */
function namesOf({ name: sheet, fields }: Sheet, lines: number) {
  return fields.map(({ name }, at) => {
    const column = XLSX.utils.encode_col(at);
    return { Name: `${sheet}_${name}`, Ref: `${sheet}!$${column}$1:$${column}$${lines}` };
  });
}

async function linesOf(engine: Engine, { name, fields, key }: Sheet, only: string): Promise<unknown[][]> {
  const why = fields.flatMap(({ name, reasons }) => (reasons ? [reasonColumn(name)] : []));
  const columns = [...fields.map(({ name }) => name), ...why];
  const places = new Map(columns.map((column, at) => [column, at]));
  const reasonAt = fields.map(({ name }) => places.get(reasonColumn(name)) ?? -1);
  const lines: unknown[][] = [];
  const sql = `select ${columns.join(", ")} from out_${name} where ${only} order by ${key.join(", ")}`;
  for await (const rows of engine.stream(sql))
    for (const row of rows)
      lines.push(fields.map((field, at) => shown(field, row[at] ?? null, row[reasonAt[at] ?? -1])));
  return lines;
}

function shown({ type, reasons }: Field, value: SqlValue, reason: SqlValue | undefined): unknown {
  if (value === null) return reasons ? word(reason) : null;
  if (type === "boolean") return value === true;
  return type === "integer" || type === "number" ? Number(value) : printed(value);
}

/** A cell without a figure says why, in a word that no sum takes in. */
function word(reason: unknown): string | null {
  return MISSING[String(reason)]?.state ?? null;
}
