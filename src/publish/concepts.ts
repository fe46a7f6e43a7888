// The concepts that a panel has a column for, and where each edition prints them, from tables of data.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";

const conceptSchema = z.strictObject({
  concept: z
    .string()
    .max(26)
    .regex(/^[a-z][a-z0-9_]*$/),
  label_zh: z.string(),
  label_en: z.string(),
  unit: z.string(),
  kind: z.enum(["count", "amount"]),
});
const crosswalkSchema = z.strictObject({
  concept: z.string(),
  edition: z.string(),
  table_id: z.string(),
  row_id: z.string(),
  column_id: z.string(),
  sign: z.enum(["1", "-1"]),
  grade: z.enum(["same", "near", "part", "not comparable"]),
  note_zh: z.string(),
  note_en: z.string(),
});
const derivedSchema = z.strictObject({
  name: z
    .string()
    .max(26)
    .regex(/^[a-z][a-z0-9_]*$/),
  formula: z.string(),
  label_zh: z.string(),
  label_en: z.string(),
});
const acrossSchema = z.strictObject({
  relation: z.string(),
  left_this_year: z.string(),
  right_last_year: z.string(),
  right_this_year: z.string(),
  note_zh: z.string(),
  note_en: z.string(),
});

export type Concept = z.infer<typeof conceptSchema>;
export type CrosswalkLine = z.infer<typeof crosswalkSchema>;
export type Derived = z.infer<typeof derivedSchema>;
export type AcrossYears = z.infer<typeof acrossSchema>;

export interface Concepts {
  readonly concepts: readonly Concept[];
  readonly crosswalk: readonly CrosswalkLine[];
  readonly derived: readonly Derived[];
  readonly across: readonly AcrossYears[];
}

/** @throws naming the file and what is wrong with it */
export function loadConcepts(folder: string): Concepts {
  const loaded = {
    concepts: table(join(folder, "concepts.csv"), conceptSchema),
    crosswalk: table(join(folder, "crosswalk.csv"), crosswalkSchema),
    derived: table(join(folder, "derived.csv"), derivedSchema),
    across: table(join(folder, "across_years.csv"), acrossSchema),
  };
  const known = new Set(loaded.concepts.map(({ concept }) => concept));
  const named = [
    ...loaded.crosswalk.map(({ concept }) => concept),
    ...loaded.derived.flatMap(({ formula }) => termsOf(formula)),
    ...loaded.across.flatMap((line) => [
      line.left_this_year,
      line.right_last_year,
      ...termsOf(line.right_this_year),
    ]),
  ];
  const stray = named.find((concept) => !known.has(concept));
  if (stray !== undefined) throw new Error(`${folder}: «${stray}» is no concept of concepts.csv`);
  return loaded;
}

/** The concepts that a formula names. */
export function termsOf(formula: string): string[] {
  return formula.match(/[a-z][a-z0-9_]*/g) ?? [];
}

/** An edition as a release names it: no reader takes it for a number. */
export function editionName(edition: string): string {
  return /^\d+$/.test(edition) ? `form${edition}` : edition;
}

function table<T>(path: string, schema: z.ZodType<T>): T[] {
  const rows: unknown[] = parse(readFileSync(path), { columns: true, bom: true });
  return rows.map((row, at) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return parsed.data;
    throw new Error(`${path}: line ${at + 2}: ${z.prettifyError(parsed.error)}`);
  });
}
