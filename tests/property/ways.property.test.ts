// One made table of each edition in six prints, with one accident. What is stated without a doubt must be what a reader of
// the damaged print can know, and what the accident did not reach must stay certain. `npm run attack` does it many times.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkTables } from "../../src/check/check.ts";
import { collection } from "../../src/dev/extract-file.ts";
import { makeFigures } from "../../src/dev/made/figures.ts";
import { figureKey } from "../../src/dev/made/print-form.ts";
import {
  attempt,
  drawRecipe,
  faults,
  keepsTooFew,
  kindsOf,
  LEAST_KEPT,
  nameOf,
} from "../../src/dev/made/try.ts";
import type { ReportCell } from "../../src/model/report.ts";
import { knownFailures, recipesOf } from "./ways.ts";

/** Documents of each kind; more are drawn by `npm run test:long`. */
const RUNS = Number(process.env["GONGKAI_WAYS_RUNS"] ?? 2);
const SEED = 20261125;
const TIMEOUT = 3_600_000;

const known = knownFailures();
const listed = (fails: string) =>
  new Set(known.filter((failure) => failure.fails === fails).map(({ recipe }) => nameOf(recipe)));
const [wrong, share] = [listed("wrong"), listed("share")];

test.each(collection.forms)("made figures of edition $edition obey its relations", (form) => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const figures = makeFigures(form, seed, 0.4);
    const tables = form.tables.map((table) => {
      const cells = table.blocks.flatMap(({ columns, rows }) =>
        rows.flatMap(({ key }) =>
          key === null ? [] : columns.map((column) => cell(figures, table.key, key, column.key)),
        ),
      );
      return { form, table, cells };
    });
    const broken = checkTables(tables).filter(({ status }) => status !== "holds");
    expect(broken.map(({ relation, at }) => `${relation} at ${at}`)).toEqual([]);
  }
});

function cell(figures: ReadonlyMap<string, string>, table: string, row: string, column: string): ReportCell {
  const value = figures.get(figureKey(table, row, column)) ?? null;
  const raw = value ?? "";
  return { table, row, column, value, raw, state: "reported", doubts: [], settledBy: "structure", at: {} };
}

test("the same recipe makes the same document", async () => {
  const recipe = drawRecipe({ way: "layout", accident: "sign", edition: "2021" }, 7);
  expect((await attempt(recipe))?.made.text).toBe((await attempt(recipe))?.made.text);
});

describe("no certain cell is wrong, whatever befell the print", () => {
  const kinds = kindsOf().filter((kind) => !wrong.has(nameOf(kind)));
  test.each(kinds.map((kind) => ({ name: nameOf(kind), kind })))(
    "$name",
    { timeout: TIMEOUT },
    async ({ name, kind }) => {
      const sum = { kept: 0, untouched: 0 };
      await fc.assert(
        fc.asyncProperty(recipesOf(kind), async (recipe) => {
          const made = await attempt(recipe);
          if (!made) return;
          expect(faults(made), `${made.made.told}\n${JSON.stringify(recipe)}\n${made.made.text}`).toEqual([]);
          sum.kept += made.verdict.kept;
          sum.untouched += made.verdict.untouched;
        }),
        { numRuns: RUNS, seed: SEED },
      );
      const rate = sum.untouched === 0 ? 1 : sum.kept / sum.untouched;
      if (!share.has(name))
        expect(rate, "share of untouched cells that stay certain").toBeGreaterThanOrEqual(LEAST_KEPT);
    },
  );
});

// The list shrinks with each mend: a failure that is listed and does not show any more fails the run.
describe("known failures still fail, or leave tests/property/ways-known.csv", () => {
  test.each(known.map((failure) => ({ name: `${nameOf(failure.recipe)}: ${failure.fails}`, failure })))(
    "$name",
    async ({ failure }) => {
      const made = await attempt(failure.recipe);
      if (!made) throw new Error("the form has nothing that the accident could befall");
      const fails = failure.fails === "wrong" ? faults(made).length > 0 : keepsTooFew(made.verdict);
      expect(fails, "passes now: take its line out of the list").toBe(true);
    },
  );
});
