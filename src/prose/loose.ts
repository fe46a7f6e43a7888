// Kinds of information that are counted with no total before them: whether they are parts at all.
// Must not know which patterns matched; the words are data.
import { anyOf, clauseStart, stretchStart, textStart } from "./clauses.ts";
import type { Candidate, FigurePlace } from "./finding.ts";
import { labelOf } from "./label.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";

/** Kinds of information with no total before them may be a part, or all there is. */
export function isLoosePart({ sentence, token, topic }: FigurePlace, { rule, match }: Candidate): boolean {
  if (rule.labelled !== "free") return false;
  const { tokens } = sentence;
  const label = labelOf(rule, sentence, token, match);
  const within = (name: string) =>
    tokens.some(
      (one) => label !== null && one.from >= label[0] && one.to <= label[1] && hasClass(one, [name]),
    );
  const onChannel = anyOf(tokens, [stretchStart(tokens, token), token], CHANNEL);
  // «公示栏张贴公告42份»: a channel is named for it as well, and which of them the figure is told for stays open.
  const own = tokens.slice(clauseStart(tokens, token), token);
  const ways = own.filter((one) => hasClass(one, CHANNEL)).length;
  if (ways === 1 && !within("sort") && !own.some((one) => hasClass(one, OF_WHICH))) return true;
  // A channel is named for it, and no kind: any piece of writing is an entry.
  if (within("entry") && onChannel) return true;
  if (isChannelsOwn(sentence, token, topic?.sentence === sentence ? topic.token : -1)) return true;
  const isOfTotal =
    (topic !== null && (rule.after?.has(topic.rule.key) ?? false)) ||
    (topic !== null && anyOf(tokens, [textStart(sentence) + 1, token], OF_WHICH));
  return (
    (within("information") || within("field_information")) && (!isOfTotal || (onChannel && !within("sort")))
  );
}

/** «《公报》出刊12期，刊登文件120件»: a channel was the subject of the clauses before, and may still be. */
function isChannelsOwn(sentence: Sentence, token: number, floor: number): boolean {
  const { tokens } = sentence;
  const start = clauseStart(tokens, token);
  const from = Math.max(textStart(sentence), floor) + 1;
  const way = tokens.findLastIndex((one, i) => i >= from && i < start && hasClass(one, CHANNEL));
  if (way < 0 || anyOf(tokens, [start, token], CHANNEL)) return false;
  return !anyOf(tokens, [clauseStart(tokens, way), way], CHANNEL_OF);
}

const OF_WHICH: ReadonlySet<string> = new Set(["of_which"]);

const CHANNEL_OF: ReadonlySet<string> = new Set(["channel_of"]);

const CHANNEL: ReadonlySet<string> = new Set(["channel_any", "catalogue"]);
