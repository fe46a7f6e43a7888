// Draws what the stages decided about one document: blocks, grids as sheets, edition scores, bound cells, checks.
// Must not decide anything itself.

import type { EditionScore } from "../match/found.ts";
import { REASONS } from "../model/codes.ts";
import type { Collection } from "../model/collection.ts";
import { CODES } from "../model/diagnostic.ts";
import { DOUBTS } from "../model/doubts.ts";
import type { Explained } from "../model/explained.ts";
import type { Form } from "../model/form.ts";
import { labelOf } from "../model/form-label.ts";
import type { Grid } from "../model/grid.ts";
import { locator } from "../model/place.ts";
import { type ProseRules, STATEMENT_DOUBTS } from "../model/prose.ts";
import type { Fact, Report } from "../model/report.ts";
import { sha256 } from "../store/digest.ts";
import { documentsBelow } from "../store/sources.ts";
import { collapse } from "../text/fold.ts";
import { charWidth, textWidth } from "../text/width.ts";
import { cellLines, checkLine, MARKS, tableLines } from "./explain-cells.ts";
import { type Trace, traceDocument } from "./extract.ts";
import { loadPipeline } from "./pipeline.ts";

/** Widest column of a drawn sheet, in screen columns. */
const WIDEST = 22;

/**
 * What was decided about each document of a file, drawn for a person; an archive has several.
 * @param key tells what is under it and nothing else: the cells of `TABLE`, `TABLE/ROW` or `TABLE/ROW/COLUMN`, or the
 *   statements of `prose/KEY`
 * @throws Error when a document cannot be had from the file, or none has such a cell
 */
export async function* explainFile(file: string, pipelineFile: string, key?: string): AsyncGenerator<string> {
  const { collection } = loadPipeline(pipelineFile);
  let told = false;
  for await (const { source, bytes, hints, refusal } of documentsBelow([{ path: file }])) {
    if (bytes === null) throw new Error(`${source}: ${refusal ?? "refused"}`);
    const trace = await traceDocument({ source, bytes, sha256: sha256(bytes), hints }, collection);
    const lines = key === undefined ? [explain(source, trace, collection)] : linesUnder(key, trace);
    if (lines.length === 0) continue;
    told = true;
    yield key === undefined ? lines.join("\n") : [`# ${source}`, ...lines].join("\n");
  }
  if (!told) throw new Error(`${file}: has no cell ${key}`);
}

const PROSE = "prose/";

function linesUnder(key: string, { report, binding }: Trace): string[] {
  return key.startsWith(PROSE)
    ? statementLines(key.slice(PROSE.length), report)
    : cellLines(key, report, binding.form);
}

/** The statements of a key: the sentence, the words that led to the key, and the table's cell. */
function statementLines(key: string, report: Report): string[] {
  return report.prose
    .filter((one) => one.statement.startsWith(key))
    .flatMap((one) => [
      "",
      `${one.statement}${one.label ? ` «${one.label}»` : ""} = ${one.value}${one.unit ? ` ${one.unit}` : ""}, printed ${one.raw}`,
      `  period   ${one.period}${one.approximate ? ", about" : ""}${one.negated ? ", explicit none" : ""}`,
      ...(one.doubts.length > 0 ? [`  doubt    ${one.doubts.join(", ")}`] : []),
      `  words    ${one.words}`,
      `  sentence ${one.sentence}`,
      `  at       ${locator(one.at)}`,
      one.tableCell
        ? `  table    ${one.agreesWithTable}: ${one.tableCell} = ${one.tableValue}`
        : "  table    no certain cell to compare with",
    ]);
}

function explain(source: string, trace: Trace, { prose }: Collection): string {
  const { report } = trace;
  const { form } = trace.binding;
  return [
    `# ${source}`,
    `container ${report.container} · ${report.bytes} bytes · sha256 ${report.sha256.slice(0, 16)}… · status ${report.status}`,
    ...report.reasons.map((reason) => `because ${codeTold(reason, form)}`),
    "",
    "## Identity",
    ...identityLines(report),
    "",
    "## Editions (how much of each form's wording is printed: the highest is read)",
    ...orNone([
      ...scoreLines("grids", trace.binding.scores.grids),
      ...scoreLines("text", trace.binding.scores.text),
    ]),
    "",
    "## Blocks (· blank, ┆ covered by a cell beside or above, × no cell, ⋯N⋯ N columns without print)",
    ...blockLines(trace),
    ...report.tables.flatMap(({ table, cells }, rank) => [
      "",
      `## Table ${table}: ${form?.tables.find(({ key }) => key === table)?.title.text ?? ""}${rank === 0 ? ` (${MARKS})` : ""}`,
      ...tableLines(cells, form),
    ]),
    "",
    "## Checks",
    ...checkLines(report, form),
    "",
    "## Prose",
    ...orNone(proseLines(report, prose)),
    "",
    "## Diagnostics",
    ...orNone(diagnosticLines(report, form)),
  ].join("\n");
}

const orNone = (lines: readonly string[]) => (lines.length > 0 ? lines : ["none"]);

/** Statements with the quantity that each is of, and what its doubts mean. */
function proseLines({ prose }: Report, rules: ProseRules | null): string[] {
  const label = new Map(rules?.statements.map((rule) => [rule.key, rule.label]));
  const doubts = new Set(prose.flatMap((one) => one.doubts));
  return [
    ...prose.map(
      (one) =>
        `${label.get(one.statement) ?? ""} [${one.statement}]${one.label ? ` «${one.label}»` : ""} = ${one.value}${one.unit ? ` ${one.unit}` : ""} (${one.words})${one.doubts.length > 0 ? ` {${one.doubts.join(", ")}}` : ""}`,
    ),
    ...[...doubts].map(
      (doubt) => `  ${doubt}: ${STATEMENT_DOUBTS[doubt].zh} (${STATEMENT_DOUBTS[doubt].en})`,
    ),
  ];
}

/** What was looked for at one place and is told by one code is told together. */
function diagnosticLines({ diagnostics }: Report, form: Form | null): string[] {
  const groups = new Map<string, string[]>();
  for (const { code, at, found, expected } of diagnostics) {
    const told = `${code} ${CODES[code].zh} (${CODES[code].en}) ${locator(at)}${found ? ` found ${withLabel(found, form)}` : ""}`;
    groups.set(told, [...(groups.get(told) ?? []), ...(expected ? [withLabel(expected, form)] : [])]);
  }
  return [...groups].flatMap(([told, expected]) =>
    expected.length > 1
      ? [`${told} expected:`, ...expected.map((one) => `    ${one}`)]
      : [`${told}${expected.map((one) => ` expected ${one}`).join("")}`],
  );
}

/** The key of a table or of a row of one, with its label. */
function withLabel(expected: string, form: Form | null): string {
  const tables = form?.tables ?? [];
  const label =
    tables.find(({ key }) => key === expected)?.title.text ??
    labelOf(
      expected,
      tables.flatMap(({ blocks }) => blocks.flatMap(({ rows }) => rows)),
    );
  return label === expected ? expected : `${label} [${expected}]`;
}

const EXPLAINED: Readonly<Record<string, Explained>> = { ...REASONS, ...DOUBTS };

/** A reason or doubt with what it means, and the title of the table that it concerns. */
function codeTold(code: string, form: Form | null): string {
  const [kind = code, about] = code.split(":");
  const table = form?.tables.find(({ key }) => key === about);
  const meaning = EXPLAINED[kind];
  return `${code}${table ? ` ${table.title.text}` : ""}${meaning ? `: ${meaning.zh} (${meaning.en})` : ""}`;
}

/** Of editions of which nothing is printed nobody asks. */
function scoreLines(where: string, scores: readonly EditionScore[]): string[] {
  const printed = scores.filter(({ score }) => score > 0);
  return printed.map(({ edition, score }) => `${where.padEnd(6)} ${edition.padEnd(8)} ${score.toFixed(2)}`);
}

function identityLines({ identity }: Report): string[] {
  const line = (name: string, fact: Fact | null) =>
    `${name.padEnd(12)} ${fact ? `${fact.value}   (${fact.from}, ${locator(fact.at)})` : "not found"}`;
  return [
    line("title", identity.title),
    line("issuer", identity.issuer),
    line("year", identity.year),
    line("published", identity.publishedOn),
    `edition      ${identity.edition ?? "none"}`,
    ...identity.doubts.map((doubt) => `doubt        ${codeTold(doubt, null)}`),
  ];
}

function blockLines({ flow }: Trace): string[] {
  const lines: string[] = [];
  for (const block of flow) {
    if (block.kind === "grid") lines.push(`[grid ${locator(block.at)}, ${block.edges}]`, ...sheet(block));
    else if (block.text.trim() !== "")
      lines.push(`[${locator(block.at)}] ${clip(collapse(block.text), 100)}`);
  }
  return lines;
}

function sheet(grid: Grid): string[] {
  const texts = grid.rows.map((row) =>
    row.map((slot) =>
      slot.kind === "cell" ? collapse(slot.text) || "·" : slot.kind === "covered" ? "┆" : "×",
    ),
  );
  const gaps = emptyRuns(texts, grid.width);
  const widths = Array.from({ length: grid.width }, (_, c) =>
    Math.min(WIDEST, Math.max(1, ...texts.map((row) => textWidth(row[c] ?? "")))),
  );
  return texts.map(
    (row, r) =>
      `  ${row
        .flatMap((text, c) => {
          const gap = gaps.get(c);
          return gap
            ? gap.map((told) => (r === 0 ? told : " ".repeat(textWidth(told))))
            : [pad(text, widths[c] ?? 1)];
        })
        .join(" │ ")}`,
  );
}

/** Fewer columns in which nothing begins are drawn like others. */
const FEWEST_EMPTY = 4;

/** Columns in which no cell with any print begins, side by side: what is drawn for the first of them all, and nothing for the others. */
function emptyRuns(
  texts: readonly (readonly string[])[],
  width: number,
): ReadonlyMap<number, readonly string[]> {
  const told = new Map<number, readonly string[]>();
  const isEmpty = (column: number) => texts.every((row) => /^[·┆×]?$/u.test(row[column] ?? ""));
  for (let from = 0, to = 0; from < width; from = to + 1) {
    to = from;
    while (to < width && isEmpty(to)) to += 1;
    if (to - from < FEWEST_EMPTY) continue;
    for (let column = from; column < to; column += 1)
      told.set(column, column === from ? [`⋯${to - from}⋯`] : []);
  }
  return told;
}

function checkLines({ checks }: Report, form: Form | null): string[] {
  const holds = checks.filter((check) => check.status === "holds").length;
  const open = checks.filter((check) => check.status === "not_evaluable").length;
  const fails = checks.filter((check) => check.status === "fails");
  return [
    `${holds} hold, ${fails.length} fail, ${open} not evaluable`,
    ...fails.map((check) => checkLine(check, form)),
  ];
}

function clip(text: string, most: number): string {
  let used = 0;
  let result = "";
  for (const char of text) {
    used += charWidth(char);
    if (used > most) return `${result}…`;
    result += char;
  }
  return result;
}

function pad(text: string, to: number): string {
  const clipped = clip(text, to - 1);
  const fitted = textWidth(text) <= to ? text : clipped;
  return fitted + " ".repeat(Math.max(0, to - textWidth(fitted)));
}
