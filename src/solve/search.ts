// Joint readings of many rows under the rules across them: filtering by reachable sums, then search.
// Must not know text, forms or how a row's readings came about.

import { type ColumnRule, slotsOf } from "./instances.ts";
import type { Budget, Reading } from "./lattice.ts";
import { add, type Code, canPass, contribution, NOTHING, Reach } from "./sums.ts";

/** One row's readings that are still open; a settled row has one. */
export type Domain = readonly Reading[];

/** What the publisher may have got wrong in one pass of the search. */
export interface Scenario {
  /** Readings per row. */
  readonly domains: readonly Domain[];
  /** 0: every rule must pass. 1: all rules that fail may touch one common cell. */
  readonly tolerance: 0 | 1;
  /** The row in which that cell must lie, or -1 for any. */
  readonly accidentRow: number;
}

interface Bound extends ColumnRule {
  readonly rows: ReadonlySet<number>;
}

/** Searches joint readings. All methods are exact, except that a spent budget answers «possible». */
export class JointSearch {
  private readonly rules: readonly Bound[];
  private readonly byRow: readonly (readonly number[])[];
  private readonly budget: Budget;
  /** By rule: what was found out first, of the table as it was found, and last. Most rules tie rows that have not changed. */
  private readonly asked: { readonly domains: readonly Domain[]; readonly support: Support }[][] = [];

  constructor(rules: readonly ColumnRule[], rowCount: number, budget: Budget) {
    this.rules = rules.map((rule) => ({
      ...rule,
      rows: new Set(slotsOf(rule)),
    }));
    const byRow: number[][] = Array.from({ length: rowCount }, () => []);
    this.rules.forEach((rule, index) => {
      for (const row of rule.rows) byRow[row]?.push(index);
    });
    this.byRow = byRow;
    this.budget = budget;
  }

  touches(row: number): boolean {
    return (this.byRow[row]?.length ?? 0) > 0;
  }

  /** Drops readings that no choice of the others can complete. Sound, not complete: `completion` decides. */
  filter(scenario: Scenario): Domain[] {
    let domains = [...scenario.domains];
    for (;;) {
      const supports = this.supports(domains);
      const next = domains.map((domain, row) => {
        if (domain.length < 2 && scenario.accidentRow !== row) return domain;
        const kept = domain.filter((reading) => {
          this.budget.left -= 1;
          const failing = (this.byRow[row] ?? []).filter(
            (index) =>
              !this.supported(
                index,
                row,
                reading.path[this.rules[index]?.column ?? 0]?.value ?? null,
                supports,
              ),
          );
          return this.excusable(failing, scenario, row === scenario.accidentRow ? reading : null);
        });
        return kept.length < domain.length ? kept : domain;
      });
      const shrunk = next.some((domain, row) => domain.length < (domains[row]?.length ?? 0));
      domains = next;
      if (!shrunk || this.budget.left < 0) return domains;
    }
  }

  /** What the rows can reach together, rule by rule, to ask `admits` about values. */
  supports(domains: readonly Domain[]): readonly Support[] {
    return this.rules.map((rule, index) => {
      const own = [...rule.rows].map((row) => domains[row] ?? []);
      const asked = this.asked[index] ?? [];
      const known = asked.find((one) => own.every((domain, rank) => domain === one.domains[rank]));
      if (known) return known.support;
      const support = this.support(rule, domains);
      this.asked[index] = [...asked.slice(0, 1), { domains: own, support }];
      return support;
    });
  }

  /** Whether some readings of the other rows let all rules pass at this cell. */
  admits(supports: readonly Support[], row: number, column: number, value: number | null): boolean {
    return (this.byRow[row] ?? []).every(
      (index) => this.rules[index]?.column !== column || this.supported(index, row, value, supports),
    );
  }

  private supported(index: number, row: number, value: number | null, supports: readonly Support[]): boolean {
    const rule = this.rules[index];
    const support = supports[index];
    if (rule === undefined || support === undefined) return true;
    const code = contribution(rule, row, value);
    const answers = support.get(row);
    if (answers === undefined) return true;
    const known = answers.known.get(code);
    if (known !== undefined) return known;
    this.budget.left -= answers.before?.codes.size ?? 0;
    const { before, after } = answers;
    let answer = before === null || after === null;
    if (before !== null && after !== null) {
      for (const sum of before.codes) {
        if (!after.completes(rule, add(sum, code))) continue;
        answer = true;
        break;
      }
    }
    answers.known.set(code, answer);
    return answer;
  }

  /** For each row of a rule, what the others add up to, in two halves. Rows with one reading are added up beforehand. */
  private support(rule: Bound, domains: readonly Domain[]): Support {
    const codes = [...rule.rows].map((row) => ({ row, codes: codesOf(rule, row, domains[row] ?? []) }));
    const settled = codes.flatMap(({ row, codes: of }) =>
      of.size === 1 ? [{ row, code: [...of][0] ?? NOTHING }] : [],
    );
    const open = codes.filter((one) => one.codes.size !== 1);
    const after: (Reach | null)[] = [Reach.none];
    for (const one of [...open].reverse()) after.unshift(this.joined(after[0] ?? null, one.codes));
    const support: Support = new Map();
    const behind = [NOTHING];
    for (const one of [...settled].reverse()) behind.unshift(add(behind[0] ?? NOTHING, one.code));
    let sum = NOTHING;
    for (const [rank, { row, code }] of settled.entries()) {
      const others = new Reach(new Set([add(sum, behind[rank + 1] ?? NOTHING)]));
      support.set(row, { before: others, after: after[0] ?? null, known: new Map() });
      sum = add(sum, code);
    }
    let before: Reach | null = new Reach(new Set([sum]));
    open.forEach((one, rank) => {
      support.set(one.row, { before, after: after[rank + 1] ?? null, known: new Map() });
      before = this.joined(before, one.codes);
    });
    return support;
  }

  private joined(reach: Reach | null, codes: ReadonlySet<Code>): Reach | null {
    if (reach === null || this.budget.left < 0) return null;
    this.budget.left -= reach.codes.size * codes.size;
    return reach.plus(codes);
  }

  /** Whether all failing rules touch one cell that the scenario allows to be wrong. */
  private excusable(failing: readonly number[], scenario: Scenario, accident: Reading | null): boolean {
    if (failing.length === 0) return true;
    if (scenario.tolerance === 0) return false;
    const rules = failing.flatMap((index) => this.rules[index] ?? []);
    const [first, ...rest] = rules;
    if (first === undefined) return true;
    if (rest.some((rule) => rule.column !== first.column)) return false;
    if (accident !== null && accident.cover !== null && !accident.cover.has(first.column)) return false;
    if (scenario.accidentRow >= 0) return rules.every((rule) => rule.rows.has(scenario.accidentRow));
    return [...first.rows].some((row) => rest.every((rule) => rule.rows.has(row)));
  }

  /** Prepares completions that begin with `row`: the order of the others, and the sums they can still reach. */
  plan(scenario: Scenario, row: number): Plan {
    const { domains } = scenario;
    const size = (index: number): number => domains[index]?.length ?? 0;
    const settled = (index: number): boolean =>
      size(index) === 1 && index !== row && index !== scenario.accidentRow;
    const rows = domains.map((_, index) => index);
    const others = rows.filter((index) => index !== row && !settled(index));
    others.sort((a, b) => size(a) - size(b) || a - b);
    const order = [row, ...others];
    const chosen: Reading[] = [];
    for (const index of rows.filter(settled)) chosen[index] = domains[index]?.[0] ?? NO_READING;
    const base = this.rules.map((rule) =>
      chosen.reduce((code, reading, slot) => add(code, contributionOf(rule, slot, reading)), NOTHING),
    );
    const rest = this.rules.map((rule) => this.sumsToCome(rule, order, domains));
    return { scenario, order, chosen, base, rest };
  }

  /** For each depth of an order, what the rows behind it can add to a rule's sum. */
  private sumsToCome(rule: Bound, order: readonly number[], domains: readonly Domain[]): (Reach | null)[] {
    const reach: (Reach | null)[] = [Reach.none];
    for (let depth = order.length - 1; depth > 0; depth -= 1) {
      const slot = order[depth] ?? -1;
      const last = reach[0] ?? null;
      reach.unshift(rule.rows.has(slot) ? this.joined(last, codesOf(rule, slot, domains[slot] ?? [])) : last);
    }
    return reach;
  }

  /**
   * A joint reading in which the plan's first row is read as `reading`; null when there is none, «unknown» when
   * finding out would take too many steps.
   */
  completion(plan: Plan, reading: Reading): readonly Reading[] | "unknown" | null {
    const { scenario, order } = plan;
    const chosen = [...plan.chosen];
    const partial = [...plan.base];
    let accident: Reading | null = null;
    let steps = MOST_STEPS;
    const walk = (depth: number, failing: readonly number[]): boolean | "unknown" => {
      const row = order[depth];
      if (row === undefined) return true;
      const touched = this.byRow[row] ?? [];
      for (const candidate of depth === 0 ? [reading] : (scenario.domains[row] ?? [])) {
        steps -= 1;
        this.budget.left -= touched.length;
        if (steps < 0 || this.budget.left < 0) return "unknown";
        if (row === scenario.accidentRow) accident = candidate;
        const saved = touched.map((index) => partial[index] ?? NOTHING);
        const broken = this.advance(plan, depth, row, candidate, partial, failing);
        if (this.excusable(broken, scenario, accident)) {
          chosen[row] = candidate;
          const found = walk(depth + 1, broken);
          if (found !== false) return found;
        }
        touched.forEach((index, i) => {
          partial[index] = saved[i] ?? NOTHING;
        });
        if (row === scenario.accidentRow) accident = null;
      }
      return false;
    };
    const found = walk(0, []);
    if (found === "unknown") return "unknown";
    return found ? chosen : null;
  }

  /** Adds one row's reading to the sums, and tells which rules can no longer pass. */
  private advance(
    plan: Plan,
    depth: number,
    row: number,
    candidate: Reading,
    partial: Code[],
    failing: readonly number[],
  ): readonly number[] {
    const broken = [...failing];
    for (const index of this.byRow[row] ?? []) {
      const rule = this.rules[index];
      if (rule === undefined) continue;
      const code = add(partial[index] ?? NOTHING, contributionOf(rule, row, candidate));
      partial[index] = code;
      if (!broken.includes(index) && !canPass(rule, code, plan.rest[index]?.[depth] ?? null))
        broken.push(index);
    }
    return broken;
  }
}

const NO_READING: Reading = { path: [], cover: null };

export type Support = Map<number, { before: Reach | null; after: Reach | null; known: Map<Code, boolean> }>;

export interface Plan {
  readonly scenario: Scenario;
  /** The first row and all that are still open; the settled ones are in `chosen` and `base`. */
  readonly order: readonly number[];
  readonly chosen: readonly Reading[];
  readonly base: readonly Code[];
  /** Per rule and depth: sums of the rows that come later in the order. */
  readonly rest: readonly (readonly (Reach | null)[])[];
}

/** Steps of one search: a joint reading is found quickly or, with many blanks, hardly ever. */
const MOST_STEPS = 20_000;

function contributionOf(rule: ColumnRule, row: number, reading: Reading | undefined): Code {
  return contribution(rule, row, reading?.path[rule.column]?.value ?? null);
}

function codesOf(rule: ColumnRule, row: number, domain: Domain): Set<Code> {
  return new Set(domain.map((reading) => contributionOf(rule, row, reading)));
}
