// The codebook as a page. Must not describe anything itself: `codebook.ts` says what it tells.
import { answerTable } from "./answers.ts";
import { type Codebook, type CodeList, codeLists, filesOf, printedIn, relationLines } from "./codebook.ts";
import type { Note, Section } from "./codebook-words.ts";
import { described, escapeHtml, type Facts } from "./describe.ts";
import type { Field, Sheet } from "./layout.ts";
import type { Row } from "./page-draw.ts";
import { LANGUAGES, type Question } from "./questions.ts";

/** @param answers of each section's queries, in their order. @param views the text that makes the views of a release */
export function codebookHtml(
  facts: Facts,
  book: Codebook,
  answers: ReadonlyMap<string, readonly Row[][]>,
  views: string,
): string {
  const { sheets, words } = book;
  const lists = codeLists(sheets);
  const parts: readonly (readonly [id: string, heading: string, html: string])[] = [
    ...words.sections.map((section): [string, string, string] => [
      section.key,
      `${section.zh} · ${section.en}`,
      sectionHtml(section, answers.get(section.key) ?? []),
    ]),
    ...sheets.map((sheet): [string, string, string] => [
      sheet.name,
      `${sheet.name}`,
      sheetHtml(sheet, book, lists),
    ]),
    ["relations-of-forms", "关系与公式 · Relations and formulas", relationsHtml(book)],
    ["codes", "代码 · Codes", lists.map(codesHtml).join("\n")],
    ["questions", "十个问题 · Ten questions, worked", questionsHtml(book.questions, views)],
  ];
  const links = parts.map(([id, heading]) => `<a href="#${id}">${escapeHtml(heading)}</a>`);
  const body = parts.map(([id, heading, html]) => `<h2 id="${id}">${escapeHtml(heading)}</h2>\n${html}`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(facts.title)}: codebook</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>${STYLE}</style></head>
<body><h1>${escapeHtml(facts.title)} ${escapeHtml(facts.version)}</h1><nav>${links.join(" · ")}</nav>
${body.join("\n")}</body></html>\n`;
}

const STYLE = `body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem}table{border-collapse:collapse;margin:.5rem 0}
td,th{border-bottom:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}code,pre,td:first-child{font-family:monospace}
pre{background:#f5f5f5;padding:.5rem;overflow-x:auto;white-space:pre-wrap}h2{margin-top:2.5rem}`;

/** Text with `names` between backticks. */
function marked(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function noteHtml({ zh, en }: Note): string {
  return `<p>${marked(en)}<br>${marked(zh)}</p>`;
}

function sectionHtml({ notes, asked }: Section, answers: readonly Row[][]): string {
  const told = asked.map(
    ({ zh, en }, at) => `<h3>${marked(`${zh} · ${en}`)}</h3>${answerTable(answers[at] ?? [])}`,
  );
  return [...notes.map(noteHtml), ...told].join("\n");
}

function sheetHtml(sheet: Sheet, book: Codebook, lists: readonly CodeList[]): string {
  const { name, zh, en, key, foreign } = sheet;
  const lines = book.filled.get(name)?.lines ?? 0;
  const codes = (names: readonly string[]) =>
    names.map((one) => `<code>${escapeHtml(one)}</code>`).join(", ");
  const joins = foreign.map(
    ({ fields, sheet: other, to }) => `${codes(fields)} → <code>${other}</code>.${codes(to)}`,
  );
  const head = [
    "name",
    "type",
    "中文",
    "English",
    "filled",
    "codes",
    ...(name === "panel" ? ["printed in"] : []),
  ];
  const rows = sheet.fields.map((field) => fieldHtml(sheet, field, book, lists));
  return `<p>${escapeHtml(en)}<br>${escapeHtml(zh)}</p>
<p>files: ${codes(filesOf(sheet))} · lines: ${lines} · key: ${codes(key)}${joins.length > 0 ? ` · joins: ${joins.join("; ")}` : ""}</p>
${(book.words.sheets[name] ?? []).map(noteHtml).join("\n")}
<table><tr>${head.map((one) => `<th>${one}`).join("")}</tr>${rows.join("\n")}</table>`;
}

function fieldHtml(sheet: Sheet, field: Field, book: Codebook, lists: readonly CodeList[]): string {
  const filled = field.inPath ? "folder" : String(book.filled.get(sheet.name)?.values.get(field.name) ?? "");
  const list = lists.find(({ codes }) => codes === field.codes);
  const cells = [field.name, field.type, field.zh, described(field), filled].map((cell) => escapeHtml(cell));
  const codes = list ? `<a href="#${idOf(list)}">${escapeHtml(shortly(Object.keys(list.codes)))}</a>` : "";
  const printed = printedIn(field.name, book.concepts)
    .map((one) => escapeHtml(one))
    .join("<br>");
  return `<tr>${[...cells, codes, ...(sheet.name === "panel" ? [printed] : [])].map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

/** Codes that a cell names before it only tells how many more there are. */
const NAMED = 10;

function shortly(codes: readonly string[]): string {
  const named = codes.slice(0, NAMED).join(" · ");
  return codes.length > NAMED ? `${named} … (${codes.length})` : named;
}

function idOf({ columns: [first] }: CodeList): string {
  return `codes-${first?.sheet}-${first?.field.name}`;
}

function codesHtml(list: CodeList): string {
  const names = list.columns.map(({ sheet, field }) => `${sheet}.${field.name}`);
  const rows = Object.entries(list.codes).map(
    ([code, { zh, en }]) =>
      `<tr><td>${escapeHtml(code)}</td><td>${escapeHtml(en)}</td><td>${escapeHtml(zh)}</td></tr>`,
  );
  return `<h3 id="${idOf(list)}">${escapeHtml(shortly(names))}</h3><table><tr><th>code<th>English<th>中文</tr>${rows.join("\n")}</table>`;
}

function relationsHtml(book: Codebook): string {
  const rows = relationLines(book).map((line) => {
    const cells = [line.name, line.printed_in, line.formula, line.label_zh, line.label_en, line.type];
    return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell ?? "")}</td>`).join("")}</tr>`;
  });
  return `<table><tr><th>relation<th>edition: table<th>formula<th>中文<th>English<th>how</tr>${rows.join("\n")}</table>`;
}

function questionsHtml(questions: readonly Question[], views: string): string {
  const parts = questions.map(({ zh, en, note_zh = "", note_en = "", code }, at) => {
    const texts = code.map(
      ({ in: language, text }) =>
        `<details><summary>${LANGUAGES[language]}</summary><pre>${escapeHtml(text.trim())}</pre></details>`,
    );
    return `<h3>${at + 1} ${escapeHtml(en)} ${escapeHtml(zh)}</h3>${noteHtml({ zh: note_zh, en: note_en })}${texts.join("\n")}`;
  });
  return `<details><summary>views that the SQL stands on (gongkai.sql)</summary><pre>${escapeHtml(views.trim())}</pre></details>\n${parts.join("\n")}`;
}
