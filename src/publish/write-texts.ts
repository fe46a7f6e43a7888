// Writes what tells of a release: description, codebook, page, citation, digests. Must not write tables.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Concepts } from "./concepts.ts";
import { citation, codebookCsv, codebookHtml, croissant, dataPackage, zenodo } from "./describe.ts";
import type { Sheet } from "./layout.ts";
import type { PublishOptions } from "./options.ts";
import { pageHtml } from "./page.ts";
import { digests, provenance } from "./provenance.ts";
import { loadQuestions, questionsText } from "./questions.ts";

/** Texts of a plan that are taken over, with the language of their questions. */
const TEXTS = [
  ["README.md", "en"],
  ["README.zh.md", "zh"],
  ["gongkai.sql", "en"],
] as const;

export async function writeTexts(
  folder: string,
  sheets: readonly Sheet[],
  concepts: Concepts,
  options: PublishOptions,
): Promise<void> {
  const { facts, plan } = options;
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const worked = loadQuestions(plan);
  for (const [name, language] of TEXTS)
    put(
      name,
      readFileSync(join(plan, name), "utf8")
        .replaceAll("{{questions}}", () => questionsText(worked, language))
        .replaceAll("{{title}}", facts.title)
        .replaceAll("{{version}}", facts.version),
    );
  put("codebook.csv", codebookCsv(sheets, concepts));
  put(
    "codebook.html",
    codebookHtml(facts, sheets, concepts, readFileSync(join(plan, "codebook-words.html"), "utf8")),
  );
  const { threads, memory } = options;
  const labels = new Map([
    ...concepts.concepts.map(({ concept, label_zh }) => [concept, label_zh] as const),
    ...concepts.derived.map(({ name, label_zh }) => [name, label_zh] as const),
  ]);
  put("index.html", await pageHtml({ release: folder, plan, facts, labels, threads, memory }));
  put("CITATION.cff", citation(facts));
  put(".zenodo.json", zenodo(facts));
  put("provenance.json", await provenance(options));
  const files = await digests(folder, "");
  put("croissant.json", croissant(facts, sheets, files));
  put("datapackage.json", dataPackage(facts, sheets, await digests(folder, "")));
}
