// Rows found in a text, as what they may hold: chooses how their figures are separated, and hands the solver the ways that
// are left. Must not know labels or how rows were found.
import type { FigureType, Relation } from "../../model/form.ts";
import type { Sign } from "../../model/signs.ts";
import type { Step } from "../../solve/lattice.ts";
import { decimalsOf, fits, plainDecimal } from "../../text/decimals.ts";
import { collapse } from "../../text/fold.ts";
import { isLetter } from "../../text/letters.ts";
import type { FoundRow, OpenWays, Piece } from "../found.ts";
import { derived } from "../labels/wording.ts";
import { rowsAstray } from "../layout/astray.ts";
import { type PlacedRow, placeByLayout } from "../layout/place.ts";
import { type BoundRow, charsIn, labelPrinted } from "../print/row.ts";
import { placeOf, printed, type Stream } from "../print/stream.ts";
import type { Lexicon, Token } from "../print/tokens.ts";
import { LONGEST_FIGURE } from "../weights/print.ts";
import { type Gaps, isGlued, provenCells } from "./grammar.ts";
import { isLayout } from "./in-columns.ts";
import { gluedLattice, orderedLattice, placedLattice, type Span } from "./lattice.ts";
import { isLost, lostWays } from "./lost.ts";
import { endsInRow, type Seen, type Surroundings, signsOf, tableSigns } from "./signs.ts";
import { withStrokesApart } from "./strokes.ts";
import { breaksNoRule, sumsHold } from "./sums.ts";
import { surplusKeys } from "./surplus.ts";
import { gapsIn } from "./zones.ts";

/** The rows of one table as they were found in a text. */
export interface TextRows {
  readonly stream: Stream;
  /** In the text's order. */
  readonly rows: readonly BoundRow[];
  /** The form's own, of this table. */
  readonly relations: readonly Relation[];
  readonly lexicon: Lexicon;
  /** Wordings of the table other than row labels, letters only. */
  readonly known: readonly string[];
  /** True when the text ends in the last row. */
  readonly cutOff: boolean;
}

export interface Outcome {
  readonly found: readonly FoundRow[];
  /** The rows with the figures that turned out to be theirs, one for each of `found`. */
  readonly rows: readonly BoundRow[];
  readonly separated: boolean;
  readonly positionsLost: boolean;
  /** Rows with a figure a cell and one empty line more, of which sums do not tell that it is no cell. */
  readonly surplus: ReadonlySet<string>;
  /** A row has more figures than cells, in a block of which lines and columns put no row in its place. */
  readonly overfull: boolean;
}

/** What may stand in the cells of each row of a table. */
export function bindRows(text: TextRows): Outcome {
  const { stream, relations } = text;
  const { rows, apart, printsNothing } = withStrokesApart(stream, text.rows, relations, text.lexicon);
  const ended = endedRow({ ...text, rows });
  const whole = rows.filter((row) => row !== ended);
  const proven = provenCells(
    whole.map((row) => gapsOf(stream, row, relations)),
    paragraphGap(stream),
  );
  const separated = proven !== null;
  if (!separated && isLost(stream, whole)) return lostOutcome(stream, rows);
  const glued = !separated && isGlued(rows.map(({ zone, block }) => ({ zone, width: block.columns.length })));
  const decimals = decimalsIn(rows);
  const layout = !separated && isLayout(stream, rows);
  const placed = layout ? placeByLayout({ ...text, rows, decimals }) : [];
  const all = withPlaced(rows, placed);
  const astray = layout ? rowsAstray(stream, all, placed) : new Set();
  const around: Surroundings = {
    ...text,
    ...tableSigns(stream, all, text.lexicon),
    rows: all,
    ended,
    glued,
    layout,
    mostOff: 2 * placed.filter(({ off }) => off).length > placed.length,
    separated,
    printsAll: whole.every(({ zone, block }) => zone.tokens.length >= block.columns.length),
  };
  const short = !(printsNothing || printsZeros(stream)) || (glued && all.some(lacksCharacters));
  const seen = all.map((row): Seen => {
    const place = placed.find((one) => one.row === row) ?? null;
    return {
      row,
      place,
      astray: astray.has(row),
      apart: apart.has(row),
      cells: place?.cells ?? proven?.[whole.indexOf(row)] ?? null,
      sumsHold: sumsHold(row, relations),
    };
  });
  const separation = { stream, decimals, glued, short };
  const found = seen.map((one) => foundRow(stream, one.row, openWays(one, separation), signsOf(one, around)));
  const surplus = surplusKeys(seen, around, relations);
  return { found, rows: all, surplus, separated, positionsLost: false, overfull: isOverfull(all, placed) };
}

function lostOutcome(stream: Stream, rows: readonly BoundRow[]): Outcome {
  const found = rows.map((row) => foundRow(stream, row, lostWays(stream, row), ["positions-lost"]));
  const overfull = rows.some(exceeds);
  return { found, rows, surplus: new Set(), separated: false, positionsLost: true, overfull };
}

function isOverfull(rows: readonly BoundRow[], placed: readonly PlacedRow[]): boolean {
  const isPlaced = ({ block }: BoundRow) => placed.some(({ row }) => row.block === block);
  return rows.some((row) => exceeds(row) && !isPlaced(row));
}

const exceeds = ({ zone, block }: BoundRow) => zone.tokens.length > block.columns.length;
const lacksCharacters = ({ zone, block }: BoundRow) => charsIn(zone) < block.columns.length;

function endedRow({ stream, rows, cutOff }: TextRows): BoundRow | null {
  const last = rows.at(-1);
  return cutOff && last !== undefined && endsInRow(stream, last) ? last : null;
}

/**
 * The rows, each as it was placed where it was, with those that only places brought to light; in a block of which some were
 * placed the others stay as reading order has them.
 */
function withPlaced(rows: readonly BoundRow[], placed: readonly PlacedRow[]): BoundRow[] {
  const blocks = [...new Set(rows.map((row) => row.block))];
  return blocks.flatMap((block) => {
    const better = placed.filter(({ row }) => row.block === block).map(({ row }) => row);
    const rest = rows.filter((one) => one.block === block && !better.some(({ row }) => row === one.row));
    const from = ({ zone }: BoundRow) => zone.from;
    return better.length > 0 ? [...better, ...rest].sort((a, b) => from(a) - from(b)) : rest;
  });
}

function foundRow(stream: Stream, bound: BoundRow, ways: FoundRow["ways"], signs: readonly Sign[]): FoundRow {
  const { row, block, zone } = bound;
  return {
    key: row.key,
    block,
    label: labelPrinted(stream, bound),
    columns: block.columns.map(({ key }) => key),
    unheaded: [],
    leftOut: [],
    ways,
    signs,
    strays: zone.strays,
    at: placeOf(stream, zone.from, zone.to),
  };
}

/** What the table's text says of how figures are separated. */
interface Separation {
  readonly stream: Stream;
  readonly decimals: number;
  /** Figures are run together. */
  readonly glued: boolean;
  /** Cells may have been left out among figures that are run together. */
  readonly short: boolean;
}

function openWays({ row, place, cells }: Seen, { stream, decimals, glued, short }: Separation): OpenWays {
  const { zone, block } = row;
  const { tokens } = zone;
  const width = block.columns.length;
  const how = cells !== null ? "placed" : glued ? "cut" : "ordered";
  const read =
    cells !== null
      ? placedLattice(tokens, cells, decimals)
      : glued && tokens.length < width
        ? gluedLattice(tokens, typesOf(row), decimals, zone.ends, short)
        : orderedLattice(tokens, width, decimals, breaksIn(stream, tokens));
  return {
    kind: "open",
    lattice: read.lattice,
    piece: (column, from, step) => {
      const span = read.span(from, step);
      return span === null ? emptyPiece(stream, row) : pieceOf({ stream, row, column }, span, step);
    },
    whole: wholePiece(stream, row),
    printed: tokens.length,
    struck: tokens.every(({ kind }) => kind !== "figure"),
    how,
    assigned: place?.assigned ?? null,
  };
}

function typesOf(row: BoundRow): FigureType[] {
  return row.block.columns.map((column) => row.row.type ?? column.type);
}

/** Figures that the next one may go on with. */
function breaksIn(stream: Stream, tokens: readonly Token[]): ReadonlySet<Token> {
  return new Set(
    tokens.filter((token, index) => {
      const next = tokens[index + 1];
      if (next === undefined || token.kind !== "figure" || token.unit !== null) return false;
      const between = stream.syms.slice(token.to, next.from).join("");
      return tokens.length > 2 && (between === "\n" || between === " ");
    }),
  );
}

/** All that stands between the row's first figure and its last. */
function wholePiece(stream: Stream, { zone }: BoundRow): Piece {
  const [first, last] = [zone.tokens[0], zone.tokens.at(-1)];
  return {
    value: null,
    raw: collapse(printed(stream, first?.from ?? zone.label, last?.to ?? zone.label)),
    state: "reported",
    at: placeOf(stream, first?.from ?? zone.from, last?.to ?? zone.to),
    signs: [],
  };
}

function emptyPiece(stream: Stream, { zone }: BoundRow): Piece {
  return { value: null, raw: "", state: "blank", at: placeOf(stream, zone.from, zone.label), signs: [] };
}

/** A column of a row in its text. */
interface CellOfText {
  readonly stream: Stream;
  readonly row: BoundRow;
  readonly column: number;
}

function pieceOf({ stream, row, column }: CellOfText, { token, from, to }: Span, step: Step): Piece {
  const raw = [{ from, to }, ...(token.more ?? [])]
    .map((piece) => collapse(printed(stream, piece.from, piece.to)))
    .join(" ");
  const at = placeOf(stream, from, to);
  if (token.kind === "struck") return { value: null, raw, state: "struck", at, signs: [] };
  const signs: Sign[] = token.odd || step.unlikely ? ["odd-print"] : [];
  const value = step.text === null || token.kind === "odd" ? null : plainDecimal(step.text);
  if (value === null) return { value, raw, state: "unreadable", at, signs: [...signs, "no-figure"] };
  const type = row.row.type ?? row.block.columns[column]?.type;
  if (type !== undefined && !fits(value, type)) signs.push("unlike-column");
  const read: Piece = { value, raw, state: "reported", at, signs };
  return token.unit === null ? read : { ...read, unit: token.unit };
}

function decimalsIn(rows: readonly BoundRow[]): number {
  return Math.max(0, ...rows.flatMap(({ zone }) => zone.tokens.map((token) => decimalsOf(token.text))));
}

/**
 * True when some label is followed by two zeros in one piece: the publisher prints zeros, so that run-together figures
 * have no empty cells among them unless one was forgotten.
 */
function printsZeros(stream: Stream): boolean {
  return stream.syms.some(
    (sym, at) => sym === "0" && stream.syms[at + 1] === "0" && isLetter(stream.syms[at - 1] ?? ""),
  );
}

/** The newlines behind the sentences that end a line, where they are always as many. */
const paragraphGap = derived(({ syms }: Stream): string | null => {
  const gaps = new Set<number>();
  syms.forEach((sym, at) => {
    if (sym !== "。" || syms[at + 1] !== "\n") return;
    let to = at + 1;
    while (syms[to] === "\n") to += 1;
    if (to < syms.length) gaps.add(to - at - 1);
  });
  const [gap] = gaps;
  return gap !== undefined && gaps.size === 1 ? "\n".repeat(gap) : null;
});

/** Whether tabs stand in the line of a character, and none at its beginning. */
function standsBelowTabs({ lines, lineOf }: Stream, at: number): boolean {
  const text = lines[lineOf[at] ?? -1]?.text ?? "";
  return text.lastIndexOf("\t") > 0 && !text.startsWith("\t");
}

function gapsOf(stream: Stream, row: BoundRow, relations: readonly Relation[]): Gaps {
  const { zone } = row;
  const edges = [zone.label, ...zone.tokens.flatMap((token) => [token.from, token.to]), zone.to];
  const gaps: string[] = [];
  for (let index = 0; index < edges.length; index += 2)
    gaps.push(gapsIn(stream, edges[index] ?? 0, edges[index + 1] ?? 0));
  return {
    width: row.block.columns.length,
    gaps,
    ending: row.ending,
    kind: row.ending.slice(row.ending.indexOf(":") + 1),
    last: row.ending.endsWith(":last"),
    plain: zone.tokens.every((token) => token.from >= zone.label),
    goesOn:
      zone.to < zone.stop && /^\S*\d/u.test(stream.syms.slice(zone.to, zone.to + LONGEST_FIGURE).join("")),
    behindHeads: zone.from === zone.label,
    opensLine: zone.from === zone.label && standsBelowTabs(stream, zone.label - 1),
    allows: (cells) => breaksNoRule(row, cells, relations),
  };
}
