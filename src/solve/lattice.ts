// The ways in which one row may be cut into cells, as a graph that is walked a column at a time.
// Must not know relations, forms or text.

/** One cell read one way. `value` null is a blank; `text` is the figure as a plain decimal, and what readings compare by. */
export interface Step {
  /** Exact integer (amounts scaled alike over the table), null for a blank. */
  readonly value: number | null;
  readonly text: string | null;
  /** The node that this step leads to. */
  readonly to: number;
  /** True where this step needs an accident of the publisher, e.g. one cell left empty in a table that fills all. */
  readonly unlikely?: true;
}

/** Work that may still be done; shared by everything that solves one table. Counted in steps, never in time. */
export interface Budget {
  left: number;
}

/** One way to read a row. `cover` holds the columns of which one must be an accident, or null when none need be. */
export interface Reading {
  readonly path: readonly Step[];
  readonly cover: ReadonlySet<number> | null;
}

/** A row's readings are the paths of one step per column from `start` to a node that `ends`. Must be acyclic per column. */
export interface Lattice {
  readonly start: number;
  steps(column: number, from: number): readonly Step[];
  ends(at: number): boolean;
}

/** The lattice of readings that are known one by one. */
export function latticeOf(readings: readonly (readonly (number | null)[])[]): Lattice {
  const width = readings.reduce((most, reading) => Math.max(most, reading.length), 0);
  return {
    start: -1,
    steps(column, from) {
      const steps: Step[] = [];
      readings.forEach((reading, index) => {
        if (from !== -1 && from !== index) return;
        const value = reading[column] ?? null;
        steps.push({ value, text: value === null ? null : String(value), to: index });
      });
      return steps;
    },
    ends: (at) => width > 0 && at >= 0,
  };
}

/** The part of a lattice that lies on paths with at most one unlikely step, column by column. */
export interface Trellis {
  readonly width: number;
  readonly start: number;
  readonly layers: readonly ReadonlyMap<number, readonly Step[]>[];
  /** True when there is exactly one path. */
  readonly single: boolean;
}

/** Walks the lattice over `width` columns and keeps what leads to an end. Null when nothing does. */
export function trellisOf(lattice: Lattice, width: number): Trellis | null {
  const reached: Map<number, readonly Step[]>[] = [];
  let nodes = new Set([lattice.start]);
  for (let column = 0; column < width; column += 1) {
    const layer = new Map<number, readonly Step[]>();
    const next = new Set<number>();
    for (const node of nodes) {
      const steps = lattice.steps(column, node);
      layer.set(node, steps);
      for (const step of steps) next.add(step.to);
    }
    reached.push(layer);
    nodes = next;
  }
  const layers = prune(reached, nodes, lattice);
  if (!layers[0]?.size) return null;
  const single = layers.every(
    (layer) => layer.size === 1 && [...layer.values()].every((s) => s.length === 1),
  );
  return { width, start: lattice.start, layers, single };
}

function prune(
  reached: readonly Map<number, readonly Step[]>[],
  last: ReadonlySet<number>,
  lattice: Lattice,
): Map<number, readonly Step[]>[] {
  const layers: Map<number, readonly Step[]>[] = [];
  let alive = new Set([...last].filter((node) => lattice.ends(node)));
  for (let column = reached.length - 1; column >= 0; column -= 1) {
    const layer = new Map<number, readonly Step[]>();
    for (const [node, steps] of reached[column] ?? []) {
      const kept = steps.filter((step) => alive.has(step.to));
      if (kept.length > 0) layer.set(node, kept);
    }
    layers.unshift(layer);
    alive = new Set(layer.keys());
  }
  return layers;
}

/** Every text that a path gives to each column, with at most one unlikely step on the whole path. */
export function marginals(trellis: Trellis): Set<string | null>[] {
  const back = costsToEnd(trellis);
  const found: Set<string | null>[] = [];
  let forward = new Map<number, number>([[trellis.start, 0]]);
  trellis.layers.forEach((layer, column) => {
    const texts = new Set<string | null>();
    const next = new Map<number, number>();
    for (const [node, cost] of forward) {
      for (const step of layer.get(node) ?? []) {
        const here = cost + (step.unlikely ? 1 : 0);
        const rest = column + 1 === trellis.width ? 0 : (back[column + 1]?.get(step.to) ?? 2);
        if (here + rest > 1) continue;
        texts.add(step.text);
        next.set(step.to, Math.min(here, next.get(step.to) ?? 2));
      }
    }
    found.push(texts);
    forward = next;
  });
  return found;
}

function costsToEnd(trellis: Trellis): Map<number, number>[] {
  const back: Map<number, number>[] = [];
  for (let column = trellis.width - 1; column >= 0; column -= 1) {
    const costs = new Map<number, number>();
    for (const [node, steps] of trellis.layers[column] ?? []) {
      for (const step of steps) {
        const rest = column + 1 === trellis.width ? 0 : (back[0]?.get(step.to) ?? 2);
        const cost = rest + (step.unlikely ? 1 : 0);
        if (cost < (costs.get(node) ?? 2)) costs.set(node, cost);
      }
    }
    back.unshift(costs);
  }
  return back;
}
