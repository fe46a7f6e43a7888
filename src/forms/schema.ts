// The shape of a form file, as it is written. What zod cannot say (keys, formulas) is checked by the loader.
import { z } from "zod";

const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/, "a key has lower-case letters, digits, _ and .");
const wordings = z.array(z.string().min(1)).default([]);
const figureType = z.enum(["count", "change", "amount"]);

const described = {
  label: z.string(),
  variants: wordings,
  unit: z.string().nullable().optional(),
  type: figureType.optional(),
  label_en: z.string().optional(),
  definition_zh: z.string().optional(),
  definition_en: z.string().optional(),
};

const column = z.strictObject({ key, ...described });
const words = z.array(z.string().min(1)).min(1);
const row = z.strictObject({
  key: key.nullable(),
  ...described,
  wording: z.strictObject({ cores: z.array(words).min(1), fillers: words }).optional(),
});

export type ColumnSpec = z.infer<typeof column>;
export type RowSpec = z.infer<typeof row>;
export interface GroupSpec<T> {
  readonly group: string;
  readonly variants: readonly string[];
  readonly members: readonly (T | GroupSpec<T>)[];
}

const columnGroup: z.ZodType<GroupSpec<ColumnSpec>> = z.strictObject({
  group: z.string().min(1),
  variants: wordings,
  get members() {
    return z.array(z.union([column, columnGroup])).min(1);
  },
});
const rowGroup: z.ZodType<GroupSpec<RowSpec>> = z.strictObject({
  group: z.string().min(1),
  variants: wordings,
  get members() {
    return z.array(z.union([row, rowGroup])).min(1);
  },
});

const block = z.strictObject({
  head: z.string().optional(),
  furniture: z.array(z.string()).default([]),
  columns: z.array(z.union([column, columnGroup])).min(1),
  rows: z.array(z.union([row, rowGroup])).min(1),
});

const table = z.strictObject({
  key,
  title: z.string(),
  titles: wordings,
  notes: z.array(z.string()).default([]),
  blocks: z.array(block).min(1),
});

export const formSchema = z.strictObject({
  edition: z.string(),
  years: z.tuple([z.number().int(), z.number().int().nullable()]),
  basis: z.string(),
  alternatives: z.boolean().default(false),
  tables: z.array(table).min(1),
  relations: z
    .array(
      z.strictObject({
        id: z.string(),
        tables: z.array(z.string()).min(1),
        scope: z.enum(["each column", "each row"]),
        formula: z.string(),
        strength: z.enum(["printed on the form", "follows from the layout", "warning"]),
      }),
    )
    .default([]),
  across_years: z.array(z.strictObject({ id: z.string(), formula: z.string() })).default([]),
});

export type FormSpec = z.infer<typeof formSchema>;
export type BlockSpec = z.infer<typeof block>;
export type TableSpec = z.infer<typeof table>;

export const conventionsSchema = z.strictObject({
  placeholders: z.array(z.string()),
  units: z.array(z.string()),
  minus_words: z.array(z.string()),
  total_words: z.array(z.string()).default([]),
  rough_words: z.array(z.string()).default([]),
  note_words: z.array(z.string()).default([]),
  column_words: z.array(z.string()).default([]),
  subject_words: z
    .strictObject({
      summary: z.array(z.string()).default([]),
      own: z.array(z.string()).default([]),
      sample: z.array(z.string()).default([]),
      own_period: z.array(z.string()).default([]),
      other_period: z.array(z.string()).default([]),
    })
    .default({ summary: [], own: [], sample: [], own_period: [], other_period: [] }),
});
