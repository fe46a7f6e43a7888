// Aligns printed rows with the rows of a form's table: label, list number, group and order together.
// Must not know columns, figures' values or containers.
import type { FormBlock, FormRow, FormTable, Label } from "../model/form.ts";
import { likenessTo, printings } from "./labels.ts";
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
}

const LEAST = 0.65;
const SKIP = 0.01;

/** Rows of the table that carry a label, in the form's order. */
export function labelledTargets(table: FormTable): Target[] {
  return table.blocks.flatMap((block) =>
    block.rows.filter((row) => row.label.text !== "").map((row) => ({ block, row })),
  );
}

/** The best order-keeping assignment of printed rows to targets; among equals, the one that starts first. */
export function alignRows(rows: readonly PrintedRow[], table: FormTable): RowMatch[] {
  const targets = labelledTargets(table);
  const groups = groupLabels(table);
  const candidates = rows.flatMap((row) => {
    const scores = scoreRow(row, targets, groups);
    return scores.size > 0 ? [{ row, scores }] : [];
  });
  if (candidates.length === 0) return [];
  const best: Float64Array[] = Array.from(
    { length: candidates.length + 1 },
    () => new Float64Array(targets.length + 1),
  );
  for (let i = candidates.length - 1; i >= 0; i -= 1) {
    const here = best[i] as Float64Array;
    const below = best[i + 1] as Float64Array;
    for (let j = targets.length; j >= 0; j -= 1) {
      let value = (below[j] ?? 0) - SKIP;
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
    if (match && at(i, j) <= match.score + at(i + 1, j + 1) + 1e-9) {
      matches.push({ printed: candidate.row, target: targets[j] as Target, ...match });
      i += 1;
      j += 1;
    } else if (at(i, j) <= at(i, j + 1) + 1e-9) j += 1;
    else i += 1;
  }
  return matches;
}

/** Labels of groups and heads: a cell that says one of them is not a row's own label. */
function groupLabels(table: FormTable): readonly Label[] {
  return [...new Set(table.blocks.flatMap((block) => block.rows.flatMap((row) => row.path)))];
}

function scoreRow(
  row: PrintedRow,
  targets: readonly Target[],
  groups: readonly Label[],
): Map<number, { score: number; label: PrintedCell }> {
  const scores = new Map<number, { score: number; label: PrintedCell }>();
  const beside = groupsBeside(row, groups);
  for (const label of row.labels) {
    const isGroup = groups.some((group) => likenessTo(label.wording, group) >= 0.95);
    const exact = exactTargets(label, targets);
    targets.forEach((target, index) => {
      if (exact.size > 0 && !exact.has(index)) return;
      let score = exact.has(index) ? 1 : labelScore(label, target);
      if (isGroup && score < 1) return;
      if (score < LEAST) return;
      score += numberScore(label, target) + contextScore(beside, label, target);
      if (target.row.key !== null && !row.cells.some((cell) => cell.own && cell.from >= label.to))
        score -= 0.5;
      if (score >= LEAST && score > (scores.get(index)?.score ?? 0)) scores.set(index, { score, label });
    });
  }
  return scores;
}

function exactTargets(label: PrintedCell, targets: readonly Target[]): ReadonlySet<number> {
  const found = new Set<number>();
  targets.forEach((target, index) => {
    if (printings(target.row.label).some((printing) => printing.core === label.wording.core))
      found.add(index);
  });
  return found;
}

function labelScore(label: PrintedCell, target: Target): number {
  const alone = likenessTo(label.wording, target.row.label);
  if (alone >= LEAST) return alone;
  // Group and row label run together in one cell.
  const own = printings(target.row.label)[0]?.core ?? "";
  const group = target.row.path.at(-1);
  const groupCore = group ? (printings(group)[0]?.core ?? "") : "";
  const together = label.wording.core;
  return groupCore !== "" && own.length >= 2 && together.endsWith(own) && together.includes(groupCore)
    ? 0.95
    : 0;
}

function numberScore(label: PrintedCell, target: Target): number {
  const printed = label.wording.number;
  const official = printings(target.row.label)[0]?.number ?? null;
  if (printed === null || official === null) return 0;
  return printed === official ? 0.05 : -0.15;
}

/** Cells of the row that say a group's label, in the row itself or spanning down to it. */
function groupsBeside(row: PrintedRow, groups: readonly Label[]): ReadonlyMap<PrintedCell, Label> {
  const beside = new Map<PrintedCell, Label>();
  for (const cell of row.cells) {
    if (cell.wording.core === "" || cell.figure.state !== "unreadable") continue;
    const group = groups.find((one) => likenessTo(cell.wording, one) >= 0.9);
    if (group) beside.set(cell, group);
  }
  return beside;
}

/** Group labels beside the row speak for their own rows and against others. */
function contextScore(beside: ReadonlyMap<PrintedCell, Label>, label: PrintedCell, target: Target): number {
  let score = 0;
  for (const [cell, group] of beside) {
    if (cell !== label) score += target.row.path.includes(group) ? 0.1 : -0.4;
  }
  return score;
}
