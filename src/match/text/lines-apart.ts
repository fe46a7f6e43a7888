// Whether a row's figures stand on lines of a page rather than in the order of its cells. Must not know columns or relations.
import { isLetter } from "../../text/letters.ts";
import { textWidth } from "../../text/width.ts";
import type { BoundRow } from "../print/row.ts";
import type { Stream } from "../print/stream.ts";
import type { Token } from "../print/tokens.ts";

/** True when letters of the label stand between figures on different lines: lines of a page, not the order of cells. */
export function isApart(stream: Stream, { zone: { tokens } }: BoundRow): boolean {
  return pairsOver(stream, tokens).some(([token, next]) =>
    stream.syms.slice(token.to, next.from).some(isLetter),
  );
}

/**
 * True when figures stand on several lines, some beside one another, though there was room for them on one as in most rows:
 * programs write a page's lines by their heights, and those of one row that stand a little higher come first. Sums of the
 * row hold in any order.
 */
export function isScattered(stream: Stream, row: BoundRow, rows: readonly BoundRow[]): boolean {
  const { tokens } = row.zone;
  const linesIn = (one: BoundRow) => new Set(one.zone.tokens.map(({ from }) => stream.lineOf[from])).size;
  const own = linesIn(row);
  if (own < 2 || own === tokens.length || new Set(tokens.map(({ text }) => text)).size === 1) return false;
  // Behind tabs cells keep their order.
  if (isBetweenTabs(stream, tokens)) return false;
  const others = rows.filter((other) => other !== row && other.zone.tokens.length > 1);
  if (2 * others.filter((other) => linesIn(other) === 1).length < others.length || others.length === 0)
    return false;
  const lineWidth = ({ from }: Token) => textWidth(stream.lines[stream.lineOf[from] ?? 0]?.text.trim() ?? "");
  const widest = Math.max(...rows.flatMap(({ zone }) => zone.tokens.map(lineWidth)));
  return pairsOver(stream, tokens).some(
    ([token, next]) => lineWidth(token) + 1 + textWidth(next.text) <= widest,
  );
}

const isBetweenTabs = ({ syms }: Stream, tokens: readonly Token[]) =>
  tokens.some(({ to }, index) => syms.slice(to, tokens[index + 1]?.from ?? to).includes("\t"));

/** Figures that follow one another over the end of a line. */
function pairsOver({ lineOf }: Stream, tokens: readonly Token[]): (readonly [Token, Token])[] {
  return tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    return next && lineOf[token.from] !== lineOf[next.from] ? [[token, next] as const] : [];
  });
}
