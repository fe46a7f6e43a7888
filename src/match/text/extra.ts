// Rows that a document has and the form lacks: kept under their printed label, never mixed with the form's rows.
// Must not know relations or how the form's rows are read.
import type { Note } from "../../model/diagnostic.ts";
import type { FormRow } from "../../model/form.ts";
import type { CellState } from "../../model/report.ts";
import { plainDecimal } from "../../text/decimals.ts";
import { collapse, fold } from "../../text/fold.ts";
import type { FoundRow, Piece } from "../found.ts";
import type { BoundRow } from "../print/row.ts";
import { isLetter, placeOf, printed, type Stream } from "../print/stream.ts";
import { type Lexicon, readTokens, type Token } from "../print/tokens.ts";
import { renamedKeys } from "./missing.ts";

/** A table's rows, and those of the form that were not found. */
export interface KnownRows {
  readonly stream: Stream;
  readonly rows: readonly BoundRow[];
  /** Wordings of the table other than row labels, letters only. */
  readonly known: readonly string[];
  readonly lexicon: Lexicon;
  readonly lacking: readonly FormRow[];
}

/**
 * Unknown rows between the rows of one block, where each prints exactly one figure a column. Where the form has a row
 * at or near that spot that was not found, the unknown row may be that one.
 */
export function extraRows(all: KnownRows, note: Note): FoundRow[] {
  return all.rows.flatMap((row, index) => {
    const next = all.rows[index + 1];
    if (next === undefined || next.block !== row.block || row.zone.strays === 0) return [];
    return unknownBetween(row, next, all, note);
  });
}

function unknownBetween(
  row: BoundRow,
  next: BoundRow,
  { stream, known, lexicon, lacking }: KnownRows,
  note: Note,
): FoundRow[] {
  const { rows, columns } = row.block;
  const near = rows.slice(Math.max(0, rows.indexOf(row.row) - NEAR), rows.indexOf(next.row) + NEAR + 1);
  return stretches(stream, row.zone.to, row.zone.stop, lexicon).flatMap(({ label, from, last, tokens }) => {
    if (isKnown(label, known) || tokens.length !== columns.length) return [];
    if (isRemains(printed(stream, from, last + 1), row, next, known)) return [];
    const name = printed(stream, from, last + 1)
      .replace(/\s/gu, "")
      .replace(/^[（(]?\p{L}{1,2}[、.)）]/u, "");
    const at = placeOf(stream, from, from + 1);
    note({ code: "match/row-unknown", at, found: name });
    const key = `label:${name}`;
    const reworded = near.some((one) => lacking.includes(one)) || renamedKeys(key, lacking).length > 0;
    return [
      {
        key,
        block: row.block,
        columns: columns.map((column) => column.key),
        unheaded: [],
        ways: { kind: "stated", cells: tokens.map((token) => pieceOf(stream, token)) },
        signs: reworded ? ["in-other-words"] : [],
        strays: 0,
        at,
      },
    ];
  });
}

/** Where a label was misread, the rows beside it may have been, too. */
const NEAR = 2;

function pieceOf(stream: Stream, { kind, text, from, to }: Token): Piece {
  const value = kind === "figure" ? plainDecimal(text) : null;
  const state: CellState = kind === "struck" ? "struck" : value === null ? "unreadable" : "reported";
  const raw = collapse(printed(stream, from, to));
  return { value, raw, state, at: placeOf(stream, from, to), signs: [] };
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
