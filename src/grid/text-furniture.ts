// Page numbers in a plain text, and the heads and feet that stand beside them page by page: they belong to no table and no prose.
// Must not know labels, figures of tables or containers.
import type { TextLine } from "./text-cells.ts";

/** A page's number between dashes or with the words for it, and how many pages there are: `— 2 —`, `Page 2 of 4`, `2/4`. */
const NUMBERED =
  /^(?:[-—–―－─·•~]+(\d+)[-—–―－─·•~]+|[(（[【]?(?:第|page)(\d+)页?[,，/／]?(?:(?:共|of)?(\d+)页?)?[)）\]】]?|(\d+)[/／](\d+))$/iu;
/** An address, as browsers print it in front of the page's number. */
const ADDRESSED = /^(?:https?|file):\/\/\S+\s+(\d+)\/(\d+)$/u;
/** How many lines beside a page's number may be its page's head or foot. */
const MOST_BESIDE = 3;
/** Fewer pages show no order of their numbers. */
const FEWEST_PAGES = 2;

interface PageNumber {
  /** Rank of the line. */
  readonly at: number;
  readonly number: number;
  readonly of: string;
  /** The line without white space, digits masked. */
  readonly shape: string;
}

/** The lines without page numbers and what is printed beside these on at least two pages; all of them where no numbers go on. */
export function withoutPageFurniture(lines: readonly TextLine[]): readonly TextLine[] {
  const numbers = pageNumbers(lines);
  if (numbers.length < FEWEST_PAGES) return lines;
  const left = new Set(numbers.map(({ at }) => at));
  for (const step of [-1, 1]) {
    const runs = numbers.map(({ at }) => beside(lines, at, step));
    for (let rank = 0; rank < MOST_BESIDE; rank += 1) {
      const shapes = runs.map((run) => shapeOf(lines[run[rank] ?? -1]));
      const same = runs.filter((_, page) => isRunning(shapes[page]) && isAgain(shapes, page));
      if (same.length < FEWEST_PAGES) break;
      for (const run of same) left.add(run[rank] as number);
    }
  }
  return lines.filter((_, at) => !left.has(at));
}

/** Lines of one shape that count the pages, each once; none where some other line of that shape counts nothing. */
function pageNumbers(lines: readonly TextLine[]): PageNumber[] {
  const byShape = new Map<string, PageNumber[]>();
  lines.forEach((line, at) => {
    const text = line.text.replace(/\s+/g, " ").trim();
    const found = ADDRESSED.exec(text) ?? NUMBERED.exec(text.replace(/ /g, "")) ?? [];
    const [number, of = ""] = found.slice(1).filter((group) => group !== undefined);
    if (number === undefined) return;
    const shape = shapeOf(line);
    const others = byShape.get(shape) ?? [];
    byShape.set(shape, [...others, { at, number: Number(number), of, shape }]);
  });
  const counting = [...byShape.values()].filter(
    (all) =>
      all.length >= FEWEST_PAGES &&
      all.every(({ number, of }, rank) => number === (all[0]?.number ?? 0) + rank && of === all[0]?.of),
  );
  return counting.length === 1 ? (counting[0] ?? []) : [];
}

/** Ranks of the written lines before or behind a page's number, the nearest first. */
function beside(lines: readonly TextLine[], at: number, step: number): number[] {
  const found: number[] = [];
  for (let next = at + step; next >= 0 && next < lines.length && found.length < MOST_BESIDE; next += step)
    if (lines[next]?.text.trim() !== "") found.push(next);
  return found;
}

const shapeOf = (line: TextLine | undefined): string =>
  (line?.text ?? "").replace(/\s+/g, "").replace(/\d+/g, "#");

/** Words with hardly a figure: a row of a table may be the first of several pages too. */
function isRunning(shape: string | undefined): boolean {
  return shape !== undefined && /\p{L}{2}/u.test(shape) && !/[#|｜\t]$/u.test(shape);
}

const isAgain = (shapes: readonly string[], page: number) =>
  shapes.some((shape, other) => other !== page && shape === shapes[page]);
