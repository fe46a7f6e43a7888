// Tables in the mark-up of wikis: `{|` opens one, `|-` a row, `|` or `!` a cell, `|}` ends it; spans are stated.
// Must not know labels or numbers.
import type { RawCell } from "../model/document.ts";
import type { TextLine } from "./text-cells.ts";

export function opensWiki(text: string): boolean {
  return /^\s*\{\|/.test(text);
}

export interface WikiTable {
  readonly rows: RawCell[][];
  readonly length: number;
}

/** The table that opens at `start`; null where it does not end. */
export function wikiTable(lines: readonly TextLine[], start: number, table: number): WikiTable | null {
  const rows: Draft[][] = [];
  for (let at = start + 1; at < lines.length; at += 1) {
    const { text, line } = lines[at] as TextLine;
    const trimmed = text.trim();
    if (trimmed.startsWith("|}")) {
      const filled = rows.filter((row) => row.length > 0);
      return filled.length > 0
        ? {
            rows: filled.map((row, r) => row.map((cell, c) => raw(cell, table, r, c))),
            length: at - start + 1,
          }
        : null;
    }
    if (trimmed.startsWith("|-")) rows.push([]);
    else if (trimmed.startsWith("|+")) continue;
    else if (/^[|!]/.test(trimmed)) {
      if (rows.length === 0) rows.push([]);
      const inner = trimmed.slice(1);
      const parts = inner.split(trimmed.startsWith("!") ? /\|\||!!/ : /\|\|/);
      rows.at(-1)?.push(...parts.map((part) => draft(part, line)));
    } else if (trimmed !== "") {
      const open = rows.at(-1)?.at(-1);
      if (open) open.texts.push(trimmed);
    }
  }
  return null;
}

interface Draft {
  readonly texts: string[];
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly line: number;
}

/** Attributes stand before a bar: `colspan="3" | text`. */
function draft(part: string, line: number): Draft {
  const [, attributes = "", text = ""] = /^([^|[\]]*=[^|[\]]*)\|(?!\|)([\s\S]*)$/.exec(part) ?? [
    "",
    "",
    part,
  ];
  const span = (name: string) =>
    Math.max(1, Number(new RegExp(`${name}\\s*=\\s*"?(\\d+)`, "i").exec(attributes)?.[1] ?? 1));
  return { texts: [text.trim()], rowSpan: span("rowspan"), colSpan: span("colspan"), line };
}

function raw({ texts, rowSpan, colSpan, line }: Draft, table: number, r: number, c: number): RawCell {
  const text = texts.filter((one) => one !== "").join("\n");
  return { text, rowSpan, colSpan, at: { table, row: r + 1, cell: c + 1, line } };
}
