// Which decisions stand: those that no other replaces. Their order in the file says nothing, since files of several
// reviewers are merged line by line. Must not know files or reports.
import { type Decision, subjectOf } from "./decision.ts";

/** Of one thing about one document. `conflict` when those that stand decide differently. */
export interface Standing {
  readonly subject: string;
  readonly decisions: readonly Decision[];
  readonly conflict: boolean;
}

/** The decision about a subject, where it stands alone and is about what was read. */
export type Ruled = (subject: string, agrees: (one: Decision) => boolean) => Decision | null;

/** What stands about the document with these bytes, by subject; what was taken back and not decided anew is left out. */
export function standingOf(decisions: readonly Decision[]): Map<string, Standing> {
  const replaced = new Set(decisions.flatMap(({ over }) => over));
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) {
    // To take something back decides nothing: it only keeps what it names from standing.
    if (decision.decided === null || replaced.has(decision.id)) continue;
    const subject = subjectOf(decision);
    groups.set(subject, [...(groups.get(subject) ?? []), decision]);
  }
  const standing = new Map<string, Standing>();
  for (const [subject, group] of groups) {
    const sorted = group.sort((a, b) => (a.when < b.when || (a.when === b.when && a.id < b.id) ? -1 : 1));
    const kinds = new Set(sorted.map(({ decided }) => JSON.stringify(decided)));
    standing.set(subject, { subject, decisions: sorted, conflict: kinds.size > 1 });
  }
  return standing;
}
