// Finds the words of a lexicon in a text, the longest at each place, from left to right.
// Must not know what the classes of words mean.

/** A word of the text; `to` is excluded. */
export interface FoundWord {
  readonly from: number;
  readonly to: number;
  readonly classes: ReadonlySet<string>;
}

export interface Lexicon {
  /** The longest word that begins at the place, or null; none that reaches behind `end`. */
  readonly at: (text: string, from: number, end?: number) => FoundWord | null;
}

/** A letter of words, with the letters that may follow it. */
interface Letter {
  /** Of the word that ends here. */
  classes: ReadonlySet<string> | null;
  readonly next: Map<number, Letter>;
}

export function lexiconOf(words: ReadonlyMap<string, ReadonlySet<string>>): Lexicon {
  const root: Letter = { classes: null, next: new Map() };
  for (const [word, classes] of words) lastLetter(root, word).classes = classes;
  return { at: (text, from, end = text.length) => longestAt(root, text, from, end) };
}

function lastLetter(root: Letter, word: string): Letter {
  let letter = root;
  for (let i = 0; i < word.length; i += 1) {
    const code = word.charCodeAt(i);
    const next: Letter = letter.next.get(code) ?? { classes: null, next: new Map() };
    letter.next.set(code, next);
    letter = next;
  }
  return letter;
}

function longestAt(root: Letter, text: string, from: number, end: number): FoundWord | null {
  let found: FoundWord | null = null;
  let letter: Letter | undefined = root;
  for (let to = from; to < end; ) {
    letter = letter.next.get(text.charCodeAt(to));
    if (!letter) break;
    to += 1;
    if (letter.classes) found = { from, to, classes: letter.classes };
  }
  return found;
}
