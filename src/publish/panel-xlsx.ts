// The panel as workbooks for people: whole where a sheet can hold it with ease, else one for each province and each level.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import XLSX from "@e965/xlsx";
import { type Engine, quoted } from "./engine.ts";
import type { Sheet } from "./layout.ts";
import { reasonColumn } from "./panel.ts";
import { printed } from "./write.ts";

/** A workbook of so many lines still opens in seconds. */
const MOST_LINES = 20_000;

export async function writePanelXlsx(engine: Engine, sheet: Sheet, folder: string): Promise<void> {
  const [count] = await engine.all("select count(*) as lines from out_panel");
  if (Number(count?.["lines"] ?? 0) <= MOST_LINES)
    return writeWorkbook(engine, sheet, "true", join(folder, "panel.xlsx"));
  mkdirSync(join(folder, "panel"));
  for (const column of ["province_code", "level"]) {
    const parts = await engine.all(`select ${column}::varchar as part from out_panel
      where ${column}::varchar <> '' group by 1 having count(*) <= ${MOST_LINES} order by 1`);
    for (const { part } of parts) {
      const name = `${column.replace("_code", "")}-${part}.xlsx`;
      const only = `${column}::varchar = ${quoted(String(part))}`;
      await writeWorkbook(engine, sheet, only, join(folder, "panel", name));
    }
  }
}

async function writeWorkbook(engine: Engine, sheet: Sheet, only: string, path: string): Promise<void> {
  const names = [
    ...sheet.fields.map(({ name }) => name),
    ...sheet.fields.flatMap(({ name, reasons }) => (reasons ? [reasonColumn(name)] : [])),
  ];
  const places = new Map(names.map((name, at) => [name, at]));
  const rows: unknown[][] = [];
  const sql = `select ${names.join(", ")} from out_panel where ${only} order by report_key`;
  for await (const chunk of engine.stream(sql))
    for (const row of chunk)
      rows.push(
        sheet.fields.map(({ name, type, reasons }, at) => {
          const value = row[at] ?? null;
          if (value === null) return reasons ? word(row[places.get(reasonColumn(name)) ?? -1]) : null;
          return type === "integer" || type === "number" ? Number(value) : printed(value);
        }),
      );
  const heads = [sheet.fields.map(({ name }) => name), sheet.fields.map(({ zh }) => zh), ...rows];
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(heads, { dense: true }), "panel");
  writeFileSync(path, XLSX.write(book, { type: "buffer", bookType: "xlsx", compression: true }) as Buffer);
}

/** A cell without a figure says why, in a word that no sum takes in. */
function word(reason: unknown): string | null {
  const words: Readonly<Record<string, string>> = {
    b: "blank",
    s: "struck",
    a: "absent",
    u: "unreadable",
    d: "doubt",
  };
  return words[String(reason)] ?? null;
}
