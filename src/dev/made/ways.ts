// The ways in which one report is printed: the same sheets, each written down as another program would.
// Must not know forms or accidents.
import type { Sheet } from "./print-form.ts";
import { random } from "./random.ts";
import { escapeHtml, htmlPage, htmlTable } from "./write-html.ts";
import { layout } from "./write-layout.ts";
import { padded } from "./write-padded.ts";
import { boxes, cellLines, inLine, pipes, tabCells } from "./write-text.ts";

export const WAYS = ["html", "tabs", "lines", "pipes", "boxes", "layout", "padded"] as const;
export type Way = (typeof WAYS)[number];
/** Those that print a cell at a place of its own: what is lost leaves its room, what is too much takes one. */
export const PLACED: readonly Way[] = ["layout", "padded"];

export interface Draft {
  readonly title: string;
  readonly prose: string;
  readonly tables: readonly { readonly heading: string; readonly sheet: Sheet }[];
}

const CLOSING = ["五、存在的主要问题及改进情况", "目录更新偶有滞后，下一年将按月核对。"];

/** A file's name and its text, encoded in UTF-8 when it is written. */
export function print(draft: Draft, way: Way, seed: number): { name: string; text: string } {
  if (way === "html") return { name: "made.html", text: asHtml(draft) };
  const write = writer(way, seed);
  const tables = draft.tables.flatMap(({ heading, sheet }) => [heading, write(sheet)]);
  return { name: "made.txt", text: `${[draft.title, draft.prose, ...tables, ...CLOSING].join("\n\n")}\n` };
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

function writer(way: Exclude<Way, "html">, seed: number): (sheet: Sheet) => string {
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
