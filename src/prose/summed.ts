// Whether figures in a row add up to one that was told before: that proves them to be its parts.
// Must not know statements or any wording.
import { anyOf, clauseStart, textStart } from "./clauses.ts";
import type { Figure, FigurePlace, Topic } from "./finding.ts";
import { freeLabel, type Span } from "./label.ts";
import { statesNothing } from "./nothing.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";

/** Fewest figures that prove a sum: in another sentence than the whole two may meet it by chance. */
const FEWEST = 2;
const FEWEST_ELSEWHERE = 3;

/** The figure of a quantity. */
export type Whole = Pick<Topic, "sentence" | "token">;

/** Whether the words in front of a figure may name a part; null where none do. */
type Named = (label: Span | null, rank: number) => boolean;

/** A whole, and the ranks of the figures in a sentence that add up to it. */
interface Sum {
  /** The whole stands in their sentence. */
  readonly isBeside: boolean;
  readonly ranks: readonly number[];
}

/** «发布310条，党建54条，管理88条，服务168条»: the first figures behind the whole, or of a sentence behind it, are together the whole; null where the figure is none of such. */
export function sumWith({ sentence, token, topic }: FigurePlace, mayBePart: Named): Sum | null {
  for (let whole = topic; whole; whole = whole.before) {
    const ranks = addends(whole, sentence, mayBePart);
    const isBeside = isSame(whole, sentence);
    if (ranks.length >= (isBeside ? FEWEST : FEWEST_ELSEWHERE) && ranks.includes(token))
      return { isBeside, ranks };
  }
  return null;
}

/** «发布60条。修路20条，修桥30条，清沟10条»: in another sentence a sum may be chance, unless the words are of what was published: those that lead up to it, or most that name the addends («动态20条，考试30条，公告10条»). */
export function mayBeChance({ isBeside, ranks }: Sum, { tokens }: Sentence): boolean {
  if (isBeside) return false;
  const says = (rank: number, classes: ReadonlySet<string>) =>
    anyOf(tokens, [clauseStart(tokens, rank), rank], classes);
  const [first = 0] = ranks;
  const known = ranks.filter((rank) => says(rank, OF_PUBLISHING));
  return !says(first, LEADS_UP) && known.length <= ranks.length - known.length;
}

const LEADS_UP: ReadonlySet<string> = new Set(["concern", "publish", "of_which"]);
const OF_PUBLISHING: ReadonlySet<string> = new Set([
  "sort",
  "kind",
  "entry",
  "field",
  "information",
  "publish",
  "explain",
]);

/** All figures of the list that the figure stands in are together the whole. */
export function isAddendOf(whole: Whole, sentence: Sentence, token: number): boolean {
  const ranks = addends(whole, sentence, () => true);
  const unit = (rank: number) => (sentence.tokens[rank] as Figure).numeral.unit;
  const [next] = figuresBehind(sentence, ranks.at(-1) ?? 0);
  if (ranks.length < FEWEST || !ranks.includes(token)) return false;
  return next === undefined || unit(next) !== unit(token);
}

/** Ranks of the first figures behind the whole that add up to it; none where they do not. */
function addends(whole: Whole, sentence: Sentence, mayBePart: Named): readonly number[] {
  const figure = whole.sentence.tokens[whole.token];
  if (figure?.kind !== "figure" || !isExact(figure)) return [];
  const total = Number(figure.numeral.value);
  const ranks: number[] = [];
  let sum = 0;
  for (const at of figuresBehind(sentence, isSame(whole, sentence) ? whole.token : textStart(sentence))) {
    const own = sentence.tokens[at] as Figure;
    if (!isExact(own) || own.numeral.unit !== figure.numeral.unit) return [];
    if (!mayBePart(freeLabel(sentence, at), at)) return [];
    ranks.push(at);
    sum += Number(own.numeral.value);
    if (sum >= total) break;
  }
  return sum === total ? ranks : [];
}

function isSame({ sentence }: Whole, { tokens }: Sentence): boolean {
  return sentence.tokens === tokens;
}

/** «共40条，其中甲28条、乙12条，涉及村庄63个»: the figures between the whole, or the last «of which», and this one are all of it. */
export function isUsedUp({ sentence, token, topic }: FigurePlace): boolean {
  const { tokens } = sentence;
  const whole = topic?.sentence.tokens[topic.token];
  if (whole?.kind !== "figure" || !isExact(whole)) return false;
  const opened = tokens.findLastIndex((one, i) => i < token && hasClass(one, OF_WHICH));
  const from = Math.max(opened, topic?.sentence.tokens === tokens ? topic.token : textStart(sentence));
  let [sum, count] = [0, 0];
  for (const at of figuresBehind(sentence, from)) {
    const { numeral } = tokens[at] as Figure;
    if (at >= token || numeral.unit !== whole.numeral.unit) break;
    sum += Number(numeral.value);
    count += 1;
  }
  return count >= FEWEST && sum === Number(whole.numeral.value);
}

const OF_WHICH: ReadonlySet<string> = new Set(["of_which"]);

/** Ranks of the figures behind one that state something. */
function* figuresBehind(sentence: Sentence, from: number): Generator<number> {
  for (let at = from + 1; at < sentence.tokens.length; at += 1)
    if (sentence.tokens[at]?.kind === "figure" && !statesNothing(sentence, at)) yield at;
}

function isExact({ numeral }: Figure): boolean {
  return !numeral.approximate && /^[1-9]\d*$/.test(numeral.value);
}
