// What the property test of the six prints draws from, and the kinds that are known to fail.
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { ACCIDENTS } from "../../src/dev/made/accidents.ts";
import { BLANKS, DIGITS, type Recipe, ZEROS } from "../../src/dev/made/document.ts";
import type { Kind } from "../../src/dev/made/try.ts";
import { WAYS } from "../../src/dev/made/ways.ts";
import { readCsv } from "../../src/dev/truth-files.ts";

/** Documents of one kind: they differ in figures, look and where the accident strikes. */
export const recipesOf = (kind: Kind): fc.Arbitrary<Recipe> =>
  fc.record({
    way: fc.constant(kind.way),
    accident: fc.constant(kind.accident),
    edition: fc.constant(kind.edition),
    figures: fc.nat(1_000_000),
    zeros: fc.constantFrom(...ZEROS),
    digits: fc.constantFrom(...DIGITS),
    blanks: fc.constantFrom(...BLANKS),
    spot: fc.nat(1_000_000),
  });

/** `wrong`: a cell is silently wrong or a report falsely clean. `share`: too few cells stay certain. */
export interface KnownFailure {
  readonly fails: "wrong" | "share";
  /** A document that shows it. */
  readonly recipe: Recipe;
}

const FILE = fileURLToPath(new URL("ways-known.csv", import.meta.url));

/** @throws Error when a line names what there is not */
export function knownFailures(): KnownFailure[] {
  return readCsv(FILE).map((line) => ({
    fails: named(line, "fails", ["wrong", "share"]),
    recipe: {
      way: named(line, "way", WAYS),
      accident: named(line, "accident", ACCIDENTS),
      edition: line["edition"] ?? "",
      figures: Number(line["figures"]),
      zeros: Number(line["zeros"]),
      digits: Number(line["digits"]),
      blanks: named(line, "blanks", BLANKS),
      spot: Number(line["spot"]),
    },
  }));
}

function named<T extends string>(line: Record<string, string>, field: string, names: readonly T[]): T {
  const name = names.find((one) => one === line[field]);
  if (name === undefined) throw new Error(`ways-known.csv: ${field} «${line[field]}» is none of ${names}`);
  return name;
}
