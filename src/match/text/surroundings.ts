// Which letters of a text are a table's own wording other than row labels: heads, group labels, notes, remarks.
// Must not know figures, rows found or relations.
import type { Stream } from "../print/stream.ts";

/** A table's heads, groups and notes as they occur in a text. */
export interface Surroundings {
  /** The wordings, letters only. */
  readonly known: readonly string[];
  /** For each letter and for the end: how many letters before it are neither known wording nor in brackets. */
  readonly foreignBefore: Uint32Array;
  /** For each letter, the first and last letter of the longest known wording that covers it; -1 where none does. */
  readonly firstOf: Int32Array;
  readonly lastOf: Int32Array;
}

export function surroundingsOf(stream: Stream, known: readonly string[]): Surroundings {
  const { letters, bracketed } = stream;
  const firstOf = new Int32Array(letters.length).fill(-1);
  const lastOf = new Int32Array(letters.length).fill(-1);
  for (const wording of [...known].sort((a, b) => a.length - b.length)) {
    for (let at = letters.indexOf(wording); at >= 0; at = letters.indexOf(wording, at + 1)) {
      firstOf.fill(at, at, at + wording.length);
      lastOf.fill(at + wording.length - 1, at, at + wording.length);
    }
  }
  const foreignBefore = new Uint32Array(letters.length + 1);
  let foreign = 0;
  for (let letter = 0; letter < letters.length; letter += 1) {
    if (firstOf[letter] === -1 && bracketed[letter] !== true) foreign += 1;
    foreignBefore[letter + 1] = foreign;
  }
  return { known, foreignBefore, firstOf, lastOf };
}

/** Foreign letters in a stretch. */
export function foreignLetters(surroundings: Surroundings, from: number, to: number): number {
  return (surroundings.foreignBefore[to] ?? 0) - (surroundings.foreignBefore[from] ?? 0);
}

/** Whether known wording covers a letter. */
export function isCovered({ firstOf }: Surroundings, letter: number): boolean {
  return (firstOf[letter] ?? -1) >= 0;
}

/** Whether known wording ends with a letter. */
export function endsKnown({ lastOf }: Surroundings, letter: number): boolean {
  return lastOf[letter] === letter;
}

/** True when a stretch is only a part of other known wording. */
export function isPart({ firstOf, lastOf }: Surroundings, first: number, last: number): boolean {
  const [from = -1, to = -1] = [firstOf[first], lastOf[first]];
  return from >= 0 && from <= first && to >= last && to - from > last - first;
}
