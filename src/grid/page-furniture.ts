// Finds what is printed on pages and belongs to no text: page numbers, running heads and feet.
// Must not know tables' contents or labels.
import type { TextLine } from "./page-text.ts";
import { lineText } from "./page-text.ts";

/** A page's lines outside of tables, from top to bottom. */
export interface PageLines {
  readonly page: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
  /** Upper and lower edge of what tables take of the page; Infinity and -Infinity without tables. */
  readonly tablesTop: number;
  readonly tablesBottom: number;
}

/** Share of the page's height, above and below, in which furniture stands. */
const MARGIN = 0.12;
/** How many lines a head or a foot has at most. */
const MOST_LINES = 3;
/** Heads on different pages stand at one height, give or take, in points. */
const LEVEL = 6;

interface Candidate {
  readonly page: number;
  readonly line: TextLine;
  /** Text without white space, digits masked. */
  readonly shape: string;
  readonly text: string;
  readonly at: number;
  readonly foot: boolean;
}

/** @returns lines to leave out: page numbers all, running heads and feet from their second printing on. */
export function findFurniture(pages: readonly PageLines[]): ReadonlySet<TextLine> {
  const candidates = pages.flatMap(marginLines);
  const furniture = new Set<TextLine>();
  for (const candidate of candidates) {
    const same = candidates.filter((other) => isSamePlace(candidate, other));
    const numbered = /^\P{L}*#+\P{L}*$/u.test(candidate.shape) || PAGE_WORDS.test(candidate.shape);
    if (numbered) {
      const first = numberOf(candidate) - candidate.page;
      const counts = same.some((other) => other !== candidate && numberOf(other) - other.page === first);
      if (counts || first === 0) furniture.add(candidate.line);
    } else if (same.some((other) => other.page < candidate.page)) furniture.add(candidate.line);
  }
  return furniture;
}

/** "Page 1 of 4" and the like: marks and page words around masked numbers. */
const PAGE_WORDS = /^[\p{P}\p{S}]*(?:第|page|p\.?)?#+页?(?:[\p{P}\p{S}]*(?:共|of)?#+页?)?[\p{P}\p{S}]*$/iu;

function marginLines({ page, height, lines, tablesTop, tablesBottom }: PageLines): Candidate[] {
  const make = (line: TextLine, foot: boolean): Candidate => {
    const text = lineText(line).replace(/\s+/g, "");
    const at = foot ? height - line.bottom : line.top;
    return { page, line, text, shape: text.replace(/\d+/g, "#"), at, foot };
  };
  const heads = lines
    .filter((line) => !isRow(line) && line.bottom <= Math.min(tablesTop, height * MARGIN))
    .slice(0, MOST_LINES)
    .map((line) => make(line, false));
  const feet = lines
    .filter((line) => !isRow(line) && line.top >= Math.max(tablesBottom, height * (1 - MARGIN)))
    .slice(-MOST_LINES)
    .map((line) => make(line, true));
  return [...heads, ...feet];
}

function isSamePlace(one: Candidate, other: Candidate): boolean {
  return one.foot === other.foot && one.shape === other.shape && Math.abs(one.at - other.at) <= LEVEL;
}

/** The first number in the margin: the page's own goes up with the pages. */
function numberOf({ text }: Candidate): number {
  return Number(/\d+/.exec(text)?.[0]);
}

/** Two figures with nothing but a blank between them are a row of a table, at the edge of a page too. */
function isRow(line: TextLine): boolean {
  return /\d\s+[-+]?\d/.test(lineText(line));
}
