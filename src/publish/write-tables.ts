// Writes the tables of a release, each in the formats in which it is given. Must not change a value.
import { join } from "node:path";
import { type Engine, quoted } from "./engine.ts";
import { type Format, type Sheet, storedFields, storedSql } from "./layout.ts";
import type { PublishOptions } from "./options.ts";
import { writePanelDta } from "./panel-dta.ts";
import { writeWorkbooks } from "./workbooks.ts";
import { writeCsv, writeParquet } from "./write.ts";

export async function writeTables(
  engine: Engine,
  folder: string,
  sheets: readonly Sheet[],
  { facts }: PublishOptions,
): Promise<void> {
  const written = (format: Format) => sheets.filter(({ formats }) => formats.includes(format));
  for (const sheet of written("parquet")) {
    if (sheet.inParts) await writeParts(engine, folder, sheet);
    else await writeParquet(engine, sheet.sql, join(folder, `${sheet.name}.parquet`));
  }
  for (const format of ["csv.gz", "csv"] as const)
    for (const sheet of written(format))
      await writeCsv(engine, sheet.sql, join(folder, `${sheet.name}.${format}`));
  for (const sheet of written("dta"))
    await writePanelDta(engine, sheet, facts.title, join(folder, `${sheet.name}.dta`));
  await writeWorkbooks(engine, written("xlsx"), folder);
}

/** What stands in the name of a folder for no value, as readers of such folders know it. */
const NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

/** Long tables in a folder for each edition and year, so that a reader opens what it needs, and has both as columns. */
async function writeParts(engine: Engine, folder: string, sheet: Sheet): Promise<void> {
  const parts = await engine.all(`select distinct edition, year from ${sheet.name} order by edition, year`);
  const columns = storedFields(sheet).map(storedSql).join(", ");
  for (const { edition, year } of parts) {
    const where = `edition = ${quoted(String(edition))} and year is not distinct from ${year === null ? "null" : String(year)}`;
    const path = join(
      ...[folder, sheet.name, `edition=${edition === "" ? NO_VALUE : edition}`],
      ...[`year=${year ?? NO_VALUE}`, "part-0.parquet"],
    );
    await writeParquet(
      engine,
      `select ${columns} from ${sheet.name} where ${where} order by ${sheet.key.map((name) => `${sheet.name}.${name}`).join(", ")}`,
      path,
    );
  }
}
