// One made table of each edition in twelve prints, with one accident. What is stated without a doubt must be what a reader of
// the damaged print can know, and what the accident did not reach must stay certain. `npm run attack` does it many times.
import { describe, expect, test } from "vitest";
import { checkTables } from "../../src/check/check.ts";
import { collection } from "../../src/dev/extract-file.ts";
import { makeFigures } from "../../src/dev/made/figures.ts";
import { figureKey } from "../../src/dev/made/print-form.ts";
import { attempt, drawRecipe, faults, keepsTooFew, nameOf } from "../../src/dev/made/try.ts";
import type { ReportCell } from "../../src/model/report.ts";
import { describeWays, knownFailures, mendedRecipes } from "./ways.ts";

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

test("a row that changed places under a label in pieces is not surely absent", async () => {
  const made = await attempt({
    ...({ way: "layout", accident: "rows-swapped", edition: "local", figures: 187_362 } as const),
    ...({ zeros: 0.9, digits: 2, blanks: "none", spot: 583_431 } as const),
  });
  expect(made && faults(made)).toEqual([]);
});

describe("what was once silently wrong is not any more", () => {
  test.each(mendedRecipes().map((recipe) => ({ name: `${nameOf(recipe)}: ${recipe.spot}`, recipe })))(
    "$name",
    async ({ recipe }) => {
      const made = await attempt(recipe);
      if (!made) throw new Error("the form has nothing that the accident could befall");
      expect(faults(made), made.made.told).toEqual([]);
    },
  );
});

describeWays(2);

// The list shrinks with each mend: a failure that is listed and does not show any more fails the run.
describe("known failures still fail, or leave tests/property/ways-known.csv", () => {
  test.each(
    knownFailures().map((failure) => ({ name: `${nameOf(failure.recipe)}: ${failure.fails}`, failure })),
  )("$name", async ({ failure }) => {
    const made = await attempt(failure.recipe);
    if (!made) throw new Error("the form has nothing that the accident could befall");
    const fails = failure.fails === "wrong" ? faults(made).length > 0 : keepsTooFew(made.verdict);
    expect(fails, "passes now: take its line out of the list").toBe(true);
  });
});
