// Draws a sample of cells, stratified and by a seed: the same cells of the same dataset, in whatever order they come.
// Must not know files, or what stands in a cell.
import { createHash } from "node:crypto";

/** Fewer cells than this say nothing of a stratum. */
export const LEAST_CELLS = 30;
/** Where the strata go that are too small for themselves. */
export const MERGED = "merged";

export interface Drawn<T> {
  readonly strata: readonly Stratum[];
  readonly cells: readonly { readonly stratum: string; readonly cell: T }[];
}

export interface Stratum {
  readonly name: string;
  /** Cells in the dataset. */
  readonly population: number;
  /** Cells drawn. */
  readonly cells: number;
  /** Strata of which it was made, when it was made of several. */
  readonly of: readonly string[];
}

interface Ticket<T> {
  readonly rank: string;
  readonly cell: T;
}

/** Takes cells one by one and keeps only those that may be drawn. */
export class Urn<T> {
  private readonly strata = new Map<string, { population: number; tickets: Ticket<T>[] }>();

  /** @param wanted cells in all */
  constructor(
    private readonly wanted: number,
    private readonly seed: string,
  ) {}

  /** @param key what tells the cell apart from all others */
  add(stratum: string, key: string, cell: T): void {
    const own = this.strata.get(stratum) ?? { population: 0, tickets: [] };
    this.strata.set(stratum, own);
    own.population += 1;
    own.tickets.push({ rank: createHash("sha256").update(`${this.seed}\n${key}`).digest("hex"), cell });
    if (own.tickets.length > 4 * this.wanted + 1000) own.tickets = lowest(own.tickets, this.wanted);
  }

  /** In proportion to the strata, so that every cell of the dataset weighs the same. */
  draw(): Drawn<T> {
    const groups = mergedStrata(
      [...this.strata].map(([name, { population }]) => ({ name, population, of: [name] })),
      this.wanted,
    );
    const shares = proportional(
      groups.map(({ population }) => population),
      this.wanted,
    );
    const strata = groups.map((group, index): Stratum => ({ ...group, cells: shares[index] ?? 0 }));
    const cells = strata.flatMap(({ name, of, cells }) => {
      const tickets = of.flatMap((one) => this.strata.get(one)?.tickets ?? []);
      return lowest(tickets, cells).map(({ cell, rank }) => ({ stratum: name, cell, rank }));
    });
    // Coders see strata mixed, so that none is typed by tired eyes.
    const mixed = cells
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(({ stratum, cell }) => ({ stratum, cell }));
    return { strata: strata.map((one) => ({ ...one, of: one.of.length > 1 ? one.of : [] })), cells: mixed };
  }
}

const lowest = <T>(tickets: readonly Ticket<T>[], count: number) =>
  [...tickets].sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0)).slice(0, count);

interface Group {
  readonly name: string;
  readonly population: number;
  readonly of: readonly string[];
}

/** The smallest strata go together until the sample has enough of each. */
function mergedStrata(strata: readonly Group[], wanted: number): Group[] {
  const total = strata.reduce((sum, { population }) => sum + population, 0);
  const drawn = ({ population }: Group) => (Math.min(wanted, total) * population) / Math.max(1, total);
  const sorted = [...strata].sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1));
  const own = sorted.filter((one) => drawn(one) >= LEAST_CELLS);
  const small = sorted.slice(own.length);
  if (small.length === 0) return own;
  const merge = (groups: readonly Group[]): Group => ({
    name: groups.length === 1 ? (groups[0]?.name ?? MERGED) : MERGED,
    population: groups.reduce((sum, { population }) => sum + population, 0),
    of: groups.flatMap(({ of }) => of).sort(),
  });
  let rest = merge(small);
  while (drawn(rest) < LEAST_CELLS && own.length > 0) rest = merge([own.pop() as Group, rest]);
  return [...own, rest];
}

/** Whole numbers in proportion that add up to `wanted`, or to all there are. */
function proportional(sizes: readonly number[], wanted: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const whole = Math.min(wanted, total);
  const exact = sizes.map((size) => (whole * size) / Math.max(1, total));
  const shares = exact.map(Math.floor);
  const order = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const missing = whole - shares.reduce((sum, share) => sum + share, 0);
  for (const { index } of order.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
