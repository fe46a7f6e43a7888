// Values of a JSON text as paragraphs, tables and facts: mark-up in strings, rows in arrays, names beside values.
// Must not know where the text comes from; how mark-up in strings is read is handed in.
import type { Content, MetaFact, RawCell } from "../model/document.ts";
import { unescaped } from "../text/escaped.ts";
import { isRecord, type Json, MARKUP, type Named, rowsOf, type ShownCell } from "./json-tables.ts";

export interface JsonContent {
  readonly content: Content[];
  readonly meta: MetaFact[];
}

/** Reads the mark-up of a string. */
export type ReadString = (markup: string) => {
  readonly content: readonly Content[];
  readonly meta: readonly MetaFact[];
};

const ESCAPED_MARKUP = /&lt;\/?(?:p|div|table|tr|td)\b/i;
/** Values within values deeper than this are made to tire a reader. */
const DEEPEST = 40;

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
    else if (isLines(value)) this.text(value.join(""), path, depth);
    else {
      const rows = rowsOf(value);
      if (rows) {
        this.table(rows, path);
        this.titleOfOne(value, path);
      } else if (Array.isArray(value))
        for (const [index, one] of value.entries()) this.value(one, `${path}[${index}]`, depth + 1);
      else this.object(value, path, depth);
    }
  }

  private object(value: Named, path: string, depth: number): void {
    const entries = Object.entries(value);
    const role = isTitle(value) ? "title" : isHeading(value) ? "heading" : null;
    if (role !== null) {
      this.found.content.push({ kind: "text", text: said(value) ?? "", at: { part: path }, role });
      return;
    }
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
    const value = text.trim();
    if (!name || value === "") return;
    this.found.meta.push({ name, text: value, at: { part: path } });
    // A figure that words name is print, wherever it stands.
    if (/\p{Script=Han}/u.test(name) && /^[-+]?\d[\d.,]*\p{L}{0,2}$/u.test(value))
      this.found.content.push({ kind: "text", text: `${name}：${value}`, at: { part: path } });
  }

  /** A list of one record may be a row, or the one document that an answer tells of: its title is known either way. */
  private titleOfOne(value: Json[] | Named, path: string): void {
    const [only, ...others] = Array.isArray(value) ? value : [];
    if (only === undefined || others.length > 0 || !isRecord(only)) return;
    for (const [key, one] of Object.entries(only))
      if (/title$/i.test(key) && typeof one === "string") this.fact(one, `${path}[0].${key}`);
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

/** A block of a page that was taken apart by a program, which says what kind it is. */
function isTitle(value: Named): boolean {
  const kinds = ["role", "type", "label", "category"].map((name) => value[name]);
  const isHead = kinds.some((kind) => typeof kind === "string" && /^(?:doc(?:ument)?_?)?title$/i.test(kind));
  return (isHead || levelOf(value) === 1) && said(value) !== undefined;
}

/** A heading of a text says of which level it is, beside its words. */
function isHeading(value: Named): boolean {
  const level = levelOf(value);
  return typeof level === "number" && level > 1 && level <= 6 && said(value) !== undefined;
}

const levelOf = (value: Named) => value["text_level"] ?? value["level"];

function said({ content, text }: Named): string | undefined {
  return [content, text].find((one): one is string => typeof one === "string" && one.trim() !== "");
}

/** A text that is kept by its lines, each with its end, as notebooks keep theirs: no list of values has them. */
function isLines(value: Json): value is string[] {
  return (
    Array.isArray(value) &&
    value.length > 1 &&
    value.every(
      (line, index) =>
        typeof line === "string" && (index === value.length - 1 || line.indexOf("\n") === line.length - 1),
    )
  );
}

function isLong(text: string): boolean {
  return text.length > 120 || MARKUP.test(text);
}

function within(block: Content, part: string): Content {
  if (block.kind === "text") return { ...block, at: { ...block.at, part } };
  if (block.kind !== "table") return block;
  const rows = block.rows.map((row) => row.map((cell) => ({ ...cell, at: { ...cell.at, part } })));
  return { ...block, at: { ...block.at, part }, rows };
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
