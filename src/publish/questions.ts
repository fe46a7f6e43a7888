// Questions that a release answers, each worked in several languages, for its texts. Must not answer them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readWhole } from "../text/yaml.ts";

const questionSchema = z.strictObject({
  zh: z.string(),
  en: z.string(),
  note_zh: z.string().optional(),
  note_en: z.string().optional(),
  code: z.array(z.strictObject({ in: z.enum(["sql", "r", "python", "stata", "calc"]), text: z.string() })),
});

export type Question = z.infer<typeof questionSchema>;

/** @throws naming the file, with every mistake in it */
export function loadQuestions(plan: string): Question[] {
  const file = join(plan, "questions.yaml");
  const read = readWhole(
    { file, text: readFileSync(file, "utf8") },
    z.strictObject({ questions: z.array(questionSchema) }),
  );
  if ("mistakes" in read) throw new Error(read.mistakes);
  return read.value.questions;
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
