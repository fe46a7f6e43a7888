// Reads the text of one cell as a figure, exactly and without guessing.
// Must not know which cell of which form it is reading; printed words come as `Conventions`.
import type { Conventions } from "../model/form.ts";
import { fold, foldChar } from "./fold.ts";
import { POWERS, readNumeral } from "./numeral.ts";
import { ownText } from "./own.ts";

export interface Figure {
  readonly state: "reported" | "blank" | "struck" | "unreadable";
  /** Plain decimal (`12.35`, `-2`), digits as printed; null unless reported. */
  readonly value: string | null;
  /** A unit printed behind the number. */
  readonly unit?: string;
  /** The number is legible, but not printed as one number is: white space inside it, leading zeros, odd grouping. */
  readonly odd?: boolean;
}

const BLANK: Figure = { state: "blank", value: null };
const STRUCK: Figure = { state: "struck", value: null };
const UNREADABLE: Figure = { state: "unreadable", value: null };

const STROKES = /^[-/\\*~_=.·…、,|×xX]+$/;
const ZERO_WORDS = /^[oO〇零]$/;
/** Blanks that typography sets between groups of three digits, kept apart from those that a hand typed. */
const THIN = /[\u2007\u2009\u202f]/u;
const THIN_SIGN = "'";
/** A number as printed: sign, whole part with what may group it, fraction. */
const NUMBER = /^([+-]?)(\d(?:[\d,'" ]*\d)?)( ?\. ?\d+(?: \d+)*)?/;
/** Words of ideographs have no blanks: there a narrow cell was broken over lines, or letters were set apart. */
const BROKEN_WORD = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;
/** Signs that point to a note: stars, circled and raised numbers. They say nothing of the figure. */
const NOTE_MARKS = /^[①-⑳¹²³⁰-⁹*※#†‡]+/u;

/** Up or down against another year, by how many per cent. */
const CHANGE = /^[↑↓⬆⬇▲▼△▽↗↘](?: ?\d+(?:\.\d+)?[%‰])?/u;
/** In brackets, by how many as well: behind a number the arrow may stand for a digit that recognition took for one. */
const CHANGE_TOLD = /^[↑↓⬆⬇▲▼△▽↗↘] ?\d+(?:\.\d+)?[%‰]?$/u;

/** A number in square brackets points to a note or a source. */
const POINTER = /^\[\^?[\d⁰¹²³⁴-⁹]{1,2}\]$/u;

/** A share or a rate of change in brackets is another figure's, and can be taken for no count. */
const RATE = /^[+-]?\d+(?:\.\d+)?[%‰]$/u;

/** Texts of cells repeat: zeros, blanks, labels. Figures never change once read. */
const MOST_KNOWN = 20_000;
const known = new WeakMap<Conventions, Map<string, Figure>>();

/** @returns what the cell prints; white space around and format characters inside never matter. */
export function readFigure(text: string, conventions: Conventions): Figure {
  let figures = known.get(conventions);
  if (!figures) {
    figures = new Map();
    known.set(conventions, figures);
  }
  let figure = figures.get(text);
  if (!figure) {
    const own = ownText(text);
    figure = readUnknown(own, conventions);
    if (figures.size >= MOST_KNOWN) figures.clear();
    figures.set(own, figure);
  }
  return figure;
}

/** Brackets that set a text off and say nothing of it. */
const FRAMED = /^\s*(?:【([^【】]*)】|〖([^〖〗]*)〗)\s*$/u;

function readUnknown(printed: string, conventions: Conventions): Figure {
  const [, heavy, light] = FRAMED.exec(printed) ?? [];
  const text = heavy ?? light ?? printed;
  const spaced = unlined(spaceFold(text));
  if (spaced === "") return BLANK;
  const tight = spaced.replaceAll(" ", "");
  if (STROKES.test(tight) || placeholders(conventions).has(tight)) return STRUCK;
  const lead = takeLead(spaced, conventions);
  const read =
    readSum(lead.rest) ??
    readDigits(lead.rest, conventions) ??
    readWords(lead.rest.replaceAll(" ", ""), conventions);
  if (read === null) return UNREADABLE;
  if (lead.minus && read.signed) return UNREADABLE;
  const minus = lead.minus || read.minus ? "-" : "";
  return reported(minus + read.value, read.unit, read.odd || lead.odd);
}

/** A number read from the beginning of a text to its end. */
interface Read {
  readonly value: string;
  readonly signed: boolean;
  readonly minus: boolean;
  readonly unit: string | undefined;
  readonly odd: boolean;
}

/** Terms, and behind them what they come to. */
const SUM = /^(\d+(?: ?\+ ?\d+)+) ?= ?(\d+)$/;
/** Terms alone, which a remark may give. */
const TERMS = /^\d+(?: ?\+ ?\d+)+$/;

/** A sum that the cell works out, where it is right. */
function readSum(text: string): Read | null {
  const [, terms = "", total = ""] = SUM.exec(text) ?? [];
  if (total === "" || sumOf(terms) !== Number(total)) return null;
  return { value: total, signed: false, minus: false, unit: undefined, odd: false };
}

const sumOf = (terms: string) => terms.split("+").reduce((sum, term) => sum + Number(term), 0);

function readDigits(text: string, conventions: Conventions): Read | null {
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [all, sign = "", whole = "", fraction = ""] = match;
  const number = readWhole(whole);
  if (number === null) return null;
  const raised = takePower(text.slice(all.length).trim().replace(BROKEN_WORD, ""), conventions);
  const tail = readTail(raised.rest, number.digits, conventions);
  if (tail === null) return null;
  const decimals = fraction.replaceAll(" ", "");
  return {
    value: multiplied(number.digits + decimals, raised.noughts),
    signed: sign !== "",
    minus: sign === "-",
    unit: tail.unit,
    odd: number.odd || tail.odd || decimals !== fraction,
  };
}

/** A word that is a number. One stroke by itself may be a dash as well as a one. */
function readWords(tight: string, conventions: Conventions): Read | null {
  const { before, unit } = splitUnit(tight, conventions);
  const zero = ZERO_WORDS.test(before);
  const value = zero ? 0 : readNumeral(before);
  if (value === null) return null;
  return { value: String(value), signed: false, minus: false, unit, odd: before === "一" };
}

/** 万, 千 and the like multiply, unless they begin the name of a unit. */
function takePower(tail: string, conventions: Conventions): { noughts: number; rest: string } {
  const noughts = POWERS.get(tail[0] ?? "");
  if (noughts === undefined || leadUnit(tail, conventions).unit !== undefined)
    return { noughts: 0, rest: tail };
  return { noughts, rest: tail.slice(1).trim() };
}

function multiplied(decimal: string, noughts: number): string {
  if (noughts === 0) return decimal;
  const [whole = "", fraction = ""] = decimal.split(".");
  const shifted = fraction.padEnd(noughts, "0");
  const digits = `${whole}${shifted.slice(0, noughts)}`.replace(/^0+(?=\d)/, "");
  const rest = shifted.slice(noughts).replace(/0+$/, "");
  return rest === "" ? digits : `${digits}.${rest}`;
}

function reported(value: string, unit: string | undefined, odd: boolean): Figure {
  return { state: "reported", value, ...(unit ? { unit } : {}), ...(odd ? { odd } : {}) };
}

/** White space as mark-up writes it out, shown letter by letter where a page escapes its text twice. */
const WRITTEN_SPACE =
  /&(?:nbsp|ensp|emsp|thinsp|#(?:160|12288|819[4-9]|820[0-2]|x(?:a0|3000|200[2-9a])));/giu;

/** Folds characters, keeps one blank where white space stood, so that `12 3` can be told from `123`. */
function spaceFold(text: string): string {
  let result = "";
  for (const char of text.replace(WRITTEN_SPACE, " ")) {
    if (/[\p{Cf}\ufeff]/u.test(char)) continue;
    if (THIN.test(char)) result += THIN_SIGN;
    else result += /[\s\p{Z}]/u.test(char) ? " " : foldChar(char);
  }
  return trimmed(result.replace(/ +/g, " "), "' ");
}

/** Without any of some signs at both ends. */
function trimmed(text: string, signs: string): string {
  let [from, to] = [0, text.length];
  while (from < to && signs.includes(text.charAt(from))) from += 1;
  while (from < to && signs.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** A line to write on, drawn around a figure, is nothing; by itself it was left empty. */
function unlined(text: string): string {
  return text.includes("__") ? trimmed(text, "_ ").replace(/_{2,}/g, " ").trim() : text;
}

/** Words in front: those that turn the sign or leave it, those that say a sum follows, and those that make it a rough one. */
function takeLead(text: string, conventions: Conventions): { minus: boolean; odd: boolean; rest: string } {
  const after = (words: readonly string[]): string | null => {
    const word = words.find((one) => text.startsWith(one) && text.length > one.length);
    return word === undefined ? null : text.slice(word.length).trim();
  };
  const less = after(conventions.minusWords);
  if (less !== null) return { minus: true, odd: false, rest: less };
  const more = after(conventions.plusWords);
  if (more !== null) return { minus: false, odd: false, rest: more };
  const total = after(conventions.totalWords);
  if (total !== null) return { minus: false, odd: false, rest: total };
  const rough = after(conventions.roughWords);
  return rough === null ? { minus: false, odd: false, rest: text } : { minus: false, odd: true, rest: rough };
}

/** Whole part without separators; null when the separators make no number. A leading zero or odd spacing is noted. */
function readWhole(printed: string): { digits: string; odd: boolean } | null {
  const trimmed = printed.trim();
  if (/^\d+$/.test(trimmed)) return unpad(trimmed, false);
  if (/^\d{1,3}(?:,\d{3})+$/.test(trimmed) || /^\d{1,3}(?:['"]\d{3})+$/.test(trimmed))
    return unpad(trimmed.replace(/[,'"]/g, ""), false);
  if (/^\d{1,3}(?:, ?\d{3})+$/.test(trimmed)) return unpad(trimmed.replace(/[, ]/g, ""), false);
  if (/^\d+(?: \d+)+$/.test(trimmed)) return unpad(trimmed.replaceAll(" ", ""), true);
  return null;
}

function unpad(digits: string, odd: boolean): { digits: string; odd: boolean } {
  const bare = digits.replace(/^0+(?=\d)/, "");
  return { digits: bare, odd: odd || bare !== digits };
}

interface Tail {
  readonly unit: string | undefined;
  readonly odd: boolean;
}

/**
 * What may follow a number: nothing, a listed unit, a note mark, a remark in brackets, a full stop. Another unit with a
 * figure of its own, or a remark without words, leaves the number legible and odd. Anything else, and this is no figure.
 */
function readTail(tail: string, number: string, conventions: Conventions): Tail | null {
  // `1.` or `1、` before words is a list number.
  if (/^[.、:,]./.test(tail) && !tellsMore(tail, conventions)) return null;
  const { unit, after } = leadUnit(tail, conventions);
  let rest = after.trim();
  if (tellsMore(rest, conventions)) return { unit, odd: unsettles(rest, conventions) };
  let odd = false;
  for (let before = ""; rest !== before; ) {
    before = rest;
    rest = rest.replace(NOTE_MARKS, "").replace(CHANGE, "").trim();
    for (const mark of conventions.noteWords)
      if (rest.startsWith(mark)) rest = rest.slice(mark.length).trim();
    const remark = /^[([]([^()[\]]*)([)\]]?)/.exec(rest);
    if (remark) {
      const inside = remark[1] ?? "";
      const isSum = TERMS.test(inside) && sumOf(inside) === Number(number);
      const isRate = RATE.test(inside) || CHANGE_TOLD.test(inside);
      const isTold = /\p{L}/u.test(inside) || isRate || isSum;
      odd ||= !POINTER.test(remark[0]) && (remark[2] === "" || !isTold);
      odd ||= unsettles(inside, conventions);
      rest = rest.slice(remark[0].length).trim();
    }
  }
  // Behind a decimal point or a separator digits may have been lost; a list number ends in one as well.
  if (/^[.,，]$/u.test(rest) || (rest === "、" && unit === undefined)) return { unit, odd: true };
  if (/^[。、;]?$/u.test(rest)) return { unit, odd };
  if (unit !== undefined && readsWithUnit(rest, conventions)) return { unit, odd: true };
  return null;
}

/** A part of the number, or another year's, told behind it or on a line below, is another figure. */
function tellsMore(tail: string, { partWords, againstWords }: Conventions): boolean {
  const from = /^[,;]? ?/.exec(tail)?.[0].length ?? 0;
  return [...partWords, ...againstWords].some((word) => tail.startsWith(word, from));
}

/** Whether a remark says that another number is meant, or of which year the number is. */
export function unsettles(remark: string, { correctionWords }: Conventions): boolean {
  return correctionWords.some((word) => remark.includes(word)) || /(?:19|20)\d\d年/u.test(remark);
}

/** A second count behind the first: cases and then persons. */
function readsWithUnit(text: string, conventions: Conventions): boolean {
  const match = /^[,，、/]?\d+ ?/u.exec(text);
  return match !== null && leadUnit(text.slice(match[0].length), conventions).unit !== undefined;
}

function leadUnit(tail: string, conventions: Conventions): { unit?: string; after: string } {
  const bracketed = tail.startsWith("(");
  const bare = bracketed ? tail.slice(1) : tail;
  for (const unit of unitsByLength(conventions)) {
    if (!bare.startsWith(unit)) continue;
    const after = bare.slice(unit.length);
    if (bracketed && !after.startsWith(")")) continue;
    return { unit, after: bracketed ? after.slice(1) : after };
  }
  return { after: tail };
}

function splitUnit(text: string, conventions: Conventions): { before: string; unit: string | undefined } {
  for (const unit of unitsByLength(conventions)) {
    if (text.endsWith(unit)) return { before: text.slice(0, -unit.length), unit };
  }
  return { before: text, unit: undefined };
}

const unitCache = new WeakMap<Conventions, readonly string[]>();
function unitsByLength(conventions: Conventions): readonly string[] {
  let units = unitCache.get(conventions);
  if (!units) {
    units = [...conventions.units].sort((a, b) => b.length - a.length);
    unitCache.set(conventions, units);
  }
  return units;
}

const placeholderCache = new WeakMap<Conventions, ReadonlySet<string>>();
function placeholders(conventions: Conventions): ReadonlySet<string> {
  let words = placeholderCache.get(conventions);
  if (!words) {
    words = new Set(conventions.placeholders.map(fold));
    placeholderCache.set(conventions, words);
  }
  return words;
}
