// Rows that a document has and the form lacks: kept under their printed label, never mixed with the form's rows.
// Must not know relations or how the form's rows are read.
import type { Note } from "../../model/diagnostic.ts";
import type { FormBlock } from "../../model/form.ts";
import type { Place } from "../../model/place.ts";
import type { CellState } from "../../model/report.ts";
import type { Sign } from "../../model/signs.ts";
import { plainDecimal } from "../../text/decimals.ts";
import { collapse, fold } from "../../text/fold.ts";
import { isLetter } from "../../text/letters.ts";
import { readNumeral } from "../../text/numeral.ts";
import type { FoundRow, Piece } from "../found.ts";
import { hasWordsOf, isFreelyWorded } from "../labels/reworded.ts";
import { nextInList } from "../print/list-numbers.ts";
import type { BoundRow, Zone } from "../print/row.ts";
import { isGap, placeOf, printed, type Stream } from "../print/stream.ts";
import { type Lexicon, scan, type Token } from "../print/tokens.ts";
import { LETTERS_PER_ERROR, LONGEST_LABEL } from "../weights/likeness.ts";
import { ROWS_NEAR } from "../weights/text-labels.ts";
import { isGlued } from "./grammar.ts";

/** What is known of a table's text besides its rows. */
export interface Surroundings {
  readonly stream: Stream;
  /** Words of the table that are no row's: heads, groups, notes, units. */
  readonly known: readonly string[];
  readonly lexicon: Lexicon;
  readonly note: Note;
}

/**
 * Cells of unknown rows between the rows of one block, where each prints exactly one figure a column. Where the form
 * has a row at or near that spot that was not found, the unknown row may be that one, and is doubted.
 */
export function extraRows(rows: readonly BoundRow[], around: Surroundings): FoundRow[] {
  const { stream } = around;
  return unknownPrint(rows, around).flatMap(({ row, next, stretch }): FoundRow[] => {
    const { block } = row;
    const { tokens } = stretch;
    if (tokens.length !== block.columns.length) return [];
    return [
      {
        key: keyOf(stretch),
        block,
        label: collapse(printed(stream, stretch.from, stretch.last + 1)),
        columns: block.columns.map((column) => column.key),
        unheaded: [],
        leftOut: [],
        ways: { kind: "stated", cells: tokens.map((token) => pieceOf(stream, token)) },
        signs: signsOf(rows, { row, next, stretch }, stream),
        strays: 0,
        at: told(stretch, around),
      },
    ];
  });
}

function signsOf(rows: readonly BoundRow[], { row, next, stretch }: UnknownPrint, { syms }: Stream): Sign[] {
  // Words behind a label without figures may be the first print of its own cells.
  const bare = row.zone.tokens.length === 0 && row.zone.foreign;
  const behind = (token: Token | undefined) => syms[token?.to ?? row.zone.stop] ?? "\n";
  const isWithinWords = isLetter(behind(stretch.tokens.at(-1))) && isGap(behind(row.zone.tokens[0]));
  const [only, ...others] = stretch.tokens;
  const isNextNumber = only !== undefined && others.length === 0 && opensLineOfWords(syms, only);
  return [
    ...(isLackedNear(rows, row, next, stretch.label) ? (["in-other-words"] as const) : []),
    ...(bare ? (["end-of-longer-label"] as const) : []),
    // Where rows are not run together, a number within words is a date, an address or a title's year; one that opens a line of
    // words may be the number of their row.
    ...(isWithinWords || isNextNumber ? (["shows-more"] as const) : []),
  ];
}

/** Whether a figure is the first of its line, and words stand behind it there. */
function opensLineOfWords(syms: readonly string[], { from, to }: Token): boolean {
  const isBlank = (at: number) => syms[at] === " " || syms[at] === "\t";
  let before = from - 1;
  while (isBlank(before)) before -= 1;
  let behind = to;
  while (isBlank(behind)) behind += 1;
  return (syms[before] ?? "\n") === "\n" && isLetter(syms[behind] ?? "");
}

const keyOf = ({ name }: Stretch) => `label:${name}`;

/** Notes an unknown row. @returns where it stands */
function told({ from, name }: Stretch, { stream, note }: Surroundings): Place {
  const at = placeOf(stream, from, from + 1);
  note({ code: "match/row-unknown", at, found: name });
  return at;
}

/**
 * The rows with the unknown ones among them, where figures are run together: how theirs are cut is asked as of all others.
 * Which of them may be a row of the form is told by `doubted`.
 */
export function withUnknownRows(
  rows: readonly BoundRow[],
  around: Surroundings,
): { rows: readonly BoundRow[]; doubted: ReadonlySet<string> } {
  const width = (row: BoundRow) => row.block.columns.length;
  const doubted = new Set<string>();
  if (!isGlued(rows.map((row) => ({ zone: row.zone, width: width(row) })))) return { rows, doubted };
  const unknown = unknownPrint(rows, around).flatMap(({ row, next, stretch }): BoundRow[] => {
    const { tokens } = stretch;
    if (tokens.length === width(row)) return [];
    const key = keyOf(stretch);
    if (isLackedNear(rows, row, next, stretch.label)) doubted.add(key);
    told(stretch, around);
    const zone = {
      ...stretch,
      label: stretch.last + 1,
      stop: next?.zone.from ?? stretch.to,
      foreign: true,
      strays: 0,
    };
    const label = { text: stretch.name, variants: [] };
    return [
      {
        row: { key, label, path: [], unit: null },
        block: row.block,
        zone,
        ending: row.ending,
        letters: stretch.letters,
      },
    ];
  });
  return { rows: [...rows, ...unknown].sort((a, b) => a.zone.from - b.zone.from), doubted };
}

/** An unknown row's print, and the rows around it; the row above comes first where there is one. */
interface UnknownPrint {
  readonly row: BoundRow;
  readonly next: BoundRow | undefined;
  readonly stretch: Stretch;
}

/** Stretches of letters and figures between the rows of one block, and behind its last where they have a row's shape. */
function unknownPrint(rows: readonly BoundRow[], around: Surroundings): UnknownPrint[] {
  const { stream, known, lexicon } = around;
  const blocks = [...new Set(rows.map((row) => row.block))];
  const unitsOf = new Map(blocks.map((block) => [block, unitsPrinted(stream, rows, block, lexicon)]));
  return rows.flatMap((row, index) => {
    const next = rows[index + 1];
    const inside = next?.block === row.block;
    const units = unitsOf.get(row.block) ?? NONE;
    const strays = inside && row.zone.strays > 0;
    if (!strays && units.size === 0) return [];
    const found: UnknownPrint[] = [];
    for (const stretch of stretches(stream, row.zone, units.size > 0 ? lexicon.units : [], lexicon)) {
      const goesOn = inside || isBegunAsRows(stream, stretch, units);
      if (!strays && !(goesOn && hasRowsShape(stream, stretch))) break;
      if (isKnown(stretch.label, known)) continue;
      if (isRemains(printed(stream, stretch.from, stretch.last + 1), row, next ?? row, known)) continue;
      found.push({ row, next: inside ? next : undefined, stretch });
    }
    return found;
  });
}

const NONE: ReadonlySet<string> = new Set();

/** Whether a stretch is label, unit and figures, as rows are. */
function hasRowsShape({ syms }: Stream, { label, unit, tokens, from, last }: Stretch): boolean {
  if (unit === null || tokens.length === 0 || label.length > LONGEST_LABEL) return false;
  return !syms.slice(from, last).some((sym) => "。;".includes(sym));
}

/** Whether a stretch has a unit of the rows above it and is no numbered heading, where nothing else says that the table goes on. */
function isBegunAsRows({ syms }: Stream, { unit, from }: Stretch, units: ReadonlySet<string>): boolean {
  return unit !== null && units.has(unit) && readNumeral(syms[from] ?? "") === null;
}

/** The units between label and figures, where most rows of a block print one. */
function unitsPrinted(
  { syms }: Stream,
  rows: readonly BoundRow[],
  block: FormBlock,
  { units }: Lexicon,
): ReadonlySet<string> {
  const inside = rows.filter((row) => row.block === block && row.zone.tokens.length > 0);
  const printed = inside.flatMap(({ letters, zone }) => {
    const between = syms.slice((letters.at(-1) ?? zone.label) + 1, zone.tokens[0]?.from).filter(isLetter);
    return units.filter((unit) => unit === between.join(""));
  });
  return 2 * printed.length > inside.length ? new Set(printed) : NONE;
}

/**
 * Whether the form has a row near the unknown one that was not found, and may be it: where a row's own words are known,
 * one that has them, wherever it stands.
 */
function isLackedNear(
  rows: readonly BoundRow[],
  row: BoundRow,
  next: BoundRow | undefined,
  label: string,
): boolean {
  const all = row.block.rows;
  const to = next ? all.indexOf(next.row) + ROWS_NEAR + 1 : all.length;
  const near = all.slice(Math.max(0, all.indexOf(row.row) - ROWS_NEAR), to);
  const lacked = all.filter((one) => one.key !== null && !rows.some((found) => found.row === one));
  return lacked.some((one) => (isFreelyWorded(one) ? hasWordsOf(one, label) : near.includes(one)));
}

function pieceOf(stream: Stream, { kind, text, from, to }: Token): Piece {
  const value = kind === "figure" ? plainDecimal(text) : null;
  const state: CellState = kind === "struck" ? "struck" : value === null ? "unreadable" : "reported";
  const raw = collapse(printed(stream, from, to));
  return { value, raw, state, at: placeOf(stream, from, to), signs: [] };
}

interface Stretch {
  /** Letters of the label. */
  readonly label: string;
  /** Where they stand in the stream. */
  readonly letters: readonly number[];
  /** The label as a key: as printed, without white space, list number and unit. */
  readonly name: string;
  /** The unit behind the label. */
  readonly unit: string | null;
  readonly from: number;
  /** The last letter before the figures. */
  readonly last: number;
  readonly tokens: readonly Token[];
  readonly to: number;
  readonly ends: readonly number[];
}

/** @param units those that may end a label */
function stretches(
  stream: Stream,
  { to: from, stop: to }: Zone,
  units: readonly string[],
  lexicon: Lexicon,
): Stretch[] {
  const found: Stretch[] = [];
  let at = from;
  while (at < to) {
    while (at < to && isGap(stream.syms[at])) at += 1;
    const next = nextInList(stream, at);
    while (at < to && !isLetter(stream.syms[at] ?? "")) at += 1;
    if (at >= to) break;
    const start = at;
    const lettered: number[] = [];
    while (at < to) {
      const sym = stream.syms[at] ?? "";
      if (/[\d-]/.test(sym)) break;
      if (isLetter(sym)) lettered.push(at);
      at += 1;
    }
    const last = lettered.at(-1) ?? start;
    const tokens: Token[] = [];
    const { to: end, ends } = scan(stream, { from: last + 1, stop: to, next }, lexicon, tokens);
    const unit = unitAt(stream, start, last, units);
    const letters = unit === null ? lettered : lettered.slice(0, -unit.length);
    const label = letters.map((letter) => stream.syms[letter]).join("");
    const name = nameOf(printed(stream, start, last + 1 - (unit?.length ?? 0)));
    if (label.length > 1)
      found.push({ label, letters, name, unit, from: start, last, tokens, to: end, ends });
    at = Math.max(at + 1, end);
  }
  return found;
}

/** The unit that a label's letters end in. */
function unitAt({ syms }: Stream, from: number, last: number, units: readonly string[]): string | null {
  const text = syms.slice(from, last + 1).join("");
  return units.find((unit) => text.endsWith(unit) && text.length > unit.length + 1) ?? null;
}

const nameOf = (text: string) =>
  text.replace(/\s/gu, "").replace(/^[（(]?[一二三四五六七八九十]{1,3}[、.)）]/u, "");

/** Ends of the labels around, broken over lines and mixed with figures, are no label of their own. */
function isRemains(label: string, row: BoundRow, next: BoundRow, known: readonly string[]): boolean {
  const around = [row.row, next.row].flatMap((one) => [...one.path, one.label]).map(({ text }) => fold(text));
  const pieces = label
    .split(/\s+/u)
    .map((piece) => fold(piece))
    .filter((piece) => piece !== "");
  const bare = nameOf(fold(label));
  if (known.includes(bare)) return true;
  return pieces.every((piece) => known.includes(piece) || around.some((text) => text.includes(piece)));
}

/** Heads, groups and notes repeated within a table: what is left of the letters without known wording is little. */
function isKnown(label: string, known: readonly string[]): boolean {
  let rest = label;
  for (const wording of [...known].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(wording, "");
  return (
    rest.length <= Math.floor(label.length / LETTERS_PER_ERROR) ||
    known.some((wording) => wording.includes(label))
  );
}
