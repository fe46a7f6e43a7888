// Sets of sums that rows can still reach under one rule, blanks told apart from zeros.
// Must not know readings, rows or search.

import type { Rule } from "./instances.ts";

/**
 * A partial sum and which sides of the rule have printed a figure, packed in one number: 4 × sum + flags.
 * Flag 1: the left side printed; flag 2: the right side printed. Sums stay far below 2^51.
 */
export type Code = number;

export const NOTHING: Code = 0;

export function sumOf(code: Code): number {
  return (code - flagsOf(code)) / 4;
}

/** The last two bits of any whole number, also of one that 32 bits do not hold. */
export function flagsOf(code: Code): number {
  return code & 3;
}

export function add(a: Code, b: Code): Code {
  const [ofA, ofB] = [flagsOf(a), flagsOf(b)];
  return a - ofA + (b - ofB) + (ofA | ofB);
}

/** What one slot's value contributes to a rule. */
export function contribution(rule: Rule, slot: number, value: number | null): Code {
  if (value === null) return NOTHING;
  let sum = 0;
  let flags = 0;
  for (const term of rule.left) {
    if (term.slot !== slot) continue;
    sum += term.factor * value;
    flags |= 1;
  }
  for (const term of rule.right) {
    if (term.slot !== slot) continue;
    sum += term.factor * value;
    flags |= 2;
  }
  return 4 * sum + flags;
}

const MOST_SUMS = 6000;

/** The sums that some rows can reach together; null stands for «too many to list», which excludes nothing. */
export class Reach {
  readonly codes: ReadonlySet<Code>;
  private readonly flags: number;
  private readonly low: number;
  private readonly high: number;

  constructor(codes: ReadonlySet<Code>) {
    this.codes = codes;
    let flags = 0;
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const code of codes) {
      flags |= 1 << flagsOf(code);
      if (code < least) least = code;
      if (code > most) most = code;
    }
    this.flags = flags;
    // Codes are in the order of their sums.
    this.low = sumOf(least);
    this.high = sumOf(most);
  }

  static readonly none = new Reach(new Set([NOTHING]));

  /** Whether one of these sums completes `partial` so that the rule passes. */
  completes(rule: Rule, partial: Code): boolean {
    const own = flagsOf(partial);
    const sum = sumOf(partial);
    for (let flags = 0; flags < 4; flags += 1) {
      if ((this.flags & (1 << flags)) === 0) continue;
      if ((own | flags) !== 3) return true;
      if (rule.operator === "=" && this.codes.has(4 * -sum + flags)) return true;
    }
    if (rule.operator === "<=") return sum + this.low <= 0;
    return rule.operator === ">=" && sum + this.high >= 0;
  }

  /** Every sum of one of these and one of `others`. */
  plus(others: ReadonlySet<Code>): Reach | null {
    if (others.size === 1 && others.has(NOTHING)) return this;
    const codes = new Set<Code>();
    for (const a of this.codes) {
      for (const b of others) codes.add(add(a, b));
      if (codes.size > MOST_SUMS) return null;
    }
    return new Reach(codes);
  }
}

/** `completes` where the reach may be unlisted. */
export function canPass(rule: Rule, partial: Code, reach: Reach | null): boolean {
  return reach === null || reach.completes(rule, partial);
}
