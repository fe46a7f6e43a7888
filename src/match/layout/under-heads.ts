// Whether figures of a layout stand under the heads of their columns. Must not know labels, values or relations.
import {
  COLUMN_ROWS,
  LEAST_ALIKE_COLUMNS,
  LEAST_LIKE_HEADS,
  LEAST_OTHERS,
  WIDER,
} from "../weights/places.ts";
import { headsAt, headsOver } from "./columns.ts";
import { type Extent, middleOf } from "./page.ts";
import { type Around, type Columns, EDGES, othersOf, type Standing } from "./standing.ts";

/** Whether a figure that no other rows' stand below or above is under another head than its column's. */
export function isOffHeads<Row>(
  own: readonly Standing<Row>[],
  { columns, heads, rows, alike }: Around<Row>,
): boolean {
  if (alike) return false;
  const others = (figure: Standing<Row>) => othersOf(figure, columns).length;
  // Without heads nothing says that a figure which has its column to itself is not one too many.
  if (heads === null) return rows >= COLUMN_ROWS && own.some((figure) => others(figure) === 0);
  const alone = own.filter((figure) => others(figure) === 0);
  if (own.length > LEAST_ALIKE_COLUMNS && isWider(own, heads)) return false;
  return alone.some(
    ({ column, extent }) => !headsOver(extent, heads).includes(column) || isBeyond(extent, heads),
  );
}

/**
 * Whether a figure is behind the last head, where all else on the page stands at one edge of its own, but for one figure that may be a
 * cell too many: the columns are as wide as their heads, and no figure of a last one that is wider would leave its head's whole width
 * free. It is none of the column where others of it stand under the head, or few above or below it.
 */
export function standsClear<Row>(
  own: readonly Standing<Row>[],
  here: readonly Standing<Row>[],
  heads: readonly Extent[] | null,
): boolean {
  if (heads === null || heads.length < LEAST_LIKE_HEADS) return false;
  const end = heads.at(-1)?.right ?? 0;
  const isBehind = ({ extent }: Standing<Row>) => extent.left > end;
  const headOf = ({ column }: Standing<Row>) => heads[column] ?? { left: 0, right: 0 };
  const isClear = ({ column }: Standing<Row>) => {
    const same = here.filter((figure) => figure.column === column);
    const isSplit = same.filter((figure) => !isBehind(figure)).length >= LEAST_OTHERS;
    const rest = here.filter((figure) => !isBehind(figure) || (!isSplit && !own.includes(figure)));
    const exact = EDGES.map(
      (edge) => rest.filter((figure) => Math.abs(edge(figure.extent) - edge(headOf(figure))) <= 1).length,
    );
    const most = Math.max(...exact);
    const least = rest.length > LEAST_OTHERS ? rest.length - 1 : rest.length;
    if (rest.length === 0 || most < least) return false;
    return isSplit || same.length <= (most < rest.length ? 1 : LEAST_OTHERS);
  };
  return own.filter(isBehind).some(isClear);
}

/**
 * Whether all figures of all columns stand under the next column's head, or all under that of the one before: every row may be a cell too
 * long or too short. Of full rows the order tells what they are, of others nothing does.
 */
export function standUnderNext<Row>(columns: Columns<Row>, heads: readonly Extent[]): boolean {
  const isMoved = (way: number) =>
    heads.length > 1 &&
    [...columns].every(([column, figures]) => {
      const under = heads[column + way] === undefined ? "" : String(column + way);
      return figures.every(({ extent }) => headsAt(extent, heads).join() === under);
    });
  return isMoved(1) || isMoved(-1);
}

/**
 * Whether two figures of a row stand under one head and no other, or a blank apart where their heads are far from one another:
 * one cell holds both, and none says where columns are.
 */
export function shareHead<Row>(own: readonly Standing<Row>[], { heads, alike }: Around<Row>): boolean {
  if (alike || heads === null) return false;
  const over = own.map(({ extent }) => headsAt(extent, heads));
  return own.some((figure, index) => {
    const before = own[index - 1];
    if (before === undefined) return false;
    const same = over[index]?.length === 1 && over[index - 1]?.join() === over[index]?.join();
    return same || areClose(before, figure, heads);
  });
}

function areClose<Row>(before: Standing<Row>, figure: Standing<Row>, heads: readonly Extent[]): boolean {
  const [from, to] = [heads[before.column], heads[figure.column]];
  if (from === undefined || to === undefined || figure.extent.left - before.extent.right > 1) return false;
  return 2 * (middleOf(figure.extent) - middleOf(before.extent)) < middleOf(to) - middleOf(from);
}

function isWider<Row>(own: readonly Standing<Row>[], heads: readonly Extent[]): boolean {
  const [first, last] = [own[0], own.at(-1)];
  const [from, to] = [heads[first?.column ?? 0], heads[last?.column ?? 0]];
  if (!first || !last || !from || !to) return false;
  return middleOf(last.extent) - middleOf(first.extent) > WIDER * (middleOf(to) - middleOf(from));
}

/** Whether a figure stands where one column more would, as far behind the last head as that is behind the one before. */
function isBeyond(figure: Extent, heads: readonly Extent[]): boolean {
  const [before, last] = heads.slice(-2);
  if (before === undefined || last === undefined || figure.left <= last.right) return false;
  const isFar = (at: (extent: Extent) => number) => at(figure) - at(last) >= at(last) - at(before);
  return isFar(({ left }) => left) || isFar(middleOf);
}
