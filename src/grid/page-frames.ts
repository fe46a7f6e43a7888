// Which lines of a page belong together: every connected drawing is a frame of its own, so tables are told apart.
// Must not know words or cells.
import type { Line, Lines } from "./page-lines.ts";

/** Lines that touch; a table, a box around text, or a lone rule. */
export interface Frame {
  readonly horizontal: readonly Line[];
  readonly vertical: readonly Line[];
  /** Those of the vertical lines that are not drawn: rules end there. */
  readonly supplied: readonly Line[];
}

/** Lines that miss each other by less than this still touch; doubled lines stand about as far apart. */
export const TOUCH = 3;

/** Frames from top to bottom. Each has at least two lines each way, open sides closed where the lines agree on them. */
export function findFrames({ horizontal, vertical }: Lines): Frame[] {
  const sets = new DisjointSets(horizontal.length + vertical.length);
  joinNeighbours(horizontal, 0, sets);
  joinNeighbours(vertical, horizontal.length, sets);
  horizontal.forEach((across, h) => {
    vertical.forEach((down, v) => {
      if (crosses(across, down)) sets.join(h, horizontal.length + v);
    });
  });
  const frames = new Map<number, { horizontal: Line[]; vertical: Line[] }>();
  const frameOf = (index: number) => {
    const root = sets.find(index);
    const frame = frames.get(root) ?? { horizontal: [], vertical: [] };
    frames.set(root, frame);
    return frame;
  };
  for (const [h, line] of horizontal.entries()) frameOf(h).horizontal.push(line);
  for (const [v, line] of vertical.entries()) frameOf(horizontal.length + v).vertical.push(line);
  return [...frames.values()]
    .map(closeSides)
    .filter((frame) => frame.horizontal.length > 1 && frame.vertical.length > 1)
    .sort((a, b) => topOf(a) - topOf(b) || leftOf(a) - leftOf(b));
}

function crosses(across: Line, down: Line): boolean {
  return (
    across.from - TOUCH <= down.at &&
    down.at <= across.to + TOUCH &&
    down.from - TOUCH <= across.at &&
    across.at <= down.to + TOUCH
  );
}

/** Doubled lines, and the sides of boxes drawn cell by cell: parallel, close, side by side. `lines` are sorted. */
function joinNeighbours(lines: readonly Line[], offset: number, sets: DisjointSets): void {
  lines.forEach((line, i) => {
    for (let j = i + 1; j < lines.length; j += 1) {
      const other = lines[j];
      if (!other || other.at - line.at > TOUCH) break;
      if (other.from <= line.to && line.from <= other.to) sets.join(offset + i, offset + j);
    }
  });
}

/**
 * A table drawn without its left and right side: its rules end in line, further out than any vertical. The same for
 * verticals that stick out above or below, as they do where a page cuts a row.
 */
function closeSides({ horizontal, vertical }: Lines): Frame {
  const supplied = missingSides(horizontal, vertical);
  return {
    horizontal: [...horizontal, ...missingSides(vertical, horizontal)],
    vertical: [...vertical, ...supplied],
    supplied,
  };
}

/** Least breadth of a column or row that an open side may close, in points. */
const LEAST_CELL = 8;

/** Sides that `sides` lack and at which `rules` end. */
function missingSides(rules: readonly Line[], sides: readonly Line[]): Line[] {
  if (rules.length < 2 || sides.length === 0) return [];
  const ats = sides.map((side) => side.at);
  const [first, last] = [Math.min(...ats), Math.max(...ats)];
  const starts = rules.map((rule) => rule.from);
  const ends = rules.map((rule) => rule.to);
  const found: Line[] = [];
  const low = Math.min(...starts);
  const high = Math.max(...ends);
  const span = (ended: readonly Line[]) => ({
    from: Math.min(...ended.map((rule) => rule.at)),
    to: Math.max(...ended.map((rule) => rule.at)),
  });
  const atLow = rules.filter((rule) => rule.from - low <= TOUCH);
  const atHigh = rules.filter((rule) => high - rule.to <= TOUCH);
  if (first - low >= LEAST_CELL && atLow.length > 1) found.push({ at: low, ...span(atLow) });
  if (high - last >= LEAST_CELL && atHigh.length > 1) found.push({ at: high, ...span(atHigh) });
  return found;
}

function topOf(frame: Frame): number {
  return Math.min(...frame.horizontal.map((line) => line.at));
}

function leftOf(frame: Frame): number {
  return Math.min(...frame.vertical.map((line) => line.at));
}

class DisjointSets {
  private readonly parent: number[];

  constructor(size: number) {
    this.parent = Array.from({ length: size }, (_, index) => index);
  }

  find(index: number): number {
    let root = index;
    while (this.parent[root] !== root) root = this.parent[root] ?? root;
    let at = index;
    while (this.parent[at] !== root) {
      const next = this.parent[at] ?? root;
      this.parent[at] = root;
      at = next;
    }
    return root;
  }

  join(one: number, other: number): void {
    this.parent[this.find(other)] = this.find(one);
  }
}
