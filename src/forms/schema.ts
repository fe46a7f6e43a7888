// The shape of a form file, as it is written. What zod cannot say (keys, formulas) is checked by the loader.
import type { z } from "zod";
import { type Shaped, shapeOf, type Zod } from "../text/shape.ts";

const keyOf = (zod: Zod) =>
  zod.string().regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/, "a key has lower-case letters, digits, _ and .");
const wordingsOf = (zod: Zod) => zod.array(zod.string().min(1)).default([]);

const describedOf = (zod: Zod) => ({
  label: zod.string(),
  variants: wordingsOf(zod),
  unit: zod.string().nullable().optional(),
  type: zod.enum(["count", "change", "amount"]).optional(),
  label_en: zod.string().optional(),
  definition_zh: zod.string().optional(),
  definition_en: zod.string().optional(),
});

const columnOf = (zod: Zod) => zod.strictObject({ key: keyOf(zod), ...describedOf(zod) });
const rowOf = (zod: Zod) => {
  const words = zod.array(zod.string().min(1)).min(1);
  return zod.strictObject({
    key: keyOf(zod).nullable(),
    ...describedOf(zod),
    wording: zod.strictObject({ cores: zod.array(words).min(1), fillers: wordingsOf(zod) }).optional(),
  });
};

export type ColumnSpec = z.output<ReturnType<typeof columnOf>>;
export type RowSpec = z.output<ReturnType<typeof rowOf>>;
export interface GroupSpec<T> {
  readonly group: string;
  readonly variants: readonly string[];
  readonly members: readonly (T | GroupSpec<T>)[];
}

/** Leaves, and groups of leaves or of groups. */
function treeOf<Leaf extends z.ZodType>(zod: Zod, leaf: Leaf) {
  const group: z.ZodType<GroupSpec<z.output<Leaf>>> = zod.strictObject({
    group: zod.string().min(1),
    variants: wordingsOf(zod),
    get members() {
      return zod.array(zod.union([leaf, group])).min(1);
    },
  });
  return zod.array(zod.union([leaf, group])).min(1);
}

const blockOf = (zod: Zod) =>
  zod.strictObject({
    head: zod.string().optional(),
    furniture: zod.array(zod.string()).default([]),
    fillers: wordingsOf(zod),
    columns: treeOf(zod, columnOf(zod)),
    rows: treeOf(zod, rowOf(zod)),
  });

const tableOf = (zod: Zod) =>
  zod.strictObject({
    key: keyOf(zod),
    title: zod.string(),
    titles: wordingsOf(zod),
    notes: zod.array(zod.string()).default([]),
    blocks: zod.array(blockOf(zod)).min(1),
  });

export const FORM = shapeOf("form", (zod) =>
  zod.strictObject({
    edition: zod.string(),
    years: zod.tuple([zod.number().int(), zod.number().int().nullable()]),
    basis: zod.string(),
    alternatives: zod.boolean().default(false),
    tables: zod.array(tableOf(zod)).min(1),
    relations: zod
      .array(
        zod.strictObject({
          id: zod.string(),
          tables: zod.array(zod.string()).min(1),
          scope: zod.enum(["each column", "each row"]),
          formula: zod.string(),
          strength: zod.enum(["printed on the form", "follows from the layout", "warning"]),
        }),
      )
      .default([]),
    across_years: zod.array(zod.strictObject({ id: zod.string(), formula: zod.string() })).default([]),
  }),
);

export type FormSpec = Shaped<typeof FORM>;
export type BlockSpec = z.output<ReturnType<typeof blockOf>>;
export type TableSpec = z.output<ReturnType<typeof tableOf>>;

export const CONVENTIONS = shapeOf("conventions", (zod) => {
  const words = zod.array(zod.string());
  return zod.strictObject({
    placeholders: words,
    units: words,
    minus_words: words,
    plus_words: words.default([]),
    equals_words: words.default([]),
    total_words: words.default([]),
    rough_words: words.default([]),
    note_words: words.default([]),
    correction_words: words.default([]),
    instead_words: words.default([]),
    part_words: words.default([]),
    against_words: words.default([]),
    column_words: words.default([]),
    subject_words: zod
      .strictObject({
        summary: words.default([]),
        own: words.default([]),
        sample: words.default([]),
        superseded: words.default([]),
        no_organ: words.default([]),
        own_period: words.default([]),
        other_period: words.default([]),
        part_period: words.default([]),
        counts: words.default([]),
        shares: words.default([]),
        bracketed: words.default([]),
        other_organ: words.default([]),
        attached: words.default([]),
        titles: words.default([]),
        subjects: words.default([]),
      })
      .default({
        summary: [],
        own: [],
        sample: [],
        superseded: [],
        no_organ: [],
        own_period: [],
        other_period: [],
        part_period: [],
        counts: [],
        shares: [],
        bracketed: [],
        other_organ: [],
        attached: [],
        titles: [],
        subjects: [],
      }),
  });
});
