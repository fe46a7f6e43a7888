// Rows that a document has and the form lacks: kept under their printed label, never mixed with the form's rows.
// Must not know relations or how the form's rows are read.
import type { Note } from "../../model/diagnostic.ts";
import type { FormRow } from "../../model/form.ts";
import type { CellState, Doubt, ReportCell } from "../../model/report.ts";
import { collapse, fold } from "../../text/fold.ts";
import { plainDecimal } from "../print/decimals.ts";
import type { BoundRow } from "../print/row.ts";
import { isLetter, placeOf, printed, type Stream } from "../print/stream.ts";
import { type Lexicon, readTokens, type Token } from "../print/tokens.ts";

/**
 * Cells of unknown rows between the rows of one block, where each prints exactly one figure a column. Where the form
 * has a row at or near that spot that was not found, the unknown row may be that one, and is doubted.
 */
export function extraRows(
  stream: Stream,
  rows: readonly BoundRow[],
  known: readonly string[],
  lexicon: Lexicon,
  table: string,
  note: Note,
): ReportCell[] {
  return rows.flatMap((row, index) => {
    const next = rows[index + 1];
    if (next === undefined || next.block !== row.block || row.zone.strays === 0) return [];
    const all = row.block.rows;
    const near = all.slice(Math.max(0, all.indexOf(row.row) - NEAR), all.indexOf(next.row) + NEAR + 1);
    const isMissing = (one: FormRow) => one.key !== null && !rows.some((found) => found.row === one);
    const doubts: Doubt[] = near.some(isMissing) ? ["ambiguous-row"] : [];
    return stretches(stream, row.zone.to, row.zone.stop, lexicon).flatMap(({ label, from, last, tokens }) => {
      if (isKnown(label, known) || tokens.length !== row.block.columns.length) return [];
      if (isRemains(printed(stream, from, last + 1), row, next, known)) return [];
      const name = printed(stream, from, last + 1)
        .replace(/\s/gu, "")
        .replace(/^[（(]?\p{L}{1,2}[、.)）]/u, "");
      note({ code: "match/row-unknown", at: placeOf(stream, from, from + 1), found: name });
      return row.block.columns.map((column, cell) => ({
        table,
        row: `label:${name}`,
        column: column.key,
        ...extraCell(stream, tokens[cell]),
        doubts,
      }));
    });
  });
}

/** Where a label was misread, the rows beside it may have been, too. */
const NEAR = 2;

function extraCell(stream: Stream, token: Token | undefined) {
  const from = token?.from ?? 0;
  const to = token?.to ?? 0;
  const value = token?.kind === "figure" ? plainDecimal(token.text) : null;
  const state: CellState = token?.kind === "struck" ? "struck" : value === null ? "unreadable" : "reported";
  const raw = collapse(printed(stream, from, to));
  return { value, raw, state, settledBy: "structure" as const, at: placeOf(stream, from, to) };
}

interface Stretch {
  readonly label: string;
  readonly from: number;
  readonly last: number;
  readonly tokens: readonly Token[];
}

function stretches(stream: Stream, from: number, to: number, lexicon: Lexicon): Stretch[] {
  const found: Stretch[] = [];
  let at = from;
  while (at < to) {
    while (at < to && !isLetter(stream.syms[at] ?? "")) at += 1;
    const start = at;
    let last = at;
    let label = "";
    while (at < to) {
      const sym = stream.syms[at] ?? "";
      if (/[\d-]/.test(sym)) break;
      if (isLetter(sym)) {
        label += sym;
        last = at;
      }
      at += 1;
    }
    const reading = readTokens(stream, last + 1, to, lexicon);
    if (label.length > 1) found.push({ label, from: start, last, tokens: reading.tokens });
    at = Math.max(at + 1, reading.to);
  }
  return found;
}

/** Ends of the labels around, broken over lines and mixed with figures, are no label of their own. */
function isRemains(label: string, row: BoundRow, next: BoundRow, known: readonly string[]): boolean {
  const around = [row.row, next.row].flatMap((one) => [...one.path, one.label]).map(({ text }) => fold(text));
  const pieces = label
    .split(/\s+/u)
    .map((piece) => fold(piece))
    .filter((piece) => piece !== "");
  const bare = fold(label).replace(/^\(?\p{L}{1,2}[、.)]/u, "");
  if (known.includes(bare)) return true;
  return pieces.every((piece) => known.includes(piece) || around.some((text) => text.includes(piece)));
}

/** Heads, groups and notes repeated within a table: what is left of the letters without known wording is little. */
function isKnown(label: string, known: readonly string[]): boolean {
  let rest = label;
  for (const wording of [...known].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(wording, "");
  return rest.length <= Math.floor(label.length / 4) || known.some((wording) => wording.includes(label));
}
