// Cuts a passage into sentences, folded and taken apart into tokens.
// Must not know statements.
import type { Passage } from "../model/prose.ts";
import { fold } from "../text/fold.ts";
import { ownText } from "../text/own.ts";
import { type Folded, foldWithOrigin } from "./folded.ts";
import type { Lexicon } from "./lexicon.ts";
import type { NumeralWords } from "./numerals.ts";
import { type ClassRanks, hasClass } from "./pattern.ts";
import { listNumberAt, type Token, tokensOf } from "./tokens.ts";

export interface Language {
  readonly lexicon: Lexicon;
  readonly numerals: NumeralWords;
  readonly bareUnits: ReadonlySet<string>;
  readonly headingEnds: readonly string[];
  /** Classes of channels, each of which is one of its kind. */
  readonly channels: ReadonlySet<string>;
}

/** A sentence; `folded.origin` leads into the passage's text. */
export interface Sentence {
  readonly passage: Passage;
  readonly folded: Folded;
  readonly tokens: readonly Token[];
  /** Tokens of its heading stand in front, with negative places. */
  readonly heading: string;
  /** The heading as printed. */
  readonly above: string;
  readonly text: string;
  /** The report's; null when unknown. */
  readonly year: number | null;
  /** Classes of all words in it and in its heading. */
  readonly classes: ClassRanks;
  readonly bareUnits: ReadonlySet<string>;
  readonly channels: ReadonlySet<string>;
  /** Classes of the information that is all an organ of this name publishes. */
  readonly ownFields: ReadonlySet<string>;
}

const END = /[。!?]/;

/** The folded sentences of a passage, each ending with its full stop. */
export function foldedSentences({ text }: Passage): Folded[] {
  const whole = foldWithOrigin(text);
  const sentences: Folded[] = [];
  let from = 0;
  for (let at = 0; at < whole.text.length; at += 1) {
    if (!END.test(whole.text.charAt(at)) && at < whole.text.length - 1) continue;
    sentences.push({ text: whole.text.slice(from, at + 1), origin: whole.origin.slice(from, at + 1) });
    from = at + 1;
  }
  return sentences;
}

/** What a sentence stands under: the heading as printed, and what is known of the report. */
export interface Above {
  readonly heading: string;
  readonly year: number | null;
  readonly ownFields: ReadonlySet<string>;
}

/** The heading's tokens stand before the sentence's, parted by a break; their places are counted from its end. */
export function takeApart(
  passage: Passage,
  folded: Folded,
  { heading: printed, year, ownFields }: Above,
  language: Language,
): Sentence {
  const heading = fold(printed);
  const text = `${heading}\n${folded.text}`;
  const shift = heading.length + 1;
  const own = withOwnField(tokensOf(folded.text, language.lexicon, language.numerals), ownFields).map(
    (token) => shifted(token, shift),
  );
  const above = headingTokens(heading, language);
  // The list number of the sentence belongs to the break, so that no label begins with it.
  const number = listNumberAt(folded.text);
  const line: Token = { kind: "break", from: heading.length, to: shift + number, strength: 3 };
  const lead = number > 0 ? leadLength(folded.text, number, language) : 0;
  const body = lead === 0 ? own : withBreak(own, shift + lead);
  const tokens = [...above, line, ...body];
  return {
    passage,
    folded,
    tokens,
    heading,
    above: printed,
    text,
    year,
    classes: ranksOf(tokens),
    bareUnits: language.bareUnits,
    channels: language.channels,
    ownFields,
  };
}

/** «发布气象信息120条» of a weather office: all there is, and no kind of it, where it is published and nothing was counted before. */
function withOwnField(tokens: readonly Token[], ownFields: ReadonlySet<string>): readonly Token[] {
  if (ownFields.size === 0) return tokens;
  const first = tokens.findIndex((one) => one.kind === "figure" || hasClass(one, OF_WHICH));
  return tokens.map((token, rank) => {
    if (rank >= first || !hasClass(token, ownFields)) return token;
    const verb = tokens.slice(0, rank).findLast((one) => !hasClass(one, FILLER));
    return hasClass(verb, PUBLISH) ? { ...token, kind: "word", classes: INFORMATION } : token;
  });
}

const OF_WHICH: ReadonlySet<string> = new Set(["of_which"]);
const FILLER: ReadonlySet<string> = new Set(["filler"]);
const PUBLISH: ReadonlySet<string> = new Set(["publish"]);
const INFORMATION: ReadonlySet<string> = new Set(["information"]);

/** Words of headings, each taken apart once. */
const headings = new WeakMap<Language, Map<string, Token[]>>();

function headingTokens(heading: string, language: Language): Token[] {
  const known = headings.get(language) ?? new Map<string, Token[]>();
  headings.set(language, known);
  let words = known.get(heading);
  if (!words) {
    const own = ownText(heading);
    words = tokensOf(own, language.lexicon, language.numerals).filter(({ kind }) => kind === "word");
    // Headings of a long run are many, those of a document few.
    if (known.size >= MOST_HEADINGS) known.clear();
    known.set(own, words);
  }
  return words;
}

const MOST_HEADINGS = 200;

function ranksOf(tokens: readonly Token[]): ClassRanks {
  const ranks = new Map<string, { readonly first: number; last: number }>();
  for (let rank = 0; rank < tokens.length; rank += 1) {
    const token = tokens[rank];
    if (token?.kind !== "word") continue;
    for (const name of token.classes) {
      const known = ranks.get(name);
      if (known) known.last = rank;
      else ranks.set(name, { first: rank, last: rank });
    }
  }
  return ranks;
}

/** Longest heading that may run into its text. */
const LONGEST_LEAD = 30;

/** Where a numbered heading ends that runs into its sentence; 0 where there is none. */
function leadLength(text: string, from: number, { headingEnds }: Language): number {
  for (let at = from + 2; at < Math.min(text.length, from + LONGEST_LEAD); at += 1) {
    if (/[,;]/.test(text.charAt(at))) return 0;
    const end = headingEnds.find((word) => text.startsWith(word, at));
    if (end === undefined || /[及和与、的或数量为是]/.test(text.charAt(at + end.length))) continue;
    return at + end.length;
  }
  return 0;
}

function withBreak(tokens: readonly Token[], at: number): Token[] {
  const line: Token = { kind: "break", from: at, to: at, strength: 3 };
  const kept = tokens.filter(({ from, to }) => to <= at || from >= at);
  const next = kept.findIndex(({ from }) => from >= at);
  return next < 0 ? [...kept, line] : [...kept.slice(0, next), line, ...kept.slice(next)];
}

function shifted(token: Token, by: number): Token {
  return { ...token, from: token.from + by, to: token.to + by };
}

/** Where the sentence's own text begins in `text`. */
export function bodyStart({ heading }: Sentence): number {
  return heading.length + 1;
}
