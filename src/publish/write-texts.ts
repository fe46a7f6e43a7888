// Writes what tells of a release: description, codebook, page, citation, digests. Must not write tables.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answerOf, openRelease } from "./answers.ts";
import { type Codebook, codebookCsv } from "./codebook.ts";
import { codebookHtml } from "./codebook-html.ts";
import { loadCodebookWords } from "./codebook-words.ts";
import type { Concepts } from "./concepts.ts";
import { citation, croissant, dataPackage, zenodo } from "./describe.ts";
import type { Filled } from "./filled.ts";
import type { Sheet } from "./layout.ts";
import type { PublishOptions } from "./options.ts";
import { pageHtml } from "./page.ts";
import type { Row } from "./page-draw.ts";
import { digests, provenance } from "./provenance.ts";
import { loadQuestions, questionsText } from "./questions.ts";

/** Texts of a plan that are taken over, with the language of their questions. */
const TEXTS = [
  ["README.md", "en"],
  ["README.zh.md", "zh"],
  ["gongkai.sql", "en"],
] as const;

/** A release whose tables are written. */
export interface WrittenRelease {
  readonly folder: string;
  readonly sheets: readonly Sheet[];
  readonly concepts: Concepts;
  readonly filled: ReadonlyMap<string, Filled>;
}

export async function writeTexts(release: WrittenRelease, options: PublishOptions): Promise<void> {
  const { folder, sheets, concepts } = release;
  const { facts, plan, threads, memory } = options;
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const questions = loadQuestions(plan);
  for (const [name, language] of TEXTS)
    put(
      name,
      readFileSync(join(plan, name), "utf8")
        .replaceAll("{{questions}}", () => questionsText(questions, language))
        .replaceAll("{{title}}", facts.title)
        .replaceAll("{{version}}", facts.version),
    );
  put("provenance.json", await provenance(options));
  const book = { ...release, ...options, questions, words: loadCodebookWords(plan) };
  put("codebook.csv", codebookCsv(book));
  const views = readFileSync(join(folder, "gongkai.sql"), "utf8");
  put("codebook.html", codebookHtml(facts, book, await answers(book, folder, options), views));
  const labels = new Map([
    ...concepts.concepts.map(({ concept, label_zh }) => [concept, label_zh] as const),
    ...concepts.derived.map(({ name, label_zh }) => [name, label_zh] as const),
  ]);
  put("index.html", await pageHtml({ release: folder, plan, facts, labels, threads, memory }));
  put("CITATION.cff", citation(facts));
  put(".zenodo.json", zenodo(facts));
  const files = await digests(folder, "");
  put("croissant.json", croissant(facts, sheets, files));
  put("datapackage.json", dataPackage(facts, sheets, await digests(folder, "")));
}

/** What the release answers to the queries of its codebook, by section. */
async function answers(
  { words }: Codebook,
  folder: string,
  { threads, memory }: PublishOptions,
): Promise<ReadonlyMap<string, readonly Row[][]>> {
  const engine = await openRelease(folder, threads, memory);
  try {
    const all = new Map<string, Row[][]>();
    for (const { key, asked } of words.sections) {
      const told: Row[][] = [];
      for (const { sql } of asked) told.push(await answerOf(engine, `codebook.yaml: ${key}`, sql));
      all.set(key, told);
    }
    return all;
  } finally {
    engine.close();
  }
}
