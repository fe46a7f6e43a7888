// Questions that a release answers, each worked in several languages, for its texts. Must not answer them.
import { z } from "zod";
import { readPlanFile } from "./plan-file.ts";

/** Languages that a question is worked in, and their names. */
export const LANGUAGES = {
  sql: "SQL (DuckDB)",
  r: "R",
  python: "Python",
  stata: "Stata",
  calc: "Calc, Excel",
} as const;

type Language = keyof typeof LANGUAGES;

const questionSchema = z.strictObject({
  zh: z.string(),
  en: z.string(),
  note_zh: z.string().optional(),
  note_en: z.string().optional(),
  code: z.array(z.strictObject({ in: z.enum(Object.keys(LANGUAGES) as Language[]), text: z.string() })),
});

export type Question = z.infer<typeof questionSchema>;

/** @throws naming the file, with every mistake in it */
export function loadQuestions(plan: string): Question[] {
  const schema = z.strictObject({ questions: z.array(questionSchema) });
  return readPlanFile(plan, "questions.yaml", schema).questions;
}

/** As Markdown: a heading, a note and the code of each. */
export function questionsText(questions: readonly Question[], language: "zh" | "en"): string {
  const parts = questions.map((question, at) => {
    const note = language === "zh" ? question.note_zh : question.note_en;
    const code = question.code.map((one) => `\`\`\`${one.in}\n${one.text.trimEnd()}\n\`\`\``);
    return [`### ${at + 1} ${question[language]}`, ...(note ? [note] : []), code.join("\n")].join("\n\n");
  });
  return parts.join("\n\n");
}
