// One frame of lines as a sheet of cells with spans, and the words that stand in each cell.
// Must not know what words mean, nor other pages.
import type { Mark, Word } from "../model/document.ts";
import { type Frame, TOUCH } from "./page-frames.ts";
import type { Line } from "./page-lines.ts";

/** A cell by its place in the sheet; `bottom` and `right` are exclusive. */
export interface SheetCell {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly page: number;
  readonly box: Edges;
  readonly words: Word[];
  /** What the cell shows beside its letters. */
  readonly marks?: readonly Mark[];
}

export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Columns between `xs`, rows between `ys`; slots that no cell covers are outside of the table. */
export interface Sheet {
  readonly page: number;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly SheetCell[];
}

/** A line covers a slot's side when it runs along this much of it. */
const COVERS = 0.6;

/** @returns null when the frame encloses fewer than two cells: a box or a rule, no table. */
export function sheetOf(frame: Frame, page: number, words: readonly Word[]): Sheet | null {
  const xs = coordinates(frame.vertical);
  const ys = coordinates(frame.horizontal);
  if (xs.length < 2 || ys.length < 2) return null;
  const sides = drawnSides(frame, xs, ys);
  const regions = closedRegions(sides, xs.length - 1, ys.length - 1);
  const placed = (slot: Slot) => ({
    left: xs[slot.left] ?? 0,
    top: ys[slot.top] ?? 0,
    right: xs[slot.right] ?? 0,
    bottom: ys[slot.bottom] ?? 0,
  });
  const cells = regions.map((slot) => ({ ...slot, page, box: placed(slot), words: [] as Word[] }));
  for (const word of words) cellAt(cells, word)?.words.push(word);
  const inside = cells.filter((cell) => !cell.open || cell.words.length > 0);
  if (inside.length < 2) return null;
  return { page, xs, ys, cells: inside };
}

/** Coordinates of lines, doubled ones taken as one; sorted. */
function coordinates(lines: readonly Line[]): number[] {
  const sorted = lines.map((line) => line.at).sort((a, b) => a - b);
  const groups: number[][] = [];
  for (const at of sorted) {
    const group = groups.at(-1);
    if (group && at - (group[0] ?? at) <= TOUCH) group.push(at);
    else groups.push([at]);
  }
  return groups.map((group) => group.reduce((sum, at) => sum + at, 0) / group.length);
}

interface Sides {
  /** Whether a line runs above slot [row][column]; one row more than there are slots. */
  readonly above: readonly (readonly boolean[])[];
  /** Whether a line runs left of slot [row][column]; one column more than there are slots. */
  readonly before: readonly (readonly boolean[])[];
}

function drawnSides(frame: Frame, xs: readonly number[], ys: readonly number[]): Sides {
  const across = linesAt(frame.horizontal, ys);
  const down = linesAt(frame.vertical, xs);
  return {
    above: across.map((lines) =>
      xs.slice(1).map((right, c) => coverage(lines, xs[c] ?? right, right) >= COVERS),
    ),
    before: ys
      .slice(1)
      .map((bottom, r) => down.map((lines) => coverage(lines, ys[r] ?? bottom, bottom) >= COVERS)),
  };
}

function linesAt(lines: readonly Line[], ats: readonly number[]): Line[][] {
  const groups: Line[][] = ats.map(() => []);
  for (const line of lines) {
    let nearest = 0;
    ats.forEach((at, index) => {
      if (Math.abs(at - line.at) < Math.abs((ats[nearest] ?? 0) - line.at)) nearest = index;
    });
    groups[nearest]?.push(line);
  }
  return groups;
}

/** Share of the stretch that lines run along. */
function coverage(lines: readonly Line[], from: number, to: number): number {
  let covered = 0;
  let reached = from;
  for (const line of [...lines].sort((a, b) => a.from - b.from)) {
    const start = Math.max(reached, line.from);
    const end = Math.min(to, line.to);
    if (end <= start) continue;
    covered += end - start;
    reached = end;
  }
  return covered / (to - from);
}

interface Slot {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  /** No line closes it off from outside. */
  readonly open: boolean;
}

/** Slots without a line between them are one cell. What is no rectangle is cut along the lines that it has. */
function closedRegions(sides: Sides, width: number, height: number): Slot[] {
  const region: number[][] = Array.from({ length: height }, () => Array<number>(width).fill(-1));
  const slots: Slot[] = [];
  let regions = 0;
  for (let r = 0; r < height; r += 1) {
    for (let c = 0; c < width; c += 1) {
      if (region[r]?.[c] !== -1) continue;
      const { members, open } = flood(sides, region, r, c, regions);
      slots.push(...rectangles(members, sides, open));
      regions += 1;
    }
  }
  return slots.sort((a, b) => a.top - b.top || a.left - b.left);
}

type At = readonly [row: number, col: number];

function flood(
  sides: Sides,
  region: number[][],
  row: number,
  col: number,
  number: number,
): { members: At[]; open: boolean } {
  const members: At[] = [];
  const waiting: At[] = [[row, col]];
  let open = false;
  const mark = (r: number, c: number) => {
    const line = region[r];
    if (line?.[c] === undefined) open = true;
    else if (line[c] === -1) {
      line[c] = number;
      waiting.push([r, c]);
    }
  };
  const start = region[row];
  if (start) start[col] = number;
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const [r, c] = at;
    members.push(at);
    if (!sides.above[r]?.[c]) mark(r - 1, c);
    if (!sides.above[r + 1]?.[c]) mark(r + 1, c);
    if (!sides.before[r]?.[c]) mark(r, c - 1);
    if (!sides.before[r]?.[c + 1]) mark(r, c + 1);
  }
  return { members, open };
}

function rectangles(members: readonly At[], sides: Sides, open: boolean): Slot[] {
  const rows = members.map(([r]) => r);
  const cols = members.map(([, c]) => c);
  const [top, bottom] = [Math.min(...rows), Math.max(...rows) + 1];
  const [left, right] = [Math.min(...cols), Math.max(...cols) + 1];
  if (members.length === (bottom - top) * (right - left)) return [{ top, left, bottom, right, open }];
  // Some side is missing: every line that reaches into the region is taken to cut all of it.
  const rowCuts = range(top + 1, bottom).filter((r) => range(left, right).some((c) => sides.above[r]?.[c]));
  const colCuts = range(left + 1, right).filter((c) => range(top, bottom).some((r) => sides.before[r]?.[c]));
  const own = new Set(members.map(([r, c]) => `${r},${c}`));
  const ys = [top, ...rowCuts, bottom];
  const xs = [left, ...colCuts, right];
  return ys.slice(1).flatMap((below, i) =>
    xs.slice(1).flatMap((beyond, j): Slot[] => {
      const corner = { top: ys[i] ?? top, left: xs[j] ?? left };
      return own.has(`${corner.top},${corner.left}`)
        ? [{ ...corner, bottom: below, right: beyond, open }]
        : [];
    }),
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

/** The cell in which the word's middle stands. */
function cellAt<T extends SheetCell>(cells: readonly T[], word: Word): T | undefined {
  const x = (word.left + word.right) / 2;
  const y = (word.top + word.bottom) / 2;
  return cells.find(({ box }) => box.left <= x && x < box.right && box.top <= y && y < box.bottom);
}
