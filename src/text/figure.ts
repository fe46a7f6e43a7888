// Reads the text of one cell as a figure, exactly and without guessing.
// Must not know which cell of which form it is reading; printed words come as `Conventions`.
import type { Conventions } from "../model/form.ts";
import { fold, foldChar } from "./fold.ts";

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
const NUMBER = /^([+-]?)(\d[\d, ]*)(\.\d+)?/;

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
    figure = readUnknown(text, conventions);
    if (figures.size >= MOST_KNOWN) figures.clear();
    figures.set(text, figure);
  }
  return figure;
}

function readUnknown(text: string, conventions: Conventions): Figure {
  const spaced = unlined(spaceFold(text));
  if (spaced === "") return BLANK;
  const tight = spaced.replaceAll(" ", "");
  if (STROKES.test(tight) || placeholders(conventions).has(tight)) return STRUCK;
  const { sign, rest } = takeSignWord(spaced, conventions);
  const zero = splitUnit(rest.replaceAll(" ", ""), conventions);
  if (ZERO_WORDS.test(zero.before)) return reported("0", zero.unit, false);
  const match = NUMBER.exec(rest);
  if (!match) return UNREADABLE;
  const [all, printedSign = "", whole = "", fraction = ""] = match;
  const tail = readTail(rest.slice(all.length).trim(), conventions);
  if (tail === null || (sign === "-" && printedSign !== "")) return UNREADABLE;
  const number = readWhole(whole);
  if (number === null) return UNREADABLE;
  const minus = sign === "-" || printedSign === "-" ? "-" : "";
  return reported(minus + number.digits + fraction, tail.unit, number.odd);
}

function reported(value: string, unit: string | undefined, odd: boolean): Figure {
  return { state: "reported", value, ...(unit ? { unit } : {}), ...(odd ? { odd } : {}) };
}

/** Folds characters, keeps one blank where white space stood, so that `12 3` can be told from `123`. */
function spaceFold(text: string): string {
  let result = "";
  for (const char of text) {
    if (/[\p{Cf}\ufeff]/u.test(char)) continue;
    result += /[\s\p{Z}]/u.test(char) ? " " : foldChar(char);
  }
  return result.replace(/ +/g, " ").trim();
}

/** A line to write on, drawn around a figure, is nothing; by itself it was left empty. */
function unlined(text: string): string {
  return text.includes("__")
    ? text
        .replace(/^[_ ]+|[_ ]+$/g, "")
        .replace(/_{2,}/g, " ")
        .trim()
    : text;
}

function takeSignWord(text: string, conventions: Conventions): { sign: string; rest: string } {
  for (const word of conventions.minusWords) {
    if (text.startsWith(word)) return { sign: "-", rest: text.slice(word.length).trim() };
  }
  return { sign: "", rest: text };
}

/** Whole part without separators; null when the separators make no number. A leading zero or odd spacing is noted. */
function readWhole(printed: string): { digits: string; odd: boolean } | null {
  const trimmed = printed.trim();
  if (/^\d+$/.test(trimmed)) return unpad(trimmed, false);
  if (/^\d{1,3}([, ]\d{3})+$/.test(trimmed))
    return unpad(trimmed.replace(/[, ]/g, ""), trimmed.includes(" "));
  if (/^\d{1,3}(, ?\d{3})+$/.test(trimmed)) return unpad(trimmed.replace(/[, ]/g, ""), false);
  if (/^\d+( \d+)+$/.test(trimmed)) return unpad(trimmed.replaceAll(" ", ""), true);
  return null;
}

function unpad(digits: string, odd: boolean): { digits: string; odd: boolean } {
  const bare = digits.replace(/^0+(?=\d)/, "");
  return { digits: bare, odd: odd || bare !== digits };
}

/** What may follow a number: nothing, a unit, a remark without digits, a remark in brackets, a note mark. */
function readTail(tail: string, conventions: Conventions): { unit?: string } | null {
  if (tail === "") return {};
  // `1.` or `1、` before words is a list number.
  if (/^[.、:]/.test(tail)) return null;
  const { unit, after } = leadUnit(tail, conventions);
  const remark = after.replace(/[([][^)\]]*[)\]]?/g, "").replace(/[①-⑳¹²³⁰-⁹*※#†‡]/gu, "");
  // Longer words behind a number make it a list number or a sentence, not a figure.
  if (/\d/.test(remark) || !/^[\p{P}\p{S} ]*\p{L}{0,2}[\p{P}\p{S} ]*$/u.test(remark)) return null;
  return unit ? { unit } : {};
}

function leadUnit(tail: string, conventions: Conventions): { unit?: string; after: string } {
  const bare = tail.replace(/^\(/, "");
  for (const unit of unitsByLength(conventions)) {
    if (bare.startsWith(unit)) return { unit, after: bare.slice(unit.length) };
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
