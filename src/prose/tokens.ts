// Takes a sentence apart: words of the lexicon, figures, dates, numbers that count nothing, and breaks.
// Must not know which words lead to which statement.
import type { FoundWord, Lexicon } from "./lexicon.ts";
import { hanValue, type Numeral, type NumeralWords, numeralAt } from "./numerals.ts";

interface Span {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last of them, 1 to 12. */
export type Months = readonly [first: number, last: number];

export type Token =
  | (Span & { readonly kind: "word"; readonly classes: ReadonlySet<string> })
  | (Span & { readonly kind: "figure"; readonly numeral: Numeral })
  /** A date or a part of one: `year` where it names one, `months` where it names a month or several. */
  | (Span & { readonly kind: "date"; readonly year: number | null; readonly months: Months | null })
  | (Span & { readonly kind: "number" })
  /** A remark in brackets without figures. */
  | (Span & { readonly kind: "aside" })
  | (Span & { readonly kind: "title" })
  /** 1: a comma or a bracket · 2: a semicolon · 3: between a heading and its text. */
  | (Span & { readonly kind: "break"; readonly strength: 1 | 2 | 3 });

const BREAKS: Readonly<Record<string, 1 | 2>> = { ",": 1, "(": 1, ")": 1, ";": 2 };
const YEAR = /((?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3})(?=年)年?(?:度|底|末|初|内|来)?/y;
const MONTH =
  /(\d{1,2}|[一二三四五六七八九十]{1,3})(?:(?:月份?)?[-~至到](\d{1,2}|[一二三四五六七八九十]{1,3}))?月份?(?:底|末|初)?/y;
const DAY = /(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号时](?!常)/y;
const SHARE = /\d+(?:\.\d+)?(?:%|‰|个百分点)|百分之[\d零一二三四五六七八九十百点.]+/y;
/** Numbers of documents, telephones, clock times, versions, ordinals, addresses, floors. */
const COUNTS_NOTHING =
  /[([]\d{4}[)\]]第?\d+号?|第[\d零一二三四五六七八九十百]+|\d{1,2}:\d{2}(?::\d{2})?|\d{3,4}-\d{7,8}|\d{4}-\d{1,2}-\d{1,2}|\d+[-/]\d+|[a-z][a-z0-9./:_@-]{3,}|\d+号|[\d一二三四五六七八九十]{1,3}[楼层](?!次)/iy;

export function tokensOf(text: string, lexicon: Lexicon, words: NumeralWords): Token[] {
  const tokens: Token[] = [];
  let at = listNumberAt(text);
  while (at < text.length) {
    const token =
      nameAt(text, at, lexicon) ?? colonAt(text, at, tokens.at(-1)) ?? tokenAt(text, at, lexicon, words);
    const own = token && isEditions(token, tokens.at(-1), words) ? editions(token, text, lexicon) : token;
    if (own) tokens.push(own);
    at = own ? own.to : at + 1;
  }
  return tokens.filter((token, rank) => !isWithinUnknown(token, tokens[rank - 1], tokens[rank + 1], text));
}

/** «援助中心»: one letter between others of no known word is a part of their word. */
function isWithinUnknown(
  { kind, from, to }: Token,
  before: Token | undefined,
  next: Token | undefined,
  text: string,
): boolean {
  if (kind !== "word" || to - from > 1 || before?.to === from || next?.from === to) return false;
  return /\p{L}/u.test(text.charAt(from - 1)) && /\p{L}/u.test(text.charAt(to));
}

const OF_WHICH: ReadonlySet<string> = new Set(["of_which"]);

/** «回信5件：寄出4件»: directly behind a figure a colon says «of which». */
function colonAt(text: string, from: number, before: Token | undefined): Token | null {
  if (text.charAt(from) !== ":" || before?.kind !== "figure" || before.to !== from) return null;
  return { kind: "word", from, to: from + 1, classes: OF_WHICH };
}

/** «出刊6期、刊载文件74件», «公报6期，刊登文件74件»: so many editions were printed, and the channel in front of them is still meant. */
function isEditions(token: Token, before: Token | undefined, { editions }: NumeralWords): boolean {
  if (token.kind !== "figure" || before?.kind !== "word" || before.to !== token.from) return false;
  return (
    before.classes.has("editions") || (before.classes.has("gazette") && editions.has(token.numeral.unit))
  );
}

/** «公报6期，刊登…»: a verb behind the comma tells what stands in them. */
function editions({ from, to }: Token, text: string, lexicon: Lexicon): Token {
  const goesOn = text.charAt(to) === "," && lexicon.at(text, to + 1)?.classes.has("publish");
  return { kind: "number", from, to: goesOn ? to + 1 : to };
}

const QUOTED = /"[^",;:。]{1,24}"/y;

/** «微博“松桥发布”», «“松桥发布”微博»: what a channel is called says nothing of the sentence, unless it names another matter. */
function nameAt(text: string, from: number, lexicon: Lexicon): Token | null {
  const to = text.charAt(from) === '"' ? from + lengthAt(QUOTED, text, from) : from;
  if (to === from || isOfAnother(text, from, to - 1, lexicon)) return null;
  const behind = lexicon.at(text, to);
  return isChannel(behind) || endsInChannel(text, from, lexicon) ? { kind: "aside", from, to } : null;
}

/** «网站“某某信箱”»: the name ends in a word of another matter. */
function isOfAnother(text: string, from: number, end: number, lexicon: Lexicon): boolean {
  for (let at = from + 1; at < end; at += 1) {
    const word = lexicon.at(text, at);
    if (word?.to === end) return word.classes.has(ANOTHER);
  }
  return false;
}

const ANOTHER = "foreign_consult";
const LONGEST_CHANNEL = 12;

function endsInChannel(text: string, end: number, lexicon: Lexicon): boolean {
  for (let at = Math.max(0, end - LONGEST_CHANNEL); at < end; at += 1) {
    const word = lexicon.at(text, at);
    if (word?.to === end && isChannel(word)) return true;
  }
  return false;
}

/** «省政府交易网»: the name of a channel that begins within a shorter word, and reaches behind it, takes what it needs; but «附属医院|网站» is that of a part, and of «简报|刊登» neither word is cut. */
function wordAt(text: string, from: number, lexicon: Lexicon): FoundWord | null {
  const word = lexicon.at(text, from);
  if (!word) return null;
  const least = word.to - from + (word.classes.has(PUBLISHER) ? 1 : 0);
  for (let at = from + 1; at < word.to; at += 1) {
    const other = lexicon.at(text, at);
    if (!other || !isChannel(other) || isChannel(word)) continue;
    if ((lexicon.at(text, word.to)?.to ?? 0) > other.to) continue;
    if (other.to > word.to && other.to - at >= least) return lexicon.at(text, from, at);
  }
  return word;
}

/** «网站建设», «公众号管理»: the work on a channel is none; «为零» is a figure. */
function meantBy(word: FoundWord, text: string, lexicon: Lexicon, words: NumeralWords): Token {
  if (isChannel(word) && lexicon.at(text, word.to)?.classes.has(WORK))
    return { kind: "aside", from: word.from, to: word.to };
  return zeroOf(text, word, words) ?? { kind: "word", ...word };
}

const PUBLISHER = "publisher";

const WORK = "work";

/** Of a channel only; by itself it says nothing. */
function isWork({ classes }: FoundWord): boolean {
  return classes.size === 1 && classes.has(WORK);
}

function isChannel(word: FoundWord | null): boolean {
  return word?.classes.has("channel_any") ?? false;
}

/** «1.5» is a number, but a year may stand behind a list's: «1.2012年». */
const LIST_NUMBER = /^(?:\(?(?:[一二三四五六七八九十]{1,3}[、.)]|\d{1,3}[、.)](?!\d(?!\d{3}年)))|[①-⑳])+/u;

/** Length of the list number that a sentence begins with. */
export function listNumberAt(text: string): number {
  return LIST_NUMBER.exec(text)?.[0].length ?? 0;
}

/** With what a mark or a number begins; most letters are none of them, and need no closer look. */
const MARK = /[\d〇零一二三四五六七八九十百第a-z([,;)《]/i;

function tokenAt(text: string, from: number, lexicon: Lexicon, words: NumeralWords): Token | null {
  const mark = MARK.test(text.charAt(from)) ? markAt(text, from, lexicon) : null;
  if (mark) return mark;
  const word = wordAt(text, from, lexicon);
  if (word && !isWork(word)) return meantBy(word, text, lexicon, words);
  const numeral = numeralAt(text, from, words) ?? echoed(text, from, words);
  if (!numeral) return null;
  // «315期间»: the unit is the beginning of a word.
  if (numeral.unit !== "" && (lexicon.at(text, numeral.rawTo)?.to ?? 0) > numeral.to)
    return { kind: "number", from, to: numeral.rawTo };
  if (numeral.to === numeral.rawTo && /[a-z%‰]/i.test(text.charAt(numeral.to)))
    return { kind: "number", from, to: numeral.to };
  return { kind: "figure", from, to: numeral.to, numeral };
}

/** Titles, dates, numbers that count nothing, remarks and breaks. */
function markAt(text: string, from: number, lexicon: Lexicon): Token | null {
  const char = text.charAt(from);
  if (char === "《") return titleAt(text, from, lexicon);
  const date = dateAt(text, from);
  if (date) return date;
  const masked = lengthAt(COUNTS_NOTHING, text, from) || lengthAt(SHARE, text, from);
  if (masked > 0) return { kind: "number", from, to: from + masked };
  const aside = char === "(" ? asideAt(text, from, lexicon) : 0;
  if (aside > 0) return { kind: "aside", from, to: from + aside };
  const strength = BREAKS[char];
  return strength ? { kind: "break", from, to: from + 1, strength } : null;
}

const FIGURE_SOON = /[\d零一二两三四五六七八九十]/;

/** «信件6件»: the unit stands on both sides. */
function echoed(text: string, from: number, words: NumeralWords): Numeral | null {
  if (!FIGURE_SOON.test(text.slice(from + 1, from + 4))) return null;
  const unit = words.units.find((one) => one !== "" && text.startsWith(one, from));
  const numeral = unit === undefined ? null : numeralAt(text, from + unit.length, words);
  return numeral?.unit === unit ? numeral : null;
}

const TITLE = /《[^《》]*(?:《[^《》]*》[^《》]*)*》/y;

/** A title says nothing of the sentence, years and figures in it included; but it may be the name of a channel. */
function titleAt(text: string, from: number, lexicon: Lexicon): Token | null {
  const to = from + lengthAt(TITLE, text, from);
  if (to === from) return null;
  for (let at = from + 1; at < to - 1; at += 1) {
    const word = lexicon.at(text, at);
    if (word?.to === to - 1 && word.classes.has("channel_any"))
      return { kind: "word", from, to, classes: word.classes };
  }
  return { kind: "title", from, to };
}

const ASIDE = /\([^()\d]{1,12}\)|\(\d+个\)/y;
const NUMERAL = /[一二三四五六七八九十]/;

const SAYS_WHICH = ["deny", "deny_verb", "beside_it"];

/** Length of a short remark in brackets that counts and denies nothing. */
function asideAt(text: string, from: number, lexicon: Lexicon): number {
  const length = lengthAt(ASIDE, text, from);
  let worded = from;
  for (let at = from + 1; at < from + length; at += 1) {
    const word = lexicon.at(text, at);
    if (SAYS_WHICH.some((name) => word?.classes.has(name))) return 0;
    worded = Math.max(worded, word?.to ?? at);
    // «(三类…)»: a numeral counts, unless it is a part of a word.
    if (NUMERAL.test(text.charAt(at)) && worded <= at) return 0;
  }
  return length;
}

/** «为零», «为0件» is a figure, printed in words, mostly without a unit. */
function zeroOf(
  text: string,
  { from, to: rawTo, classes }: FoundWord,
  { units }: NumeralWords,
): Token | null {
  if (!classes.has("zero")) return null;
  if (/[\d.%]/.test(text.charAt(rawTo))) return { kind: "number", from, to: rawTo };
  const first = text.slice(from, rawTo).search(/[零0]/);
  const unit = units.find((one) => text.startsWith(one, rawTo)) ?? "";
  const to = rawTo + unit.length;
  const numeral = { from: from + first, to, rawTo, value: "0", unit, approximate: false };
  return { kind: "figure", from, to, numeral };
}

function dateAt(text: string, from: number): Token | null {
  YEAR.lastIndex = from;
  const year = YEAR.exec(text);
  if (year)
    return { kind: "date", from, to: from + year[0].length, year: yearOf(year[1] ?? ""), months: null };
  MONTH.lastIndex = from;
  const month = MONTH.exec(text);
  // The end of a month is a day.
  const months = month && (/[底末]$/.test(month[0]) ? null : monthsOf(month[1] ?? "", month[2]));
  if (month) return { kind: "date", from, to: from + month[0].length, year: null, months };
  const day = lengthAt(DAY, text, from);
  return day > 0 ? { kind: "date", from, to: from + day, year: null, months: null } : null;
}

function monthsOf(first: string, last: string | undefined): Months | null {
  const [from, to] = [first, last ?? first].map((one) => (/\d/.test(one) ? Number(one) : hanValue(one)));
  return from && to && from <= 12 && to <= 12 ? [from, to] : null;
}

function yearOf(text: string): number {
  return Number(/\d/.test(text) ? text : hanYear(text));
}

function hanYear(text: string): string {
  return [...text.replaceAll("零", "〇")].map((char) => "〇一二三四五六七八九".indexOf(char)).join("");
}

function lengthAt(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0].length ?? 0;
}
