// How the benchmarks take time: medians over passes, figures that can be compared within one run.
// Must not know what is measured.

/** One line of the benchmarks; `ratio` is ours by the other, so that less is better, unless its name says otherwise. */
export type Measure = Readonly<Record<string, string | number>>;

/** So much of what is repeated, documents and passes alike: 1 measures, a hundredth tells whether all of it works. */
export type Share = number;

export function shareOf(count: number, share: Share): number {
  return Math.max(1, Math.ceil(count * share));
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Milliseconds. */
export async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

export interface Cost {
  /** Milliseconds that passed. */
  readonly wall: number;
  /** Milliseconds of all processors, those of the engine's own threads included. */
  readonly cpu: number;
}

export async function cost(run: () => Promise<unknown>): Promise<Cost> {
  const before = process.cpuUsage();
  const wall = await time(run);
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 };
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
