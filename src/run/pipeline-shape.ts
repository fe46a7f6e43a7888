// The shapes of a pipeline file, and of the rules by which a report is told from other documents, as they are written.
import { PROSE } from "../forms/prose-schema.ts";
import { CONVENTIONS, FORM } from "../forms/schema.ts";
import { type Shaped, shapeOf } from "../text/shape.ts";

export const PIPELINE = shapeOf("pipeline", (zod) => {
  const share = zod.number().min(0).max(1);
  return zod.strictObject({
    name: zod.string(),
    title: zod.string(),
    forms: zod.array(zod.string()).min(1),
    conventions: zod.string(),
    identity: zod.string(),
    prose: zod.string().optional(),
    inputs: zod
      .array(zod.strictObject({ path: zod.string(), include: zod.array(zod.string()).optional() }))
      .default([]),
    output: zod.string().optional(),
    fetch: zod
      .strictObject({
        rules: zod.string(),
        sources: zod.array(zod.string()).default([]),
        archive: zod.string().optional(),
        years: zod.tuple([zod.number().int(), zod.number().int()]).optional(),
      })
      .optional(),
    publish: zod
      .strictObject({
        places: zod.string(),
        organs: zod.string(),
        release: zod.string(),
        to: zod.string().optional(),
        version: zod.string().optional(),
        /** Names of inputs whose documents are test material. */
        test_inputs: zod.array(zod.string()).default([]),
      })
      .optional(),
    verdict: zod
      .strictObject({
        least_documents: zod.number().int().nonnegative(),
        most_failed: share,
        most_partial: share,
        most_doubted_cells: share,
        most_failing_relations: share,
        least_reported_cells: share,
      })
      .partial()
      .default({}),
  });
});

export type PipelineSpec = Shaped<typeof PIPELINE>;

export const IDENTITY = shapeOf("identity", (zod) => {
  const words = zod.array(zod.string()).readonly();
  return zod.strictObject({
    report_titles: words,
    look_alikes: words,
    title_fillers: words,
    title_labels: words,
    page_labels: words,
    source_labels: words,
    date_labels: words,
    title_meta: words,
    source_meta: words,
    date_meta: words,
    period: words,
    prose_year: zod.string(),
    organ_endings: words,
    site_endings: words,
    prose_issuer: zod.string(),
    chapter: zod.string(),
  });
});

/** Of all files that a pipeline is made of. */
export const PIPELINE_SHAPES = [PIPELINE, IDENTITY, FORM, CONVENTIONS, PROSE];
