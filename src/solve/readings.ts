// The readings of a row that no other row can help with: what its own rules leave of them, cell by cell.
// Must not know the other rows of the table, forms or text.
import { type Rule, slotsOf } from "./instances.ts";
import type { Budget, Step, Trellis } from "./lattice.ts";
import { type Bound, boundsOf, coverOf } from "./sound.ts";

export interface OwnReadings {
  /** Texts of each column in all readings with no more accidents than asked for. */
  readonly texts: readonly ReadonlySet<string | null>[];
  /** The reading that satisfies every rule, when there is exactly one. */
  readonly only: readonly Step[] | null;
}

/** All ways to read a stretch of columns that end at one node and need as many accidents. */
interface Cuts {
  readonly to: number;
  readonly accidents: 0 | 1;
  /** The first of them, and its rank among all ways from the same node. */
  readonly path: readonly Step[];
  readonly rank: number;
  /** Where there are more, of each column the texts, each with the rank of the first that has it. */
  texts: readonly Map<string | null, number>[] | null;
}

const MOST_CUTS = 40_000;

/** Which readings of a row are looked for. */
interface Wanted {
  /** How many accidents one may have. */
  readonly accidents: 0 | 1;
  readonly budget: Budget;
}

/**
 * Readings of a row by its own rules. Columns that no rule ties together are cut apart first, so that a row of three
 * independent sums costs three small searches and not their product. Null when the budget is spent.
 */
export function ownReadings(trellis: Trellis, rules: readonly Rule[], wanted: Wanted): OwnReadings | null {
  const groups = groupsOf(trellis.width, rules);
  const table: Map<number, readonly Cuts[]>[] = [];
  let starts = new Set([trellis.start]);
  for (const group of groups) {
    const inside = boundsOf(rules.filter((rule) => lies(rule, group)));
    const layer = new Map<number, readonly Cuts[]>();
    for (const from of starts) {
      const cuts = cutsFrom(trellis, { ...group, bounds: inside }, from, wanted);
      if (cuts === null) return null;
      layer.set(from, cuts);
    }
    table.push(layer);
    starts = new Set([...layer.values()].flat().map(({ to }) => to));
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
      const slots = slotsOf(rule);
      return Math.min(...slots) <= column && Math.max(...slots) > column;
    });
    if (tied) continue;
    groups.push({ first, last: column });
    first = column + 1;
  }
  return groups;
}

function lies(rule: Rule, group: Group): boolean {
  return slotsOf(rule).every((slot) => slot >= group.first && slot <= group.last);
}

/** All cuts of one group from one node, in the order of their first ones; null when there are too many. */
function cutsFrom(
  trellis: Trellis,
  group: Group & { readonly bounds: readonly Bound[] },
  from: number,
  { accidents, budget }: Wanted,
): Cuts[] | null {
  const cuts: Cuts[] = [];
  let found = 0;
  const path: Step[] = [];
  const walk = (column: number, node: number, unlikely: number): boolean => {
    if (column > group.last) {
      const cover = coverOf(path, group.first, group.bounds);
      if (cover?.length === 0 || (cover !== null && accidents === 0)) return true;
      take(cuts, path, node, cover === null ? 0 : 1, found);
      found += 1;
      return found < MOST_CUTS;
    }
    for (const step of trellis.layers[column]?.get(node) ?? []) {
      budget.left -= 1;
      if (budget.left < 0) return false;
      const count = unlikely + (step.unlikely ? 1 : 0);
      if (count > accidents) continue;
      path.push(step);
      const go = walk(column + 1, step.to, count);
      path.pop();
      if (!go) return false;
    }
    return true;
  };
  return walk(group.first, from, 0) ? cuts : null;
}

/** Adds a way to those like it; there are tens of thousands, and nearly all say what others said. */
function take(cuts: Cuts[], path: readonly Step[], to: number, accidents: 0 | 1, rank: number): void {
  const alike = cuts.find((one) => one.to === to && one.accidents === accidents);
  if (alike === undefined) {
    cuts.push({ to, accidents, path: [...path], rank, texts: null });
    return;
  }
  alike.texts ??= alike.path.map(({ text }) => new Map([[text, alike.rank]]));
  for (let column = 0; column < path.length; column += 1) {
    const texts = alike.texts[column] as Map<string | null, number>;
    const { text } = path[column] as Step;
    if (!texts.has(text)) texts.set(text, rank);
  }
}

/** The texts of a column, the rank of the first way that has each behind it. */
const textsIn = ({ path, rank, texts }: Cuts, column: number) =>
  texts === null ? [[path[column]?.text ?? null, rank] as const] : [...(texts[column] ?? [])];

type CutTable = readonly ReadonlyMap<number, readonly Cuts[]>[];

/** Texts per column over all readings with at most one accident, without listing the product of the groups. */
function textsOf(trellis: Trellis, groups: readonly Group[], table: CutTable): Set<string | null>[] {
  const texts = trellis.layers.map(() => new Set<string | null>());
  const back = accidentsToEnd(table);
  let forward = new Map<number, number>([[trellis.start, 0]]);
  groups.forEach((group, index) => {
    const next = new Map<number, number>();
    for (const [node, before] of forward) {
      const possible = (table[index]?.get(node) ?? []).filter(({ to, accidents }) => {
        const rest = index + 1 === table.length ? 0 : (back[index + 1]?.get(to) ?? 2);
        return before + accidents + rest <= 1;
      });
      for (const { to, accidents } of possible) next.set(to, Math.min(before + accidents, next.get(to) ?? 2));
      for (let column = group.first; column <= group.last; column += 1) {
        const read = possible.flatMap((cuts) => textsIn(cuts, column - group.first));
        for (const [text] of read.sort(([, a], [, b]) => a - b)) texts[column]?.add(text);
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
    if (cut === undefined || cut.texts !== null || second !== undefined) return null;
    path.push(...cut.path);
    node = cut.to;
  }
  return path;
}
