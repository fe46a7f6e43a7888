// Which letters of a text are a table's own wording other than row labels: heads, group labels, notes, remarks.
// Must not know figures, rows found or relations.
import type { Stream } from "../print/stream.ts";

/** A table's heads, groups and notes as they occur in a text. */
export interface Surroundings {
  /** The wordings, letters only. */
  readonly known: readonly string[];
  /** For each letter and for the end: how many letters before it are neither known wording nor in brackets. */
  readonly foreignBefore: readonly number[];
  /** For each letter, the first and last letter of the longest known wording that covers it. */
  readonly cover: ReadonlyMap<number, readonly [first: number, last: number]>;
}

export function surroundingsOf(stream: Stream, known: readonly string[]): Surroundings {
  const cover = new Map<number, readonly [number, number]>();
  for (const wording of [...known].sort((a, b) => a.length - b.length)) {
    for (let at = stream.letters.indexOf(wording); at >= 0; at = stream.letters.indexOf(wording, at + 1)) {
      const last = at + wording.length - 1;
      for (let letter = at; letter <= last; letter += 1) cover.set(letter, [at, last]);
    }
  }
  const foreignBefore = [0];
  for (let letter = 0; letter < stream.letters.length; letter += 1) {
    const own = cover.has(letter) || stream.bracketed[letter] === true;
    foreignBefore.push((foreignBefore[letter] ?? 0) + (own ? 0 : 1));
  }
  return { known, foreignBefore, cover };
}

/** Foreign letters in a stretch. */
export function foreignLetters(surroundings: Surroundings, from: number, to: number): number {
  return (surroundings.foreignBefore[to] ?? 0) - (surroundings.foreignBefore[from] ?? 0);
}

/** True when a stretch is only a part of other known wording. */
export function isPart(surroundings: Surroundings, first: number, last: number): boolean {
  const whole = surroundings.cover.get(first);
  return whole !== undefined && whole[0] <= first && whole[1] >= last && whole[1] - whole[0] > last - first;
}
