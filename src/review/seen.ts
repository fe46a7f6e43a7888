// A document as its reader saw it: paragraphs, tables, lines and pages, the place in hand marked.
// Must not know containers, forms or records.
import type { Canvas, Content, RawTable, Word } from "../model/document.ts";
import type { Place } from "../model/place.ts";
import { escaped } from "../text/escaped.ts";
import { AMONG, HERE, wholePage } from "./markup.ts";

/** Stands where something is drawn that is no text. */
const PICTURE = "▨";

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

/** Of a row of which it is only known that the cell is one of several. */
const isAmong = (one: Place, at: Place) => {
  const [cell = 0, first = 0, last = first] = [one.cell, at.cell, at.lastCell];
  return cell > first && cell <= last && isAt({ ...one, cell: first }, { ...at, cell: first });
};

function table({ rows, caption }: RawTable, at: Place): string {
  let marked = at.cell === undefined;
  const cellOf = (cell: RawCell) => {
    const here = !marked && isAt(cell.at, at) && (at.line === undefined || cell.at.line === at.line);
    if (here) marked = true;
    const mark = here ? ` id="${HERE}"` : isAmong(cell.at, at) ? ` ${AMONG}` : "";
    return `<td rowspan="${cell.rowSpan}" colspan="${cell.colSpan}"${mark}>${escaped(cell.text)}${cell.marks?.includes("drawn") ? PICTURE : ""}</td>`;
  };
  const body = apart(rows, at).map((row) => `<tr>${row.map(cellOf).join("")}</tr>`);
  return `<table class="seen">${caption === undefined ? "" : `<caption>${escaped(caption)}</caption>`}${body.join("\n")}</table>`;
}

type RawCell = RawTable["rows"][number][number];

/** Where the place is a line of a cell, the lines of its row each as a row: labels and figures of as many lines stand beside one another. */
function apart(rows: RawTable["rows"], at: Place): readonly (readonly RawCell[])[] {
  const { line } = at;
  const own = rows.findIndex((row) => row.some((cell) => isAt(cell.at, at)));
  const held = rows[own]?.find((cell) => isAt(cell.at, at));
  const height = held?.text.split("\n").length ?? 1;
  if (line === undefined || held?.at.line !== undefined || line > height || height === 1) return rows;
  const linesOf = (cell: RawCell, index: number): RawCell[] => {
    const texts = cell.text.split("\n");
    if (texts.length !== height) return index === 0 ? [{ ...cell, rowSpan: cell.rowSpan + height - 1 }] : [];
    return [{ ...cell, text: texts[index] ?? "", at: { ...cell.at, line: index + 1 } }];
  };
  return rows.flatMap((row, r) => {
    if (r === own)
      return Array.from({ length: height }, (_, index) => row.flatMap((cell) => linesOf(cell, index)));
    const covers = (cell: RawCell) => r < own && r + cell.rowSpan > own;
    return [row.map((cell) => (covers(cell) ? { ...cell, rowSpan: cell.rowSpan + height - 1 } : cell))];
  });
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
