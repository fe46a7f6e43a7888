// Tables whose cells stand in brackets: `[table][tr][td]` of forums, and `#table(columns: 3, [..], ..)` of Typst.
// Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import { inRows, type SpannedCell } from "./spanned-cells.ts";
import type { TextLine } from "./text-cells.ts";

/** A table of a report has fewer lines. */
const MOST_LINES = 2000;

interface Found {
  readonly rows: RawCell[][];
  readonly length: number;
}

const FORUM = /\[table(?:=[^\]]*)?\]/i;
const TYPST = /#table\(|^\s*table\($/;

export function opensBracketed(text: string): boolean {
  return FORUM.test(text) || TYPST.test(text);
}

/** The table that opens in the line at `start`; null where it does not end. */
export function bracketedTable(lines: readonly TextLine[], start: number, table: number): Found | null {
  const own = lines.slice(start, start + MOST_LINES);
  return FORUM.test(own[0]?.text ?? "") ? forumTable(own, table) : typstTable(own, table);
}

/** `[td=2,3]` spans two columns and three rows; other tags say how letters look. */
function forumTable(lines: readonly TextLine[], table: number): Found | null {
  const rows: RawCell[][] = [];
  let text: string | null = null;
  let spans: readonly number[] = [];
  const close = (line: number) => {
    const row = rows.at(-1);
    const at = { table, row: rows.length, cell: (row?.length ?? 0) + 1, line };
    const [colSpan = 1, rowSpan = 1] = spans;
    if (text !== null) row?.push({ text: text.trim(), rowSpan, colSpan, at });
    text = null;
  };
  for (const [rank, { text: written, line }] of lines.entries()) {
    for (const part of written.split(TAG)) {
      const [, end, name = "", told = ""] = /^\[(\/?)(table|tr|td|th)(?:=([^\]]*))?\]$/i.exec(part) ?? [];
      if (name === "") {
        if (text !== null) text += bare(part);
        continue;
      }
      close(line);
      if (end === "/" && /^table$/i.test(name)) {
        const filled = rows.filter((row) => row.length > 0);
        return filled.length === 0 ? null : { rows: filled, length: rank + 1 };
      }
      if (end === "/") continue;
      if (/^tr$/i.test(name)) rows.push([]);
      else if (/^t[dh]$/i.test(name)) text = "";
      spans = told.split(",").map((one) => Number(one) || 1);
    }
    if (text !== null) text += "\n";
  }
  return null;
}

const TAG = /(\[\/?(?:table|tr|td|th)(?:=[^\]]*)?\])/i;
const bare = (text: string) => text.replace(/\[\/?[a-z]+(?:=[^\]]*)?\]/gi, "");

/** Arguments of the call are cells in brackets; `table.cell(colspan: 2)[..]` spans, `table.header(..)` holds cells. */
function typstTable(lines: readonly TextLine[], table: number): Found | null {
  const text = lines.map((one) => one.text).join("\n");
  const from = text.indexOf("(", text.search(TYPST)) + 1;
  const cells: SpannedCell[] = [];
  let depth = 1;
  let said = "";
  let width = 0;
  let line = (lines[0]?.line ?? 0) + text.slice(0, from).split("\n").length - 1;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (sign === "[") {
      const end = closing(text, at);
      if (end < 0) return null;
      if (width === 0) width = columnsIn(said);
      const written = text.slice(at + 1, end);
      cells.push({ text: written.trim(), ...spansIn(said), line });
      line += written.split("\n").length - 1;
      said = "";
      at = end;
      continue;
    }
    if (sign === "\n") line += 1;
    if (sign === "," && depth === 1) {
      if (width === 0) width = columnsIn(said);
      said = "";
    } else said += sign;
    if (sign === "(") depth += 1;
    else if (sign === ")") depth -= 1;
    if (depth > 0) continue;
    const rows = inRows(cells, width, table);
    return rows === null ? null : { rows, length: text.slice(0, at).split("\n").length };
  }
  return null;
}

/** Where the bracket that opens at a place closes; -1 where it does not. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "[") depth += 1;
    else if (text[at] === "]") depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** Spans that the call before a cell names last. */
function spansIn(said: string): { rowSpan: number; colSpan: number } {
  const call = /\bcell\(([^()]*)\)\s*$/.exec(said)?.[1] ?? "";
  const span = (name: string) => Number(new RegExp(`\\b${name}\\s*:\\s*(\\d+)`).exec(call)?.[1] ?? 1) || 1;
  return { rowSpan: span("rowspan"), colSpan: span("colspan") };
}

/** `columns: 3`, or a list with an entry a column, once it is closed. */
function columnsIn(said: string): number {
  const [, count, list] =
    /\bcolumns\s*:\s*(?:(\d+)(?=\D)|\(((?:[^()]|\([^()]*\))*)\))/.exec(`${said} `) ?? [];
  if (count !== undefined) return Number(count);
  return list === undefined ? 0 : list.split(",").filter((one) => one.trim() !== "").length;
}
