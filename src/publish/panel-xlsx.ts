// The panel as a workbook for people, where it is small enough; else that of the province with most reports.
import { writeFileSync } from "node:fs";
import XLSX from "@e965/xlsx";
import type { Engine } from "./engine.ts";
import { quoted } from "./engine.ts";
import type { Sheet } from "./layout.ts";
import { reasonColumn } from "./panel.ts";
import { printed } from "./write.ts";

const MOST_LINES = 20_000;

export async function writePanelXlsx(engine: Engine, sheet: Sheet, path: string): Promise<void> {
  const names = [
    ...sheet.fields.map(({ name }) => name),
    ...sheet.fields.flatMap(({ name, reasons }) => (reasons ? [reasonColumn(name)] : [])),
  ];
  const rows: unknown[][] = [];
  for await (const chunk of engine.stream(
    `select ${names.join(", ")} from panel_out ${await only(engine)} order by report_key`,
  ))
    for (const row of chunk)
      rows.push(
        sheet.fields.map(({ name, type, reasons }, at) => {
          const value = row[at] ?? null;
          if (value === null) return reasons ? word(row[names.indexOf(reasonColumn(name))]) : null;
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

async function only(engine: Engine): Promise<string> {
  const [count] = await engine.all("select count(*) as lines from panel_out");
  if (Number(count?.["lines"] ?? 0) <= MOST_LINES) return "";
  const [province] = await engine.all(
    "select province_code from panel_out where province_code <> '' group by 1 order by count(*) desc, 1 limit 1",
  );
  return `where province_code = ${quoted(String(province?.["province_code"] ?? ""))}`;
}
