// Heads printed more often than the form has them: two years or two organs side by side. Which copy is the report's.
// Must not know rows' labels, figures or containers.
import type { Grid } from "../../model/grid.ts";
import { isQualifier, type Perspective, standingOf } from "../labels/standing.ts";
import { likenessTo, wording } from "../labels/wording.ts";
import { ROWS_ABOVE_HEAD } from "../weights/grid-columns.ts";
import { SAME_HEAD } from "../weights/likeness.ts";
import type { HeadCell, Kind } from "./head-kinds.ts";

/** What was found out about heads of which there are too many. */
export interface Beside {
  /** Heads that are not the report's, and the words that say whose they are. */
  readonly others: ReadonlyMap<HeadCell, string>;
  /** False where nothing printed says which copy is the report's. */
  readonly sure: boolean;
}

/** @param named the lowest heads that name columns, from left to right */
export function chooseBeside(
  named: readonly HeadCell[],
  kinds: readonly Kind[],
  perspective: Perspective,
): Beside {
  const others = new Map<HeadCell, string>();
  let sure = true;
  const copiesOf = (index: number) => named.filter((head) => head.kind === index);
  // Another year or organ has each of the columns; where others are printed once, a head may be a note beside the table.
  const twice = kinds.every(
    ({ columns }, index) => columns.length === 0 || copiesOf(index).length > columns.length,
  );
  for (const [index, kind] of kinds.entries()) {
    const copies = copiesOf(index);
    if (kind.columns.length === 0 || copies.length <= kind.columns.length) continue;
    const said = copies.map((copy) => wordsOver(copy, copies, perspective));
    const standings = copies.map(({ cell }, rank) =>
      [...(said[rank] ?? []), cell.text].reduce((sum, words) => sum + standingOf(words, perspective), 0),
    );
    const best = Math.max(...standings);
    const grouped = copies.filter((_, rank) => namesGroup(said[rank] ?? [], kind));
    const single = onePerGroup(copies, said, kind);
    const isPlaced = single !== null || (!twice && grouped.length === kind.columns.length);
    const likely = single ?? (isPlaced ? grouped : copies.filter((_, rank) => standings[rank] === best));
    const isOthers = (copy: HeadCell, rank: number) => likely.includes(copy) || (standings[rank] ?? 0) < 0;
    const told = likely.length === kind.columns.length && (twice || isPlaced || copies.every(isOthers));
    sure &&= told;
    const kept = new Set(told ? likely : copies.slice(0, kind.columns.length));
    for (const [rank, copy] of copies.entries())
      if (!kept.has(copy)) others.set(copy, (said[rank] ?? []).join(""));
  }
  return { others, sure };
}

/** The only copy under the lowest group of each column, where there is one: what stands under other words, as a subtotal, is none. */
function onePerGroup(
  copies: readonly HeadCell[],
  said: readonly (readonly string[])[],
  { columns }: Kind,
): readonly HeadCell[] | null {
  const under = columns.map(({ path }) => {
    const lowest = path.at(-1);
    const whole = path.map(({ text }) => wording(text).core).join("");
    const isUnder = (words: string) =>
      lowest !== undefined &&
      (likenessTo(wording(words), lowest) >= SAME_HEAD || wording(words).core === whole);
    return copies.filter((_, rank) => said[rank]?.some(isUnder));
  });
  const single = new Set(under.flatMap((own) => (own.length === 1 ? own : [])));
  return columns.length > 1 && single.size === columns.length ? [...single] : null;
}

/** Whether words over a head are those of a group that the form prints over its columns. */
function namesGroup(said: readonly string[], { columns }: Kind): boolean {
  const groups = columns.flatMap(({ path }) => path);
  return said.some((words) => groups.some((group) => likenessTo(wording(words), group) >= SAME_HEAD));
}

/** Words above one of several copies that do not stand above all of them. */
function wordsOver({ cell, row }: HeadCell, copies: readonly HeadCell[], perspective: Perspective): string[] {
  const words: string[] = [];
  for (let rank = row.rank - 1; rank >= Math.max(0, row.rank - ROWS_ABOVE_HEAD); rank -= 1) {
    const above = cellAt(row.grid, rank, cell.from);
    if (above === null || copies.every((copy) => above.from <= copy.cell.from && copy.cell.from < above.to))
      continue;
    if (/\p{L}/u.test(above.text) || isQualifier(above.text, perspective)) words.unshift(above.text);
  }
  return [...new Set(words)];
}

/** The cell that covers a slot, and the slots that it spans. */
function cellAt(grid: Grid, row: number, column: number): { text: string; from: number; to: number } | null {
  const slot = grid.rows[row]?.[column];
  const [top, from] = slot?.kind === "covered" ? slot.by : [row, column];
  const cell = grid.rows[top]?.[from];
  return cell?.kind === "cell" ? { text: cell.text, from, to: from + cell.colSpan } : null;
}
