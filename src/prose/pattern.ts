// Matches the words around a figure against a pattern of word classes.
// Must not know statements, sentences' places or what the classes mean.
import type { Pattern, Step } from "../model/prose.ts";
import type { Token } from "./tokens.ts";

/** How far a pattern may reach: within the clause, over commas of the sentence, up to its heading. */
export type Reach = 0 | 1 | 2;

/** Longest stretch that a gap may leap, in characters, by reach. */
const LONGEST_GAP: Readonly<Record<Reach, number>> = { 0: 120, 1: 80, 2: 80 };

export interface Match {
  /** Rank of the outermost tokens matched. */
  readonly first: number;
  readonly last: number;
  /** Letters of the words matched: the more, the more specific. */
  readonly weight: number;
}

interface Side {
  readonly edge: number;
  readonly weight: number;
}

/** Words that mean nothing for a count, and marks that part nothing. */
const FILLER = "filler";
const JOINS = "joins";
const TRANSPARENT = /^[:"'、《》·\-—_*和及与或]*$/u;

const QUOTES = /^["'《》·*_]*$/u;

/** Where a pattern is looked for. */
export interface View {
  readonly tokens: readonly Token[];
  /** What the tokens were taken from. */
  readonly text: string;
  readonly reach: Reach;
  /** Rank of the last token that belongs to the figure before. */
  readonly floor: number;
  /** Rank of the first of the figures that stand side by side up to this one: «12期60条». */
  readonly lead: number;
  /** The report's; null when unknown. */
  readonly year: number | null;
}

/** For each class of a sentence the ranks of its first and its last word. */
export type ClassRanks = ReadonlyMap<string, { readonly first: number; readonly last: number }>;

/** For the classes of a sentence, which of some patterns may match in it: each of its figures asks. */
const possible = new WeakMap<ClassRanks, Map<readonly Pattern[], readonly Pattern[]>>();

/** A cheap look: the patterns every word of which, but those that may be left out, is of a class that the sentence has on that side of the figure. */
export function mayMatch(
  patterns: readonly Pattern[],
  classes: ClassRanks,
  figure: number,
  floor: number,
): readonly Pattern[] {
  const known = possible.get(classes) ?? new Map<readonly Pattern[], readonly Pattern[]>();
  possible.set(classes, known);
  const found =
    known.get(patterns) ??
    patterns.filter(
      ({ before, after }) => areThere(before, classes, 0, Infinity) && areThere(after, classes, 0, Infinity),
    );
  known.set(patterns, found);
  if (found.length === 0) return found;
  return found.filter(
    ({ before, after }) =>
      areThere(before, classes, floor + 1, figure) && areThere(after, classes, figure + 1, Infinity),
  );
}

/** Each step that has to be there may be between the ranks. */
function areThere(steps: readonly Step[], classes: ClassRanks, from: number, to: number): boolean {
  for (const step of steps) {
    if (typeof step === "string" || step.optional) continue;
    const isThere = (name: string) => {
      const ranks = classes.get(name);
      return ranks !== undefined && ranks.first < to && ranks.last >= from;
    };
    if (!step.classes.some(isThere)) return false;
  }
  return true;
}

/** Rank of the farthest token in front of the figure that a pattern may reach. */
export function farthest(view: View): number {
  let rank = view.lead;
  while (reachable(view, rank - 1, -1)) rank -= 1;
  return rank;
}

export function matchAround(pattern: Pattern, view: View, figure: number): Match | null {
  const before = walk(view, view.lead, -1, pattern.before, 0);
  if (!before) return null;
  const after = walk(view, figure, 1, pattern.after, 0);
  if (!after) return null;
  return { first: before.edge, last: after.edge, weight: before.weight + after.weight };
}

function walk(view: View, at: number, way: 1 | -1, steps: readonly Step[], step: number): Side | null {
  const next = steps[step];
  if (next === undefined) return { edge: at, weight: 0 };
  if (next === "start") return startsClause(view, at) ? { edge: at, weight: 0 } : null;
  if (next === "gap") return leap(view, at, way, steps, step + 1);
  if (next === "figure") {
    const [one, own] = [view.tokens[at + way], view.tokens[at]];
    const isBeside = one?.kind === "figure" && (way > 0 ? own?.to === one.from : one.to === own?.from);
    return isBeside ? walk(view, at + way, way, steps, step + 1) : null;
  }
  if (next === "earlier" || next === "later") {
    const beside = at + way;
    const fits = reachable(view, beside, way) && touches(view, at, beside, way) && isYear(view, beside, next);
    const rest = fits ? walk(view, beside, way, steps, step + 1) : null;
    return rest && { edge: rest.edge, weight: rest.weight + lengthOf(view, beside) };
  }
  for (let j = at + way; reachable(view, j, way); j += way) {
    if (!touches(view, j - way, j, way)) break;
    const token = view.tokens[j] as Token;
    if (hasClass(token, next.classes)) {
      const rest = walk(view, j, way, steps, step + 1);
      if (rest) return { edge: rest.edge, weight: rest.weight + token.to - token.from };
    }
    if (!skippable(token)) break;
  }
  return next.optional ? walk(view, at, way, steps, step + 1) : null;
}

function lengthOf({ tokens }: View, rank: number): number {
  const token = tokens[rank];
  return token ? token.to - token.from : 0;
}

/** A date that names a year before or behind the report's. */
function isYear({ tokens, year }: View, rank: number, side: "earlier" | "later"): boolean {
  const token = tokens[rank];
  if (token?.kind !== "date" || token.year === null || year === null) return false;
  return side === "earlier" ? token.year < year : token.year > year;
}

/** Nothing but filler between the clause's start and the token. */
function startsClause(view: View, at: number): boolean {
  for (let j = at - 1; j >= 0; j -= 1) {
    const token = view.tokens[j] as Token;
    if (!touches(view, j + 1, j, -1)) return false;
    if (token.kind === "break" || token.kind === "figure" || j <= view.floor) return true;
    if (!skippable(token)) return false;
  }
  return true;
}

/** Over anything but figures and breaks to a word that the next step asks for. */
function leap(view: View, at: number, way: 1 | -1, steps: readonly Step[], step: number): Side | null {
  const next = steps[step];
  if (next === undefined) return { edge: at, weight: 0 };
  const start = view.tokens[at] as Token;
  // What an enumeration goes on with is the next item, and what a colon opens is told of its own: none is the figure's.
  const atItem = way > 0 && /[、:]/.test(view.text.charAt(start.to));
  for (let j = at + way; !atItem && reachable(view, j, way); j += way) {
    const token = view.tokens[j] as Token;
    const distance = way > 0 ? token.from - start.to : start.from - token.to;
    if (distance > LONGEST_GAP[view.reach]) break;
    if (!meets(view, j, next)) continue;
    const rest = walk(view, j, way, steps, step + 1);
    if (rest) return { edge: rest.edge, weight: rest.weight + token.to - token.from };
  }
  return typeof next !== "string" && next.optional ? leap(view, at, way, steps, step + 1) : null;
}

function meets(view: View, rank: number, step: Step): boolean {
  if (step === "earlier" || step === "later") return isYear(view, rank, step);
  return typeof step !== "string" && hasClass(view.tokens[rank], step.classes);
}

/** A pattern never leaps a figure or a semicolon, and other breaks only as far as it may reach. */
function reachable({ tokens, reach, floor }: View, j: number, way: 1 | -1): boolean {
  const token = tokens[j];
  if (!token || j <= floor || token.kind === "figure") return false;
  if (token.kind !== "break") return true;
  if (token.strength === 2 || way > 0) return false;
  if (token.strength === 3) return reach >= 2;
  return reach >= 1 && !followsFigure(tokens, j);
}

/** «共5件信函，4件…»: what stands between a figure and the comma belongs to that figure. */
function followsFigure(tokens: readonly Token[], comma: number): boolean {
  for (let i = comma - 1; i >= 0; i -= 1) {
    const kind = tokens[i]?.kind;
    if (kind === "break") return false;
    if (kind === "figure") return i < comma - 1;
  }
  return false;
}

function touches({ tokens, text }: View, a: number, b: number, way: 1 | -1): boolean {
  const [left, right] = way > 0 ? [tokens[a], tokens[b]] : [tokens[b], tokens[a]];
  if (!left || !right) return false;
  // What stands behind an enumeration's comma is the next item, and none of the figure's.
  return (way > 0 ? QUOTES : TRANSPARENT).test(text.slice(left.to, right.from));
}

function skippable(token: Token): boolean {
  if (token.kind === "date" || token.kind === "break" || token.kind === "aside") return true;
  return token.kind === "word" && (token.classes.has(FILLER) || token.classes.has(JOINS));
}

/** Nothing but one word, filler aside, leads from the figure to the key. */
export function isBare({ tokens }: Pick<View, "tokens">, figure: number, { first, last }: Match): boolean {
  if (last > figure) return false;
  const words = tokens.slice(first, last + 1).filter(({ kind }) => kind === "word");
  return words.filter((one) => !hasClass(one, [FILLER])).length < 2;
}

export function hasClass(token: Token | undefined, classes: Iterable<string>): boolean {
  if (token?.kind !== "word") return false;
  for (const one of classes) if (token.classes.has(one)) return true;
  return false;
}
