// The readings of one row that its own rules allow, found without walking all cuts; and, when asked for particular
// values, those that need one accident. Must not know the other rows of the table, forms or text.
import { type Rule, slotsOf, verdict } from "./instances.ts";
import type { Budget, Reading, Step, Trellis } from "./lattice.ts";
import { add, type Code, contribution, flagsOf, NOTHING, sumOf } from "./sums.ts";

const MOST_SOUND = 1500;
const MOST_ACCIDENTAL = 400;

/** What the columns before a node can add to a rule. */
interface Before {
  low: number;
  high: number;
  /** Which of the four pairs of flags occur, a bit each. */
  flags: number;
  /** Every one of the sums; null where they are too many to list. */
  codes: Set<Code> | null;
}

/** Digits cut in many ways reach hardly a sum between two bounds: behind a few columns the sums themselves tell more. */
const MOST_LISTED = 256;

/** A step seen from its end: what it adds to each rule, and what the columns before it can add. */
interface StepBack {
  readonly from: number;
  readonly step: Step;
  readonly codes: readonly Code[];
  readonly before: readonly (Before | undefined)[];
}

type Back = ReadonlyMap<number, readonly StepBack[]>;

/** All sound readings, or null when there are too many to list. Walks from the last column, where totals stand. */
export function soundReadings(trellis: Trellis, rules: readonly Rule[], budget: Budget): Reading[] | null {
  const back = turned(trellis, rules);
  const found: Reading[] = [];
  const path: Step[] = [];
  const walk = (column: number, node: number, codes: readonly Code[]): boolean => {
    if (column < 0) {
      if (node === trellis.start) found.push({ path: [...path].reverse(), cover: null });
      return found.length <= MOST_SOUND;
    }
    for (const one of back[column]?.get(node) ?? []) {
      budget.left -= 1;
      if (budget.left < 0) return false;
      const more = one.step.unlikely ? null : codesWith(one, codes, rules);
      if (more === null) continue;
      path.push(one.step);
      const go = walk(column - 1, one.from, more);
      path.pop();
      if (!go) return false;
    }
    return true;
  };
  const none = rules.map(() => NOTHING);
  for (const end of ends(trellis)) if (!walk(trellis.width - 1, end, none)) return null;
  return found;
}

function ends(trellis: Trellis): Set<number> {
  const last = trellis.layers[trellis.width - 1] ?? new Map<number, readonly Step[]>();
  return new Set([...last.values()].flat().map((step) => step.to));
}

function turned(trellis: Trellis, rules: readonly Rule[]): Back[] {
  const ranges = rules.map((rule) => rangesOf(trellis, rule));
  return trellis.layers.map((layer, column) => {
    const back = new Map<number, StepBack[]>();
    for (const [from, steps] of layer) {
      const before = ranges.map((range) => range[column]?.get(from));
      for (const step of steps) {
        const codes = rules.map((rule) => contribution(rule, column, step.value));
        const list = back.get(step.to);
        if (list === undefined) back.set(step.to, [{ from, step, codes, before }]);
        else list.push({ from, step, codes, before });
      }
    }
    return back;
  });
}

/** For each column and node, what the columns up to the one before it can add to a rule where nobody had an accident. */
function rangesOf(trellis: Trellis, rule: Rule): ReadonlyMap<number, Before>[] {
  const none: Before = { low: 0, high: 0, flags: 1 << NOTHING, codes: new Set([NOTHING]) };
  const ranges: Map<number, Before>[] = [new Map([[trellis.start, none]])];
  trellis.layers.forEach((layer, column) => {
    const next = new Map<number, Before>();
    for (const [node, before] of ranges[column] ?? []) {
      for (const step of layer.get(node) ?? []) {
        if (step.unlikely) continue;
        const known = next.get(step.to) ?? { low: Infinity, high: -Infinity, flags: 0, codes: new Set() };
        widen(known, before, contribution(rule, column, step.value));
        next.set(step.to, known);
      }
    }
    ranges.push(next);
  });
  return ranges;
}

/** Takes in what is before a step, with what the step adds. */
function widen(range: Before, { low, high, flags, codes }: Before, more: Code): void {
  range.low = Math.min(range.low, low + sumOf(more));
  range.high = Math.max(range.high, high + sumOf(more));
  for (let own = 0; own < 4; own += 1) if (flags & (1 << own)) range.flags |= 1 << (own | flagsOf(more));
  if (codes === null) range.codes = null;
  else for (const code of codes) range.codes?.add(add(code, more));
  if (range.codes !== null && range.codes.size > MOST_LISTED) range.codes = null;
}

/** The rules' sums with a step more; null where the columns before it cannot make one of them pass. */
function codesWith(
  { codes, before }: StepBack,
  behind: readonly Code[],
  rules: readonly Rule[],
): Code[] | null {
  const more: Code[] = [];
  for (const [index, rule] of rules.entries()) {
    const code = add(behind[index] ?? NOTHING, codes[index] ?? NOTHING);
    const range = before[index];
    // Where no likely step leads nothing is before.
    if (range === undefined || !mayPass(rule, code, range)) return null;
    more.push(code);
  }
  return more;
}

/** Whether something that may be before it completes a sum so that the rule passes: holds, or lacks a side. */
function mayPass({ operator }: Rule, code: Code, { low, high, flags, codes }: Before): boolean {
  const [sum, own] = [sumOf(code), flagsOf(code)];
  for (let other = 0; other < 4; other += 1) {
    if ((flags & (1 << other)) === 0) continue;
    if ((own | other) !== 3 || (operator === "=" && codes?.has(4 * -sum + other))) return true;
  }
  if (operator === "=" && codes !== null) return false;
  return (operator === ">=" || sum + low <= 0) && (operator === "<=" || sum + high >= 0);
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
  const bounds = boundsOf(rules);
  const walk = (column: number, node: number, odd: number, unlikely: number): boolean => {
    if (column === trellis.width) {
      const reading = judgeWhole(path, bounds);
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

function judgeWhole(path: readonly Step[], bounds: readonly Bound[]): Reading | null {
  const cover = coverOf(path, 0, bounds);
  return cover === null || cover.length === 0 ? null : { path: [...path], cover: new Set(cover) };
}

/** A rule with the columns that it ties together. */
export interface Bound {
  readonly rule: Rule;
  readonly columns: readonly number[];
}

export function boundsOf(rules: readonly Rule[]): Bound[] {
  return rules.map((rule) => ({ rule, columns: slotsOf(rule) }));
}

/**
 * The columns of which one must be an accident for this stretch of a row: null when none need be, empty when no
 * single one explains all that fails.
 */
export function coverOf(
  path: readonly Step[],
  first: number,
  bounds: readonly Bound[],
): readonly number[] | null {
  let cover: readonly number[] | null = null;
  for (let index = 0; index < path.length; index += 1)
    if (path[index]?.unlikely) cover = narrowed(cover, [first + index]);
  const valueAt = (slot: number) => path[slot - first]?.value ?? null;
  for (const { rule, columns } of bounds)
    if (verdict(rule, valueAt) === "fails") cover = narrowed(cover, columns);
  return cover;
}

function narrowed(cover: readonly number[] | null, columns: readonly number[]): readonly number[] {
  return cover === null ? columns : columns.filter((column) => cover.includes(column));
}
