// What was typed against what was read: which cells are settled, how many are wrong, how many nobody could judge, how far
// coders agree.
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

/** The cell is not shown to the coder, or not to be found: that says nothing of what is printed. */
export const UNSEEN = "unseen";

/** What a coder says of a cell: its print, or that it cannot be seen. */
export interface Told {
  readonly state: CellState | typeof UNSEEN;
  readonly value: string | null;
}

/** One typing of one cell. */
export interface Typing extends Told {
  /** Of the cell in the sample, from 0. */
  readonly cell: number;
  readonly by: string;
  readonly when: string;
}

/**
 * `open` cells are to be typed, once more where what was typed differs from the reading or from one another. Cells that were looked for
 * twice and not seen are `unjudged`: they are neither right nor wrong.
 */
export type Judgement = "right" | "wrong" | "unjudged" | "open";

/**
 * A reading that a coder typed blind is right. One that nobody typed is wrong when two typings agree: a single one may be
 * a slip. Where coders differ, the most frequent print counts once it is ahead.
 */
export function judgementOf(read: Print, typings: readonly Told[]): Judgement {
  const agreed = agreedPrint(read, typings);
  if (agreed) return printOf(agreed) === printOf(read) ? "right" : "wrong";
  return typings.filter(({ state }) => state === UNSEEN).length < 2 ? "open" : "unjudged";
}

const isPrint = (told: Told): told is Print => told.state !== UNSEEN;

/** What a cell prints by what was typed of it; null while that is open, and where nobody could see it. */
export function agreedPrint(read: Print, typings: readonly Told[]): Print | null {
  const votes = new Map<string, { readonly print: Print; count: number }>();
  for (const print of typings.filter(isPrint)) {
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
function printOf({ state, value }: Told): string {
  if (value === null) return state;
  const plain = value.includes(".") ? value.replace(/\.?0+$/, "") : value;
  return `${state} ${plain.replace(/^(-?)0+(?=\d)/, "$1")}`;
}

export interface Share extends Interval {
  readonly rate: number;
}

/** Of the cells that were judged. */
export interface Rate extends Share {
  readonly cells: number;
  readonly wrong: number;
  /** Of the wrong ones: the print itself cannot be read, and the dataset gives it as certain. */
  readonly illegible: number;
  /** Cells that nobody could see. */
  readonly unjudged: number;
  /** Of all cells that were drawn and looked for, if none of the unjudged ones were wrong, and if all of them were. */
  readonly ifRight: Share;
  readonly ifWrong: Share;
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
  readonly errors: readonly (AuditedCell & { readonly typed: readonly Told[] })[];
  readonly unjudged: readonly AuditedCell[];
}

interface Judged {
  readonly stratum: string;
  readonly cell: AuditedCell;
  readonly typed: readonly Typing[];
  readonly judgement: Judgement;
}

export function resultOf({ strata, cells }: Drawn<AuditedCell>, typings: readonly Typing[]): AuditResult {
  const byCell = new Map<number, Typing[]>();
  for (const one of typings) byCell.set(one.cell, [...(byCell.get(one.cell) ?? []), one]);
  const judged = cells.map(
    ({ stratum, cell }, index): Judged => ({
      stratum,
      cell,
      typed: byCell.get(index) ?? [],
      judgement: judgementOf(cell.read, byCell.get(index) ?? []),
    }),
  );
  const thatAre = (judgement: Judgement, own: readonly Judged[] = judged) =>
    own.filter((one) => one.judgement === judgement);
  const rateIn = (own: readonly Judged[]) => {
    const wrong = thatAre("wrong", own);
    const illegible = wrong.filter(
      ({ cell, typed }) => agreedPrint(cell.read, typed)?.state === "unreadable",
    );
    const [cells, unjudged] = [wrong.length + thatAre("right", own).length, thatAre("unjudged", own).length];
    return rateOf({ cells, wrong: wrong.length, illegible: illegible.length, unjudged });
  };
  return {
    open: thatAre("open").length,
    // Every cell weighs the same: the sample is in proportion to the strata.
    whole: rateIn(judged),
    strata: strata.map(({ name, population, of }) => ({
      name,
      population,
      of,
      ...rateIn(judged.filter(({ stratum }) => stratum === name)),
    })),
    agreement: agreementOf([...byCell.values()]),
    errors: thatAre("wrong").map(({ cell, typed }) => ({
      ...cell,
      typed: typed.map(({ state, value }) => ({ state, value })),
    })),
    unjudged: thatAre("unjudged").map(({ cell }) => cell),
  };
}

type Counts = Pick<Rate, "cells" | "wrong" | "illegible" | "unjudged">;

function rateOf(counts: Counts): Rate {
  const { cells, wrong, unjudged } = counts;
  return {
    ...counts,
    ...shareOf(wrong, cells),
    ifRight: shareOf(wrong, cells + unjudged),
    ifWrong: shareOf(wrong + unjudged, cells + unjudged),
  };
}

const shareOf = (wrong: number, cells: number): Share => ({
  rate: cells === 0 ? 0 : wrong / cells,
  ...exactInterval(wrong, cells),
});

/**
 * First prints of the first two people who saw a cell; Cohen's kappa takes off what chance would bring. That one could not see a cell
 * is no print on which two could agree.
 */
function agreementOf(typings: readonly (readonly Typing[])[]): AuditResult["agreement"] {
  const pairs = typings.flatMap((typed) => {
    const own = typed.filter(isPrint);
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
