// Finds tables that a document prints as lists: each head with its figure behind it, or the heads of a group before their
// figures. Every cell must be named, in the form's order; whatever else is printed there, it is no such list.
// Must not know containers, years or titles.
import type { Form, FormTable } from "../../model/form.ts";
import type { Flow, Grid, Slot } from "../../model/grid.ts";
import { plainDecimal } from "../../text/decimals.ts";
import { collapse } from "../../text/fold.ts";
import { cellsOf } from "../cells.ts";
import { type Copy, chooseCopy } from "../copies.ts";
import type { FoundPrint, FoundRow, FoundTable, Piece, Question } from "../found.ts";
import { type Perspective, standingOf } from "../labels/standing.ts";
import { titleOver } from "../labels/titles.ts";
import { derived, wording } from "../labels/wording.ts";
import { linesBefore, linesOver } from "../print/headings.ts";
import { placeOf, printed, type Stream, streamOf, type TextLine } from "../print/stream.ts";
import { lexiconOf } from "../print/tokens.ts";
import { FEWEST_SAME, FEWEST_TIMES } from "../weights/limits.ts";
import { MOST_HEADINGS } from "../weights/tables.ts";
import { listsIn } from "./lists.ts";
import type { Named, Walked } from "./walk.ts";

/** A table found in a list, and the grids whose cells the list is made of. */
export interface ListedTable extends FoundTable {
  readonly grids: ReadonlySet<number>;
  /** Nothing is left open: each figure stands right behind its own label, and no cell shows more than letters. */
  readonly proven: boolean;
}

interface Line extends TextLine {
  /** Rank of the grid among the document's; null for a line of text. */
  readonly grid: number | null;
  /** The cell shows more than letters, which speaks against its figure. */
  readonly marked?: true;
}

/** @returns a reader of one table of a form, which looks at the document's text once. */
export function listReader(question: Question) {
  const { conventions, perspective } = question;
  const saysNothing = judgeBy(perspective);
  const again = headsAgain(question.flow, saysNothing);
  const lexicon = lexiconOf(conventions);
  const textOf = (left: HeadsAgain) => {
    const lines = linesOf(question, left, saysNothing);
    return { lines, stream: streamOf(lines) };
  };
  // Heads over each part say nothing of one part, unless they are what names its figures.
  const texts = [textOf(again), ...(again.rows.size > 0 ? [textOf(NONE_AGAIN)] : [])];
  const lists = texts.map(({ stream }) => listsIn(stream, lexicon));
  return (form: Form, table: FormTable): ListedTable | null => {
    const found = texts.map((text, rank) => ({ ...text, lists: lists[rank]?.(form, table) ?? [] }));
    const {
      lines,
      stream,
      lists: own,
    } = found.find((one) => one.lists.length > 0) ?? (found[0] as (typeof found)[0]);
    const relations = form.relations.filter((relation) => relation.table === table.key);
    const prints = own.map((list): Copy & { readonly list: Walked } => ({
      list,
      cells: cellsOf(printOf(stream, table, list), relations),
      headings: linesOver(stream, stream.lineOf[list.from] ?? 0).slice(0, MOST_HEADINGS),
      title: titleOver(linesBefore(stream, list.from), perspective),
      score: 1,
    }));
    const choice = chooseCopy(prints, perspective);
    if (choice === null) return null;
    return {
      form,
      table,
      cells: choice.cells,
      strays: false,
      ends: false,
      grids: new Set(linesIn(stream, lines, own).flatMap(({ grid }) => (grid === null ? [] : [grid]))),
      proven: own.every(({ each }) => each) && !linesIn(stream, lines, own).some(({ marked }) => marked),
    };
  };
}

/** A line that draws nothing but rules. */
const isRule = (text: string) => /[-=]{2}/u.test(text) && !/[^\s|:+=-]/u.test(text);

/** The name of a field before what it says, as data written out line by line has it; a figure says nothing of a name. */
const FIELD =
  /^(\s*(?:[-*•]\s+)?["']?(\p{L}[\p{L}_]{0,11})["']?\s*[:：=]\s*)(?!["']?[-+−]?[\d.,]+\s*\p{L}{0,3}["']?\s*$)(?=.*\p{L})/u;

/** Names that stand before something else each time, in every record or over each part, and are no label of a form. */
function fieldsIn(
  lines: readonly Line[],
  labels: ReadonlySet<string>,
  saysNothing: Judge,
): ReadonlySet<string> {
  const said = new Map<string, Set<string>>();
  for (const { text } of lines) {
    const [whole = "", , name = ""] = FIELD.exec(text) ?? [];
    if (name === "" || labels.has(wording(name).core) || !saysNothing(name)) continue;
    said.set(name, (said.get(name) ?? new Set()).add(text.slice(whole.length)));
  }
  return new Set([...said].flatMap(([name, values]) => (values.size >= FEWEST_TIMES ? [name] : [])));
}

function withoutField(line: Line, fields: ReadonlySet<string>): Line {
  const [, lead = "", name = ""] = (fields.size > 0 ? FIELD.exec(line.text) : null) ?? [];
  return fields.has(name) ? { ...line, text: " ".repeat(lead.length) + line.text.slice(lead.length) } : line;
}

/** Every label of a form, as it compares. */
const labelsOfForm = derived((form: Form): readonly string[] =>
  form.tables
    .flatMap(({ blocks }) => blocks)
    .flatMap(({ rows, columns }) => [...rows, ...columns].flatMap(({ label, path }) => [label, ...path]))
    .flatMap(({ text, variants }) => [text, ...variants].map((one) => wording(one).core)),
);

/** Whether words may be left out: they do not say that figures are another year's, another organ's or nobody's. */
type Judge = (text: string) => boolean;

function judgeBy(perspective: Perspective): Judge {
  // Whose report it is may stand nowhere but in the list.
  const own = perspective.subject.issuer === null ? { ...perspective, organEndings: [] } : perspective;
  return (text) => standingOf(text, own) >= 0;
}

function linesOf({ flow, forms }: Question, again: HeadsAgain, saysNothing: Judge): Line[] {
  const lines = printedLines(flow, again, saysNothing);
  const fields = fieldsIn(lines, new Set(forms.flatMap(labelsOfForm)), saysNothing);
  return lines.map((line) => withoutField(line, fields));
}

function printedLines(flow: Flow, again: HeadsAgain, saysNothing: Judge): Line[] {
  let grid = -1;
  return flow.flatMap((block): Line[] => {
    if (block.kind === "text") return splitLines(block, null);
    grid += 1;
    if (block.lines) return block.lines.flatMap(({ text, at }) => (isRule(text) ? [] : [{ text, at, grid }]));
    const said = saidOfAll(block, saysNothing);
    return block.rows.flatMap((row) =>
      again.rows.has(row)
        ? []
        : row.flatMap((slot, column) =>
            slot.kind === "cell" && !said.has(column) && !again.corners.has(slot)
              ? [
                  {
                    text: slot.text.replaceAll("\n", " "),
                    at: slot.at,
                    grid,
                    ...(slot.marks ? { marked: true as const } : {}),
                  },
                ]
              : [],
          ),
    );
  });
}

type Row = Grid["rows"][number];

/** Rows and corners that are left out of a list. */
interface HeadsAgain {
  readonly rows: ReadonlySet<Row>;
  readonly corners: ReadonlySet<Slot>;
}
const NONE_AGAIN: HeadsAgain = { rows: new Set(), corners: new Set() };

/**
 * What stands over each part of a list in the same words says nothing of one part: rows of words alone, two at least, and what
 * heads the labels in the corner of each part.
 */
function headsAgain(flow: Flow, saysNothing: Judge): HeadsAgain {
  const grids = flow.flatMap((block) => (block.kind === "grid" && !block.lines ? [block] : []));
  const heads = grids.flatMap(({ rows }) => rows).filter((row) => textsOf(row).length > 1);
  const corners = grids.flatMap(({ rows: [first = []] }) => (isOfWords(first) ? first.slice(0, 1) : []));
  return {
    rows: saidAgain(heads, textsOf, saysNothing),
    corners: saidAgain(corners, (slot) => textsOf([slot]), saysNothing),
  };
}

/** Beside a figure the first cell is that figure's label, and heads nothing. */
const isOfWords = (row: Row) => !textsOf(row).some((text) => /\d/u.test(text));

const textsOf = (row: Row) =>
  row.flatMap((slot) => (slot.kind === "cell" && slot.text.trim() !== "" ? [slot.text.trim()] : []));

/** Those that say words alone, and the same as others do. */
function saidAgain<One>(
  all: readonly One[],
  said: (one: One) => readonly string[],
  saysNothing: Judge,
): ReadonlySet<One> {
  const places = new Map<string, One[]>();
  for (const one of all) {
    const texts = said(one);
    const isWords = (text: string) => /\p{L}/u.test(text) && !/\p{N}/u.test(text) && saysNothing(text);
    if (texts.length === 0 || !texts.every(isWords)) continue;
    const print = texts.join("\n");
    places.set(print, [...(places.get(print) ?? []), one]);
  }
  return new Set([...places.values()].filter((one) => one.length >= FEWEST_TIMES).flat());
}

const YEAR = /^(?:19|20)\d\d$/;

/** Columns that say one thing in every row below their head (whose the figures are, of which year, in which unit), or count rows. */
function saidOfAll({ rows, width }: Grid, saysNothing: Judge): ReadonlySet<number> {
  const same = new Set<number>();
  const body = rows.slice(1);
  if (body.length < FEWEST_SAME) return same;
  for (let column = 0; column < width; column += 1) {
    const [first, ...others] = body.map((row) => {
      const slot = row[column];
      return slot?.kind === "cell" ? slot.text.trim() : null;
    });
    if (first && countsOn(body.map((row) => row[column]))) same.add(column);
    const isWord = first && (/^[^\p{N}]*\p{L}[^\p{N}]*$/u.test(first) || YEAR.test(first));
    if (isWord && saysNothing(first) && others.every((text) => text === first)) same.add(column);
  }
  return same;
}

/** Whether each cell of a column holds a number, one more than the one above: it counts rows. */
function countsOn(column: readonly (Slot | undefined)[]): boolean {
  const numbers = column.map((slot) => (slot?.kind === "cell" ? /^\d{1,15}$/.exec(slot.text.trim()) : null));
  const first = Number(numbers[0]?.[0]);
  return numbers.every((one, rank) => one !== null && Number(one[0]) === first + rank);
}

function splitLines({ text, at }: TextLine, grid: number | null): Line[] {
  if (!text.includes("\n")) return [{ text, at, grid }];
  return text.split("\n").map((line, index) => ({ text: line, at: { ...at, line: index + 1 }, grid }));
}

function linesIn({ lineOf }: Stream, lines: readonly Line[], lists: readonly Walked[]): readonly Line[] {
  return lists.flatMap(({ from, to }) => lines.slice(lineOf[from] ?? 0, (lineOf[to - 1] ?? 0) + 1));
}

function printOf(stream: Stream, table: FormTable, { named, from }: Walked): FoundPrint {
  const rows = [...new Set(named.map(({ step }) => step.row))].map((row): FoundRow => {
    const own = named.filter(({ step }) => step.row === row);
    const first = own[0] as Named;
    const label = row.label.text === "" ? "" : collapse(printed(stream, first.from, first.to));
    return {
      key: row.key,
      block: first.step.block,
      label,
      columns: own.map(({ step }) => step.column.key),
      unheaded: [],
      leftOut: [],
      ways: { kind: "stated", cells: own.map((one) => pieceOf(stream, one)) },
      signs: [],
      strays: 0,
      at: placeOf(stream, first.from, first.to),
    };
  });
  return { table, rows, missing: [], separated: true, at: placeOf(stream, from, from + 1) };
}

function pieceOf(stream: Stream, { token, ...label }: Named): Piece {
  if (token === null)
    return { value: null, raw: "", state: "blank", at: placeOf(stream, label.from, label.to), signs: [] };
  const { kind, text, unit, odd, from, to } = token;
  const value = kind === "figure" ? plainDecimal(text) : null;
  const state = kind === "struck" ? "struck" : value === null ? "unreadable" : "reported";
  const raw = collapse(printed(stream, from, to));
  const signs = state === "unreadable" ? (["no-figure"] as const) : odd ? (["odd-print"] as const) : [];
  const piece: Piece = { value, raw, state, at: placeOf(stream, from, to), signs };
  return unit === null ? piece : { ...piece, unit };
}
