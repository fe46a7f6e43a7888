// Finds sentences of one report that give different figures for one quantity.
// Must not know words; it changes no figure.
import type { Statement, StatementDoubt, StatementRule } from "../model/prose.ts";

/** A statement before it is held against the others and the table. */
export interface Draft {
  readonly statement: Statement;
  readonly rule: StatementRule;
  /** The figure is called the whole. */
  readonly whole: boolean;
  /** An enumeration goes on behind it. */
  readonly enumerated: boolean;
}

/** «我局受理3件，下属单位受理5件»: where one of those of a sentence may be another body's, the others may be a part as well, unless they are called the whole. */
export function sharedOut(drafts: readonly Draft[]): Draft[] {
  const open = new Set(
    drafts.flatMap((one) => (one.statement.doubts.includes("body-open") ? [placeOf(one)] : [])),
  );
  return drafts.map((draft) => {
    const { statement, rule, whole } = draft;
    if (whole || rule.labelled === "free" || statement.doubts.includes("body-open")) return draft;
    if (!open.has(placeOf(draft))) return draft;
    const doubts: StatementDoubt[] = [...statement.doubts, "body-open"];
    return { ...draft, statement: { ...statement, doubts: doubts.sort() } };
  });
}

function placeOf(draft: Pick<Draft, "statement">): string {
  return `${keyOf(draft)}\n${draft.statement.sentence}`;
}

/** Two figures for one quantity and period: all are kept, none is certain but one that alone is called the whole. */
export function contradicted(drafts: readonly Draft[]): Draft[] {
  const figures = new Map<string, { readonly all: Set<string>; readonly whole: Set<string> }>();
  for (const [index, draft] of drafts.entries()) {
    if (!isComparable(draft)) continue;
    const known = figures.get(keyOf(draft)) ?? { all: new Set(), whole: new Set() };
    figures.set(keyOf(draft), known);
    known.all.add(draft.statement.value);
    if (draft.whole && !isShareOf(draft, drafts[index + 1])) known.whole.add(draft.statement.value);
  }
  return drafts.map((draft) => {
    const { statement } = draft;
    const known = figures.get(keyOf(draft));
    if (!isComparable(draft) || !known || known.all.size < 2) return draft;
    if (known.whole.size === 1 && known.whole.has(statement.value)) return draft;
    return { ...draft, statement: { ...statement, doubts: ["contradicts"] } };
  });
}

/** «共收检索费20元、复制费15元»: the whole is the sum of what is enumerated. */
function isShareOf({ enumerated, ...draft }: Draft, next: Draft | undefined): boolean {
  return enumerated && next !== undefined && placeOf(draft) === placeOf(next);
}

/** Certain figures of a quantity that there is one of; any other stretch of time may be another one each time. */
function isComparable({ rule, statement }: Draft): boolean {
  return rule.once && statement.doubts.length === 0 && statement.period !== "other";
}

function keyOf({ statement }: Pick<Draft, "statement">): string {
  return `${statement.statement}\n${statement.label}\n${statement.period}`;
}
