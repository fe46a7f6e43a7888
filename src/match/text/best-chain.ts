// The chain of labels found in a text, in the form's order, that is worth most: each its own worth, less what foreign text
// between two of them costs. Must not know what makes a label worth anything.

import { FOREIGN_PER_POINT, MOST_FOREIGN_COST } from "../weights/text-labels.ts";
import { foreignLetters, type Surroundings } from "./surroundings.ts";

/** A label's place in the form's order and in the text's letters. */
export interface Link {
  readonly anchor: number;
  readonly first: number;
  readonly last: number;
}

const FAR = FOREIGN_PER_POINT * MOST_FOREIGN_COST;

/** The best that a chain up to a label is worth, with the label's rank. */
interface Best {
  readonly rank: number;
  readonly score: number;
}

const NOTHING: Best = { rank: -1, score: 0 };
/** Of two that are worth the same the earlier is taken. */
const better = (a: Best, b: Best) => (b.score > a.score || (b.score === a.score && b.rank < a.rank) ? b : a);

/**
 * The best chains of all labels so far. What stands between costs no more however far away a label is: of those far away only
 * the best ones are asked, and so a text of many labels is not compared pair by pair.
 */
class Chains {
  readonly scores: number[] = [];
  readonly before: number[] = [];
  /** By anchor: the labels that were better than all before them, in the text's order. */
  private readonly leaders: Best[][] = [];

  constructor(
    private readonly found: readonly Link[],
    private readonly surroundings: Surroundings,
  ) {}

  /** Goes on with the label next in the text. */
  add({ anchor, first }: Link, worth: number): void {
    const far = this.farBefore(first);
    let best = NOTHING;
    for (let other = 0; other < anchor; other += 1) {
      const leader = lastBefore(this.leaders[other] ?? [], far);
      if (leader) best = better(best, { ...leader, score: leader.score - MOST_FOREIGN_COST });
    }
    for (let rank = far; rank < this.scores.length; rank += 1) {
      const near = this.found[rank] as Link;
      if (near.anchor >= anchor || near.last >= first) continue;
      const cost = foreignLetters(this.surroundings, near.last + 1, first) / FOREIGN_PER_POINT;
      const score = (this.scores[rank] ?? 0) - Math.min(MOST_FOREIGN_COST, cost);
      if (score > best.score) best = { rank, score };
    }
    this.keep(anchor, { rank: this.scores.length, score: best.score + worth });
    this.before.push(best.rank);
  }

  private keep(anchor: number, best: Best): void {
    this.scores.push(best.score);
    const leaders = this.leaders[anchor] ?? [];
    if (best.score > (leaders.at(-1)?.score ?? Number.NEGATIVE_INFINITY)) leaders.push(best);
    this.leaders[anchor] = leaders;
  }

  /** How many labels, from the first on, end so far before a letter that more text between would cost nothing. */
  private farBefore(letter: number): number {
    return countWhile(
      this.scores.length,
      (rank) => foreignLetters(this.surroundings, (this.found[rank]?.last ?? 0) + 1, letter) >= FAR,
    );
  }
}

function lastBefore(leaders: readonly Best[], rank: number): Best | undefined {
  return leaders[countWhile(leaders.length, (at) => (leaders[at]?.rank ?? rank) < rank) - 1];
}

/** How many of the first ranks hold, where all behind one that does not hold do not either. */
function countWhile(length: number, holds: (rank: number) => boolean): number {
  let [from, to] = [0, length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** @param found in the order of their last letters */
export function bestChain<Found extends Link>(
  found: readonly Found[],
  worth: (one: Found) => number,
  surroundings: Surroundings,
): Found[] {
  const chains = new Chains(found, surroundings);
  let best = -1;
  found.forEach((one, rank) => {
    chains.add(one, worth(one));
    if (best < 0 || (chains.scores[rank] ?? 0) > (chains.scores[best] ?? 0)) best = rank;
  });
  const chain: Found[] = [];
  for (let rank = best; rank >= 0; rank = chains.before[rank] ?? -1) chain.push(found[rank] as Found);
  return chain.reverse();
}
