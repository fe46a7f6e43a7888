// Writes the tables of a release, each in the formats in which it is given. Must not change a value.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Form } from "../model/form.ts";
import { csvText } from "../text/csv.ts";
import { editionName } from "./concepts.ts";
import { type Engine, quoted } from "./engine.ts";
import type { Sheet } from "./layout.ts";
import type { PublishOptions } from "./options.ts";
import { writePanelDta } from "./panel-dta.ts";
import { writeWorkbooks } from "./workbooks.ts";
import { writeCsv, writeParquet } from "./write.ts";

export async function writeTables(
  engine: Engine,
  folder: string,
  sheets: readonly Sheet[],
  options: PublishOptions,
): Promise<void> {
  for (const sheet of sheets) {
    if (sheet.inParts) await writeParts(engine, folder, sheet);
    else await writeParquet(engine, sheet.sql, join(folder, `${sheet.name}.parquet`));
  }
  for (const sheet of sheets.filter(({ name }) =>
    ["panel", "reports", "across_years", "relations"].includes(name),
  ))
    await writeCsv(engine, sheet.sql, join(folder, `${sheet.name}.csv.gz`));
  for (const sheet of sheets.filter(({ name }) => name === "organs"))
    await writeCsv(engine, sheet.sql, join(folder, "organs.csv"));
  await writeCsv(engine, "select code, name from places order by code", join(folder, "places.csv"));
  const crosswalk = `select * from read_csv(${quoted(join(options.plan, "crosswalk.csv"))}, all_varchar = true, header = true)`;
  await writeCsv(
    engine,
    `${crosswalk} order by concept, edition, table_id, row_id, column_id`,
    join(folder, "crosswalk.csv"),
  );
  writeFileSync(join(folder, "dictionary.csv"), dictionary(options.forms));
  for (const panel of sheets.filter(({ name }) => name === "panel"))
    await writePanelDta(engine, panel, options.facts.title, join(folder, "panel.dta"));
  await writeWorkbooks(engine, sheets, folder);
}

/** Long tables in one file for each edition and year, so that a reader opens what it needs. */
async function writeParts(engine: Engine, folder: string, sheet: Sheet): Promise<void> {
  const parts = await engine.all(`select distinct edition, year from ${sheet.name} order by edition, year`);
  for (const { edition, year } of parts) {
    const where = `edition = ${quoted(String(edition))} and year is not distinct from ${year === null ? "null" : String(year)}`;
    const path = join(
      folder,
      sheet.name,
      `edition=${edition === "" ? "none" : edition}`,
      `year=${year ?? "none"}.parquet`,
    );
    await writeParquet(engine, `${sheet.sql} where ${where} order by ${sheet.key.join(", ")}`, path);
  }
}

function dictionary(forms: readonly Form[]): string {
  const lines = forms.flatMap((form) =>
    form.tables.flatMap((table) =>
      table.blocks.flatMap((block) => [
        ...block.rows.flatMap((row) =>
          row.key === null
            ? []
            : [
                [
                  editionName(form.edition),
                  table.key,
                  "row",
                  row.key,
                  row.label.text,
                  row.labelEn ?? "",
                  row.unit ?? "",
                ],
              ],
        ),
        ...block.columns.map((column) => [
          editionName(form.edition),
          table.key,
          "column",
          column.key,
          column.label.text,
          column.labelEn ?? "",
          column.unit ?? "",
        ]),
      ]),
    ),
  );
  const header = ["edition", "table_id", "kind", "key", "label_zh", "label_en", "unit"];
  return `﻿${csvText([header, ...lines])}`;
}
