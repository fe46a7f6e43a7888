// What the prose of a report states: figures and explicit nones, and the rules by which sentences are read.
import type { Explained } from "./explained.ts";
import type { Place } from "./place.ts";

/** Where a piece of a passage's text stands; `from` is an index into the text. */
export interface Piece {
  readonly from: number;
  readonly at: Place;
  /** Offset of the piece in the line that `at` names, for places that name one. */
  readonly offset: number;
  /** It was read off a picture. */
  readonly recognised?: true;
}

/** Text that belongs together: a paragraph, or the lines of a page that one paragraph runs over. */
export interface Passage {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** A chapter of the prose with what stands under its heading. */
export interface Chapter {
  readonly heading: string;
  readonly at: Place;
  readonly passages: readonly Passage[];
}

/** `year`: the report's own · `cumulative`: since disclosure began · `other`: any other stretch. */
export type Period = "year" | "cumulative" | "other";

/** Why a statement is not certain. A closed list; each is explained in the codebook. */
export const STATEMENT_DOUBTS = {
  "period-open": { en: "a running total with nothing that says since when", zh: "累计数，未说明起始时间" },
  "key-open": { en: "the words fit more than one quantity", zh: "词语可指不止一个量" },
  "scope-open": {
    en: "what is denied, or what the figure counts, has to be taken from a heading",
    zh: "否定或计数的对象须由标题推知",
  },
  "body-open": { en: "the sentence may speak of another body than the report", zh: "句子可能说的是其他机关" },
  "figure-broken": { en: "white space stands inside the figure", zh: "数字中间有空白" },
  contradicts: { en: "another sentence of the report gives another figure", zh: "报告中另一句给出不同数字" },
  recognised: { en: "read from a picture by character recognition", zh: "由图像识别得到" },
} as const satisfies Readonly<Record<string, Explained>>;

export type StatementDoubt = keyof typeof STATEMENT_DOUBTS;

/** One figure or explicit none that the publisher states about itself. */
export interface Statement {
  readonly statement: string;
  /** The words that name the part, as printed; empty for keys that have no parts. */
  readonly label: string;
  /** Plain decimal. */
  readonly value: string;
  readonly raw: string;
  readonly unit: string;
  readonly approximate: boolean;
  readonly period: Period;
  readonly negated: boolean;
  readonly sentence: string;
  /** The words that led to the key, for `explain`. */
  readonly words: string;
  readonly at: Place;
  readonly doubts: readonly StatementDoubt[];
  /** The words say themselves that it is the whole, and of the report's year. */
  readonly own?: true;
  readonly agreesWithTable: "agrees" | "differs" | null;
  readonly tableValue: string | null;
  /** `table/row/column`; a sum names its terms with ` + ` between. */
  readonly tableCell: string | null;
}

/** One step of a pattern: words of classes, a gap over anything but figures, the start of the clause, a year beside the report's, or a figure side by side. */
export type Step =
  | { readonly classes: readonly string[]; readonly optional: boolean }
  | "gap"
  | "start"
  | "earlier"
  | "later"
  | "figure";

/** A pattern around a figure; both sides read outwards from it. */
export interface Pattern {
  /** Only behind a statement that the rule comes after. */
  readonly follows: boolean;
  /** The words leave the key open. */
  readonly open: boolean;
  /** Only where it and the figures beside it add up to what was counted before. */
  readonly summed: boolean;
  /** Only for a figure that is 0. */
  readonly nought: boolean;
  readonly before: readonly Step[];
  readonly after: readonly Step[];
}

/** A cell of a form; a `*` at the end of a table or row key stands for every key that begins so. */
export interface CellName {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** Cells that a statement equals, added up, in one edition of the form. */
export interface Equals {
  readonly edition: string;
  readonly period: Period;
  /** Only for statements whose label holds one of these words; for all when empty. */
  readonly labels: readonly string[];
  readonly cells: readonly CellName[];
}

export interface StatementRule {
  readonly key: string;
  readonly label: string;
  readonly labelEn: string;
  readonly unit: string;
  readonly tier: number;
  /** Units a figure may have; "" for none printed. */
  readonly units: ReadonlySet<string>;
  readonly told: readonly Pattern[];
  /** Words around a figure that is another thing after all. */
  readonly not: readonly Pattern[];
  /** Classes that must not stand in the clause of the figure. */
  readonly never: ReadonlySet<string>;
  /** Classes that must not stand between the figure before and this one either. */
  readonly nowhere: ReadonlySet<string>;
  /** A figure but 0 is certain only where one of these classes, in the sentence or its heading, says what it is about. */
  readonly about: ReadonlySet<string>;
  /** Or one of these in its heading. */
  readonly headed: ReadonlySet<string>;
  /** What its verb alone may follow in a sentence («…35件，发布35件» counts what was counted before); null: anything. */
  readonly bareAfter: ReadonlySet<string> | null;
  /** What lists and patterns that follow need to have been stated before. */
  readonly after: ReadonlySet<string> | null;
  /** Class whose word is the label; `free`: the words in front of the figure are it; null: there is none. */
  readonly labelled: string | null;
  readonly denied: Denied | null;
  /** Class of which several words may be named for one figure, which then is of none of them alone. */
  readonly joined: string | null;
  /** Class whose word, named together with other things for one figure, does not say what it counts. */
  readonly alone: string | null;
  /** Classes that, in the figure's clause in front of it, say that only some of it is counted. */
  readonly narrowed: ReadonlySet<string>;
  /** Classes of words that, named behind the figure as what it includes, make it more than the quantity. */
  readonly widened: ReadonlySet<string>;
  /** Classes of words that, before the next figure, tell the rest of what is counted. */
  readonly divided: ReadonlySet<string>;
  /** The key, in doubt, of a figure that this quantity and another of its kind are named for. */
  readonly several: string | null;
  /** The key where more kinds are named and more are meant. */
  readonly many: string | null;
  /** The key of what remains of a list that this stands in («剩余2件»). */
  readonly rest: string | null;
  /** Only where it is among the kinds named, and more are meant, are all meant. */
  readonly main: boolean;
  /** A stock that lasts, however long ago it began: its figure is the year's. */
  readonly standing: boolean;
  /** A second figure for the same period contradicts the first. */
  readonly once: boolean;
  /** A figure that ends its clause needs no unit. */
  readonly unitless: boolean;
  /** What one of a printed unit is worth, where units differ. */
  readonly scale: ReadonlyMap<string, number>;
  /** The unit of the form's cells, which need not print it. */
  readonly cellUnit: string;
  readonly equals: readonly Equals[];
}

/** How the quantity is named where it is denied. */
export interface Denied {
  /** Class of the words that stand for it. */
  readonly heads: string;
  /** A weak head may be part of another's words, which then are what is denied. */
  readonly weak: boolean;
  /** Class of the words that deny it, where not all that deny do. */
  readonly by: string | null;
  /** Class of words that deny it and nothing else, beside those that deny anything. */
  readonly own: string | null;
  /** Class of heads that stand for it only behind what it comes after; null: none does. */
  readonly leaning: string | null;
  /** Class of verbs of which one beside its head lets any word deny it; null: none does. */
  readonly verb: string | null;
  /** Class of verbs that, beside its head, take it as what they are done to: it is no thing of its own then. */
  readonly yields: string | null;
  /** Classes that must not stand in the scope of the denial. */
  readonly never: ReadonlySet<string>;
  /** Class of words that name classes of information: beside them its head may name another, unless it is denied that any came in. */
  readonly classed: string | null;
  /** Classes that name only a part of it: what else there is stays open. */
  readonly narrowed: ReadonlySet<string>;
  /** A doubt that always goes with it. */
  readonly doubt: StatementDoubt | null;
}

export interface ProseRules {
  /** Folded word → classes it belongs to. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  readonly units: ReadonlySet<string>;
  readonly statements: readonly StatementRule[];
  /** Labels that open a line of the page's own and no sentence. */
  readonly furniture: readonly string[];
  /** Ends of headings, for headings that run into their text. */
  readonly headingEnds: readonly string[];
  /** Those of them that name a matter and nothing that is counted. */
  readonly matterEnds: readonly string[];
  /** Ends of labels that ask for a number, which may stand bare below them. */
  readonly numberEnds: readonly string[];
  /** Units that say nothing of what is counted. */
  readonly bareUnits: ReadonlySet<string>;
  /** Units that count how often a paper came out, and nothing in it. */
  readonly editionUnits: ReadonlySet<string>;
  /** Between digits and unit: the number is about right. */
  readonly more: readonly string[];
  /** Ends of names of organs that speak for themselves only, and of those that may speak for their area. */
  readonly bureauEnds: readonly string[];
  readonly officeEnds: readonly string[];
  /** How names of organs end that govern a zone, and speak for it. */
  readonly zoneEnds: readonly string[];
  /** How names of departments end, which are a part of a government. */
  readonly departmentEnds: readonly string[];
  /** How names of units end, which are a part of a department. */
  readonly unitEnds: readonly string[];
  /** What names of organs have in common behind the name of the place. */
  readonly organTails: readonly string[];
  /** Class of words for information of one field → what the names of the organs of that field hold. */
  readonly ownFields: ReadonlyMap<string, readonly string[]>;
}
