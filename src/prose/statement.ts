// Makes a statement of what was found: the figure as printed, the words that name it, its place, its doubts.
// Must not know what is counted.
import type { Place } from "../model/place.ts";
import type { Passage, Statement, StatementDoubt } from "../model/prose.ts";
import { collapse } from "../text/fold.ts";
import type { Body } from "./body.ts";
import type { Finding } from "./finding.ts";
import { originalSpan } from "./folded.ts";
import { hasClass } from "./pattern.ts";
import type { FoundPeriod } from "./period.ts";
import { bodyStart, type Sentence } from "./sentence.ts";

/** @throws RangeError when the finding is not of this sentence. */
export function statementOf(sentence: Sentence, found: Finding, when: FoundPeriod, body: Body): Statement {
  const token = sentence.tokens[found.token];
  if (!token) throw new RangeError(`no token ${found.token}`);
  const shift = bodyStart(sentence);
  const numeral = token.kind === "figure" ? token.numeral : null;
  const printed = numeral
    ? original(sentence, numeral.from, numeral.rawTo)
    : original(sentence, token.from - shift, token.to - shift);
  const doubts = new Set<StatementDoubt>([...found.doubts, ...when.doubts, ...body.doubts(sentence, found)]);
  if (numeral && /\d\s+\d/.test(printed)) doubts.add("figure-broken");
  if (isRecognised(sentence)) doubts.add("recognised");
  // «93件有误，应为95件»: one of the two is no more.
  if (sentence.classes.has("amended")) doubts.add("contradicts");
  return {
    statement: found.rule.key,
    label: found.label ? textOf(sentence, found.label) : "",
    value: numeral?.value ?? "0",
    raw: collapse(printed),
    unit: numeral?.unit ?? "",
    approximate: numeral !== null && (numeral.approximate || isAbout(sentence, found.token)),
    period: when.period,
    negated: numeral === null,
    sentence: sentenceText(sentence, found),
    words: textOf(sentence, found.words),
    at: placeOf(sentence.passage, sentence, token.from - shift, token.to - shift),
    doubts: [...doubts].sort(),
    agreesWithTable: null,
    tableValue: null,
    tableCell: null,
  };
}

/** A part of the sentence was read off a picture: its words as well as its figure may be others. */
function isRecognised({ passage, folded }: Sentence): boolean {
  const [first, last] = originalSpan(folded, 0, folded.text.length);
  return passage.pieces.some(
    ({ from, recognised }, index) =>
      recognised && from < last && (passage.pieces[index + 1]?.from ?? last) > first,
  );
}

function isAbout({ tokens }: Sentence, token: number): boolean {
  const [before, own, after] = [tokens[token - 1], tokens[token], tokens[token + 1]];
  const touching = (a: typeof own, b: typeof own) => a !== undefined && b !== undefined && a.to === b.from;
  return (
    (touching(before, own) && hasClass(before, ["about"])) ||
    (touching(own, after) && hasClass(after, ["or_more"]))
  );
}

/** Words of the sentence as printed; where they reach into the heading, with the heading's. */
function textOf(sentence: Sentence, [from, to]: readonly [number, number]): string {
  const shift = bodyStart(sentence);
  if (from >= shift) return collapse(original(sentence, from - shift, to - shift));
  const own = to > shift ? ` ${collapse(original(sentence, 0, to - shift))}` : "";
  return sentence.heading.slice(from) + own;
}

function original({ passage, folded }: Sentence, from: number, to: number): string {
  const [first, last] = originalSpan(folded, from, to);
  return passage.text.slice(first, last);
}

function sentenceText(sentence: Sentence, found: Finding): string {
  const own = collapse(original(sentence, 0, sentence.folded.text.length));
  return found.words[0] < bodyStart(sentence) && sentence.above !== "" ? `${sentence.above} ${own}` : own;
}

function placeOf(passage: Passage, { folded }: Sentence, from: number, to: number): Place {
  const [first, last] = originalSpan(folded, from, to);
  const piece = passage.pieces.findLast((one) => one.from <= first);
  if (!piece) return {};
  if (piece.at.line === undefined) return piece.at;
  const offset = piece.offset - piece.from;
  return { ...piece.at, chars: [first + offset + 1, last + offset] };
}
