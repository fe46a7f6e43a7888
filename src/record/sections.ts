// Cuts the prose of a report into its chapters, each piece with its place, and leaves out what belongs to form tables.
// Must not know figures or files.
import type { Flow, Grid } from "../model/grid.ts";
import type { Place } from "../model/place.ts";
import type { Chapter, Passage, Piece } from "../model/prose.ts";
import type { ReportCell, Section } from "../model/report.ts";
import { collapse, fold } from "../text/fold.ts";
import { type ProseLine, untaken } from "./untaken.ts";

/** How chapters and the page's own lines are told. */
export interface SectionRules {
  readonly chapter: RegExp;
  readonly headingEnds: readonly string[];
  readonly furniture: readonly string[];
  /** The text holds a word that denies. */
  readonly denies: (folded: string) => boolean;
  /** The end of a line and the beginning of the next are together a word that the break cut. */
  readonly cutsWord: (line: string, next: string) => boolean;
}

/** What the form tables were read from. */
export interface Taken {
  readonly cells: readonly ReportCell[];
  /** Ranks of grids that are no form table. */
  readonly otherGrids: ReadonlySet<number>;
}

/** Longest line that can be a chapter's heading. */
const HEADING = 60;
/** A cell of a table with so many letters and a full stop is prose that a layout put there. */
const PROSE_CELL = 30;

/** Chapters in order; what stands before the first has an empty heading. Empty chapters stay: their tables are elsewhere. */
export function readChapters(flow: Flow, rules: SectionRules, taken: Taken): Chapter[] {
  const lines = untaken(linesOf(flow, taken.otherGrids), taken.cells, (text) => firstHeading(text, rules));
  const width = lines.reduce(
    (most, { wraps, text }) => (wraps ? Math.max(most, text.trim().length) : most),
    0,
  );
  const broken = areBroken(lines, rules);
  const chapters: { heading: string; at: Place; passages: Passage[] }[] = [];
  let current: { heading: string; at: Place; passages: Passage[] } = { heading: "", at: {}, passages: [] };
  chapters.push(current);
  let open: { line: ProseLine; pieces: ProseLine[] } | null = null;
  const breaksWithin = (pieces: readonly ProseLine[], next: ProseLine) =>
    isBrokenBefore(pieces, next, rules, broken);
  const close = () => {
    if (open) current.passages.push(passageOf(open.pieces));
    open = null;
  };
  for (const line of lines) {
    if (line.text.trim() === "") continue;
    if (isFurniture(line, rules, chapters.length === 1)) continue;
    for (const { text, offset, heading } of splitHeadings(line.text, rules)) {
      const piece = { ...line, text, offset: line.offset + offset };
      if (heading) {
        close();
        current = { heading: collapse(text), at: line.at, passages: [] };
        chapters.push(current);
      } else if (open && (runsOn(open.line, piece, width) || breaksWithin(open.pieces, piece))) {
        open.pieces.push(piece);
        open.line = piece;
      } else {
        close();
        open = { line: piece, pieces: [piece] };
      }
    }
  }
  close();
  return chapters.filter((chapter) => chapter.heading !== "" || chapter.passages.length > 0);
}

export function sectionsOf(chapters: readonly Chapter[]): Section[] {
  return chapters.map(({ heading, at, passages }) => ({
    heading,
    text: passages.map(({ text }) => collapse(text)).join("\n"),
    at: heading === "" ? (passages[0]?.pieces[0]?.at ?? at) : at,
  }));
}

function linesOf(flow: Flow, otherGrids: ReadonlySet<number>): ProseLine[] {
  let rank = -1;
  return flow.flatMap((block) => {
    if (block.kind === "text") return printedLines(block.text, block.at, block.marks?.includes("recognised"));
    rank += 1;
    return proseOfGrid(block, otherGrids.has(rank));
  });
}

function printedLines(text: string, at: Place, fromPicture = false): ProseLine[] {
  const wraps = at.page !== undefined || (at.line !== undefined && at.paragraph === undefined);
  const recognised = fromPicture ? ({ recognised: true } as const) : {};
  if (!text.includes("\n")) return [{ text, at, offset: 0, wraps, ...recognised }];
  return text
    .split("\n")
    .map((line, index) => ({ text: line, at: { ...at, line: index + 1 }, offset: 0, wraps, ...recognised }));
}

/** «…的情况：无»: what stands behind the colon is told in words. */
const TOLD = /[：:]\s*\p{Script=Han}{1,12}[。；;]?\s*$/u;

/** Cells, or lines, of a table that hold sentences. A form's own long labels and notes are shorter. */
function proseOfGrid(grid: Grid, other: boolean): ProseLine[] {
  const stops = other ? 1 : 3;
  const isProse = (text: string) =>
    text.length >= PROSE_CELL && (text.match(/[。；]/g)?.length ?? 0) >= stops;
  if (other && grid.lines)
    return grid.lines.flatMap((line) =>
      isProse(line.text) || TOLD.test(line.text) ? printedLines(line.text, line.at) : [],
    );
  return grid.rows.flatMap((row) =>
    row.flatMap((slot) =>
      slot.kind === "cell" && isProse(slot.text)
        ? printedLines(slot.text, slot.at, grid.scanned || slot.marks?.includes("recognised"))
        : [],
    ),
  );
}

/** A line that a label of the page's own opens. */
function isFurniture({ text }: ProseLine, { furniture }: SectionRules, first: boolean): boolean {
  // Behind the page's own line a converter may have put the whole text.
  if (!first || text.includes("。")) return false;
  const folded = fold(text.slice(0, 30));
  return furniture.some((label) => folded.startsWith(`${label}:`) || folded.startsWith(`【${label}】`));
}

interface Part {
  readonly text: string;
  readonly offset: number;
  readonly heading: boolean;
}

function firstHeading(text: string, rules: SectionRules): readonly [number, number] | null {
  const part = text.split("\n").reduce<{ at: number; found: Part | null }>(
    ({ at, found }, line) => {
      const heading = found ?? splitHeadings(line, rules).find((one) => one.heading) ?? null;
      return found || !heading
        ? { at: at + line.length + 1, found }
        : { at, found: { ...heading, offset: at + heading.offset } };
    },
    { at: 0, found: null },
  ).found;
  return part ? [part.offset, part.offset + part.text.length] : null;
}

/** The line cut before each chapter's number and behind each chapter's heading. */
function splitHeadings(line: string, rules: SectionRules): Part[] {
  const starts = [0];
  for (let at = 1; at < line.length; at += 1) {
    if (!/[。；：！？\s\d)）]/u.test(line.charAt(at - 1)) || /\s/u.test(line.charAt(at))) continue;
    if (rules.chapter.test(fold(line.slice(at, at + 6)))) starts.push(at);
  }
  return starts.flatMap((from, index) => {
    const text = line.slice(from, starts[index + 1] ?? line.length);
    return headingFirst(text, rules).map((part) => ({ ...part, offset: part.offset + from }));
  });
}

function headingFirst(text: string, rules: SectionRules): Part[] {
  const lead = text.length - text.trimStart().length;
  if (!rules.chapter.test(fold(text.slice(lead, lead + 6)))) return [{ text, offset: 0, heading: false }];
  const length = headingLength(text.slice(lead), rules);
  if (length === 0) return [{ text, offset: 0, heading: false }];
  const to = lead + length + (/^[。：:]+/u.exec(text.slice(lead + length))?.[0].length ?? 0);
  const rest = text.slice(to);
  // «四、没有来信。»: a sentence, whose number is all there is of a heading.
  const isNamed = endOfHeading(text.slice(lead, to), rules.headingEnds) > 0;
  const number = rules.chapter.exec(fold(text.slice(lead)))?.[0].length ?? 0;
  if (!isNamed && rest.trim() === "" && text.trimEnd().endsWith("。") && rules.denies(fold(text)))
    return [
      { text: text.slice(lead, lead + number), offset: lead, heading: true },
      { text: text.slice(lead + number), offset: lead + number, heading: false },
    ];
  const heading = { text: text.slice(lead, to), offset: lead, heading: true };
  return rest.trim() === "" ? [heading] : [heading, { text: rest, offset: to, heading: false }];
}

/** How long the heading is that a text begins with; 0 when its first words are none. */
function headingLength(text: string, { headingEnds }: SectionRules): number {
  const whole = text.trimEnd();
  const stop = /[。：:]|[（(][一二三四五六七八九十\d]+[)）]/u.exec(whole)?.index ?? whole.length;
  const first = endOfHeading(whole.slice(0, stop), headingEnds);
  if (first > 0) return first;
  if (stop === whole.length) return whole.length <= HEADING && !/[，,；;]/u.test(whole) ? whole.length : 0;
  return stop <= HEADING / 2 && !/[，,；;]/u.test(whole.slice(0, stop)) ? stop : 0;
}

/** Behind the first word that headings end with and nothing joins to what follows. */
function endOfHeading(text: string, ends: readonly string[]): number {
  for (let at = 2; at < Math.min(text.length, HEADING); at += 1) {
    if (/[，,；;]/u.test(text.charAt(at))) return 0;
    const end = ends.find((word) => text.startsWith(word, at));
    if (end === undefined) continue;
    const next = text.charAt(at + end.length);
    if (next === "" || !/[及和与、的或以其]/u.test(next)) return at + end.length;
  }
  return 0;
}

/** The line before was full and its sentence has no end. */
function runsOn(last: ProseLine, next: ProseLine, width: number): boolean {
  return mayRunOn(last, next) && last.text.trim().length >= 0.8 * width && width <= 120;
}

/** Words that lines break off in: so many of a text show that its lines break anywhere. */
const BROKEN = 2;

function areBroken(lines: readonly ProseLine[], rules: SectionRules): boolean {
  let count = 0;
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1];
    if (next && mayRunOn(line, next) && rules.cutsWord(line.text.trim(), next.text.trim())) count += 1;
    if (count === BROKEN) return true;
  }
  return false;
}

/** «发信51封，便民服⏎务12条»: the line before broke off within a word, or, in a text that does so, within a sentence. */
function isBrokenBefore(
  pieces: readonly ProseLine[],
  next: ProseLine,
  rules: SectionRules,
  broken: boolean,
): boolean {
  const last = pieces.at(-1);
  if (!last || !mayRunOn(last, next)) return false;
  if (rules.cutsWord(last.text.trim(), next.text.trim())) return true;
  return broken && pieces.some(({ text }) => /[，,。；;]/u.test(text));
}

/** The line ends within a sentence, and the next begins none of its own. */
function mayRunOn(last: ProseLine, next: ProseLine): boolean {
  if (!last.wraps || !next.wraps || next.offset > 0) return false;
  if (/[。！？；：:;]$/u.test(last.text.trim())) return false;
  return !/^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])/u.test(next.text);
}

function passageOf(lines: readonly ProseLine[]): Passage {
  let text = "";
  const pieces: Piece[] = [];
  for (const line of lines) {
    const lead = line.text.length - line.text.trimStart().length;
    const own = line.text.trim();
    pieces.push({
      from: text.length,
      at: line.at,
      offset: line.offset + lead,
      ...(line.recognised ? { recognised: true } : {}),
    });
    text += own;
  }
  return { text, pieces };
}
