// The readings of a row that no other row can help with: what its own rules leave of them, cell by cell.
// Must not know the other rows of the table, forms or text.
import type { Rule } from "./instances.ts";
import type { Budget, Step, Trellis } from "./lattice.ts";
import { type Bound, boundsOf, coverOf } from "./sound.ts";

export interface OwnReadings {
  /** Texts of each column in all readings with at most one accident. */
  readonly texts: readonly ReadonlySet<string | null>[];
  /** The reading that satisfies every rule, when there is exactly one. */
  readonly only: readonly Step[] | null;
}

/** A stretch of columns read one way. */
interface Cut {
  readonly path: readonly Step[];
  readonly to: number;
  /** 1 when this stretch needs an accident. */
  readonly accidents: 0 | 1;
}

const MOST_CUTS = 40_000;

/**
 * Readings of a row by its own rules. Columns that no rule ties together are cut apart first, so that a row of three
 * independent sums costs three small searches and not their product. Null when the budget is spent.
 */
export function ownReadings(trellis: Trellis, rules: readonly Rule[], budget: Budget): OwnReadings | null {
  const groups = groupsOf(trellis.width, rules);
  const table: Map<number, readonly Cut[]>[] = [];
  let starts = new Set([trellis.start]);
  for (const group of groups) {
    const inside = boundsOf(rules.filter((rule) => lies(rule, group)));
    const layer = new Map<number, readonly Cut[]>();
    for (const from of starts) {
      const cuts = cutsFrom(trellis, group, inside, from, budget);
      if (cuts === null) return null;
      layer.set(from, cuts);
    }
    table.push(layer);
    starts = new Set([...layer.values()].flat().map((cut) => cut.to));
  }
  return { texts: textsOf(trellis, groups, table), only: onlySound(table, trellis.start) };
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

function lies(rule: Rule, group: Group): boolean {
  return [...rule.left, ...rule.right].every(({ slot }) => slot >= group.first && slot <= group.last);
}

/** All cuts of one group from one node; null when there are too many to list. */
function cutsFrom(
  trellis: Trellis,
  group: Group,
  bounds: readonly Bound[],
  from: number,
  budget: Budget,
): Cut[] | null {
  const cuts: Cut[] = [];
  const path: Step[] = [];
  const walk = (column: number, node: number, unlikely: number): boolean => {
    if (column > group.last) {
      const cover = coverOf(path, group.first, bounds);
      if (cover?.length !== 0) cuts.push({ path: [...path], to: node, accidents: cover === null ? 0 : 1 });
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

type CutTable = readonly ReadonlyMap<number, readonly Cut[]>[];

/** Texts per column over all readings with at most one accident, without listing the product of the groups. */
function textsOf(trellis: Trellis, groups: readonly Group[], table: CutTable): Set<string | null>[] {
  const texts = trellis.layers.map(() => new Set<string | null>());
  const back = accidentsToEnd(table);
  let forward = new Map<number, number>([[trellis.start, 0]]);
  groups.forEach((group, index) => {
    const next = new Map<number, number>();
    for (const [node, before] of forward) {
      for (const cut of table[index]?.get(node) ?? []) {
        const here = before + cut.accidents;
        const rest = index + 1 === table.length ? 0 : (back[index + 1]?.get(cut.to) ?? 2);
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

function accidentsToEnd(table: CutTable): Map<number, number>[] {
  const back: Map<number, number>[] = [];
  for (let index = table.length - 1; index >= 0; index -= 1) {
    const costs = new Map<number, number>();
    for (const [node, cuts] of table[index] ?? []) {
      for (const cut of cuts) {
        const rest = index + 1 === table.length ? 0 : (back[0]?.get(cut.to) ?? 2);
        costs.set(node, Math.min(costs.get(node) ?? 2, rest + cut.accidents));
      }
    }
    back.unshift(costs);
  }
  return back;
}

/** The one way through all groups without an accident; null when there is none or a second one. */
function onlySound(table: CutTable, start: number): readonly Step[] | null {
  const alive = accidentsToEnd(table);
  const path: Step[] = [];
  let node = start;
  for (let index = 0; index < table.length; index += 1) {
    const open = (table[index]?.get(node) ?? []).filter(
      (cut) => cut.accidents === 0 && (index + 1 === table.length || alive[index + 1]?.get(cut.to) === 0),
    );
    const [cut, second] = open;
    if (cut === undefined || second !== undefined) return null;
    path.push(...cut.path);
    node = cut.to;
  }
  return path;
}
