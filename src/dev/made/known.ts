// The list of kinds of made documents that are known to fail, with a document each that shows it: a CSV file.
import { writeFileSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import { readCsv } from "../../truth/truth-files.ts";
import { ACCIDENTS, RARER } from "./accidents.ts";
import { BLANKS, type Recipe } from "./document.ts";
import { WAYS } from "./ways.ts";

/** `wrong`: a cell is silently wrong or a report falsely clean. `share`: too few cells stay certain. */
export interface KnownFailure {
  readonly fails: "wrong" | "share";
  /** A document that shows it. */
  readonly recipe: Recipe;
}

/** @throws Error when a line names what there is not */
export function readKnown(file: string): KnownFailure[] {
  return readCsv(file).map((line) => ({
    fails: named(line, "fails", ["wrong", "share"]),
    recipe: recipeOf(line),
  }));
}

/** @throws Error when the line names what there is not */
export function recipeOf(line: Record<string, string>): Recipe {
  return {
    way: named(line, "way", WAYS),
    accident: named(line, "accident", [...ACCIDENTS, ...RARER]),
    edition: line["edition"] ?? "",
    figures: Number(line["figures"]),
    zeros: Number(line["zeros"]),
    digits: Number(line["digits"]),
    blanks: named(line, "blanks", BLANKS),
    spot: Number(line["spot"]),
  };
}

export function writeKnown(file: string, failures: readonly KnownFailure[]): void {
  writeFileSync(
    file,
    stringify(
      failures.map(({ fails, recipe }) => ({ fails, ...recipe })),
      { header: true },
    ),
  );
}

function named<T extends string>(line: Record<string, string>, field: string, names: readonly T[]): T {
  const name = names.find((one) => one === line[field]);
  if (name === undefined) throw new Error(`${field} «${line[field]}» is none of ${names.join(", ")}`);
  return name;
}
