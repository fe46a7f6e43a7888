// Sentences read with the collection's own rules, for tests.
import type { Chapter, Statement } from "../../../src/model/prose.ts";
import type { ReportCell } from "../../../src/model/report.ts";
import { readProse } from "../../../src/prose/read.ts";
import { loadPipeline } from "../../../src/run/pipeline.ts";

const { prose } = loadPipeline("pipelines/disclosure/pipeline.yaml").collection;

/** The year that every report of these tests is about. */
export const YEAR = 2012;

export function chapter(heading: string, ...texts: string[]): Chapter {
  const passages = texts.map((text, index) => ({
    text,
    pieces: [{ from: 0, at: { line: index + 1 }, offset: 0 }],
  }));
  return { heading, at: {}, passages };
}

export function read(chapters: Chapter[], cells: ReportCell[] = [], issuer = "松桥镇人民政府"): Statement[] {
  if (!prose) throw new Error("the pipeline names no rules for prose");
  return readProse(chapters, prose, { year: YEAR, issuer, cells });
}

/** Key, label, value, and what is out of the ordinary, in one line. */
export function inOneLine(one: Statement): string {
  const { statement, label, value, period, negated, approximate, doubts } = one;
  return [
    statement + (label ? `(${label})` : ""),
    negated ? "none" : value,
    ...(period === "year" ? [] : [period]),
    ...(approximate ? ["about"] : []),
    ...doubts,
  ].join(" ");
}
