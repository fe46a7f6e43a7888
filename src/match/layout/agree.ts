// Which rows of a block say where its columns stand: those that stand in the columns of the others. One that does not must
// not set the columns for them. Must not know labels, figures or relations.
import { MANY_SETTERS } from "../weights/places.ts";
import type { FiguresLine } from "./rows.ts";

/** Rows of a block by their indexes. */
export type Rows = ReadonlySet<number>;

/** How a block is placed when some of its rows say nothing of its columns. */
export interface Placing<Placed> {
  readonly placed: readonly Placed[];
  /** The rows that stand off the columns of the others. */
  readonly off: Rows;
  /** Rows with a figure in each column: they set the columns. */
  readonly setters: Rows;
}

/** The rows that are not heard, and how the others stand without them. */
export interface Agreed<Placed> {
  readonly unheard: Rows;
  readonly placing: Placing<Placed>;
}

/**
 * Rows that stand off the columns are left out together, or one by itself, or one row that set these columns: whichever leaves the
 * fewest rows against the rest. Where several do equally well any may be what is wrong, and none of them is heard. It goes on
 * while fewer of the others stand off without them than with them.
 * @param place how the block is placed without some rows; null where nothing tells of its columns then
 * @returns null where nothing does without the rows that stand off
 */
export function agreeOnColumns<Placed>(
  lines: readonly FiguresLine[],
  first: Placing<Placed>,
  place: (without: Rows) => Placing<Placed> | null,
): Agreed<Placed> | null {
  let agreed: Agreed<Placed> = { unheard: new Set(), placing: first };
  while (agreed.placing.off.size > 0) {
    const isFirst = agreed.unheard.size === 0;
    const next = withoutFewest(lines, agreed, place);
    if (next === null) return isFirst ? null : agreed;
    const { off } = agreed.placing;
    const rest = [...off].filter((row) => !next.unheard.has(row));
    if (!isFirst && next.placing.off.size >= rest.length) break;
    agreed = next;
  }
  return agreed;
}

/** One step of it; null where nothing tells of the columns without the rows that stand off them. */
function withoutFewest<Placed>(
  lines: readonly FiguresLine[],
  { unheard, placing: { off, setters } }: Agreed<Placed>,
  place: (without: Rows) => Placing<Placed> | null,
): Agreed<Placed> | null {
  const without = (rows: Rows) => {
    const out = new Set([...unheard, ...besideOf(lines, rows)]);
    return { out, placing: place(out), size: rows.size };
  };
  const together = without(off);
  if (together.placing === null) return null;
  // A row that set the columns for others that are off them: without it most of these are not.
  const frees = ({ out, placing }: typeof together) => {
    const others = [...off].filter((row) => !out.has(row));
    const left = others.filter((row) => placing === null || placing.off.has(row));
    return others.length > 0 && 2 * left.length <= others.length;
  };
  const suspects = setters.size < MANY_SETTERS ? [...new Set([...off, ...setters])] : [];
  const tries = [together, ...suspects.map((row) => without(new Set([row]))).filter(frees)];
  const against = ({ placing, size }: typeof together) =>
    placing === null ? Number.POSITIVE_INFINITY : size + placing.off.size;
  const least = Math.min(...tries.map(against));
  const best = tries.filter((one) => against(one) === least);
  const out = new Set(best.flatMap((one) => [...one.out]));
  // One by itself was placed already.
  const placing = best.length === 1 ? (best[0] as typeof together).placing : place(out);
  return placing && { unheard: out, placing };
}

/** Rows with those that some line may as well belong to, and with what stands beside these in turn. */
function besideOf(lines: readonly FiguresLine[], rows: Rows): Rows {
  const all = new Set(rows);
  for (let size = -1; size < all.size; ) {
    size = all.size;
    for (const line of lines)
      if (line.rows.some((row) => all.has(row))) for (const row of line.rows) all.add(row);
  }
  return all;
}
