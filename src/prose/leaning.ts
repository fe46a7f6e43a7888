// Doubts that a figure takes over from the one before it, where that says what it counts.
// Must not know words; it changes no figure.
import type { StatementDoubt, StatementRule } from "../model/prose.ts";
import type { Topic } from "./finding.ts";

/** What a figure counts is no surer than what it is a part or an outcome of. */
export function leaningDoubts(topic: Topic | null, rule: StatementRule): StatementDoubt[] {
  return (topic?.doubts ?? []).filter(
    (doubt) => doubt === "scope-open" || doubt === "body-open" || (doubt === "key-open" && !isKin(rule)),
  );
}

/** A channel or a kind is named beside its figure: which way the whole was published says nothing of it. */
function isKin({ several, labelled }: StatementRule): boolean {
  return several !== null || labelled === "free";
}
