// The codebook of a release, for people (HTML) and for programs (CSV): what the collection is, every table, column, key, code,
// relation and concept. One layout gives both; nothing is described twice by hand.
import { stringify } from "csv-stringify/sync";
import type { Form } from "../model/form.ts";
import type { CodebookWords, Note } from "./codebook-words.ts";
import { type Concepts, type CrosswalkLine, editionName } from "./concepts.ts";
import { dictionaryLines } from "./dictionary.ts";
import type { Filled } from "./filled.ts";
import type { Codes, Field, Sheet } from "./layout.ts";
import type { Question } from "./questions.ts";

export interface Codebook {
  readonly sheets: readonly Sheet[];
  readonly concepts: Concepts;
  readonly forms: readonly Form[];
  readonly filled: ReadonlyMap<string, Filled>;
  readonly words: CodebookWords;
  readonly questions: readonly Question[];
}

/** A list of codes with the columns that it is for, in the order of the tables. */
export interface CodeList {
  readonly codes: Codes;
  readonly columns: readonly { readonly sheet: string; readonly field: Field }[];
}

/** Lists of codes, each once: columns that share one share its object. */
export function codeLists(sheets: readonly Sheet[]): CodeList[] {
  const lists = new Map<Codes, { sheet: string; field: Field }[]>();
  for (const sheet of sheets)
    for (const field of sheet.fields)
      if (field.codes) {
        const columns = lists.get(field.codes) ?? [];
        columns.push({ sheet: sheet.name, field });
        lists.set(field.codes, columns);
      }
  return [...lists].map(([codes, columns]) => ({ codes, columns }));
}

/** Files of a table, as a release has them. */
export function filesOf({ name, formats, inParts }: Sheet): string[] {
  if (inParts) return [`${name}/edition=…/year=…/part-0.parquet`];
  // Workbooks are by province or level where the release is large, and hold several tables.
  return formats.map((format) => (format === "xlsx" ? "panel.xlsx" : `${name}.${format}`));
}

/** Where each edition prints a concept, how far that is comparable and why: one text an edition and table. */
export function printedIn(name: string, { crosswalk }: Concepts): string[] {
  const lines = crosswalk.filter(({ concept }) => concept === name);
  const places = new Map<string, CrosswalkLine[]>();
  for (const line of lines) {
    const place = `${editionName(line.edition)}: ${line.table_id}`;
    places.set(place, [...(places.get(place) ?? []), line]);
  }
  return [...places].map(([place, cells]) => `${place}/${addedUp(cells)} (${gradeTold(cells)})`);
}

function addedUp(cells: readonly CrosswalkLine[]): string {
  const terms = cells.map(
    ({ sign, row_id, column_id }) => `${sign === "1" ? "+" : "-"} ${row_id}/${column_id}`,
  );
  return terms.join(" ").replace(/^\+ /, "");
}

function gradeTold(cells: readonly CrosswalkLine[]): string {
  const notes = cells.map(({ grade, note_en, note_zh }) =>
    note_en === "" ? grade : `${grade}: ${note_en} ${note_zh}`,
  );
  return [...new Set(notes)].join("; ");
}

const HEADER = [
  ...["kind", "sheet", "name", "type", "label_zh", "label_en", "unit", "formula", "values", "printed_in"],
  ...["filled", "lines"],
] as const;

type Line = Readonly<Partial<Record<(typeof HEADER)[number], string>>>;

export function codebookCsv(book: Codebook): string {
  const lines: Line[] = [
    ...book.words.sections.flatMap(({ key, notes }) => notes.map((note) => noteLine("note", key, note))),
    ...book.sheets.flatMap((sheet) => sheetLines(sheet, book)),
    ...codeLists(book.sheets).flatMap(codeLines),
    ...relationLines(book),
    ...book.questions.flatMap(questionLines),
  ];
  const rows = lines.map((line) => HEADER.map((name) => line[name] ?? ""));
  return `﻿${stringify([HEADER, ...rows], { record_delimiter: "\r\n" })}`;
}

function noteLine(kind: string, name: string, { zh, en }: Note): Line {
  return { kind, name, label_zh: zh, label_en: en };
}

function sheetLines(sheet: Sheet, { words, filled, concepts }: Codebook): Line[] {
  const { name, zh, en, key } = sheet;
  const told = filled.get(name);
  const lines = told ? { lines: String(told.lines) } : {};
  return [
    {
      ...{ kind: "sheet", sheet: name, name, label_zh: zh, label_en: en },
      ...{ values: filesOf(sheet).join(" | "), formula: `key: ${key.join(", ")}`, ...lines },
    },
    ...(words.sheets[name] ?? []).map((note) => ({ ...noteLine("note", name, note), sheet: name })),
    ...sheet.fields.map((field) => ({
      ...{ kind: "column", sheet: name, name: field.name, type: field.type },
      ...{ label_zh: field.zh, label_en: field.en, unit: field.unit ?? "", formula: field.formula ?? "" },
      values: Object.keys(field.codes ?? {}).join(" | "),
      printed_in: name === "panel" ? printedIn(field.name, concepts).join("; ") : "",
      ...{ filled: String(told?.values.get(field.name) ?? ""), ...lines },
    })),
  ];
}

function codeLines({ codes, columns }: CodeList): Line[] {
  const [first] = columns;
  return Object.entries(codes).map(([code, { zh, en }]) => ({
    ...{ kind: "code", sheet: first?.sheet ?? "", name: first?.field.name ?? "", values: code },
    ...{ label_zh: zh, label_en: en },
  }));
}

/** Relations with their formulas, as the dictionary has them. */
export function relationLines({ forms, concepts: { across } }: Pick<Codebook, "forms" | "concepts">): Line[] {
  return dictionaryLines(forms, across)
    .filter(([, , kind]) => kind.startsWith("relation"))
    .map(([edition, table, kind, key, zh, en, , where, strength, formula]) => ({
      ...{ kind, sheet: kind === "relation" ? "checks" : "across_years", name: key, type: strength },
      ...{ label_zh: `${zh}${where === "" ? "" : `（${where}）`}`, label_en: en, formula },
      printed_in: [edition, table].filter((one) => one !== "").join(": "),
    }));
}

function questionLines({ zh, en, note_zh = "", note_en = "", code }: Question): Line[] {
  return code.map(({ in: language, text }) => ({
    ...{ kind: "question", name: language, label_zh: `${zh} ${note_zh}`.trim() },
    ...{ label_en: `${en} ${note_en}`.trim(), formula: text.trim() },
  }));
}
