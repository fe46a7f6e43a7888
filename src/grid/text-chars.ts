// Which characters of its line each cell of a table in plain text is. Must not know how the table is drawn.
import type { RawCell } from "../model/document.ts";
import type { TextLine } from "./text-cells.ts";

type Stretch = readonly [from: number, to: number];

/** Lines below its own in which the words of a cell are looked for: those that stand in the middle of many rows do without. */
const REACH = 40;

/**
 * The same rows, each cell with the characters that its first words are, and with the line that they stand in where that is a later one of
 * its row. A cell stands behind those before it in its row, between signs that are no letters and no digits, and where no cell of a row
 * before does. One that is not found so keeps its line alone, and so do those behind it in its row if it might hold what they do; so does an
 * empty one.
 * @param lines those of the table
 */
export function withChars(rows: readonly (readonly RawCell[])[], lines: readonly TextLine[]): RawCell[][] {
  const taken = new Map<number, Stretch[]>();
  const first = lines[0]?.line ?? 1;
  return rows.map((row) => {
    const own: Found[] = [];
    const behind = new Map<number, number>();
    const height = Math.max(...row.map(({ text }) => text.split("\n").length));
    let isLost = false;
    const placed = row.map((cell): RawCell => {
      const words = wordsOf(cell);
      if (words === "" || isLost) return cell;
      const start = (cell.at.line ?? first) - first;
      const reach = Math.min(REACH, Math.max(cell.rowSpan, height));
      const found = foundIn(lines.slice(start, start + reach), words, behind, taken);
      if (!found) {
        isLost = FIGURED.test(words);
        return cell;
      }
      own.push(found);
      behind.set(found.line, found.stretch[1]);
      return {
        ...cell,
        at: { ...cell.at, line: found.line, chars: [found.stretch[0] + 1, found.stretch[1]] },
      };
    });
    for (const { line, stretch } of own) {
      const stretches = taken.get(line) ?? [];
      stretches.push(stretch);
      taken.set(line, stretches);
    }
    return placed;
  });
}

const wordsOf = ({ text }: RawCell): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "") ?? "";

interface Found {
  readonly line: number;
  readonly stretch: Stretch;
}

function foundIn(
  lines: readonly TextLine[],
  words: string,
  behind: ReadonlyMap<number, number>,
  taken: ReadonlyMap<number, readonly Stretch[]>,
): Found | null {
  for (const { text, line } of lines) {
    const stretch = stretchOf(text, words, behind.get(line) ?? 0, taken.get(line) ?? []);
    if (stretch) return { line, stretch };
  }
  return null;
}

/** What figures and the signs that stand for none are made of. */
const FIGURED = /[\p{N}\p{Pd}/]/u;
const JOINS = /[\p{L}\p{N}]/u;

/** Where words stand by themselves in a line, behind `from` and beside all that is taken. */
function stretchOf(text: string, words: string, from: number, taken: readonly Stretch[]): Stretch | null {
  for (let at = text.indexOf(words, from); at >= 0; at = text.indexOf(words, at + 1)) {
    const to = at + words.length;
    const joins =
      (at > 0 && JOINS.test(text[at - 1] ?? "") && JOINS.test(words[0] ?? "")) ||
      (JOINS.test(text[to] ?? "") && JOINS.test(words.at(-1) ?? ""));
    if (!joins && taken.every(([start, end]) => to <= start || at >= end)) return [at, to];
  }
  return null;
}
