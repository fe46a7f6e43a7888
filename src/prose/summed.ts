// Whether figures in a row add up to one that was told before: that proves them to be its parts.
// Must not know statements or any wording.
import { textStart } from "./clauses.ts";
import type { Figure, FigurePlace, Topic } from "./finding.ts";
import { freeLabel, type Span } from "./label.ts";
import { statesNothing } from "./nothing.ts";
import { hasClass } from "./pattern.ts";
import type { Sentence } from "./sentence.ts";

/** Fewest figures that prove a sum: in another sentence than the whole two may meet it by chance. */
const FEWEST = 2;
const FEWEST_ELSEWHERE = 3;

/**
 * «发布310条，党建54条，管理88条，服务168条»: the first figures behind the whole, or of a sentence behind it, are together the whole.
 * @param mayBePart the words in front of a figure may name a part
 */
export function addsUp(place: FigurePlace, mayBePart: (label: Span) => boolean): boolean {
  for (let whole = place.topic; whole; whole = whole.before)
    if (isPartOf(whole, place, mayBePart)) return true;
  return false;
}

function isPartOf(
  { sentence: told, token: rank }: Topic,
  { sentence, token }: FigurePlace,
  mayBePart: (label: Span) => boolean,
): boolean {
  const same = told.tokens === sentence.tokens;
  const whole = told.tokens[rank];
  if (whole?.kind !== "figure" || !isExact(whole)) return false;
  const total = Number(whole.numeral.value);
  let [sum, count, within] = [0, 0, false];
  for (const at of figuresBehind(sentence, same ? rank : textStart(sentence))) {
    const figure = sentence.tokens[at] as Figure;
    const label = freeLabel(sentence, at);
    if (!isExact(figure) || figure.numeral.unit !== whole.numeral.unit || !label || !mayBePart(label))
      return false;
    sum += Number(figure.numeral.value);
    count += 1;
    within ||= at === token;
    if (sum >= total) break;
  }
  return within && sum === total && count >= (same ? FEWEST : FEWEST_ELSEWHERE);
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
