// What a release answers to queries on its own views, for the texts that tell of it. Must not know what is asked.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml } from "./describe.ts";
import { Engine, quoted } from "./engine.ts";
import type { Row } from "./page-draw.ts";

/** Rows of an answer that are told in full; the query gives all. */
const MOST_ROWS = 120;

/** The release as a user opens it; to be closed. */
export async function openRelease(release: string, threads: number, memory: string): Promise<Engine> {
  const engine = await Engine.open(":memory:", threads, memory);
  await engine.run(`set file_search_path = ${quoted(release)}`);
  await engine.run(readFileSync(join(release, "gongkai.sql"), "utf8"));
  return engine;
}

/**
 * @param asked what a mistake is told under: file and key of the query
 * @throws naming it when the release cannot answer
 */
export async function answerOf(engine: Engine, asked: string, sql: string): Promise<Row[]> {
  try {
    return await engine.all(sql);
  } catch (error) {
    throw new Error(`${asked}: ${(error as Error).message}`);
  }
}

export function answerTable(rows: readonly Row[]): string {
  const [first] = rows;
  if (!first) return "";
  const head = Object.keys(first).map((name) => `<th>${escapeHtml(name)}`);
  const lines = rows.slice(0, MOST_ROWS).map((row) => {
    const cells = Object.values(row).map((value) => `<td>${escapeHtml(exact(value))}`);
    return `<tr>${cells.join("")}`;
  });
  const rest = rows.length > MOST_ROWS ? `<p>… ${rows.length - MOST_ROWS}</p>` : "";
  return `<table><tr>${head.join("")}${lines.join("\n")}</table>${rest}`;
}

/** Six digits behind the point are what sums over any number of threads agree on. */
function exact(value: Row[string] | undefined): string {
  if (value === null || value === undefined) return "";
  return typeof value === "number" && !Number.isInteger(value) ? value.toFixed(6) : String(value);
}
