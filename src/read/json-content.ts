// Values of a JSON text as paragraphs, tables and facts: mark-up in strings, rows in arrays, names beside values.
// Must not know where the text comes from; how mark-up in strings is read is handed in.
import type { Content, MetaFact, RawCell } from "../model/document.ts";

export interface JsonContent {
  readonly content: Content[];
  readonly meta: MetaFact[];
}

/** Reads the mark-up of a string. */
export type ReadString = (markup: string) => {
  readonly content: readonly Content[];
  readonly meta: readonly MetaFact[];
};

const MARKUP = /<\/?(?:p|div|table|tr|td|span|br|h[1-6]|section|html|body)\b[^>]*>/i;
const ESCAPED_MARKUP = /&lt;\/?(?:p|div|table|tr|td)\b/i;
/** Values within values deeper than this are made to tire a reader. */
const DEEPEST = 40;

type Json = string | number | boolean | null | Json[] | { readonly [key: string]: Json };
type Scalar = string | number | boolean | null;

export function contentOfJson(value: unknown, read: ReadString): JsonContent {
  const found: JsonContent = { content: [], meta: [] };
  new Collector(found, read).value(value as Json, "", 0);
  return found;
}

class Collector {
  private readonly found: JsonContent;
  private readonly read: ReadString;
  private tables = 0;

  constructor(found: JsonContent, read: ReadString) {
    this.found = found;
    this.read = read;
  }

  value(value: Json, path: string, depth: number): void {
    if (depth > DEEPEST) return;
    if (typeof value === "string") this.text(value, path, depth);
    else if (value === null || typeof value !== "object") this.fact(String(value ?? ""), path);
    else {
      const rows = rowsOf(value);
      if (rows) this.table(rows, path);
      else if (Array.isArray(value))
        for (const [index, one] of value.entries()) this.value(one, `${path}[${index}]`, depth + 1);
      else this.object(value, path, depth);
    }
  }

  private object(value: { readonly [key: string]: Json }, path: string, depth: number): void {
    const entries = Object.entries(value);
    // The title beside a text is its title.
    if (entries.some(([, one]) => typeof one === "string" && isLong(one))) {
      const title = entries.find(
        ([key, one]) => /title$/i.test(key) && typeof one === "string" && !isLong(one),
      );
      if (title)
        this.found.content.push({
          kind: "text",
          text: String(title[1]),
          at: { part: `${path}.${title[0]}` },
          role: "title",
        });
    }
    for (const [key, one] of entries) {
      if (/\p{Script=Han}/u.test(key) && one !== null && typeof one === "object") {
        this.found.content.push({ kind: "text", text: key, at: { part: path } });
      }
      this.value(one, path === "" ? key : `${path}.${key}`, depth + 1);
    }
  }

  private text(text: string, path: string, depth: number): void {
    const inner = /^\s*[[{]/.test(text) ? parsedJson(text) : undefined;
    if (inner !== undefined && typeof inner === "object") this.value(inner as Json, path, depth + 1);
    else if (MARKUP.test(text) || ESCAPED_MARKUP.test(text)) {
      const markup = MARKUP.test(text) ? text : unescaped(text);
      const { content, meta } = this.read(markup);
      this.found.content.push(...content.map((block) => within(block, path)));
      this.found.meta.push(...meta);
    } else if (text.includes("\n"))
      this.found.content.push({ kind: "plain", text: text.replace(/\r\n?/g, "\n") });
    else if (isLong(text)) this.found.content.push({ kind: "text", text, at: { part: path } });
    else this.fact(text, path);
  }

  private fact(text: string, path: string): void {
    const name = /[^.[\]]+(?=[[\]\d]*$)/.exec(path)?.[0];
    if (name && text.trim() !== "") this.found.meta.push({ name, text: text.trim(), at: { part: path } });
  }

  private table(rows: readonly (readonly ShownCell[])[], path: string): void {
    this.tables += 1;
    const at = { part: path, table: this.tables };
    this.found.content.push({
      kind: "table",
      at,
      rows: rows.map((row, r) =>
        row.map((cell, c): RawCell => ({ ...cell, at: { ...at, row: r + 1, cell: c + 1 } })),
      ),
    });
  }
}

type ShownCell = Pick<RawCell, "text" | "rowSpan" | "colSpan">;

function isLong(text: string): boolean {
  return text.length > 120 || MARKUP.test(text);
}

/** The value as rows of cells: arrays of arrays, or records of the same names; null for anything else. */
function rowsOf(value: Json[] | { readonly [key: string]: Json }): ShownCell[][] | null {
  if (Array.isArray(value)) {
    const grid = value.length > 1 ? value.map(cellsOf) : [];
    if (grid.length > 0 && grid.every((row) => row !== null)) return grid as ShownCell[][];
    return records(
      value.map((one) => ["", one]),
      false,
    );
  }
  const named = records(Object.entries(value), true);
  if (named) return named;
  const entries = Object.entries(value);
  const figures = entries.filter(([, one]) => /^[-+]?[\d.,]*$/.test(String(one ?? ""))).length;
  const isList =
    entries.length >= 3 &&
    figures * 2 > entries.length &&
    entries.every(([key, one]) => isScalar(one) && /\p{Script=Han}/u.test(key));
  return isList ? entries.map(([key, one]) => [shown(key), shown(one as Scalar)]) : null;
}

/** Records of which each has the names of the first, under a row of those names. */
function records(
  entries: readonly (readonly [label: string, value: Json])[],
  labelled: boolean,
): ShownCell[][] | null {
  const flat = entries.map(([label, one]) => [label, isRecord(one) ? Object.entries(one) : null] as const);
  const names = flat[0]?.[1]?.map(([name]) => name) ?? [];
  if (flat.length < 2 || names.length < 2) return null;
  const rows: ShownCell[][] = [[...(labelled ? [shown("")] : []), ...names.map(shown)]];
  for (const [label, own] of flat) {
    if (!own || own.length !== names.length) return null;
    const values = new Map(own);
    if (!names.every((name) => values.has(name) && isScalar(values.get(name) as Json))) return null;
    rows.push([
      ...(labelled ? [shown(label)] : []),
      ...names.map((name) => shown(values.get(name) as Scalar)),
    ]);
  }
  const texts = rows.flat().map((cell) => cell.text);
  return texts.some((text) => MARKUP.test(text) || text.length > 400) ||
    !texts.some((text) => /^\s*\d/.test(text))
    ? null
    : rows;
}

function cellsOf(row: Json): ShownCell[] | null {
  if (!Array.isArray(row) || row.length === 0) return null;
  const cells = row.map(cellOf);
  return cells.every((cell) => cell !== null) ? (cells as ShownCell[]) : null;
}

/** A scalar, or an object that gives a cell's text and spans. */
function cellOf(value: Json): ShownCell | null {
  if (isScalar(value)) return shown(value);
  if (!isRecord(value)) return null;
  const said = (names: RegExp) =>
    Object.entries(value).find(([key, one]) => names.test(key) && isScalar(one))?.[1] as Scalar | undefined;
  const text = said(/^(?:text|value|content|v)$/i);
  const span = (names: RegExp) => Math.min(1000, Math.max(1, Number(said(names) ?? 1) || 1));
  return text === undefined
    ? null
    : { ...shown(text), rowSpan: span(/^row_?span$/i), colSpan: span(/^col_?span$/i) };
}

function shown(value: Scalar): ShownCell {
  return { text: value === null ? "" : String(value), rowSpan: 1, colSpan: 1 };
}

function isScalar(value: Json): value is Scalar {
  return value === null || typeof value !== "object";
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function within(block: Content, part: string): Content {
  if (block.kind === "text") return { ...block, at: { ...block.at, part } };
  if (block.kind !== "table") return block;
  const rows = block.rows.map((row) => row.map((cell) => ({ ...cell, at: { ...cell.at, part } })));
  return { ...block, at: { ...block.at, part }, rows };
}

function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

/** The value of a JSON text; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
