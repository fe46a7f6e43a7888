// What was typed against what was read: which cells are settled, how many are wrong, how far coders agree.
// Must not know files or pages.
import type { CellState } from "../model/report.ts";
import type { Drawn } from "./draw.ts";
import { exactInterval, type Interval } from "./interval.ts";

export interface Print {
  readonly state: CellState;
  readonly value: string | null;
}

/** A cell of the sample. */
export interface AuditedCell {
  readonly sha256: string;
  readonly source: string;
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly read: Print;
}

/** One typing of one cell. */
export interface Typing extends Print {
  /** Of the cell in the sample, from 0. */
  readonly cell: number;
  readonly by: string;
  readonly when: string;
}

/** `open` cells are to be typed, once more where what was typed differs from the reading or from one another. */
export type Judgement = "right" | "wrong" | "open";

/**
 * A reading that a coder typed blind is right. One that nobody typed is wrong when two typings agree: a single one may be
 * a slip. Where coders differ, the most frequent print counts once it is ahead.
 */
export function judgementOf(read: Print, typings: readonly Print[]): Judgement {
  const agreed = agreedPrint(read, typings);
  if (!agreed) return "open";
  return printOf(agreed) === printOf(read) ? "right" : "wrong";
}

/** What a cell prints by what was typed of it; null while that is open. */
export function agreedPrint(read: Print, typings: readonly Print[]): Print | null {
  const votes = new Map<string, { readonly print: Print; count: number }>();
  for (const print of typings) {
    const vote = votes.get(printOf(print)) ?? { print, count: 0 };
    votes.set(printOf(print), vote);
    vote.count += 1;
  }
  const [first, second] = [...votes.values()].sort((a, b) => b.count - a.count);
  if (!first || first.count === second?.count) return null;
  if (first.count < 2 && printOf(first.print) !== printOf(read)) return null;
  return { state: first.print.state, value: first.print.value };
}

/** Figures are the same whatever zeros stand around them. */
function printOf({ state, value }: Print): string {
  if (value === null) return state;
  const plain = value.includes(".") ? value.replace(/\.?0+$/, "") : value;
  return `${state} ${plain.replace(/^(-?)0+(?=\d)/, "$1")}`;
}

export interface Rate extends Interval {
  readonly cells: number;
  readonly wrong: number;
  readonly rate: number;
}

export interface AuditResult {
  readonly open: number;
  readonly whole: Rate;
  readonly strata: readonly (Rate & {
    readonly name: string;
    readonly population: number;
    readonly of: readonly string[];
  })[];
  /** Cells that two people typed; null where there are none. */
  readonly agreement:
    | (Interval & { readonly cells: number; readonly same: number; readonly kappa: number })
    | null;
  readonly errors: readonly (AuditedCell & { readonly typed: readonly Print[] })[];
}

export function resultOf({ strata, cells }: Drawn<AuditedCell>, typings: readonly Typing[]): AuditResult {
  const byCell = new Map<number, Typing[]>();
  for (const one of typings) byCell.set(one.cell, [...(byCell.get(one.cell) ?? []), one]);
  const judged = cells.map(({ stratum, cell }, index) => ({
    stratum,
    cell,
    typed: byCell.get(index) ?? [],
    judgement: judgementOf(cell.read, byCell.get(index) ?? []),
  }));
  const rateIn = (own: typeof judged) => {
    const settled = own.filter(({ judgement }) => judgement !== "open");
    return rateOf(settled.filter(({ judgement }) => judgement === "wrong").length, settled.length);
  };
  return {
    open: judged.filter(({ judgement }) => judgement === "open").length,
    // Every cell weighs the same: the sample is in proportion to the strata.
    whole: rateIn(judged),
    strata: strata.map(({ name, population, of }) => ({
      name,
      population,
      of,
      ...rateIn(judged.filter(({ stratum }) => stratum === name)),
    })),
    agreement: agreementOf([...byCell.values()]),
    errors: judged
      .filter(({ judgement }) => judgement === "wrong")
      .map(({ cell, typed }) => ({ ...cell, typed: typed.map(({ state, value }) => ({ state, value })) })),
  };
}

function rateOf(wrong: number, cells: number): Rate {
  return { cells, wrong, rate: cells === 0 ? 0 : wrong / cells, ...exactInterval(wrong, cells) };
}

/** First typings of the first two people who typed a cell; Cohen's kappa takes off what chance would bring. */
function agreementOf(typings: readonly (readonly Typing[])[]): AuditResult["agreement"] {
  const pairs = typings.flatMap((own) => {
    const [one] = own;
    const other = own.find(({ by }) => by !== one?.by);
    return one && other ? [[printOf(one), printOf(other)] as const] : [];
  });
  if (pairs.length === 0) return null;
  const same = pairs.filter(([one, other]) => one === other).length;
  const [ones, others] = [count(pairs.map(([one]) => one)), count(pairs.map(([, other]) => other))];
  const chance = [...ones].reduce(
    (sum, [print, n]) => sum + (n / pairs.length) * ((others.get(print) ?? 0) / pairs.length),
    0,
  );
  const kappa = chance === 1 ? 1 : (same / pairs.length - chance) / (1 - chance);
  return { cells: pairs.length, same, kappa, ...exactInterval(same, pairs.length) };
}

function count(prints: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const print of prints) counts.set(print, (counts.get(print) ?? 0) + 1);
  return counts;
}
