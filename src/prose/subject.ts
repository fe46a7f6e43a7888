// What stands in front of the verb of a figure: the kind of thing that is counted, or who makes it known.
// Must not know which patterns matched; the words are data.
import type { Candidate, FigurePlace } from "./finding.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";

const PUBLISH = ["publish"];
const QUOTE = '"';

/** «报告发布5件», «“桥边事”发布文章30篇»: only a kind of thing is counted, or what a channel of that name published. */
export function hasSubject({ sentence }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.nowhere.size === 0 && rule.labelled !== "free") return false;
  const { tokens, text } = sentence;
  const verb = tokens.findIndex((one, i) => i >= match.first && i <= match.last && hasClass(one, PUBLISH));
  const own = tokens[verb];
  if (!own) return false;
  if (text.charAt(own.from - 1) === QUOTE) return true;
  return rule.labelled !== "free" && isKind(sentence, verb);
}

/** «网站发布处罚信息618条、许可信息90条»: the channel is named for all, and each figure is a kind's. */
export function beginsKinds({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  const { tokens, text } = sentence;
  if (rule.several === null || !goesOnWithKind(sentence, token)) return false;
  const verb = tokens.findLastIndex((one, i) => i >= match.first && i < token && hasClass(one, PUBLISH));
  if (verb < 0) return false;
  for (let i = verb; i < token; i += 1) {
    const [one, next] = [tokens[i], tokens[i + 1]];
    if (/\p{L}{2}/u.test(text.slice(one?.to, next?.from))) return true;
    if (i > verb && hasClass(one, ["kind"]) && !hasClass(one, ["information", ...PUBLISH])) return true;
  }
  return false;
}

/** The next item of the enumeration, or a kind of things alone up to the next figure. */
function goesOnWithKind({ tokens, text }: FigurePlace["sentence"], token: number): boolean {
  const mark = text.charAt(tokens[token]?.to ?? -1);
  if (mark !== ",") return mark === "、";
  const next = tokens.findIndex((one, i) => i > token && one.kind === "figure");
  const own = tokens.slice(token + 2, next);
  if (next < 0 || own.some((one) => one.kind !== "word")) return false;
  return (
    own.some((one) => hasClass(one, KIND)) &&
    own.every((one) => hasClass(one, ITEM) && !hasClass(one, PUBLISH))
  );
}

const KIND = ["kind"];
const ITEM = ["kind", "sort", "entry", "information"];

/** A word that names a kind of thing, and no information as such, touches the verb, filler aside. */
function isKind({ tokens }: Sentence, verb: number): boolean {
  for (let i = verb - 1; i >= 0 && tokens[i]?.to === tokens[i + 1]?.from; i -= 1) {
    const one = tokens[i];
    if (hasClass(one, ["kind"])) return !hasClass(one, ["information", ...PUBLISH]);
    if (!hasClass(one, ["filler"])) return false;
  }
  return false;
}
