// The best chain of labels: the same as when every pair is compared, and found in texts in which pairs are too many.
import fc from "fast-check";
import { expect, test } from "vitest";
import { bestChain, type Link } from "../../../src/match/text/best-chain.ts";
import { foreignLetters, type Surroundings } from "../../../src/match/text/surroundings.ts";

/** A text in which every letter is foreign but those that `own` says. */
function textOf(length: number, own: (letter: number) => boolean): Surroundings {
  const foreignBefore = new Uint32Array(length + 1);
  for (let letter = 0; letter < length; letter += 1)
    foreignBefore[letter + 1] = (foreignBefore[letter] ?? 0) + (own(letter) ? 0 : 1);
  return { known: [], foreignBefore, firstOf: new Int32Array(length), lastOf: new Int32Array(length) };
}

interface Label extends Link {
  readonly worth: number;
}

/** Every label beside every other: among chains that are worth the same the one with earlier labels. */
function compared(found: readonly Label[], text: Surroundings): Label[] {
  const best: { score: number; chain: Label[] }[] = [];
  for (const label of found) {
    let top: { score: number; chain: Label[] } = { score: 0, chain: [] };
    found.slice(0, best.length).forEach((other, rank) => {
      if (other.anchor >= label.anchor || other.last >= label.first) return;
      const cost = Math.min(12, foreignLetters(text, other.last + 1, label.first) / 10);
      const before = best[rank];
      if (before && before.score - cost > top.score) top = { ...before, score: before.score - cost };
    });
    best.push({ score: top.score + label.worth, chain: [...top.chain, label] });
  }
  return best.reduce((lead, one) => (one.score > lead.score ? one : lead), best[0] ?? { score: 0, chain: [] })
    .chain;
}

const LENGTH = 900;
const labels = fc.array(
  fc.record({
    anchor: fc.nat(6),
    first: fc.nat(LENGTH - 10),
    letters: fc.integer({ min: 1, max: 9 }),
    worth: fc.integer({ min: 1, max: 8 }),
  }),
  { maxLength: 40 },
);

test("is that of comparing every pair", () => {
  fc.assert(
    fc.property(labels, fc.integer({ min: 1, max: 9 }), (drawn, every) => {
      const text = textOf(LENGTH, (letter) => letter % 9 >= every);
      const found = drawn
        .map(({ letters, ...label }): Label => ({ ...label, last: label.first + letters - 1 }))
        .sort((a, b) => a.last - b.last || a.anchor - b.anchor);
      expect(bestChain(found, ({ worth }) => worth, text)).toEqual(compared(found, text));
    }),
    { numRuns: 500 },
  );
});

test("ends where labels come again so often that their pairs could not be compared", () => {
  const count = 150_000;
  const found = Array.from(
    { length: count },
    (_, rank): Link => ({
      anchor: rank % 3,
      first: 20 * rank,
      last: 20 * rank + 5,
    }),
  );
  const text = textOf(20 * count, () => false);
  expect(bestChain(found, () => 6, text)).toEqual(found.slice(0, 3));
});
