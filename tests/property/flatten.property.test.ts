import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReportCell } from "../../src/model/report.ts";
import { cellsInText } from "../builders/text-tables.ts";
import { CONVENTIONS } from "../builders/words.ts";
import { form, type Made, made } from "./flatten.ts";

const RUNS = Number(process.env["GONGKAI_PROPERTY_RUNS"] ?? 200);
/** The same cases every time, unless another seed is asked for; `npm run test:long` makes it a long run. */
const SEED = Number(process.env["GONGKAI_PROPERTY_SEED"] ?? 20261123);

const read = (text: string): ReportCell[] => cellsInText(text, { form, conventions: CONVENTIONS });

/** Cells that are stated without doubt and differ from what was printed. */
function wrongCells(sample: Made): string[] {
  return read(sample.text).flatMap((cell) => {
    if (cell.doubts.length > 0 || cell.row.startsWith("label:")) return [];
    const key = `${cell.table}|${cell.row}|${cell.column}`;
    const known = sample.truth.has(key);
    const truth = sample.truth.get(key) ?? null;
    if (cell.state === "absent" && (!known || truth === null || sample.cut)) return [];
    return cell.value === truth ? [] : [`${key}: printed ${truth}, read ${cell.value} (${cell.raw})`];
  });
}

test("no certain cell is wrong, however the text was flattened", { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(made, (sample) => {
      expect(wrongCells(sample), `${sample.recipe}\n${sample.text}`).toEqual([]);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
