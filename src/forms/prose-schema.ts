// The shape of a file that says how prose is read. Keys of classes and statements are checked by the loader.
import { type Shaped, shapeOf } from "../text/shape.ts";

export const PROSE = shapeOf("prose", (zod) => {
  const words = zod.array(zod.string().min(1)).default([]);
  const patterns = zod.array(zod.string()).default([]);
  const key = zod
    .string()
    .regex(/^[a-z][a-z_]*\.[a-z_]+$/, "a key of a statement has two parts of lower-case letters");

  /** A key, or with `*` all of a group. */
  const keys = zod
    .string()
    .regex(/^[a-z][a-z_]*\.(?:[a-z_]+|\*)$/, "a key, or a group with * for all of its keys");

  const cells = zod.union([
    zod.string(),
    zod.strictObject({
      cells: zod.string(),
      period: zod.enum(["year", "cumulative"]).default("year"),
      labels: words,
    }),
  ]);

  return zod.strictObject({
    /** Class → words with blanks between; `@class` takes over the words of another, `{a,b,}` stands for each of its variants. */
    words: zod.record(zod.string(), zod.string().min(1)),
    /** Units by sort; a statement names the sorts it may be counted in. */
    units: zod.record(zod.string(), zod.array(zod.string())),
    more: words,
    bare_units: words,
    edition_units: words,
    furniture: words,
    heading_ends: words,
    matter_ends: words,
    number_ends: words,
    bureau_ends: words,
    office_ends: words,
    zone_ends: words,
    department_ends: words,
    unit_ends: words,
    organ_tails: words,
    /** Class of words for information of one field → what the names of the organs of that field hold. */
    own_fields: zod.record(zod.string(), zod.array(zod.string()).min(1)).default({}),
    /** Patterns that several statements share, with X for the class that each gives them. */
    frames: zod.record(zod.string().regex(/^[a-z_]+$/), zod.array(zod.string())).default({}),
    statements: zod
      .array(
        zod.strictObject({
          key,
          label: zod.string(),
          label_en: zod.string(),
          unit: zod.string(),
          tier: zod.number().int().min(1).max(2).default(1),
          units: zod.array(zod.string()).min(1),
          /** Patterns, and frames with the class that they are of: `channel(website)`. */
          told: patterns,
          never: words,
          nowhere: words,
          /** Classes of which one has to stand in the sentence or its heading. */
          about: words,
          /** Classes that say so where they stand in its heading. */
          headed: words,
          /** What patterns that begin with THEN and lists follow. */
          after: zod.array(keys).optional(),
          /** What its verb alone may stand behind in a sentence. */
          bare_after: zod.array(keys).optional(),
          labelled: zod.string().optional(),
          denied: zod
            .strictObject({
              heads: zod.string(),
              weak: zod.boolean().default(false),
              /** Class of the words that deny it, where not all that deny do. */
              by: zod.string().optional(),
              /** Class of words that deny it and nothing else, beside those that deny anything. */
              own: zod.string().optional(),
              /** Class of verbs of which one beside its head lets any word deny it. */
              verb: zod.string().optional(),
              /** Class of heads that stand for it only behind what it comes after. */
              leaning: zod.string().optional(),
              /** Class of verbs beside its head that take it as their object. */
              yields: zod.string().optional(),
              never: words,
              /** Class of words that name classes of information: beside them its head may name another. */
              classed: zod.string().optional(),
              narrowed: words,
              doubt: zod.enum(["key-open", "scope-open"]).optional(),
            })
            .optional(),
          joined: zod.string().optional(),
          alone: zod.string().optional(),
          /** Classes of what a figure may include that is not of the quantity. */
          widened: words,
          /** Classes that, in the figure's clause in front of it, say that only some of it is counted. */
          narrowed: words,
          divided: words,
          several: key.optional(),
          many: key.optional(),
          /** What remains of a list that this stands in. */
          rest: key.optional(),
          /** Where it is named with others and more are meant, all there are. */
          main: zod.boolean().default(false),
          standing: zod.boolean().default(false),
          once: zod.boolean().default(false),
          /** A figure that ends its clause needs no unit. */
          unitless: zod.boolean().default(false),
          scale: zod.record(zod.string(), zod.number()).default({}),
          cell_unit: zod.string().optional(),
          equals: zod.record(zod.string(), zod.union([cells, zod.array(cells)])).default({}),
        }),
      )
      .min(1),
  });
});

export type ProseSpec = Shaped<typeof PROSE>;
export type StatementSpec = ProseSpec["statements"][number];
