// Whether a figure is a share of what its sentence counted already.
// Must not know which patterns matched; the words are data.
import { anyOf } from "./clauses.ts";
import type { Candidate, FigurePlace, Topic } from "./finding.ts";
import { isBare } from "./pattern.ts";

type Share = Pick<Candidate, "rule" | "match">;

/** «收到信件20件，其中征地类信件3件», «微博发布50条，其中转发20条»: a part of what the sentence counted already. */
export function isShare({ sentence, token, topic, before }: FigurePlace, { rule, match }: Share): boolean {
  if (rule.labelled !== null) return false;
  const { tokens } = sentence;
  // «说明12篇（其中图解5篇）», which stands in a list of its own.
  if (before?.inList && before.rule === rule && anyOf(tokens, [before.token + 1, token], PARTS)) return true;
  const within = (one: Topic) => anyOf(tokens, [one.token + 1, token], PARTS);
  const inManner = isBare(sentence, token, match) && anyOf(tokens, [match.first, match.last], MANNER);
  for (let one = topic; one?.sentence === sentence; one = one.before) {
    if (one.rule === rule) return within(one);
    if (inManner && one.rule.many === rule.key && within(one)) return true;
  }
  return false;
}

const MANNER: ReadonlySet<string> = new Set(["manner"]);
const PARTS: ReadonlySet<string> = new Set(["of_which", "includes"]);
