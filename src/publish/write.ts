// Writes tables of the engine to the files of a release: Parquet (zstd) and CSV (gzip, with a byte order mark).
// Each file has a total order, so that the same tables give the same bytes with any number of threads.
import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createGzip } from "node:zlib";
import { stringify } from "csv-stringify/sync";
import { type Engine, quoted, type SqlValue } from "./engine.ts";

const ROW_GROUP = 122_880;

/** @param sql a select with an order that leaves nothing open */
export async function writeParquet(engine: Engine, sql: string, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await engine.run(
    `copy (${sql}) to ${quoted(path)} (format parquet, compression zstd, row_group_size ${ROW_GROUP})`,
  );
}

/** CSV that a double click opens right: UTF-8 with a byte order mark, CRLF, gzip unless the name ends in .csv. */
export async function writeCsv(engine: Engine, sql: string, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const file = createWriteStream(path);
  // Level and header of gzip are fixed: zlib writes no time of its own.
  const gzip = path.endsWith(".gz") ? createGzip({ level: 6 }) : null;
  gzip?.pipe(file);
  const out = gzip ?? file;
  const columns = await engine.all(`select column_name from (describe ${sql})`);
  out.write(`﻿${stringify([columns.map((row) => String(row["column_name"]))], { record_delimiter: "\r\n" })}`);
  for await (const rows of engine.stream(sql)) {
    const text = stringify(
      rows.map((row) => row.map(printed)),
      { record_delimiter: "\r\n" },
    );
    if (!out.write(text)) await once(out, "drain");
  }
  out.end();
  await once(file, "finish");
}

export function printed(value: SqlValue | Date): string {
  if (value === null) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value);
}
