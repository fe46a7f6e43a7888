// Splits a plain text into prose lines and the tables whose cell boundaries it kept.
// Must not know labels or numbers: what kept no boundaries stays lines, for the reader of flattened text.

import type { Note } from "../model/diagnostic.ts";
import type { Paragraph, PlainText, RawTable } from "../model/document.ts";
import type { Grid } from "../model/grid.ts";
import { withoutFillers } from "./fillers.ts";
import { splitParallel } from "./parallel-lines.ts";
import { toGrid } from "./rectangle.ts";
import { mergeRepeated } from "./repeated-spans.ts";
import { arraysTable, opensArrays } from "./text-arrays.ts";
import { asciidocTable, opensAsciidoc } from "./text-asciidoc.ts";
import { boxLines, boxRows, opensBox } from "./text-box.ts";
import { withRuledRows } from "./text-box-lines.ts";
import { withoutFrames } from "./text-box-nested.ts";
import { bracketedTable, opensBracketed } from "./text-bracketed.ts";
import { type TextLine, tabRow, tabRowLength } from "./text-cells.ts";
import { withChars } from "./text-chars.ts";
import { placedBlock, printedLines } from "./text-feeds.ts";
import { frameTable, opensFrame } from "./text-frames.ts";
import { withoutPageFurniture } from "./text-furniture.ts";
import { withRunsApart } from "./text-joined.ts";
import { latexTable, opensLatex } from "./text-latex.ts";
import { withoutLeaders } from "./text-leaders.ts";
import { withLettersTogether } from "./text-letters.ts";
import { listTable } from "./text-lists.ts";
import { pairTable } from "./text-pairs.ts";
import {
  type Bars,
  barsOf,
  emptyCell,
  isLoneBar,
  isPipeRow,
  isPipeRule,
  pipeRow,
  withoutSpecks,
} from "./text-pipes.ts";
import { recordTable } from "./text-records.ts";
import { isColumnRule, ruledTable } from "./text-ruled.ts";
import { withoutSigns } from "./text-signs.ts";
import { type Tabs, tabsOf, tabTable } from "./text-tabs.ts";
import { filledUp } from "./text-trimmed.ts";
import { opensUnderlined, underlinedLines, underlinedRows } from "./text-underlined.ts";
import { opensWiki, wikiTable } from "./text-wiki.ts";

/** Tables are numbered from `firstTable`; a table ends where prose or another way of drawing begins. */
export function layOutText(plain: PlainText, note: Note, firstTable = 1): (Paragraph | Grid)[] {
  const { texts, placed } = printedLines(plain.text);
  return blocksOf(texts, note, firstTable).map((block) => placedBlock(block, placed));
}

function blocksOf(texts: readonly string[], note: Note, firstTable: number): (Paragraph | Grid)[] {
  const printed = withoutPageFurniture(texts.map((text, index) => ({ text, line: index + 1 })));
  const lines = withoutSpecks(
    withRunsApart(withLettersTogether(withoutFrames(withoutSigns(withoutLeaders(printed))))),
  );
  const tabs = tabsOf(lines);
  const barsSeparateCells = lines.filter(({ text }) => isLoneBar(text)).length > 3;
  const bars = barsOf(lines);
  const flow: (Paragraph | Grid)[] = [];
  let number = firstTable;
  let i = 0;
  while (i < lines.length) {
    const found =
      drawn(lines, i, number) ??
      made(lines, i, number) ??
      underlined(lines, i, number) ??
      recorded(lines, i, number) ??
      byTabs(lines, i, number, tabs) ??
      (barsSeparateCells ? null : piped(lines, i, number, bars)) ??
      paired(lines, i, number);
    if (found) {
      const own = lines.slice(i, i + found.length);
      const table = { ...found.table, rows: withChars(found.table.rows, own) };
      flow.push({ ...toGrid(table, note, found.edges), lines: own.map(asParagraph) });
      flow.push(...(found.beside ?? []).map(asParagraph));
      number += 1;
      i += found.length;
    } else {
      flow.push(asParagraph(lines[i] as TextLine));
      i += 1;
    }
  }
  return flow;
}

/** The number of the line of a rank: page furniture among the lines is left out. */
const lineAt = (lines: readonly TextLine[], rank: number): number => (lines[rank] as TextLine).line;

function asParagraph({ text, line }: TextLine): Paragraph {
  return { kind: "text", text, at: { line } };
}

interface Found {
  readonly table: RawTable;
  readonly length: number;
  readonly edges: Grid["edges"];
  /** Lines that stand beside the table and are none of it. */
  readonly beside?: readonly TextLine[];
}

function drawn(lines: readonly TextLine[], start: number, table: number): Found | null {
  if (!opensBox(lines[start]?.text ?? "")) return null;
  const box = boxLines(lines, start);
  const listed = withRuledRows(box.lines);
  const cut = boxRows(listed ?? box.lines, table);
  if (!cut || cut.length === 0) return null;
  // Programs that rule no row off know no merged cells either.
  const rows = listed ? (mergeRepeated(cut) ?? cut) : cut;
  return {
    table: { kind: "table", rows, at: { table, line: lineAt(lines, start) } },
    length: box.lines.length,
    edges: "stated",
    beside: box.beside,
  };
}

type Rows = { readonly rows: RawTable["rows"]; readonly length: number };

/** What the line that opens a table looks like, beside the next one, and what reads it: the first that fits alone is asked. */
const MADE: readonly (readonly [
  opens: (text: string, next: string) => boolean,
  read: (lines: readonly TextLine[], start: number, table: number) => Rows | null,
])[] = [
  [isColumnRule, ruledTable],
  [opensWiki, wikiTable],
  [opensLatex, latexTable],
  [opensAsciidoc, asciidocTable],
  [opensBracketed, bracketedTable],
  [opensArrays, arraysTable],
  [opensFrame, frameTable],
];

/** Tables whose columns are ruled off, or stated in some mark-up. */
function made(lines: readonly TextLine[], start: number, table: number): Found | null {
  const [text = "", next = ""] = [lines[start]?.text, lines[start + 1]?.text];
  const [, read] = MADE.find(([opens]) => opens(text, next)) ?? [];
  const found = read?.(lines, start, table);
  return found ? stated(found, lineAt(lines, start), table) : null;
}

function paired(lines: readonly TextLine[], start: number, table: number): Found | null {
  const found = pairTable(lines, start, table) ?? listTable(lines, start, table);
  return found ? stated(found, lineAt(lines, start), table) : null;
}

/** What wrote such tables may know merged cells or repeat what stands in them. */
function stated({ rows, length }: Rows, line: number, table: number): Found {
  return asPrinted({ rows: mergeRepeated(rows) ?? rows, length }, line, table);
}

function asPrinted({ rows, length }: Rows, line: number, table: number): Found {
  return { table: { kind: "table", rows, at: { table, line } }, length, edges: "stated" };
}

/** Each line of a record says which cell it is. */
function recorded(lines: readonly TextLine[], start: number, table: number): Found | null {
  const found = recordTable(lines, start, table);
  return found ? asPrinted(found, lineAt(lines, start), table) : null;
}

function underlined(lines: readonly TextLine[], start: number, table: number): Found | null {
  if (!opensUnderlined(lines[start]?.text ?? "", lines[start + 1]?.text ?? "")) return null;
  const own = underlinedLines(lines, start);
  const rows = underlinedRows(own, table);
  if (!rows) return null;
  return {
    table: { kind: "table", rows, at: { table, line: lineAt(lines, start) } },
    length: own.length,
    edges: "order",
  };
}

function tabbed(lines: readonly TextLine[], start: number, table: number): Found | null {
  const rows: RawTable["rows"][number][] = [];
  let end = start;
  while (end < lines.length) {
    const length = tabRowLength(lines, end);
    if (length === 0) break;
    rows.push(tabRow(lines.slice(end, end + length), table, rows.length + 1));
    end += length;
    // One blank line ends a row; more of them, or prose, end the table.
    if (lines[end]?.text === "" && tabRowLength(lines, end + 1) > 0) end += 1;
  }
  if (rows.length === 0) return null;
  return {
    table: { kind: "table", rows, at: { table, line: lineAt(lines, start) } },
    length: end - start,
    edges: "stated",
  };
}

/** Where tabs hold places, a line that opens with one is no cell of its own. */
function byTabs(lines: readonly TextLine[], start: number, table: number, tabs: Tabs): Found | null {
  return tabs.endsLost === "none"
    ? (tabbed(lines, start, table) ?? separated(lines, start, table, tabs))
    : (separated(lines, start, table, tabs) ?? tabbed(lines, start, table));
}

function separated(lines: readonly TextLine[], start: number, table: number, tabs: Tabs): Found | null {
  const found = tabTable(lines, start, table, tabs);
  return found ? stated(found, lineAt(lines, start), table) : null;
}

/** Whether a row is a label alone, so far, with empty cells behind it: more of them may stand in the lines below. */
const endsLabel = (row: RawTable["rows"][number]): boolean =>
  row[0]?.text !== "" && row.slice(1).every(({ text }) => text === "");

function piped(lines: readonly TextLine[], start: number, table: number, bars: Bars): Found | null {
  const rows: RawTable["rows"][number][] = [];
  let end = start;
  while (end < lines.length) {
    const line = lines[end] as TextLine;
    const above = rows.at(-1);
    if (isLoneBar(line.text) && above && endsLabel(above)) {
      rows.splice(-1, 1, [...above, emptyCell(line, table, rows.length, above.length + 1)]);
    } else if (!isPipeRow(line.text)) break;
    else if (!isPipeRule(line.text))
      rows.push(pipeRow(line, { table, row: rows.length + 1, frame: bars.frame }));
    end += 1;
  }
  if (rows.length === 0) return null;
  const filled = withoutFillers(filledUp(rows, bars.endsLost));
  const merged = mergeRepeated(filled);
  return {
    table: {
      kind: "table",
      rows: splitParallel(merged ?? filled),
      at: { table, line: lineAt(lines, start) },
    },
    length: end - start,
    edges: merged ? "stated" : "order",
  };
}
