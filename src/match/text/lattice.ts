// The ways to cut what a row prints into the cells that the form expects, as lattices for the solver.
// Must not know labels, relations or documents.
import type { FigureType } from "../../model/form.ts";
import type { Lattice, Step } from "../../solve/lattice.ts";
import { fits, plainDecimal, scaled } from "../../text/decimals.ts";
import type { Token } from "../print/tokens.ts";
import { LONGEST_DIGITS } from "../weights/print.ts";

/** A lattice with the stretch of text that each step reads. */
export interface RowLattice {
  readonly lattice: Lattice;
  /** What a step reads; null for a blank. */
  span(from: number, step: Step): Span | null;
}

/** The token a step begins in and the characters [from, to) it covers. */
export interface Span {
  readonly token: Token;
  readonly from: number;
  readonly to: number;
}

/** A figure that cannot be read keeps its text, so that it is never taken for a blank; its value is unknown. */
function stepOf(text: string | null, decimals: number, to: number, unlikely = false): Step {
  const value = text === null || plainDecimal(text) === null ? null : scaled(text, decimals);
  return unlikely ? { value, text, to, unlikely: true } : { value, text, to };
}

/** Whole figures at known cells. */
export function placedLattice(
  tokens: readonly Token[],
  cells: readonly number[],
  decimals: number,
): RowLattice {
  return {
    lattice: {
      start: 0,
      steps(column, from) {
        const token = tokens[from];
        if (token === undefined || cells[from] !== column) return [stepOf(null, decimals, from)];
        return [stepOf(textOf(token), decimals, from + 1)];
      },
      ends: (at) => at === tokens.length,
    },
    span: (from, step) => wholeSpan(tokens, from, step),
  };
}

/**
 * Whole figures in their order, blanks anywhere. With one figure more than cells, one broken in two may be put together
 * again: `breaks` holds the figures that go on without a unit on the very next line or behind one blank.
 */
export function orderedLattice(
  tokens: readonly Token[],
  width: number,
  decimals: number,
  breaks: ReadonlySet<Token>,
): RowLattice {
  const surplus = tokens.length - width;
  return {
    lattice: {
      start: 0,
      steps(column, from) {
        const steps: Step[] = [];
        const left = width - column - 1;
        const token = tokens[from];
        if (tokens.length - from <= left) steps.push(stepOf(null, decimals, from));
        if (token !== undefined) steps.push(stepOf(textOf(token), decimals, from + 1));
        const next = tokens[from + 1];
        if (surplus === 1 && token !== undefined && next !== undefined && breaks.has(token)) {
          // A figure broken in two is an accident: one in a row may be, and only where nothing else explains it.
          const joined = plainDecimal(token.text + next.text);
          if (joined !== null) steps.push(stepOf(joined, decimals, from + 2, true));
        }
        return steps;
      },
      ends: (at) => at === tokens.length,
    },
    span: (from, step) => wholeSpan(tokens, from, step),
  };
}

function textOf(token: Token): string | null {
  return token.kind === "struck" ? null : (plainDecimal(token.text) ?? token.text);
}

function wholeSpan(tokens: readonly Token[], from: number, step: Step): Span | null {
  const token = tokens[from];
  const last = tokens[step.to - 1];
  if (step.to === from || token === undefined || last === undefined) return null;
  return { token, from: token.from, to: last.to };
}

/**
 * Figures run together: every cut. A space is a border between cells. One cell may have been left out, as an accident
 * of the publisher; with `blanks` (fewer characters than cells) any may.
 */
export function gluedLattice(
  tokens: readonly Token[],
  types: readonly FigureType[],
  decimals: number,
  ends: readonly number[],
  blanks: boolean,
): RowLattice {
  const pieces = tokens.flatMap((token) =>
    token.kind === "figure" ? charsOf(token) : [{ token, char: token.text, at: token.from }],
  );
  const stops = new Set(ends.map((end) => pieces.length - ((tokens.at(-1)?.to ?? end) - end)));
  if (stops.size === 0) stops.add(pieces.length);
  const last = Math.max(...stops);
  const cutsFrom = knownCuts(pieces, last, decimals);
  return {
    lattice: {
      start: 0,
      steps(column, from) {
        const steps: Step[] = [stepOf(null, decimals, from, !blanks)];
        const first = pieces[from];
        if (first === undefined) return steps;
        if (first.token.kind !== "figure") return [...steps, stepOf(null, decimals, from + 1)];
        // A dash before digits is their sign, or the mark of a cell of its own.
        if (first.char === "-") steps.push(stepOf(null, decimals, from + 1));
        for (const { text, step } of cutsFrom(from))
          if (fits(text, types[column] ?? "count")) steps.push(step);
        return steps;
      },
      ends: (at) => stops.has(at),
    },
    span(from, step) {
      const first = pieces[from];
      const end = pieces[step.to - 1];
      if (step.to === from || first === undefined || end === undefined) return null;
      return {
        token: first.token,
        from: first.at,
        to: first.token === end.token && first.token.kind !== "figure" ? first.token.to : end.at + 1,
      };
    },
  };
}

/** A figure cut out of others, as a plain decimal. */
interface Cut {
  readonly text: string;
  readonly step: Step;
}

/** One character of a figure, or a mark that stands for a whole cell. */
interface CutPiece {
  readonly token: Token;
  readonly char: string;
  readonly at: number;
}

/** The figures that begin at each piece, worked out once. */
function knownCuts(pieces: readonly CutPiece[], last: number, decimals: number) {
  const known = new Map<number, readonly Cut[]>();
  return (from: number): readonly Cut[] => {
    const cuts = known.get(from) ?? figuresFrom(pieces, from, last, decimals);
    known.set(from, cuts);
    return cuts;
  };
}

/** The figures that begin at a piece, whatever column they stand in. */
function figuresFrom(pieces: readonly CutPiece[], from: number, last: number, decimals: number): Cut[] {
  const cuts: Cut[] = [];
  const token = pieces[from]?.token;
  let text = "";
  for (let to = from; to < last && pieces[to]?.token === token; to += 1) {
    text += pieces[to]?.char ?? "";
    if (/^[+-]?0\d/.test(text) || text.length > LONGEST_DIGITS) break;
    const plain = plainDecimal(text);
    if (plain === null || splitsGroup(pieces, to)) continue;
    cuts.push({ text: plain, step: stepOf(plain, decimals, to + 1) });
  }
  return cuts;
}

/** A cut right before a comma or stop would leave it to nobody. */
function splitsGroup(pieces: readonly { char: string }[], to: number): boolean {
  const next = pieces[to + 1]?.char ?? "";
  return next === "," || next === ".";
}

function charsOf(token: Token): CutPiece[] {
  return Array.from(token.text, (char, index) => ({ token, char, at: token.from + index }));
}
