// Whether a sentence speaks of the organ that reports, of its area, or of somebody else.
// Must not know what is counted.
import type { ProseRules, StatementDoubt } from "../model/prose.ts";
import { fold } from "../text/fold.ts";
import { clauseStart } from "./clauses.ts";
import type { Finding } from "./finding.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";
import type { Token } from "./tokens.ts";

export interface Body {
  /** The sentence says that another body's figure follows. */
  readonly isOther: (sentence: Sentence, token: number) => boolean;
  readonly doubts: (sentence: Sentence, found: Finding) => readonly StatementDoubt[];
}

/** A bureau's or a township's report does not speak for a whole county; an office's may; a government's does. */
export function bodyOf(issuer: string | null, rules: ProseRules): Body {
  const endsIn = (ends: readonly string[]) => issuer !== null && ends.some((end) => issuer.endsWith(end));
  const forItself = endsIn(rules.bureauEnds);
  const isOwn = ownName(issuer, rules);
  const open = (sentence: Sentence, { token, rule }: Finding) => {
    const area = areaBefore(sentence, token);
    if (area && endsIn(rules.officeEnds)) return true;
    if (area && hasClass(area, ["whole_area"]) && !isOwn(wordOf(sentence, area).slice(-1))) return true;
    const subject = subjectOf(sentence, token);
    if (subject && hasClass(subject, ["organ"]) && !isOwn(wordOf(sentence, subject))) return true;
    // Of what was published, others' is a part of its own; of the rest it may be none of it.
    return !area && rule.labelled !== "free" && hasClass(subject ?? undefined, ["publisher"]);
  };
  return {
    isOther: (sentence, token) => forItself && areaBefore(sentence, token) !== null,
    doubts: (sentence, found) => (open(sentence, found) ? ["body-open"] : []),
  };
}

/** «县政府» is the organ of «松桥县人民政府»: the name ends so, without what names of organs have in common. All do where it is not known. */
function ownName(issuer: string | null, { organTails }: ProseRules): (word: string) => boolean {
  if (issuer === null) return () => true;
  const bare = (name: string) => organTails.reduce((text, tail) => text.replaceAll(tail, ""), name);
  const own = bare(fold(issuer));
  return (word) => own.endsWith(bare(word));
}

/** The area named in front of the figure, in its sentence, with nothing of the organ's own behind it. */
function areaBefore({ tokens }: Sentence, token: number): Token | null {
  for (let i = token - 1; i >= 0; i -= 1) {
    const one = tokens[i] as Token;
    if (one.kind === "break" && one.strength === 3) return null;
    if (hasClass(one, ["own_body"])) return null;
    if (hasClass(one, ["area"])) return one;
  }
  return null;
}

/** Who the clause begins with, behind its dates. */
function subjectOf({ tokens }: Sentence, token: number): Token | null {
  for (let i = clauseStart(tokens, token); i < token; i += 1) {
    const one = tokens[i] as Token;
    if (hasClass(one, ["organ", "publisher"])) return isOfChannel(tokens, i) ? null : one;
    if (one.kind !== "date" && one.kind !== "aside" && !hasClass(one, ["this_year", "total"])) return null;
  }
  return null;
}

/** «县政府网站»: it says whose channel it is. */
function isOfChannel(tokens: readonly Token[], index: number): boolean {
  const [one, next] = [tokens[index], tokens[index + 1]];
  return one?.to === next?.from && hasClass(next, ["channel_any"]);
}

function wordOf({ text }: Sentence, { from, to }: Token): string {
  return text.slice(from, to);
}
