// Finds the words of a lexicon in a text, the longest at each place, from left to right.
// Must not know what the classes of words mean.

/** A word of the text; `to` is excluded. */
export interface FoundWord {
  readonly from: number;
  readonly to: number;
  readonly classes: ReadonlySet<string>;
}

export interface Lexicon {
  /** The longest word that begins at the place, or null. */
  readonly at: (text: string, from: number) => FoundWord | null;
}

export function lexiconOf(words: ReadonlyMap<string, ReadonlySet<string>>): Lexicon {
  const byFirst = new Map<string, string[]>();
  for (const word of words.keys()) {
    const first = word.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), word]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length);
  return {
    at: (text, from) => {
      for (const word of byFirst.get(text.charAt(from)) ?? []) {
        const classes = words.get(word);
        if (classes && text.startsWith(word, from)) return { from, to: from + word.length, classes };
      }
      return null;
    },
  };
}
