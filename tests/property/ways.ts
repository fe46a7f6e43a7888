// The property of the twelve prints, what it draws from, and the kinds that are known to fail.
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BLANKS, DIGITS, type Recipe, ZEROS } from "../../src/dev/made/document.ts";
import { readKnown, recipeOf } from "../../src/dev/made/known.ts";
import { attempt, faults, type Kind, kindsOf, LEAST_KEPT, nameOf } from "../../src/dev/made/try.ts";
import { readCsv } from "../../src/truth/truth-files.ts";

/** Documents of one kind: they differ in figures, look and where the accident strikes. */
const recipesOf = (kind: Kind): fc.Arbitrary<Recipe> =>
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

const SEED = 20261125;
const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export const knownFailures = () => readKnown(fileOf("ways-known.csv"));

/** Documents that were once read wrongly in silence. */
export const mendedRecipes = () => readCsv(fileOf("ways-mended.csv")).map(recipeOf);

/** Kinds in the list are left out: one that is mended leaves the list and is held from then on. */
export function describeWays(documentsOfEachKind: number): void {
  const known = knownFailures();
  const listed = (fails: string) =>
    new Set(known.filter((failure) => failure.fails === fails).map(({ recipe }) => nameOf(recipe)));
  const [wrong, share] = [listed("wrong"), listed("share")];
  const kinds = kindsOf().filter((kind) => !wrong.has(nameOf(kind)));
  describe("no certain cell is wrong, whatever befell the print", () => {
    test.each(kinds.map((kind) => ({ name: nameOf(kind), kind })))("$name", async ({ name, kind }) => {
      const rate = await keptShare(kind, documentsOfEachKind);
      if (!share.has(name))
        expect(rate, "share of untouched cells that stay certain").toBeGreaterThanOrEqual(LEAST_KEPT);
    });
  });
}

async function keptShare(kind: Kind, numRuns: number): Promise<number> {
  let [kept, untouched] = [0, 0];
  await fc.assert(
    fc.asyncProperty(recipesOf(kind), async (recipe) => {
      const made = await attempt(recipe);
      if (!made) return;
      expect(faults(made), `${made.made.told}\n${JSON.stringify(recipe)}\n${made.made.text}`).toEqual([]);
      kept += made.verdict.kept;
      untouched += made.verdict.untouched;
    }),
    { numRuns, seed: SEED },
  );
  return untouched === 0 ? 1 : kept / untouched;
}
