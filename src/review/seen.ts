// A document as its reader saw it: paragraphs, tables, lines and pages, the place in hand marked.
// Must not know containers, forms or records.
import type { Canvas, Content, RawTable, Word } from "../model/document.ts";
import type { Place } from "../model/place.ts";
import { escaped } from "../text/escaped.ts";
import { HERE, wholePage } from "./markup.ts";

/** @param at the place in hand; null for none */
export function seenPage(content: readonly Content[], at: Place | null): string {
  const place = at ?? {};
  return wholePage(content.map((block) => drawn(block, place)).join("\n"));
}

function drawn(block: Content, at: Place): string {
  if (block.kind === "table") return table(block, at);
  if (block.kind === "plain") return lines(block.text, at);
  if (block.kind === "canvas") return canvas(block, at);
  const here = at.paragraph !== undefined && isAt(block.at, at) ? ` id="${HERE}"` : "";
  const tag = block.role === "title" ? "h1" : block.role === "heading" ? "h2" : "p";
  return `<${tag}${here}>${escaped(block.text)}</${tag}>`;
}

const isAt = (one: Place, at: Place) =>
  one.table === at.table &&
  one.row === at.row &&
  one.cell === at.cell &&
  one.paragraph === at.paragraph &&
  one.part === at.part;

function table({ rows, caption }: RawTable, at: Place): string {
  let marked = at.cell === undefined;
  const cellOf = (cell: RawTable["rows"][number][number]) => {
    const here = !marked && isAt(cell.at, at);
    if (here) marked = true;
    const spans = `rowspan="${cell.rowSpan}" colspan="${cell.colSpan}"`;
    return `<td ${spans}${here ? ` id="${HERE}"` : ""}>${escaped(cell.text)}</td>`;
  };
  const body = rows.map((row) => `<tr>${row.map(cellOf).join("")}</tr>`).join("\n");
  return `<table class="seen">${caption === undefined ? "" : `<caption>${escaped(caption)}</caption>`}${body}</table>`;
}

function lines(text: string, { line, chars }: Place): string {
  const items = text.split("\n").map((one, index) => {
    if (index + 1 !== line) return `<li>${escaped(one)}</li>`;
    if (!chars) return `<li id="${HERE}">${escaped(one)}</li>`;
    const [first, last] = chars;
    const parts = [one.slice(0, first - 1), one.slice(first - 1, last), one.slice(last)].map(escaped);
    return `<li>${parts[0]}<mark id="${HERE}">${parts[1]}</mark>${parts[2]}</li>`;
  });
  return `<ol class="lines">${items.join("")}</ol>`;
}

function canvas({ page, width, height, words, rulings }: Canvas, at: Place): string {
  const box = at.page === page ? at.box : undefined;
  const marked = box
    ? `<rect id="${HERE}" x="${box[0] - 2}" y="${box[1] - 2}" width="${box[2] - box[0] + 4}" height="${box[3] - box[1] + 4}" fill="#fde68a" stroke="#c2410c" stroke-width="2"/>`
    : "";
  const drawnLines = rulings
    .map(
      ({ left, top, right, bottom }) =>
        `<line x1="${left}" y1="${top}" x2="${right}" y2="${bottom}" stroke="#444" stroke-width="0.7"/>`,
    )
    .join("");
  return `<svg viewBox="0 0 ${width} ${height}" width="${width * 1.4}" height="${height * 1.4}" role="img">${marked}${drawnLines}${words.map(word).join("")}</svg>`;
}

function word({ text, left, top, right, bottom }: Word): string {
  const high = bottom - top;
  const fit = text.length > 1 ? ` textLength="${right - left}" lengthAdjust="spacingAndGlyphs"` : "";
  return `<text x="${left}" y="${bottom - high * 0.15}" font-size="${high * 0.9}"${fit}>${escaped(text)}</text>`;
}
