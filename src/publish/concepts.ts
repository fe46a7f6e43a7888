// The concepts that a panel has a column for, and where each edition prints them, from tables of data.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { Explained } from "../model/explained.ts";

/** How far what an edition prints is comparable with the concept as the others print it. */
export const GRADES = {
  same: { en: "the same figure of the form: comparable; in the panel", zh: "同一项：可比，面板给出" },
  near: {
    en: "the same thing counted in another way, which the note tells: in the panel, in the same column; compare with its note only",
    zh: "同一事项而口径不同，见说明：面板同列给出，须按说明比较",
  },
  part: {
    en: "less or more than the concept: not in its column; the note names the column that has it, and cells hold it",
    zh: "少于或多于该概念：面板该列不给；说明中写有所在的列，cells 中有原数",
  },
  "not comparable": {
    en: "another thing under a like name: not in the column",
    zh: "名称相近而内容不同：面板该列不给",
  },
} as const satisfies Record<string, Explained>;

type Grade = keyof typeof GRADES;

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
  grade: z.enum(Object.keys(GRADES) as Grade[]),
  note_zh: z.string(),
  note_en: z.string(),
});
const derivedSchema = z.strictObject({
  name: z
    .string()
    .max(26)
    .regex(/^[a-z][a-z0-9_]*$/),
  formula: z.string(),
  /** Editions that it is made for, whose terms are counted alike. */
  editions: z.string().transform((text) => text.split(" ")),
  unit: z.string(),
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

/** Lines whose figures stand in the panel. */
export function comparable(crosswalk: readonly CrosswalkLine[]): CrosswalkLine[] {
  return crosswalk.filter(({ grade }) => grade === "same" || grade === "near");
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
