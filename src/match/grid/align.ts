// Aligns printed rows with the rows of a form's table: label, list number, group and order together.
// Must not know columns, figures' values or containers.
import type { FormBlock, FormRow, FormTable, Label } from "../../model/form.ts";
import { isFreelyWorded, rewordedRow, speaksAgainst } from "../labels/reworded.ts";
import { likenessTo, printings, remembered, type Wording, wording } from "../labels/wording.ts";
import {
  BARE_LABEL,
  CLEAR,
  MOST_AGAINST,
  OTHER_NUMBER,
  ROUNDING,
  SAME_NUMBER,
  SKIPPED_ROW,
} from "../weights/grid-rows.ts";
import { EXACT, LEAST_LABEL, LEAST_LETTERS, SAME_WORDS } from "../weights/likeness.ts";
import { contextScore, groupsBeside, withoutGroups } from "./group-labels.ts";
import { leavesCellsOut } from "./left-out.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";

export interface Target {
  readonly block: FormBlock;
  readonly row: FormRow;
}

export interface RowMatch {
  readonly printed: PrintedRow;
  readonly target: Target;
  /** The cell that holds the row's label. */
  readonly label: PrintedCell;
  readonly score: number;
  /** False where several rows of figures stand under the label, and nothing says which is the report's. */
  readonly told?: boolean;
  /** Rows of other years' or organs' figures under the same label. */
  readonly others?: readonly PrintedRow[];
  /** First slot of its figures, behind the word that says whose they are; that behind the label where none does. */
  readonly figuresFrom?: number;
}

/** All rows that stand under a match's label. */
export const rowsUnder = ({ printed, others = [] }: RowMatch): readonly PrintedRow[] => [printed, ...others];

interface Lines {
  readonly targets: readonly Target[];
  /** Labels of groups and heads: a cell that says one of them is not a row's own label. */
  readonly groups: readonly Label[];
  /** Ranks of the rows that a group's label and their own in one cell are, by the letters of both. */
  readonly together: ReadonlyMap<string, readonly number[]>;
}

const lineCache = new WeakMap<FormTable, Lines>();

function linesOf(table: FormTable): Lines {
  let lines = lineCache.get(table);
  if (!lines) {
    const targets = table.blocks.flatMap((block) =>
      block.rows.filter((row) => row.label.text !== "").map((row) => ({ block, row })),
    );
    const groups = [...new Set(table.blocks.flatMap((block) => block.rows.flatMap((row) => row.path)))];
    lines = { targets, groups, together: labelsTogether(targets) };
    lineCache.set(table, lines);
  }
  return lines;
}

/** A group's label and the row's, or those of all its groups, printed one behind another. */
function labelsTogether(targets: readonly Target[]): ReadonlyMap<string, readonly number[]> {
  const together = new Map<string, number[]>();
  targets.forEach(({ row }, index) => {
    for (let depth = 0; depth < row.path.length; depth += 1) {
      const groups = row.path.slice(depth);
      const bare = groups.map((group) => printings(group)[0]?.core ?? "").join("");
      const numbered = groups.map(({ text }) => text).join("");
      const printed = [row.label.text, ...row.label.variants].flatMap((text) => [
        bare + wording(text).core,
        wording(numbered + text).core,
      ]);
      for (const letters of new Set(printed.map(withoutDigits)))
        together.set(letters, [...(together.get(letters) ?? []), index]);
    }
  });
  return together;
}

/** Between a group's label and the row's own its list number may stand. */
const withoutDigits = (core: string) => core.replace(/\d/gu, "");

/** Rows of the table that carry a label, in the form's order. */
export function labelledTargets(table: FormTable): readonly Target[] {
  return linesOf(table).targets;
}

/** Ranks of the form's rows that a printed row is for sure: letter by letter, and no other as well. */
export function sureTargets(row: PrintedRow, table: FormTable): readonly number[] {
  const sure = bestTarget(scoreRow(row, table));
  return sure === null ? [] : [sure];
}

function bestTarget(scores: Candidate["scores"]): number | null {
  const ranked = [...scores].sort(([, a], [, b]) => b.score - a.score);
  const [best, next] = ranked;
  if (!best || best[1].score < EXACT) return null;
  return next && best[1].score - next[1].score < CLEAR ? null : best[0];
}

/**
 * Which printed row is which of the form's. Rows in the form's order are aligned as a whole; where exact labels stand in
 * another order, order says nothing any more, and each row is bound by what is printed in and beside it.
 */
export function alignRows(rows: readonly PrintedRow[], table: FormTable): RowMatch[] {
  const { targets } = linesOf(table);
  const candidates = rows.flatMap((row) => {
    const scores = scoreRow(row, table);
    return scores.size > 0 ? [{ row, scores }] : [];
  });
  if (candidates.length === 0) return [];
  const sure = candidates.map(({ scores }) => bestTarget(scores));
  if (isAscending(sure)) return inOrder(candidates, targets);
  return byLabels(candidates, targets);
}

/** Whether the sure rows stand in the form's order; a row that comes again says nothing of order. */
function isAscending(sure: readonly (number | null)[]): boolean {
  const seen = new Set<number>();
  let last = -1;
  for (const target of sure) {
    if (target === null || seen.has(target)) continue;
    seen.add(target);
    if (target < last) return false;
    last = target;
  }
  return true;
}

/** Each target's only row that is for sure, then rows that are likely it and no other, or that go on where the row above is. */
function byLabels(candidates: readonly Candidate[], targets: readonly Target[]): RowMatch[] {
  const matches = new Map<number, RowMatch>();
  const places = new Map<PrintedRow, number>();
  const bind = (candidate: Candidate, index: number) => {
    const match = candidate.scores.get(index);
    if (!match || matches.has(index) || places.has(candidate.row)) return;
    matches.set(index, { printed: candidate.row, target: targets[index] as Target, ...match });
    places.set(candidate.row, index);
  };
  for (const candidate of candidates) {
    const sure = bestTarget(candidate.scores);
    if (sure !== null) bind(candidate, sure);
  }
  candidates.forEach((candidate, rank) => {
    const above = candidates[rank - 1];
    const next = above ? (places.get(above.row) ?? -2) + 1 : 0;
    const open = [...candidate.scores].filter(([index]) => !matches.has(index));
    const best = Math.max(...open.map(([, { score }]) => score));
    const likely = open.filter(([, { score }]) => best - score < CLEAR).map(([index]) => index);
    const only = likely.includes(next) ? next : likely.length === 1 ? likely[0] : undefined;
    if (only !== undefined) bind(candidate, only);
  });
  return [...matches].sort(([a], [b]) => a - b).map(([, match]) => match);
}

/** The best order-keeping assignment of printed rows to targets; among equals, the one that starts first. */
function inOrder(candidates: readonly Candidate[], targets: readonly Target[]): RowMatch[] {
  const best: Float64Array[] = Array.from(
    { length: candidates.length + 1 },
    () => new Float64Array(targets.length + 1),
  );
  for (let i = candidates.length - 1; i >= 0; i -= 1) {
    const here = best[i] as Float64Array;
    const below = best[i + 1] as Float64Array;
    for (let j = targets.length; j >= 0; j -= 1) {
      let value = (below[j] ?? 0) - SKIPPED_ROW;
      if (j < targets.length) {
        value = Math.max(value, here[j + 1] ?? 0);
        const match = candidates[i]?.scores.get(j);
        if (match) value = Math.max(value, match.score + (below[j + 1] ?? 0));
      }
      here[j] = value;
    }
  }
  return trace(candidates, targets, best);
}

interface Candidate {
  readonly row: PrintedRow;
  readonly scores: ReadonlyMap<number, { score: number; label: PrintedCell }>;
}

function trace(
  candidates: readonly Candidate[],
  targets: readonly Target[],
  best: readonly Float64Array[],
): RowMatch[] {
  const matches: RowMatch[] = [];
  let i = 0;
  let j = 0;
  const at = (a: number, b: number) => best[a]?.[b] ?? 0;
  while (i < candidates.length && j < targets.length) {
    const candidate = candidates[i] as Candidate;
    const match = candidate.scores.get(j);
    if (match && at(i, j) <= match.score + at(i + 1, j + 1) + ROUNDING) {
      matches.push({ printed: candidate.row, target: targets[j] as Target, ...match });
      i += 1;
      j += 1;
    } else if (at(i, j) <= at(i, j + 1) + ROUNDING) j += 1;
    else i += 1;
  }
  return matches;
}

function scoreRow(
  row: PrintedRow,
  table: FormTable,
): ReadonlyMap<number, { score: number; label: PrintedCell }> {
  const scores = new Map<number, { score: number; label: PrintedCell }>();
  const { targets } = linesOf(table);
  let beside: ReadonlyMap<PrintedCell, Label> | null = null;
  for (const label of row.labels) {
    const likely = likelyTargets(table, label.wording);
    if (likely.length === 0) continue;
    beside ??= groupsBeside(row, linesOf(table).groups);
    const beyond = row.cells.filter((cell) => cell.own && cell.from >= label.to);
    const bare = beyond.length === 0;
    // A row of words is a row of heads, whatever one of them says.
    if (beyond.length > 1 && beyond.every(isWords)) continue;
    for (const { index, score: alone } of likely) {
      const target = targets[index] as Target;
      // The only row of a label that stands there letter by letter is meant, even beside another group.
      const only = likely.length === 1 && alone >= 1 && label.wording.core.length >= LEAST_LETTERS;
      const context = Math.max(contextScore(beside, label, target), only ? MOST_AGAINST : -1);
      const mentions = bare && target.row.key !== null && !(only && leavesCellsOut(row.grid));
      const score = alone + context + (mentions ? BARE_LABEL : 0);
      const before = scores.get(index);
      const again = before !== undefined && before.label.to === label.from && alone >= 1;
      if (score < LEAST_LABEL || (score <= (before?.score ?? 0) && !again)) continue;
      scores.set(index, { score: Math.max(score, before?.score ?? 0), label });
    }
  }
  return withoutGroups(scores, targets);
}

function isWords({ figure, wording }: PrintedCell): boolean {
  return figure.state === "unreadable" && /\p{L}/u.test(wording.core);
}

/** Which rows of a table a label may be that of, by its letters and list number alone. */
const likelyTargets = remembered((table: FormTable, printed): { index: number; score: number }[] => {
  const { targets, groups, together } = linesOf(table);
  const inOne = together.get(withoutDigits(printed.core)) ?? [];
  if (inOne.length > 0) return inOne.map((index) => ({ index, score: 1 }));
  const same = (target: Target) =>
    printings(target.row.label).some((printing) => printing.core === printed.core);
  const exact = new Set(targets.filter(same));
  if (exact.size === 0 && saysSeveral(targets, printed)) return [];
  const worded = new Set(
    exact.size > 0 ? [] : targets.filter(({ block, row }) => isReworded(block, row, printed)),
  );
  const isGroup = groups.some((group) => likenessTo(printed, group) >= SAME_WORDS);
  return targets.flatMap((target, index) => {
    if (exact.size > 0 && !exact.has(target)) return [];
    if (worded.size > 0 && !worded.has(target)) return [];
    const score = exact.has(target) ? 1 : worded.has(target) ? EXACT : labelScore(printed, target);
    if (score < LEAST_LABEL || (isGroup && score < 1)) return [];
    return [{ index, score: score + numberScore(printed, target) }];
  });
});

/** Whether words are the whole labels of several rows, brackets aside: what stands beside them is theirs together. */
function saysSeveral(targets: readonly Target[], { bare }: Wording): boolean {
  const said = targets.flatMap(({ row }) => {
    const letters = isFreelyWorded(row) ? "" : (printings(row.label)[0]?.bare ?? "");
    return letters.length >= LEAST_LETTERS && bare.includes(letters) ? [letters] : [];
  });
  const whole = new Set(said.filter((one) => !said.some((other) => other !== one && other.includes(one))));
  return whole.size > 1;
}

/** Whether printed words are a row's own, in another wording than the form's. */
function isReworded(block: FormBlock, row: FormRow, { core }: Wording): boolean {
  return row.wording !== undefined && rewordedRow(block, core.replace(/\p{N}/gu, "")) === row;
}

function labelScore(printed: Wording, target: Target): number {
  if (speaksAgainst(target.block, printed.core, target.row)) return 0;
  const alone = likenessTo(printed, target.row.label);
  if (alone >= LEAST_LABEL) return alone;
  // Group and row label run together in one cell.
  const own = printings(target.row.label)[0]?.core ?? "";
  const group = target.row.path.at(-1);
  const groupCore = group ? (printings(group)[0]?.core ?? "") : "";
  const together = printed.core;
  return groupCore !== "" && own.length >= 2 && together.endsWith(own) && together.includes(groupCore)
    ? SAME_WORDS
    : 0;
}

function numberScore(printed: Wording, target: Target): number {
  const official = printings(target.row.label)[0]?.number ?? null;
  // Forms without a fixed wording number their rows as they please.
  if (printed.number === null || official === null || isFreelyWorded(target.row)) return 0;
  return printed.number === official ? SAME_NUMBER : OTHER_NUMBER;
}
