// Links a list of names in a CSV file, line by line. Columns of the list are kept as they are.
import { once } from "node:events";
import { createReadStream, createWriteStream, renameSync, rmSync } from "node:fs";
import { parse } from "csv-parse";
import { stringify } from "csv-stringify/sync";
import type { Link, Linker } from "./link.ts";

export const LINK_COLUMNS = [
  "code_then",
  "code_2023",
  "level",
  "organ_type",
  "organ_function",
  "zone",
  "evidence",
  "doubt",
  "candidates",
] as const;

export interface ListSummary {
  readonly names: number;
  readonly linked: number;
  /** Names without a code, by the reason. */
  readonly without: ReadonlyMap<string, number>;
}

const YEAR = /^\d{4}$/;

/**
 * @param input CSV with a header; `name` is needed, `host`, `context` and `year` are used where they are there
 * @throws naming file and reason when the list has no such column or cannot be read; the output then stays as it was
 */
export async function linkList(linker: Linker, input: string, output: string): Promise<ListSummary> {
  const lines = createReadStream(input)
    .on("error", (error) => lines.destroy(error))
    .pipe(parse({ bom: true, skip_empty_lines: true }));
  const partial = `${output}.partial`;
  const file = createWriteStream(partial);
  const without = new Map<string, number>();
  let [names, linked] = [0, 0];
  let columns: readonly string[] | null = null;
  try {
    for await (const line of lines as AsyncIterable<string[]>) {
      if (columns === null) {
        columns = line;
        if (!line.includes("name")) throw new Error("has no column called name");
        file.write(stringify([[...line.map(kept), ...LINK_COLUMNS]]));
        continue;
      }
      const link = linkLine(linker, columns, line);
      names += 1;
      if (link.code2023 !== "" || link.codeThen !== "") linked += 1;
      else without.set(link.doubt, (without.get(link.doubt) ?? 0) + 1);
      if (!file.write(stringify([[...line, ...linkCells(link)]]))) await once(file, "drain");
    }
    if (columns === null) throw new Error("is empty");
  } catch (error) {
    file.destroy();
    rmSync(partial, { force: true });
    throw new Error(`${input}: ${(error as Error).message}`);
  }
  file.end();
  await once(file, "finish");
  renameSync(partial, output);
  return { names, linked, without };
}

export function linkCells(link: Link): string[] {
  return [
    link.codeThen,
    link.code2023,
    link.level === null ? "" : String(link.level),
    link.kind ?? "",
    link.functions.join("+"),
    link.zone,
    link.evidence,
    link.doubt,
    link.candidates.join(";"),
  ];
}

/** A column of the list that has the name of one of ours keeps its values under another. */
function kept(column: string): string {
  return (LINK_COLUMNS as readonly string[]).includes(column) ? `${column}_given` : column;
}

function linkLine(linker: Linker, columns: readonly string[], line: readonly string[]): Link {
  const cell = (column: string) => line[columns.indexOf(column)] ?? "";
  const year = cell("year").trim();
  return linker.link({
    name: cell("name"),
    context: cell("context"),
    host: cell("host"),
    year: YEAR.test(year) ? Number(year) : null,
  });
}
