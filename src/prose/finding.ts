// What is known of a figure while it is read, and what is found.
import type { StatementDoubt, StatementRule } from "../model/prose.ts";
import type { Match } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

/** A statement found: places are indexes into the sentence's text. */
export interface Finding {
  readonly rule: StatementRule;
  /** Rank of the token that is the figure or the denial. */
  readonly token: number;
  readonly label: readonly [from: number, to: number] | null;
  /** Rank of the last token that led to the key. */
  readonly last: number;
  /** From the first to the last word that led to the key. */
  readonly words: readonly [from: number, to: number];
  readonly doubts: readonly StatementDoubt[];
  /** Those of `doubts` that are of what it leans on. */
  readonly inherited?: readonly StatementDoubt[];
  /** True when the figure has no time of its own and takes that of the total it is a part of. */
  readonly partOf?: boolean;
  /** It is the share of a time in what was counted before, which then is of a longer time. */
  readonly ofThose?: boolean;
  /** It stands in a list of parts, which goes on behind it. */
  readonly inList?: boolean;
  /** It and the figures beside it add up to the whole: it is a part, whatever else its words may be. */
  readonly summed?: boolean;
}

/** The quantity that was spoken of last. */
export interface Topic {
  readonly rule: StatementRule;
  /** The sentence it stands in, and the rank of its figure there. */
  readonly sentence: Sentence;
  readonly token: number;
  readonly doubts: readonly StatementDoubt[];
  /** What was spoken of before it. */
  readonly before: Topic | null;
}

/** What was told before. */
export interface Told {
  /** The quantity that was spoken of last. */
  readonly topic: Topic | null;
  /** The one that was denied last, of which another time may be told. */
  readonly denied: Topic | null;
}

export type Figure = Extract<Token, { kind: "figure" }>;

/** A figure, what was said before it, and the rules whose units it has. */
export interface FigurePlace extends Told {
  readonly sentence: Sentence;
  readonly token: number;
  readonly floor: number;
  /** Rank of the first of the figures that stand side by side up to this one. */
  readonly lead: number;
  /** What the figure before it in the sentence was found to count. */
  readonly before: Finding | null;
  /** What is counted stands directly behind the figure. */
  readonly named: boolean;
  readonly rules: readonly StatementRule[];
  readonly all: readonly StatementRule[];
}

/** A quantity whose words stand around a figure. */
export interface Candidate {
  readonly rule: StatementRule;
  readonly match: Match;
  readonly open: boolean;
  /** Only what was counted before says what this counts. */
  readonly leans: boolean;
}
