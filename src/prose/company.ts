// Whether a channel is named for a figure together with others that are not known.
// Must not know which patterns matched; the words are data.
import { clauseStart } from "./clauses.ts";
import type { Candidate, FigurePlace } from "./finding.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";

/** «通过公报、某某馆等发布1200条»: the channel stands in a list with others that are not known, or with more. */
export function hasCompany({ sentence, token }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.several === null || rule.several === rule.key) return false;
  const { tokens, text } = sentence;
  if (namesUnknown(sentence, token)) return true;
  const way = tokens.slice(match.first, token).findLast((one) => hasClass(one, ["channel_any"]));
  const verb = tokens.find((one, i) => i < token && way && one.from >= way.to && hasClass(one, ["publish"]));
  if (!way || !verb) return false;
  const between = tokens.filter((one) => one.from >= way.to && one.to <= verb.from);
  // «出刊6期、刊载文件74件»: behind a number of editions no other channel is named.
  const said = between.findLast(({ kind }) => kind === "number")?.to ?? way.to;
  return (
    text.slice(said + 1, verb.from).includes("、") ||
    text.charAt(way.to) === "、" ||
    between.some((one) => hasClass(one, ["and_so_on", "joins"]))
  );
}

/** «通过网站、某某中心、信息港发布300条»: one item of the enumeration is no channel that is known. */
function namesUnknown({ tokens, text }: Sentence, token: number): boolean {
  const start = clauseStart(tokens, token);
  const of = tokens.findIndex((one, i) => i >= start && i < token && hasClass(one, CHANNEL_OF));
  const verb = tokens.findIndex((one, i) => i > of && i < token && hasClass(one, PUBLISH));
  if (of < 0 || verb < 0) return false;
  const ways = tokens.slice(of + 1, verb).filter((one) => hasClass(one, CHANNEL));
  const [first, last] = [ways[0], ways.at(-1)];
  if (!first || !last || first === last) return false;
  const between = text.slice(first.to, last.from).split("、").slice(1, -1);
  let from = first.to + text.slice(first.to).indexOf("、") + 1;
  return between.some((item) => {
    const to = from + item.length;
    const isWay = ways.some((way) => way.from >= from && way.to <= to);
    from = to + 1;
    return !isWay && /\p{L}{2}/u.test(item);
  });
}

const CHANNEL: ReadonlySet<string> = new Set(["channel_any", "catalogue"]);
const CHANNEL_OF: ReadonlySet<string> = new Set(["channel_of"]);
const PUBLISH: ReadonlySet<string> = new Set(["publish"]);
