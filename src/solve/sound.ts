// The readings of one row that its own rules allow, found without walking all cuts; and, when asked for particular
// values, those that need one accident. Must not know the other rows of the table, forms or text.
import { type Rule, verdict } from "./instances.ts";
import type { Budget, Reading, Step, Trellis } from "./lattice.ts";

const MOST_SOUND = 1500;
const MOST_ACCIDENTAL = 400;

/** What a rule's sum over the columns before a node can be. */
interface Range {
  readonly low: number;
  readonly high: number;
}

/** A step seen from its end, and what each rule's sum can be over the columns before it. */
interface StepBack {
  readonly from: number;
  readonly step: Step;
  readonly before: readonly (Range | null | undefined)[];
}

type Back = ReadonlyMap<number, readonly StepBack[]>;

/** All sound readings, or null when there are too many to list. Walks from the last column, where totals stand. */
export function soundReadings(trellis: Trellis, rules: readonly Rule[], budget: Budget): Reading[] | null {
  const back = turned(trellis, rules);
  const factors = rules.map((rule) => factorsOf(rule, trellis.width));
  const found: Reading[] = [];
  const path: Step[] = [];
  const walk = (column: number, node: number, sums: readonly number[]): boolean => {
    if (column < 0) {
      if (node === trellis.start) keep(path, rules, found);
      return found.length <= MOST_SOUND;
    }
    for (const one of back[column]?.get(node) ?? []) {
      budget.left -= 1;
      if (budget.left < 0) return false;
      const more = one.step.unlikely ? null : sumsWith(one, sums, column, rules, factors);
      if (more === null) continue;
      path.push(one.step);
      const go = walk(column - 1, one.from, more);
      path.pop();
      if (!go) return false;
    }
    return true;
  };
  const none = rules.map(() => 0);
  for (const end of ends(trellis)) if (!walk(trellis.width - 1, end, none)) return null;
  return found;
}

function keep(path: readonly Step[], rules: readonly Rule[], found: Reading[]): void {
  const forward = [...path].reverse();
  const holds = rules.every((rule) => verdict(rule, (slot) => forward[slot]?.value ?? null) !== "fails");
  if (holds) found.push({ path: forward, cover: null });
}

function ends(trellis: Trellis): Set<number> {
  const last = trellis.layers[trellis.width - 1] ?? new Map<number, readonly Step[]>();
  return new Set([...last.values()].flat().map((step) => step.to));
}

function turned(trellis: Trellis, rules: readonly Rule[]): Back[] {
  const ranges = rules.map((rule) => (canBlank(trellis, rule) ? null : rangesOf(trellis, rule)));
  return trellis.layers.map((layer, column) => {
    const back = new Map<number, StepBack[]>();
    for (const [from, steps] of layer) {
      const before = ranges.map((range) => (range === null ? null : range[column]?.get(from)));
      for (const step of steps) {
        const list = back.get(step.to);
        if (list === undefined) back.set(step.to, [{ from, step, before }]);
        else list.push({ from, step, before });
      }
    }
    return back;
  });
}

function factorsOf(rule: Rule, width: number): number[] {
  const factors = new Array<number>(width).fill(0);
  for (const { slot, factor } of [...rule.left, ...rule.right]) factors[slot] = (factors[slot] ?? 0) + factor;
  return factors;
}

/** Where blanks may stand, a rule may be satisfied by saying nothing, and its sum bounds nothing. */
function canBlank(trellis: Trellis, rule: Rule): boolean {
  return [...rule.left, ...rule.right].some(({ slot }) =>
    [...(trellis.layers[slot]?.values() ?? [])].flat().some((step) => step.value === null && !step.unlikely),
  );
}

/** For each column and node, the range of the rule's sum over the columns up to the one before it. */
function rangesOf(trellis: Trellis, rule: Rule): ReadonlyMap<number, Range>[] {
  const factors = factorsOf(rule, trellis.width);
  const ranges: Map<number, Range>[] = [new Map([[trellis.start, { low: 0, high: 0 }]])];
  trellis.layers.forEach((layer, column) => {
    const next = new Map<number, Range>();
    for (const [node, { low, high }] of ranges[column] ?? []) {
      for (const step of layer.get(node) ?? []) {
        if (step.unlikely) continue;
        const change = (factors[column] ?? 0) * (step.value ?? 0);
        const known = next.get(step.to);
        const range = { low: low + change, high: high + change };
        if (known === undefined) next.set(step.to, range);
        else
          next.set(step.to, { low: Math.min(known.low, range.low), high: Math.max(known.high, range.high) });
      }
    }
    ranges.push(next);
  });
  return ranges;
}

/** The rules' sums with a step more; null where the columns before it cannot make one of them hold. */
function sumsWith(
  { step, before }: StepBack,
  sums: readonly number[],
  column: number,
  rules: readonly Rule[],
  factors: readonly (readonly number[])[],
): number[] | null {
  const more = [...sums];
  const value = step.value ?? 0;
  for (let index = 0; index < rules.length; index += 1) {
    const sum = (sums[index] ?? 0) + (factors[index]?.[column] ?? 0) * value;
    const range = before[index];
    // Without a range the rule's sum bounds nothing; where no likely step leads, there is none.
    if (range === undefined) return null;
    const operator = rules[index]?.operator;
    if (range !== null && operator !== ">=" && sum + range.low > 0) return null;
    if (range !== null && operator !== "<=" && sum + range.high < 0) return null;
    more[index] = sum;
  }
  return more;
}

/**
 * Readings that need one accident in this row, of those whose values `admit` takes in all columns but at most one.
 * Null when there are too many.
 */
export function accidentalReadings(
  trellis: Trellis,
  rules: readonly Rule[],
  admit: (column: number, value: number | null) => boolean,
  budget: Budget,
): Reading[] | null {
  const found: Reading[] = [];
  const path: Step[] = [];
  const walk = (column: number, node: number, odd: number, unlikely: number): boolean => {
    if (column === trellis.width) {
      const reading = judgeWhole(path, rules);
      if (reading !== null) found.push(reading);
      return found.length <= MOST_ACCIDENTAL;
    }
    for (const step of trellis.layers[column]?.get(node) ?? []) {
      budget.left -= 1;
      if (budget.left < 0) return false;
      const blanks = unlikely + (step.unlikely ? 1 : 0);
      if (blanks > 1) continue;
      const misfits = odd + (admit(column, step.value) ? 0 : 1);
      if (misfits > 1) continue;
      path.push(step);
      const go = walk(column + 1, step.to, misfits, blanks);
      path.pop();
      if (!go) return false;
    }
    return true;
  };
  return walk(0, trellis.start, 0, 0) ? found : null;
}

function judgeWhole(path: readonly Step[], rules: readonly Rule[]): Reading | null {
  const cover = coverOf(path, 0, rules);
  return cover === null || cover.size === 0 ? null : { path: [...path], cover };
}

/**
 * The columns of which one must be an accident for this stretch of a row: null when none need be, empty when no
 * single one explains all that fails.
 */
export function coverOf(path: readonly Step[], first: number, rules: readonly Rule[]): Set<number> | null {
  let cover: Set<number> | null = null;
  for (let index = 0; index < path.length; index += 1)
    if (path[index]?.unlikely) cover = narrowed(cover, [first + index]);
  const valueAt = (slot: number) => path[slot - first]?.value ?? null;
  for (const rule of rules) if (verdict(rule, valueAt) === "fails") cover = narrowed(cover, slotsOf(rule));
  return cover;
}

function narrowed(cover: ReadonlySet<number> | null, columns: readonly number[]): Set<number> {
  return new Set(cover === null ? columns : columns.filter((column) => cover.has(column)));
}

function slotsOf({ left, right }: Rule): number[] {
  return [...left, ...right].map(({ slot }) => slot);
}
