// The shape of a file that says how prose is read. Keys of classes and statements are checked by the loader.
import { z } from "zod";

const words = z.array(z.string().min(1)).default([]);
const patterns = z.array(z.string()).default([]);
const key = z
  .string()
  .regex(/^[a-z][a-z_]*\.[a-z_]+$/, "a key of a statement has two parts of lower-case letters");

const cells = z.union([
  z.string(),
  z.strictObject({
    cells: z.string(),
    period: z.enum(["year", "cumulative"]).default("year"),
    labels: words,
  }),
]);

export const proseSchema = z.strictObject({
  /** Class → words; `@class` takes over the words of another. */
  words: z.record(z.string(), z.array(z.string().min(1))),
  /** Units by sort; a statement names the sorts it may be counted in. */
  units: z.record(z.string(), z.array(z.string())),
  more: words,
  bare_units: words,
  furniture: words,
  heading_ends: words,
  bureau_ends: words,
  office_ends: words,
  department_ends: words,
  unit_ends: words,
  organ_tails: words,
  statements: z
    .array(
      z.strictObject({
        key,
        label: z.string(),
        label_en: z.string(),
        unit: z.string(),
        tier: z.number().int().min(1).max(2).default(1),
        units: z.array(z.string()).min(1),
        told: patterns,
        /** As `told`, in doubt: the words leave the key open. */
        open: patterns,
        /** As `told`, only behind a statement of `after`. */
        following: patterns,
        /** As `following`, in doubt. */
        open_following: patterns,
        not: patterns,
        never: words,
        nowhere: words,
        /** Classes of which one has to stand in the sentence or its heading. */
        about: words,
        /** Classes that say so where they stand in its heading. */
        headed: words,
        after: z.array(key).optional(),
        /** What its verb alone may stand behind in a sentence. */
        bare_after: z.array(key).optional(),
        labelled: z.string().optional(),
        denied: z
          .strictObject({
            heads: z.string(),
            weak: z.boolean().default(false),
            never: words,
            narrowed: words,
            doubt: z.enum(["key-open", "scope-open"]).optional(),
          })
          .optional(),
        joined: z.string().optional(),
        alone: z.string().optional(),
        /** Classes of what a figure may include that is not of the quantity. */
        widened: words,
        divided: words,
        several: key.optional(),
        many: key.optional(),
        /** Where it is named with others and more are meant, all there are. */
        main: z.boolean().default(false),
        standing: z.boolean().default(false),
        once: z.boolean().default(false),
        /** A figure that ends its clause needs no unit. */
        unitless: z.boolean().default(false),
        scale: z.record(z.string(), z.number()).default({}),
        cell_unit: z.string().optional(),
        equals: z.record(z.string(), z.union([cells, z.array(cells)])).default({}),
      }),
    )
    .min(1),
});

export type ProseSpec = z.infer<typeof proseSchema>;
export type StatementSpec = ProseSpec["statements"][number];
