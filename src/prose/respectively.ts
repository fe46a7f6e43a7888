// «A、B、C分别为1、2、3件»: deals the figures out to what they count, so that each can be read as if printed beside it.
// Must not know what the words mean; each character keeps the place it was printed at.
import type { Folded } from "./folded.ts";
import type { Lexicon } from "./lexicon.ts";
import { type NumeralWords, numeralAt } from "./numerals.ts";

export interface Dealing {
  readonly lexicon: Lexicon;
  readonly numerals: NumeralWords;
  /** Words that say that the figures behind belong to what is named before, one by one. */
  readonly respectively: readonly string[];
  /** Words that say that the figure behind is that of each that is named before. */
  readonly alike: readonly string[];
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Longest verb between the word and the first figure. */
const LONGEST_VERB = 12;
const BETWEEN_FIGURES = /[、,和及与]|以及/y;
const BETWEEN_NAMES = /[、和及与]|以及/g;
const CLAUSE_END = /[,;:(。]/;

/** The sentence with its figures dealt out; the sentence itself where there is nothing to deal. */
export function dealtOut(sentence: Folded, dealing: Dealing): Folded {
  for (const word of dealing.respectively) {
    const at = sentence.text.indexOf(word);
    if (at >= 0) return dealAt(sentence, { from: at, to: at + word.length }, dealing) ?? sentence;
  }
  for (const word of dealing.alike) {
    const at = sentence.text.indexOf(word);
    if (at >= 0) return givenToEach(sentence, { from: at, to: at + word.length }, dealing) ?? sentence;
  }
  return sentence;
}

/** «A数、B数均为2件»: both are; names in words that are not known count nothing. */
function givenToEach(sentence: Folded, word: Stretch, { lexicon, numerals }: Dealing): Folded | null {
  const { text } = sentence;
  const nought = lexicon.at(text, word.from);
  const figure = nought?.classes.has("zero") ? nought : numeralAt(text, word.to, numerals);
  const names = namesBefore(text, word.from);
  const [start, last] = [names[0], names.at(-1)];
  if (!figure || !start || !last || names.length < 2 || /^[、和及与]/.test(text.slice(figure.to)))
    return null;
  const known = names.every((name) => endClasses(text, name, lexicon).size > 0);
  // «甲和乙信息均为2条»: what stands behind the last may be said of all.
  if (!known || names.some(({ to }) => text.charAt(to - 1) !== text.charAt(last.to - 1))) return null;
  const shared = sharedEnd(text, names, lexicon);
  const pieces: Piece[] = [{ text: text.slice(0, start.from), from: 0 }];
  for (const [index, name] of names.entries()) {
    if (index > 0) pieces.push({ text: ",", from: name.from - 1 });
    pieces.push(piece(text, name));
    if (name !== last) pieces.push(piece(text, shared));
    pieces.push(piece(text, { from: word.from, to: figure.to }));
  }
  pieces.push({ text: text.slice(figure.to), from: figure.to });
  return join(sentence, pieces);
}

function dealAt(sentence: Folded, word: Stretch, dealing: Dealing): Folded | null {
  const { text } = sentence;
  const first = firstFigure(text, word.to, dealing.numerals);
  if (first === null) return null;
  const figures = figuresFrom(text, first, dealing.numerals);
  const names = namesBefore(text, word.from);
  const [start, last] = [names[0], figures.at(-1)];
  if (figures.length < 2 || names.length !== figures.length || !start || !last) return null;
  const verb = { from: word.to, to: first };
  const shared = sharedEnd(text, names, dealing.lexicon);
  const pieces: Piece[] = [{ text: text.slice(0, start.from), from: 0 }];
  for (const [index, name] of names.entries()) {
    const figure = figures[index] as Figure;
    if (index > 0) pieces.push({ text: ",", from: name.from - 1 });
    pieces.push(piece(text, name));
    if (index < names.length - 1) pieces.push(piece(text, shared));
    pieces.push(piece(text, verb), piece(text, figure));
    if (figure.unit === "") pieces.push({ text: last.unit, at: figure.to - 1 });
  }
  pieces.push({ text: text.slice(last.to), from: last.to });
  return join(sentence, pieces);
}

/** Letters from a place on, or letters that all stand for one place. */
type Piece = { readonly text: string } & ({ readonly from: number } | { readonly at: number });

function piece(text: string, { from, to }: Stretch): Piece {
  return { text: text.slice(from, to), from };
}

function join({ origin }: Folded, pieces: readonly Piece[]): Folded {
  const places: number[] = [];
  let text = "";
  for (const one of pieces) {
    text += one.text;
    for (let i = 0; i < one.text.length; i += 1)
      places.push(origin["at" in one ? one.at : one.from + i] ?? 0);
  }
  return { text, origin: places };
}

interface Figure extends Stretch {
  readonly unit: string;
}

function firstFigure(text: string, from: number, words: NumeralWords): number | null {
  for (let at = from; at <= from + LONGEST_VERB && at < text.length; at += 1) {
    if (CLAUSE_END.test(text.charAt(at)) && text.charAt(at) !== ":") return null;
    if (numeralAt(text, at, words)) return at;
  }
  return null;
}

function figuresFrom(text: string, first: number, words: NumeralWords): Figure[] {
  const figures: Figure[] = [];
  for (let at = first; ; ) {
    const numeral = numeralAt(text, at, words);
    if (!numeral) return figures;
    figures.push({ from: numeral.from, to: numeral.to, unit: numeral.unit });
    BETWEEN_FIGURES.lastIndex = numeral.to;
    const between = BETWEEN_FIGURES.exec(text)?.[0];
    if (between === undefined) return figures;
    at = numeral.to + between.length;
  }
}

/** The names enumerated in front of the word, in its clause. */
function namesBefore(text: string, end: number): Stretch[] {
  let start = end;
  while (start > 0 && !CLAUSE_END.test(text.charAt(start - 1))) start -= 1;
  const names: Stretch[] = [];
  let from = start;
  for (const mark of text.slice(start, end).matchAll(BETWEEN_NAMES)) {
    names.push({ from, to: start + mark.index });
    from = start + mark.index + mark[0].length;
  }
  names.push({ from, to: end });
  return names.filter(({ from: a, to: b }) => b > a);
}

/** «网站、橱窗发布的信息»: what stands behind the last name belongs to all, when the others end with a word of its class. */
function sharedEnd(text: string, names: readonly Stretch[], lexicon: Lexicon): Stretch {
  const last = names.at(-1) ?? { from: 0, to: 0 };
  const none = { from: last.to, to: last.to };
  const classes = endClasses(text, names[0] ?? none, lexicon);
  if (meet(endClasses(text, last, lexicon), classes)) return none;
  for (let at = last.from; at < last.to; at += 1) {
    const word = lexicon.at(text, at);
    if (word && meet(word.classes, classes)) return { from: word.to, to: last.to };
  }
  return none;
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((name) => others.has(name));
}

function endClasses(text: string, { from, to }: Stretch, lexicon: Lexicon): ReadonlySet<string> {
  for (let at = from; at < to; at += 1) {
    const word = lexicon.at(text, at);
    if (word?.to === to) return word.classes;
  }
  return new Set();
}
