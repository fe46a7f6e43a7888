// The readings of one row: those that its own rules allow, and those that need one accident of the publisher.
// Must not know the other rows of the table, forms or text.
import { type Rule, verdict } from "./instances.ts";
import type { Step, Trellis } from "./lattice.ts";

/** Work that may still be done; shared by everything that solves one table. Counted in steps, never in time. */
export interface Budget {
  left: number;
}

/** One way to read a row. `cover` holds the columns of which one must be an accident, or null when none need be. */
export interface Reading {
  readonly path: readonly Step[];
  readonly cover: ReadonlySet<number> | null;
}

export interface RowReadings {
  /** Every rule of the row holds (or cannot be evaluated) and no step is unlikely. */
  readonly sound: readonly Reading[];
  /** All that fails within the row touches one cell, which the publisher may have misprinted or left empty. */
  readonly accidental: readonly Reading[];
  /** Texts that any of these readings gives to each column. */
  readonly texts: readonly ReadonlySet<string | null>[];
  /** False when the budget or the limits ran out: then the lists are incomplete, and `texts` too. */
  readonly complete: boolean;
}

interface Cut extends Reading {
  readonly from: number;
  readonly to: number;
}

const MOST_READINGS = 4000;
const MOST_CUTS = 40_000;

/**
 * Enumerates a row's readings. Columns that no rule ties together are cut apart first, so that a row of three
 * independent sums costs three small searches and not their product.
 */
export function readingsOf(trellis: Trellis, rules: readonly Rule[], budget: Budget): RowReadings {
  const groups = groupsOf(trellis.width, rules);
  const cuts = cutsByGroup(trellis, groups, rules, budget);
  const empty = trellis.layers.map(() => new Set<string | null>());
  if (cuts === null) return { sound: [], accidental: [], texts: empty, complete: false };
  const texts = textsOf(trellis, groups, cuts);
  const sound: Reading[] = [];
  const accidental: Reading[] = [];
  const whole = join(cuts, trellis.start, (reading) => {
    (reading.cover === null ? sound : accidental).push(reading);
    return sound.length + accidental.length < MOST_READINGS;
  });
  return { sound, accidental, texts, complete: whole };
}

interface Group {
  readonly first: number;
  readonly last: number;
}

/** Runs of columns such that no rule reaches over their borders. */
function groupsOf(width: number, rules: readonly Rule[]): Group[] {
  const groups: Group[] = [];
  let first = 0;
  for (let column = 0; column < width; column += 1) {
    const tied = rules.some((rule) => {
      const slots = [...rule.left, ...rule.right].map((term) => term.slot);
      return Math.min(...slots) <= column && Math.max(...slots) > column;
    });
    if (tied) continue;
    groups.push({ first, last: column });
    first = column + 1;
  }
  return groups;
}

type CutTable = ReadonlyMap<number, readonly Cut[]>[];

function cutsByGroup(
  trellis: Trellis,
  groups: readonly Group[],
  rules: readonly Rule[],
  budget: Budget,
): CutTable | null {
  const table: Map<number, readonly Cut[]>[] = [];
  let starts = new Set([trellis.start]);
  for (const group of groups) {
    const inside = rules.filter((rule) => within(rule, group));
    const layer = new Map<number, readonly Cut[]>();
    const next = new Set<number>();
    for (const from of starts) {
      const cuts = cutsFrom(trellis, group, inside, from, budget);
      if (cuts === null) return null;
      layer.set(from, cuts);
      for (const cut of cuts) next.add(cut.to);
    }
    table.push(layer);
    starts = next;
  }
  return table;
}

function within(rule: Rule, group: Group): boolean {
  return [...rule.left, ...rule.right].every(({ slot }) => slot >= group.first && slot <= group.last);
}

/** All cuts of one group from one node; null when there are too many to list. */
function cutsFrom(
  trellis: Trellis,
  group: Group,
  rules: readonly Rule[],
  from: number,
  budget: Budget,
): Cut[] | null {
  const cuts: Cut[] = [];
  const path: Step[] = [];
  const walk = (column: number, node: number, unlikely: number): boolean => {
    if (column > group.last) {
      const cut = judge(path, group, rules, from, node);
      if (cut !== null) cuts.push(cut);
      return cuts.length < MOST_CUTS;
    }
    for (const step of trellis.layers[column]?.get(node) ?? []) {
      budget.left -= 1;
      if (budget.left < 0) return false;
      const count = unlikely + (step.unlikely ? 1 : 0);
      if (count > 1) continue;
      path.push(step);
      const go = walk(column + 1, step.to, count);
      path.pop();
      if (!go) return false;
    }
    return true;
  };
  return walk(group.first, from, 0) ? cuts : null;
}

function judge(
  path: readonly Step[],
  group: Group,
  rules: readonly Rule[],
  from: number,
  to: number,
): Cut | null {
  let cover: Set<number> | null = null;
  const narrow = (columns: readonly number[]): void => {
    cover = new Set(columns.filter((column) => cover === null || cover.has(column)));
  };
  path.forEach((step, index) => {
    if (step.unlikely) narrow([group.first + index]);
  });
  for (const rule of rules) {
    if (verdict(rule, (slot) => path[slot - group.first]?.value ?? null) !== "fails") continue;
    narrow([...rule.left, ...rule.right].map((term) => term.slot));
  }
  const columns = cover as ReadonlySet<number> | null;
  return columns?.size === 0 ? null : { path: [...path], cover: columns, from, to };
}

/** Walks the groups' cuts into whole readings with at most one accident. False when `take` stopped it. */
function join(cuts: CutTable, start: number, take: (reading: Reading) => boolean): boolean {
  const path: Step[] = [];
  const walk = (index: number, node: number, cover: ReadonlySet<number> | null): boolean => {
    if (index === cuts.length) return take({ path: [...path], cover });
    for (const cut of cuts[index]?.get(node) ?? []) {
      if (cover !== null && cut.cover !== null) continue;
      path.push(...cut.path);
      const go = walk(index + 1, cut.to, cut.cover ?? cover);
      path.length -= cut.path.length;
      if (!go) return false;
    }
    return true;
  };
  return walk(0, start, null);
}

/** Texts per column over all readings with at most one accident, without listing the product of the groups. */
function textsOf(trellis: Trellis, groups: readonly Group[], cuts: CutTable): Set<string | null>[] {
  const texts = trellis.layers.map(() => new Set<string | null>());
  const back: Map<number, number>[] = [];
  for (let index = cuts.length - 1; index >= 0; index -= 1) {
    const costs = new Map<number, number>();
    for (const [node, list] of cuts[index] ?? []) {
      for (const cut of list) {
        const rest = index + 1 === cuts.length ? 0 : (back[0]?.get(cut.to) ?? 2);
        costs.set(node, Math.min(costs.get(node) ?? 2, rest + (cut.cover === null ? 0 : 1)));
      }
    }
    back.unshift(costs);
  }
  let forward = new Map<number, number>([[trellis.start, 0]]);
  groups.forEach((group, index) => {
    const next = new Map<number, number>();
    for (const [node, before] of forward) {
      for (const cut of cuts[index]?.get(node) ?? []) {
        const here = before + (cut.cover === null ? 0 : 1);
        const rest = index + 1 === cuts.length ? 0 : (back[index + 1]?.get(cut.to) ?? 2);
        if (here + rest > 1) continue;
        next.set(cut.to, Math.min(here, next.get(cut.to) ?? 2));
        cut.path.forEach((step, offset) => {
          texts[group.first + offset]?.add(step.text);
        });
      }
    }
    forward = next;
  });
  return texts;
}
