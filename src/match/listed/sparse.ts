// Reads a list that leaves figures out: every cell is named, and a name without a figure is an empty cell. That holds only where the
// list itself shows that its figures stand right behind their names. Must not know how steps are made, or what a document is.
import { isLetter } from "../../text/letters.ts";
import { isDigit, type Stream } from "../print/stream.ts";
import type { Lexicon, Token } from "../print/tokens.ts";
import { FEWEST_TIMES } from "../weights/limits.ts";
import { figuresAt, mayNumberNext } from "./figures.ts";
import type { Step } from "./steps.ts";
import { behindEquals, labelsOf, type Named, pastColumn, type Walked } from "./walk.ts";

/** A list with empty places, and what it shows of where figures stand. */
export interface Sparse extends Walked {
  /** What stands between each name and its figure, white space but ends of lines aside. */
  readonly joint: string;
  /** The same stands behind the names without a figure. */
  readonly says: boolean;
  /** Something that parts it from the next name stands behind each figure. */
  readonly closed: boolean;
  readonly figures: number;
  readonly blanks: number;
  /** Figures between two names of one row: heads are not named together, before their figures. */
  readonly inner: number;
  /** Figures behind the last name of a row, before the next row's label: no name stands behind its figure. */
  readonly last: number;
}

/** A name of a list with what stands right behind it. */
interface Place extends Named {
  /** The print between the name and its figure, or the next name. */
  readonly between: string;
  /** The print behind its figure, to the next name. */
  readonly behind: string;
  /** The next name begins a row. */
  readonly ends: boolean;
  /** Neither its column nor a figure is named: what stands behind it is the row's. */
  readonly bare: boolean;
}

/** @returns the list that begins at a character, all cells named and some of them empty; null where it is none. */
export function walkSparse(
  stream: Stream,
  from: number,
  steps: readonly Step[],
  lexicon: Lexicon,
): Sparse | null {
  const places: Place[] = [];
  let label = steps[0] === undefined ? null : labelsOf(stream, from, steps[0], lexicon, steps[1]);
  for (const [rank, step] of steps.entries()) {
    if (label === null) return null;
    const [next, after] = [steps[rank + 1], steps[rank + 2]];
    const named = pastColumn(stream, label.to, step, lexicon);
    // A label that ends in a remark is read to the remark's last letter.
    const column = stream.syms[named] === ")" ? named + 1 : named;
    const nextAt = (place: number) =>
      next === undefined ? null : labelsOf(stream, place, next, lexicon, after);
    // The next name may begin with a word that leads to its own figure.
    const soon = nextAt(column);
    const at = soon === null ? behindEquals(stream, column, lexicon) : column;
    const found = figuresAt(stream, at, lexicon, { most: 2, isNext: (place) => nextAt(place) !== null });
    const isNext = ({ from }: Token) =>
      soon !== null && from >= soon.from && isLetter(stream.syms[from] ?? "");
    const [token = null, ...others] = found.filter((one) => !isNext(one));
    if (others.length > 0) return null;
    const end = token?.to ?? at;
    const following = nextAt(end);
    const upTo = following?.from ?? behindLine(stream, end);
    places.push({
      step,
      ...label,
      token,
      between: printOf(stream, column, token?.from ?? upTo),
      behind: printOf(stream, end, upTo),
      ends: next === undefined || next.must.length > 0,
      bare: step.leaf === null && named === label.to,
    });
    label = following;
  }
  const to = places.at(-1)?.token?.to ?? places.at(-1)?.to ?? from;
  return isLegible(stream, places) ? { ...shownBy(places), named: places, each: true, from, to } : null;
}

/** Whether a list, beside all those that a form's tables are printed in, shows where figures stand and what is empty. */
export function tellsBlanks(list: Sparse, all: readonly Sparse[]): boolean {
  const lists = all.filter(({ joint }) => joint === list.joint);
  const sum = (of: (list: Sparse) => number) => lists.reduce((total, list) => total + of(list), 0);
  if (list.blanks === 0 || sum(({ figures }) => figures) < FEWEST_TIMES) return false;
  // One figure that is not there was lost.
  if (sum(({ blanks }) => blanks) < FEWEST_TIMES) return false;
  if (lists.every(({ joint, says }) => says && LEADS.test(joint))) return true;
  // A single figure behind several heads may be any one's.
  if (list.inner === 0) return false;
  const isBehind = sum(({ last }) => last) >= FEWEST_TIMES || lists.every(({ closed }) => closed);
  return isBehind && sum(({ inner }) => inner) >= FEWEST_TIMES;
}

/** A sign or a word that leads from a name to its figure, on one line. */
const LEADS = /^[:=\p{L}]+$/u;

/** What parts two names of a list. */
const PARTS = /[,、;。\n]/u;

/** Figures are joined to their names in one way, and alone on their lines where the names stand on lines of their own. */
function isLegible(stream: Stream, places: readonly Place[]): boolean {
  const figures = places.filter(({ token, bare }) => token !== null && !bare);
  const joint = jointOf(places);
  if (joint === null || figures.some(({ between }) => between !== joint)) return false;
  // Behind a row's label alone a figure may stand otherwise, but an empty place must be told.
  const isTold = ({ bare, token, between }: Place) => !bare || token !== null || /^[:=]/u.test(between);
  const onLines = joint.includes("\n");
  return (
    places.every(isTold) &&
    places.every(({ token, behind }) => token === null || !onLines || beginsWithEnd(behind)) &&
    places.every(({ token, ends }) => token === null || !isGlued(stream, token, ends))
  );
}

/** What joins figures to their names; where there are none, the sign that all names have behind them. */
function jointOf(places: readonly Place[]): string | null {
  const figure = places.find(({ token, bare }) => token !== null && !bare);
  if (figure !== undefined) return figure.between;
  const [sign = ""] = places.map(({ between }) => between.slice(0, 1));
  return /^[:=]$/u.test(sign) && places.every(({ between }) => between.startsWith(sign)) ? sign : null;
}

const beginsWithEnd = (behind: string) => behind === "" || behind.startsWith("\n");

/** Digits that may go on before a figure or behind it, or be the list number of the next row. */
const isGlued = (stream: Stream, { from, to }: Token, ends: boolean) =>
  isDigit(stream.syms[from - 1]) || isDigit(stream.syms[to]) || (ends && mayNumberNext(stream, to));

function shownBy(places: readonly Place[]): Omit<Sparse, keyof Walked> {
  const figures = places.filter(({ token, bare }) => token?.kind === "figure" && !bare);
  const joint = jointOf(places) ?? "";
  return {
    joint,
    says: places.every(({ token, between }) => token !== null || (joint !== "" && between.startsWith(joint))),
    closed: !PARTS.test(joint) && figures.every(({ behind }) => PARTS.test(behind[0] ?? "")),
    figures: figures.length,
    blanks: places.filter(({ token }) => token === null).length,
    inner: figures.filter(({ ends }) => !ends).length,
    last: figures.filter(({ ends, step }) => ends && step.leaf !== null).length,
  };
}

/** The print between two characters, without white space in lines and quotation marks. */
function printOf({ syms }: Stream, from: number, to: number): string {
  return syms
    .slice(from, to)
    .join("")
    .replaceAll(/[ \t"]/gu, "")
    .replaceAll(/\n+/gu, "\n");
}

const behindLine = ({ syms }: Stream, from: number) => syms.indexOf("\n", from) + 1;
