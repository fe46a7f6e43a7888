// The cheap look at a sentence: nothing that may state anything is left out, and what can state nothing is not taken apart.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { languageOf } from "../../../src/prose/language.ts";
import { foldedSentences } from "../../../src/prose/sentence.ts";
import { loadPipeline } from "../../../src/run/pipeline.ts";

const { prose } = loadPipeline("pipelines/disclosure/pipeline.yaml").collection;
if (!prose) throw new Error("the pipeline names no rules for prose");
const { mayState } = languageOf(prose);

/** Sentences of the phrasings that state something. */
const STATING = readFileSync(new URL("phrasings.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line, index, lines) => /^[^>#\s]/.test(line) && lines[index + 1]?.startsWith("  "));

describe("the sieve", () => {
  test("lets through whatever states anything", () => {
    const passes = (text: string) => foldedSentences({ text, pieces: [] }).some((one) => mayState(one.text));
    expect(STATING.filter((text) => !passes(text))).toEqual([]);
  });

  test.each([
    "2012年12月31日，不断完善制度，不仅公开及时，而且准确率达98%。",
    "要求未来一年内更新不及时的栏目。",
    "网站全年由各部门负责，由市里统一考核。",
  ])("holds back %s", (text) => {
    expect(mayState(text)).toBe(false);
  });

  test.each(["共42，其中", "未收费", "不涉及收费", "十二条", "收费为零", "0"])("lets through %s", (text) => {
    expect(mayState(text)).toBe(true);
  });
});
