// Exact intervals for a share. Must not know what is counted.

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Clopper and Pearson's interval: it holds the true share in at least `confidence` of all samples, however rare errors are.
 * @param errors among `cells`, drawn at random
 */
export function exactInterval(errors: number, cells: number, confidence = 0.95): Interval {
  if (cells === 0) return { low: 0, high: 1 };
  const tail = (1 - confidence) / 2;
  const atMost = (share: number, count: number) => lowerTail(count, cells, share);
  return {
    low: errors === 0 ? 0 : crossing((share) => 1 - atMost(share, errors - 1) - tail),
    high: errors === cells ? 1 : crossing((share) => tail - atMost(share, errors)),
  };
}

/** Where a rising function of a share is zero. */
function crossing(rising: (share: number) => number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance of at most `count` in `cells`: each term from the one before, in logarithms. */
function lowerTail(count: number, cells: number, share: number): number {
  if (share <= 0) return 1;
  if (share >= 1) return count >= cells ? 1 : 0;
  let term = cells * Math.log1p(-share);
  let sum = Math.exp(term);
  for (let one = 1; one <= count; one += 1) {
    term += Math.log((cells - one + 1) / one) + Math.log(share) - Math.log1p(-share);
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}
