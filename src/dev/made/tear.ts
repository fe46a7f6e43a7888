// Documents as they are with one accident each: a figure, a cell, a row, a line or a label is lost, said twice, torn or joined to the
// next. What was certain before is certain and right afterwards, or in doubt: but for the cells that the accident took.
import type { Report } from "../../model/report.ts";
import type { Random } from "./random.ts";

/** What an accident may take: nothing, the figure of one cell, or all of a row. */
export type Taken = "nothing" | "cell" | "row";

export interface Torn {
  readonly text: string;
  readonly taken: Taken;
}

/** null where the document has nothing that the accident could befall. */
type Tear = (text: string, random: Random) => Torn | null;

/** A stretch of a document. */
interface Piece {
  readonly from: number;
  readonly to: number;
}

const cut = (text: string, { from, to }: Piece, by = "") => text.slice(0, from) + by + text.slice(to);

function oneOf<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random() * list.length)];
}

const piecesOf = (text: string, pattern: RegExp, base = 0): Piece[] =>
  [...text.matchAll(pattern)].map((found) => ({
    from: base + found.index,
    to: base + found.index + found[0].length,
  }));

const textIn = (text: string, { from, to }: Piece) => text.slice(from, to);
const isFigure = (markup: string) => /^[\s\d.]*\d[\s\d.]*$/u.test(markup.replace(/<[^>]*>|&nbsp;/gu, ""));
const isEmpty = (markup: string) => markup.replace(/<[^>]*>|&nbsp;|\s/gu, "") === "";
const holdsTable = (markup: string) => /<t(?:able|[dhr])\b/iu.test(markup.slice(3));

const cellsIn = (text: string, base = 0) =>
  piecesOf(text, /<t[dh]\b[^>]*>[\s\S]*?<\/t[dh]>/giu, base).filter(
    (cell) => !holdsTable(text.slice(cell.from - base, cell.to - base)),
  );
const rowsIn = (text: string) =>
  piecesOf(text, /<tr\b[^>]*>[\s\S]*?<\/tr>/giu).filter((row) => {
    const markup = textIn(text, row);
    return (
      !/<t(?:able|r)\b/iu.test(markup.slice(3)) &&
      cellsIn(markup).some((cell) => isFigure(textIn(markup, cell)))
    );
  });
const figuresIn = (text: string) => cellsIn(text).filter((cell) => isFigure(textIn(text, cell)));
const spansDown = (markup: string) => /rowspan\s*=\s*["']?(?:[2-9]|1\d)/iu.test(markup);

function inner(text: string, cell: Piece): Piece {
  const markup = textIn(text, cell);
  return { from: cell.from + markup.indexOf(">") + 1, to: cell.from + markup.lastIndexOf("</") };
}

/** The last label of each row of figures, if it is that row's alone. */
const labelsIn = (text: string) =>
  rowsIn(text).flatMap(
    (row) =>
      cellsIn(textIn(text, row), row.from).findLast((cell) => {
        const markup = textIn(text, cell);
        return /\p{L}/u.test(markup.replace(/<[^>]*>/gu, "")) && !spansDown(markup);
      }) ?? [],
  );

/** An accident that befalls one of the pieces that it names. */
const tear =
  (
    pieces: (text: string) => readonly Piece[],
    taken: Taken,
    by: (text: string, piece: Piece) => string,
  ): Tear =>
  (text, random) => {
    const piece = oneOf(pieces(text), random);
    return piece ? { text: by(text, piece), taken } : null;
  };

export const PAGE_TEARS: Readonly<Record<string, Tear>> = {
  "a figure lost": tear(figuresIn, "cell", (text, cell) => cut(text, inner(text, cell))),
  "a cell lost": tear(figuresIn, "cell", (text, cell) => cut(text, cell)),
  "a cell twice": tear(figuresIn, "nothing", (text, cell) =>
    cut(text, { from: cell.to, to: cell.to }, textIn(text, cell)),
  ),
  "an empty cell lost": tear(
    (text) =>
      cellsIn(text).filter((cell) => isEmpty(textIn(text, cell)) && !/span/iu.test(textIn(text, cell))),
    "nothing",
    (text, cell) => cut(text, cell),
  ),
  "a row lost": tear(rowsIn, "row", (text, row) => cut(text, row)),
  "a table cut in two": tear(rowsIn, "nothing", (text, { to }) =>
    cut(text, { from: to, to }, "</table><p>— 3 —</p><table>"),
  ),
  "a label lost": tear(labelsIn, "row", (text, label) => cut(text, inner(text, label))),
};

const FIGURE = /(?<![\d.\p{L}（(、-])\d+(?![\d.\p{L}）)、：-])/gu;
const linesIn = (text: string) =>
  piecesOf(text, /[^\n]+/gu).filter((line) => piecesOf(textIn(text, line), FIGURE).length > 2);
const printedIn = (text: string) =>
  linesIn(text).flatMap((line) => piecesOf(textIn(text, line), FIGURE, line.from));
const blanksBefore = (text: string, { from, to }: Piece): Piece => {
  const before = /[ \t\u3000]*$/u.exec(text.slice(0, from))?.[0].length ?? 0;
  return { from: from - before, to };
};

export const TEXT_TEARS: Readonly<Record<string, Tear>> = {
  "a figure lost": tear(printedIn, "cell", (text, one) => cut(text, one, " ".repeat(one.to - one.from))),
  "a figure lost with its blanks": tear(printedIn, "cell", (text, one) => cut(text, blanksBefore(text, one))),
  "a line lost": tear(linesIn, "row", (text, { from, to }) => cut(text, { from, to: to + 1 })),
  "a line twice": tear(linesIn, "nothing", (text, line) =>
    cut(text, { from: line.to, to: line.to }, `\n${textIn(text, line)}`),
  ),
  "two lines joined": tear(linesIn, "nothing", (text, { to }) => cut(text, { from: to, to: to + 1 }, " ")),
  "a line torn": tear(printedIn, "nothing", (text, { from }) => cut(text, { from, to: from }, "\n")),
  "a page's number between": tear(linesIn, "nothing", (text, { to }) =>
    cut(text, { from: to, to }, "\n\n— 3 —\n"),
  ),
  "a label lost": tear(
    (text) => linesIn(text).filter((line) => /^[^\d]*\p{L}/u.test(textIn(text, line))),
    "row",
    (text, line) => {
      const label = /^\D*/u.exec(textIn(text, line))?.[0] ?? "";
      return cut(text, { from: line.from, to: line.from + label.length }, label.replace(/[^\s|│,;]/gu, " "));
    },
  ),
};

/** What is certain of each cell: its figure, or its state where it prints none; null where it is in doubt. */
function certain({ tables }: Report): ReadonlyMap<string, string | null> {
  return new Map(
    tables.flatMap(({ cells }) =>
      cells.map(({ table, row, column, value, state, doubts }) => [
        `${table}/${row}/${column}`,
        doubts.length > 0 ? null : (value ?? state),
      ]),
    ),
  );
}

/** Sentences about cells that are certain and say what was not printed. A cell that has lost its figure is blank, or its row absent. */
export function wronged(before: Report, after: Report, taken: Taken): string[] {
  const [was, is] = [certain(before), certain(after)];
  const isNothing = (said: string | null | undefined) => said === "blank" || said === "absent";
  const changed = [...is].filter(([key, said]) => {
    const known = was.get(key);
    if (said === null || known === null || said === known) return false;
    return known !== undefined ? !(isNothing(known) && isNothing(said)) : !isNothing(said);
  });
  const lost = changed.filter(([, said]) => isNothing(said));
  const rows = new Set(lost.map(([key]) => key.slice(0, key.lastIndexOf("/"))));
  const mayBe = taken === "row" ? rows.size <= 1 : lost.length <= (taken === "cell" ? 1 : 0);
  const wrong = mayBe ? changed.filter((one) => !lost.includes(one)) : changed;
  return wrong.map(([key, said]) => `${key}: ${was.get(key) ?? "not there"}, read ${said}`);
}
