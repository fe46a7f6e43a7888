// Whether a sentence speaks of the organ that reports, of its area, or of somebody else.
// Must not know what is counted.
import type { ProseRules, StatementDoubt } from "../model/prose.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";

export interface Body {
  /** The sentence says that another body's figure follows. */
  readonly isOther: (sentence: Sentence, token: number) => boolean;
  readonly doubts: (sentence: Sentence, token: number) => readonly StatementDoubt[];
}

/** A bureau's report does not speak for its area; an office's may; a government's does. */
export function bodyOf(issuer: string | null, rules: ProseRules): Body {
  const bureau = issuer !== null && rules.bureauEnds.some((end) => issuer.endsWith(end));
  const office = issuer !== null && rules.officeEnds.some((end) => issuer.endsWith(end));
  return {
    isOther: (sentence, token) => bureau && names(sentence, token, "area"),
    doubts: (sentence, token) => (office && names(sentence, token, "area") ? ["body-open"] : []),
  };
}

/** The word stands in front of the figure, in its sentence. */
function names({ tokens }: Sentence, token: number, name: string): boolean {
  for (let i = token - 1; i >= 0; i -= 1) {
    const one = tokens[i];
    if (one?.kind === "break" && one.strength === 3) return false;
    if (hasClass(one, ["own_body"])) return false;
    if (hasClass(one, [name])) return true;
  }
  return false;
}
