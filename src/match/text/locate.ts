// Where a form's tables stand in a text, and how much of their wording is there. Labels decide, never the year.
// Must not know figures or relations.
import type { Form, FormBlock, FormTable } from "../../model/form.ts";
import {
  type Anchor,
  anchorsOf,
  commonLetters,
  headLetters,
  headReach,
  surroundingWordings,
} from "../labels/anchors.ts";
import { isDigit, type Stream } from "../print/stream.ts";
import {
  ENOUGH_FOUND,
  ENOUGH_MATCHED,
  FOREIGN_PER_ROW,
  LEAST_HEAD_LETTERS,
  LEAST_OF_HEADS,
  LEAST_OF_LABELS,
  LEAST_STRETCH,
  MOST_OF_HEADS,
  WHOLE_HEADS,
} from "../weights/stretches.ts";
import { findChain, type Labelled } from "./chain.ts";
import { headingsOver } from "./headings.ts";
import type { Found } from "./label.ts";
import { withReworded } from "./reworded.ts";
import type { Stretch } from "./stretch.ts";
import { foreignLetters, surroundingsOf } from "./surroundings.ts";

/** A stretch with what is printed over it. */
export interface Region extends Stretch {
  /** The lines over it that are none of its wording, the nearest first. */
  readonly headings: readonly string[];
}

/** All stretches that hold one of the form's tables, in the order of the form's tables. */
export function locateStream(stream: Stream, form: Form): Region[] {
  const stretches = form.tables.flatMap((table) => {
    const anchors = anchorsOf(table);
    return anchors.length === 0 ? headRegions(stream, table) : rowRegions(stream, table, anchors);
  });
  return stretches.map((stretch) => ({ ...stretch, headings: headingsOver(stream, stretch, stretches) }));
}

function rowRegions(stream: Stream, table: FormTable, official: readonly Anchor[]): Stretch[] {
  const regions: Stretch[] = [];
  const surroundings = surroundingsOf(stream, surroundingWordings(table));
  const anchors = withReworded(stream, table, official, surroundings);
  const labelled: Labelled = { stream, anchors, surroundings };
  // Every stretch that is left over is shorter than the one that it was cut out of.
  const left: [from: number, to: number][] = [[0, stream.letters.length]];
  for (let stretch = left.pop(); stretch !== undefined; stretch = left.pop()) {
    const [from, to] = stretch;
    if (to - from < LEAST_STRETCH) continue;
    const chain = findChain(labelled, from, to);
    const region = rowRegion(table, labelled, chain, from);
    if (region === null) continue;
    regions.push(region);
    left.push([from, chain[0]?.first ?? from], [(chain.at(-1)?.last ?? to) + 1, to]);
  }
  return regions.sort((a, b) => a.to - b.to);
}

function rowRegion(
  table: FormTable,
  { stream, anchors, surroundings }: Labelled,
  chain: readonly Found[],
  floor: number,
): Stretch | null {
  const first = chain[0];
  const last = chain.at(-1);
  if (first === undefined || last === undefined) return null;
  const wanted = anchors.reduce((sum, anchor) => sum + (anchor.wordings[0]?.letters.length ?? 0), 0);
  const matched = chain.reduce((sum, found) => sum + found.letters.length - found.errors, 0);
  const between = chain.reduce(
    (sum, found, index) =>
      sum + foreignLetters(surroundings, (chain[index - 1]?.last ?? found.first - 1) + 1, found.first),
    0,
  );
  if (chain.length < Math.min(2, anchors.length) || between > FOREIGN_PER_ROW * chain.length) return null;
  const heads = blockHeads(stream, table, anchors, chain, floor);
  const blocks = table.blocks.filter((block, index) => isWhole(block, index, anchors, chain, heads));
  if (
    matched < LEAST_OF_LABELS * wanted &&
    (matched < ENOUGH_MATCHED || chain.length < ENOUGH_FOUND) &&
    blocks.length === 0
  )
    return null;
  const headScore = heads.reduce((sum, head) => sum + head.overlap, 0);
  const headWanted = table.blocks.reduce((sum, block) => sum + headLetters(block).length, 0);
  return {
    table,
    anchors,
    chain,
    from: stream.letterAt[heads[0]?.from ?? first.first] ?? 0,
    to: (stream.letterAt[last.last] ?? 0) + 1,
    headEnds: heads.map((head) => head.end),
    score: matched + headScore,
    share: (matched + headScore) / (wanted + headWanted),
  };
}

/** True when all rows of a block are there under its heads: a fragment that is worth reading by itself. */
function isWhole(
  block: FormBlock,
  index: number,
  anchors: readonly Anchor[],
  chain: readonly Found[],
  heads: readonly Head[],
): boolean {
  const found = chain.filter((label) => anchors[label.anchor]?.block === index).length;
  const letters = headLetters(block).length;
  return (
    letters >= LEAST_HEAD_LETTERS &&
    found === block.rows.length &&
    (heads[index]?.overlap ?? 0) >= WHOLE_HEADS * letters
  );
}

interface Head {
  readonly from: number;
  readonly end: number | null;
  readonly overlap: number;
}

/** How many letters of each block's heads stand before its first row. */
function blockHeads(
  stream: Stream,
  table: FormTable,
  anchors: readonly Anchor[],
  chain: readonly Found[],
  floor: number,
): Head[] {
  return table.blocks.map((block, index) => {
    const at = chain.findIndex((found) => anchors[found.anchor]?.block === index);
    const first = chain[at];
    if (first === undefined) return { from: chain[0]?.first ?? 0, end: null, overlap: 0 };
    const heads = headLetters(block);
    const from = Math.max(floor, (chain[at - 1]?.last ?? -1) + 1, first.first - headReach(block));
    const overlap = commonLetters(heads, stream.letters.slice(from, first.first));
    return { from, end: stream.letterAt[first.first] ?? null, overlap };
  });
}

/** A table whose one row has no label: a stretch made of the letters of its heads, whatever their order. */
function headRegions(stream: Stream, table: FormTable): Stretch[] {
  const block = table.blocks[0];
  if (block === undefined) return [];
  const heads = headLetters(block);
  const alphabet = new Set(heads);
  const regions: Stretch[] = [];
  let from = 0;
  while (from < stream.letters.length) {
    if (!alphabet.has(stream.letters[from] ?? "")) {
      from += 1;
      continue;
    }
    const to = runEnd(stream, alphabet, from);
    const length = to - from;
    const fits = length >= LEAST_OF_HEADS * heads.length && length <= MOST_OF_HEADS * heads.length;
    const overlap = fits ? commonLetters(heads, stream.letters.slice(from, to)) : 0;
    if (fits && overlap >= LEAST_OF_HEADS * heads.length) {
      const end = (stream.letterAt[to - 1] ?? 0) + 1;
      const start = stream.letterAt[from] ?? 0;
      regions.push({
        table,
        anchors: [],
        chain: [],
        from: start,
        to: end,
        headEnds: [end],
        score: overlap,
        share: overlap / heads.length,
      });
    }
    from = to + 1;
  }
  return regions;
}

/** The end of a run of the alphabet's letters without figures in it; one stray letter is passed over. */
function runEnd(stream: Stream, alphabet: ReadonlySet<string>, from: number): number {
  let end = from + 1;
  let strays = 0;
  for (let at = from + 1; at < stream.letters.length; at += 1) {
    if (figuresBetween(stream, at - 1, at)) break;
    if (alphabet.has(stream.letters[at] ?? "")) end = at + 1;
    else {
      strays += 1;
      if (strays > 1) break;
    }
  }
  return end;
}

function figuresBetween(stream: Stream, before: number, after: number): boolean {
  const to = stream.letterAt[after] ?? 0;
  for (let at = stream.letterAt[before] ?? to; at < to; at += 1) if (isDigit(stream.syms[at])) return true;
  return false;
}
