// The ways in which one report is printed: the same sheets, each written down as another program would.
// Must not know forms or accidents.
import type { Sheet } from "./print-form.ts";
import { random } from "./random.ts";
import { type DocxWays, docxPackage, docxParagraph, docxTable } from "./write-docx.ts";
import { escapeHtml, htmlPage, htmlTable } from "./write-html.ts";
import { layout } from "./write-layout.ts";
import { padded } from "./write-padded.ts";
import { pdfReport } from "./write-pdf.ts";
import { workbook } from "./write-sheet.ts";
import { boxes, cellLines, inLine, pipes, tabCells } from "./write-text.ts";

const TEXTS = ["tabs", "lines", "pipes", "boxes", "layout", "padded"] as const;
/** `ruled` and `unruled` are PDFs with the lines of their tables drawn and without. */
const PACKAGES = ["docx", "xlsx", "ods", "ruled", "unruled"] as const;
export const WAYS = ["html", ...TEXTS, ...PACKAGES] as const;
export type Way = (typeof WAYS)[number];
/** Those that print a cell at a place of its own: what is lost leaves its room, what is too much takes one. */
export const PLACED: readonly Way[] = ["layout", "padded", "xlsx", "ods", "ruled", "unruled"];

export interface Draft {
  readonly title: string;
  readonly prose: string;
  readonly tables: readonly { readonly heading: string; readonly sheet: Sheet }[];
}

export interface Print {
  readonly name: string;
  /** What the file says; for what is no text, its tables drawn with characters, for people. */
  readonly text: string;
  readonly bytes: Uint8Array;
}

const CLOSING = ["五、存在的主要问题及改进情况", "目录更新偶有滞后，下一年将按月核对。"];

export function print(draft: Draft, way: Way, seed: number): Print {
  switch (way) {
    case "html":
      return encoded("made.html", asHtml(draft));
    case "docx":
      return packaged(draft, "docx", asDocx(draft, seed));
    case "xlsx":
    case "ods":
      return packaged(draft, way, asWorkbook(draft, way, seed));
    case "ruled":
    case "unruled":
      return packaged(draft, "pdf", asPdf(draft, way === "ruled", seed));
    default:
      return encoded("made.txt", asText(draft, writer(way, seed)));
  }
}

function encoded(name: string, text: string): Print {
  return { name, text, bytes: new TextEncoder().encode(text) };
}

function packaged(draft: Draft, kind: string, bytes: Uint8Array): Print {
  return { name: `made.${kind}`, text: asText(draft, boxes), bytes };
}

function asText({ title, prose, tables }: Draft, write: (sheet: Sheet) => string): string {
  const written = tables.flatMap(({ heading, sheet }) => [heading, write(sheet)]);
  return `${[title, prose, ...written, ...CLOSING].join("\n\n")}\n`;
}

function asHtml({ title, prose, tables }: Draft): string {
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    paragraph(prose),
    ...tables.flatMap(({ heading, sheet }) => [`<h2>${escapeHtml(heading)}</h2>`, htmlTable(inLine(sheet))]),
    ...CLOSING.map(paragraph),
  ];
  return htmlPage(title, body.join("\n"));
}

const DOCX_LOOKS: readonly DocxWays[] = [{}, { oldMerges: true }, { gridBefore: true }];

function asDocx({ title, prose, tables }: Draft, seed: number): Uint8Array {
  const look = DOCX_LOOKS[Math.floor(random(seed)() * DOCX_LOOKS.length)] ?? {};
  const body = [
    docxParagraph(title, "1"),
    docxParagraph(prose),
    ...tables.flatMap(({ heading, sheet }) => [docxParagraph(heading, "1"), docxTable(inLine(sheet), look)]),
    ...CLOSING.map((line) => docxParagraph(line)),
  ];
  return docxPackage(body.join(""));
}

function asWorkbook({ title, prose, tables }: Draft, type: "xlsx" | "ods", seed: number): Uint8Array {
  return workbook([title, prose], tables, CLOSING, { type, apart: random(seed)() < 0.3 });
}

function asPdf({ title, prose, tables }: Draft, ruled: boolean, seed: number): Uint8Array {
  return pdfReport([title, prose], tables, CLOSING, {
    ruled,
    layout: { ...layoutOptions(seed), apart: ruled },
  });
}

function writer(way: (typeof TEXTS)[number], seed: number): (sheet: Sheet) => string {
  switch (way) {
    case "tabs":
      return (sheet) => tabCells(inLine(sheet));
    case "lines":
      return (sheet) => cellLines(inLine(sheet));
    case "pipes":
      return (sheet) => pipes(inLine(sheet));
    case "boxes":
      return boxes;
    case "layout":
      return (sheet) => layout(sheet, layoutOptions(seed));
    case "padded":
      return (sheet) => padded(sheet, paddedOptions(seed));
  }
}

function layoutOptions(seed: number) {
  const next = random(seed);
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    label: between(10, 24),
    group: between(4, 8),
    figure: between(4, 9),
    align: (["left", "middle", "right"] as const)[between(0, 2)] ?? "left",
    apart: next() < 0.3,
  };
}

function paddedOptions(seed: number) {
  const next = random(seed);
  return {
    gap: 1 + Math.floor(next() * 4),
    align: (["left", "middle", "right"] as const)[Math.floor(next() * 3)] ?? "left",
  };
}
