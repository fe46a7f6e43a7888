// Letters and digits that are drawn of straight strokes: what hangs together and is no larger than a letter rules nothing off.
// Must not know words, tables or containers.
import type { Ruling } from "../model/document.ts";
import { DASH, LARGEST_DOT } from "./page-lines.ts";

/** The largest letter of a table, in points. A cell of this size would hold no figure. */
const WIDEST = 12;
const TALLEST = 18;
/** Strokes of one letter, and pieces of one line, leave no more between them. */
const CONTACT = 0.8;
/** A line of a table ends this near to another; a digit keeps further off the borders of its cell. */
const REACHES = 1.5;

/** The lines that may rule something off. */
export function withoutLetters(rulings: readonly Ruling[]): readonly Ruling[] {
  const pieces = rulings.filter((ruling) => isLetterSized(ruling) && !isDot(ruling));
  if (pieces.length === 0) return rulings;
  const others = rulings.filter((ruling) => !isLetterSized(ruling));
  const letters = new Set<Ruling>();
  const alone: Ruling[] = [];
  for (const drawing of drawingsOf(pieces)) {
    if (!isLetterSized(around(drawing)) || others.some((line) => drawing.some((one) => touch(one, line))))
      continue;
    if (hasBothWays(drawing)) for (const stroke of drawing) letters.add(stroke);
    else alone.push(...drawing);
  }
  const lines = rulings.filter((ruling) => !letters.has(ruling));
  for (const stroke of alone)
    if (!goesOn(stroke, lines) && !isBetweenLines(stroke, lines)) letters.add(stroke);
  return letters.size === 0 ? rulings : rulings.filter((ruling) => !letters.has(ruling));
}

function isLetterSized({ left, top, right, bottom }: Ruling): boolean {
  return right - left <= WIDEST && bottom - top <= TALLEST;
}

function isDot({ left, top, right, bottom }: Ruling): boolean {
  return Math.max(right - left, bottom - top) <= LARGEST_DOT;
}

const isLevel = ({ left, top, right, bottom }: Ruling) => right - left >= bottom - top;

function hasBothWays(strokes: readonly Ruling[]): boolean {
  return strokes.some(isLevel) && strokes.some((stroke) => !isLevel(stroke));
}

function touch(a: Ruling, b: Ruling): boolean {
  return (
    a.left <= b.right + CONTACT &&
    b.left <= a.right + CONTACT &&
    a.top <= b.bottom + CONTACT &&
    b.top <= a.bottom + CONTACT
  );
}

/** Strokes that hang together, group by group. */
function drawingsOf(pieces: readonly Ruling[]): Ruling[][] {
  const groups: Ruling[][] = [];
  let open: Ruling[][] = [];
  for (const piece of [...pieces].sort((a, b) => a.left - b.left)) {
    const reached = (group: readonly Ruling[]) => around(group).right + CONTACT >= piece.left;
    groups.push(...open.filter((group) => !reached(group)));
    open = open.filter(reached);
    const joined = open.filter((group) => group.some((other) => touch(piece, other)));
    open = [...open.filter((group) => !joined.includes(group)), [...joined.flat(), piece]];
  }
  return [...groups, ...open];
}

function around(strokes: readonly Ruling[]): Ruling {
  return {
    left: Math.min(...strokes.map(({ left }) => left)),
    top: Math.min(...strokes.map(({ top }) => top)),
    right: Math.max(...strokes.map(({ right }) => right)),
    bottom: Math.max(...strokes.map(({ bottom }) => bottom)),
  };
}

/** Whether another piece follows in the same line, as dashes do. */
function goesOn(stroke: Ruling, lines: readonly Ruling[]): boolean {
  const level = isLevel(stroke);
  const longer = level
    ? { ...stroke, left: stroke.left - DASH, right: stroke.right + DASH }
    : { ...stroke, top: stroke.top - DASH, bottom: stroke.bottom + DASH };
  return lines.some((line) => line !== stroke && isLevel(line) === level && touch(longer, line));
}

/** Whether both ends of a stroke are as near to lines across it as the ends of lines in a table are. */
function isBetweenLines(stroke: Ruling, lines: readonly Ruling[]): boolean {
  const level = isLevel(stroke);
  const reach = REACHES - CONTACT;
  const [first, last] = level
    ? [
        { ...stroke, left: stroke.left - reach, right: stroke.left },
        { ...stroke, left: stroke.right, right: stroke.right + reach },
      ]
    : [
        { ...stroke, top: stroke.top - reach, bottom: stroke.top },
        { ...stroke, top: stroke.bottom, bottom: stroke.bottom + reach },
      ];
  const across = lines.filter((line) => line !== stroke && isLevel(line) !== level);
  return [first, last].every((end) => across.some((line) => touch(end, line)));
}
