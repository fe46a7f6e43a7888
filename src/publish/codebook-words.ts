// What a codebook says in words, and what it asks the release: data of a pipeline. Must not say anything of its own.
import { z } from "zod";
import { readPlanFile } from "./plan-file.ts";

const noteSchema = z.strictObject({ zh: z.string(), en: z.string() });

const askedSchema = z.strictObject({ zh: z.string(), en: z.string(), sql: z.string() });

const sectionSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z_]*$/),
  zh: z.string(),
  en: z.string(),
  notes: z.array(noteSchema),
  /** Queries on the release's own views, whose answers stand behind the notes. */
  asked: z.array(askedSchema).default([]),
});

const wordsSchema = z.strictObject({
  /** In front of the tables. */
  sections: z.array(sectionSchema),
  /** Under the heading of a table, by its name. */
  sheets: z.record(z.string(), z.array(noteSchema)),
});

export type Note = z.infer<typeof noteSchema>;
export type CodebookWords = z.infer<typeof wordsSchema>;
export type Section = CodebookWords["sections"][number];

/** @throws naming the file, with every mistake in it */
export function loadCodebookWords(plan: string): CodebookWords {
  return readPlanFile(plan, "codebook.yaml", wordsSchema);
}
