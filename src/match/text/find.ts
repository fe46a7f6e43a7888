// Finds tables of a form in text that lost its cells, and reads each with the proof of the form's arithmetic.
// Must not know containers, years or titles.
import type { Note } from "../../model/diagnostic.ts";
import type { Conventions, Form } from "../../model/form.ts";
import type { Flow, Grid } from "../../model/grid.ts";
import type { ReportCell } from "../../model/report.ts";
import { cellsOf } from "../cells.ts";
import { type Copy, chooseCopy } from "../copies.ts";
import { isShort } from "../doubts.ts";
import type { EditionScore, FoundTable, Question } from "../found.ts";
import { titleOver } from "../labels/titles.ts";
import { linesBefore } from "../print/headings.ts";
import { placeOf, type Stream, streamOf, type TextLine } from "../print/stream.ts";
import { lexiconOf } from "../print/tokens.ts";
import { isOpen } from "../settle.ts";
import { TEXT_MARGIN, TEXT_SHARE } from "../weights/stretches.ts";
import { hasFiguresAdrift } from "./adrift.ts";
import { locateStream, type Region } from "./locate.ts";
import { leavesEmptyLines, withSurplus } from "./surplus.ts";
import { type BoundPrint, bindStream } from "./table.ts";

export interface TextBinding {
  readonly form: Form | null;
  readonly tables: readonly FoundTable[];
  /** Another edition that fits as well. */
  readonly rival: Form | null;
  readonly scores: readonly EditionScore[];
  /** Texts that belong to no table. */
  readonly rest: readonly string[];
}

/**
 * @param otherGrids ranks of grids that are no form table: their text is read with the prose around them
 * @param found tables that are known already and not looked for again
 */
export function bindFlattened(
  { flow, forms, conventions, perspective }: Question,
  otherGrids: ReadonlySet<number>,
  found: readonly FoundTable[],
  note: Note,
): TextBinding {
  const lines = textLines(flow, otherGrids);
  const all = lines.map(({ text }) => text);
  if (forms.length === 0) return { form: null, tables: [], rival: null, scores: [], rest: all };
  const stream = streamOf(lines);
  const candidates = candidatesOf(stream, forms, new Set(found.map(({ table }) => table.key)));
  const scores = candidates.map(({ form, score }) => ({ edition: form.edition, score }));
  const [first, second] = candidates;
  if (!first || first.best.length === 0) return { form: null, tables: [], rival: null, scores, rest: all };
  const { form } = first;
  const copies = copiesOf(stream, first, conventions, note);
  const readAll = readerOf(stream, copies.flat(), { form, conventions });
  const tables = first.best.flatMap(({ table }, rank): FoundTable[] => {
    const prints = (copies[rank] ?? []).map(
      (bound): Copy => ({
        cells: readAll(bound),
        headings: bound.region.headings,
        title: titleOver(linesBefore(stream, bound.region.from), perspective),
        score: bound.region.score,
      }),
    );
    const choice = chooseCopy(prints, perspective);
    // Figures and ends are looked for where the rows are: there each absent row has its doubt already.
    return choice ? [{ form, table, cells: choice.cells, strays: false, ends: false }] : [];
  });
  const rest = linesOutside(stream, first.best);
  const margin = Math.max(TEXT_MARGIN, TEXT_SHARE * first.score);
  const rival = second && second.best.length > 0 && first.score - second.score < margin ? second.form : null;
  return { form: tables.length > 0 ? form : null, tables, rival, scores, rest };
}

/** A form with the stretches that may hold its tables. */
interface Candidate {
  readonly form: Form;
  readonly regions: readonly Region[];
  /** One for each table. */
  readonly best: readonly Region[];
  readonly score: number;
}

/** The forms, the one that fits best first. */
function candidatesOf(stream: Stream, forms: readonly Form[], known: ReadonlySet<string>): Candidate[] {
  return forms
    .map((form) => {
      const regions = locateStream(stream, form).filter(({ table }) => !known.has(table.key));
      const best = bestRegions(regions, form);
      return { form, regions, best, score: best.reduce((sum, region) => sum + region.score, 0) };
    })
    .sort((a, b) => b.score - a.score);
}

/** All prints of each of the form's tables, the best first. */
function copiesOf(
  stream: Stream,
  { form, best: all, regions }: Candidate,
  conventions: Conventions,
  note: Note,
): Bound[][] {
  return all.map((best) => {
    const others = regions.filter((other) => other !== best && other.table === best.table);
    const bound = bindRegions(stream, [best, ...others], { form, conventions }, note);
    const at = placeOf(stream, best.from, best.from + 1);
    if (bound.length > 1) note({ code: "match/table-twice", at, found: best.table.key });
    return bound;
  });
}

/** Lines that no table's stretch touches. */
function linesOutside({ lines, lineOf }: Stream, regions: readonly Region[]): string[] {
  const inside = regions.map(({ from, to }) => [lineOf[from] ?? 0, lineOf[to - 1] ?? 0] as const);
  return lines.flatMap(({ text }, line) =>
    inside.some(([first, last]) => first <= line && line <= last) ? [] : [text],
  );
}

/** The form that a text is read by. */
interface Reading {
  readonly form: Form;
  readonly conventions: Conventions;
}

/** The cells of tables of a form, where their regions hold rows. */
export function cellsOfRegions(
  stream: Stream,
  regions: readonly Region[],
  reading: Reading,
  note: Note,
): ReportCell[] {
  const bound = bindRegions(stream, regions, reading, note);
  return bound.flatMap(readerOf(stream, bound, reading));
}

interface Bound extends BoundPrint {
  readonly region: Region;
}

function bindRegions(
  stream: Stream,
  regions: readonly Region[],
  { form, conventions }: Reading,
  note: Note,
): Bound[] {
  return regions.flatMap((region) => {
    const relations = relationsOf(form, region);
    const bound = bindStream(stream, region, { relations, conventions }, note);
    return bound ? [{ ...bound, region }] : [];
  });
}

/** @param all prints whose figures are not those of another */
function readerOf(stream: Stream, all: readonly Bound[], { form, conventions }: Reading) {
  const rows = all.flatMap((bound) => bound.rows);
  // A row that fills its cells lost no figure, wherever others stand, unless its heads leave out a column of the form.
  const isAsked = all.some(({ print }) =>
    print.rows.some((row) => row.leftOut.length > 0 || (isOpen(row) && isShort(row))),
  );
  const adrift =
    all.some(({ overfull }) => overfull) ||
    (isAsked && hasFiguresAdrift(stream, rows, lexiconOf(conventions)));
  const empty = leavesEmptyLines(stream, rows);
  return ({ print, region, surplus }: Bound) => {
    const told = empty ? withSurplus(print, surplus) : print;
    return cellsOf({ ...told, adrift }, relationsOf(form, region));
  };
}

const relationsOf = ({ relations }: Form, region: Region) =>
  relations.filter(({ table }) => table === region.table.key);

/** One region for each table; of tables that stand for one another only the best. */
function bestRegions(regions: readonly Region[], form: Form): Region[] {
  const best = new Map<string, Region>();
  for (const region of regions) {
    const key = region.table.key;
    if (region.score > (best.get(key)?.score ?? 0)) best.set(key, region);
  }
  const kept = [...best.values()].sort((a, b) => b.share - a.share);
  return form.alternatives ? kept.slice(0, 1) : kept.sort((a, b) => a.from - b.from);
}

function textLines(flow: Flow, otherGrids: ReadonlySet<number>): TextLine[] {
  let rank = -1;
  return flow.flatMap((block): readonly TextLine[] => {
    if (block.kind === "text") return splitLines(block);
    rank += 1;
    return otherGrids.has(rank) ? gridLines(block) : [];
  });
}

function splitLines({ text, at }: TextLine): TextLine[] {
  if (!text.includes("\n")) return [{ text, at }];
  return text.split("\n").map((line, index) => ({ text: line, at: { ...at, line: index + 1 } }));
}

function gridLines(grid: Grid): readonly TextLine[] {
  if (grid.lines) return grid.lines;
  return grid.rows.flatMap((row) => {
    const cells = row.flatMap((slot) => (slot.kind === "cell" ? [slot] : []));
    const first = cells[0];
    return first ? [...cells.flatMap((cell) => splitLines(cell)), { text: "", at: first.at }] : [];
  });
}
