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
import { type Around, EDGES, othersOf, type Standing } from "./standing.ts";

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
 * Whether a figure that few others stand below or above is behind the last head, where all else on the page stands at one edge of its
 * own. A column may be wider than its head, and is no wider than from one head to the next.
 */
export function standsClear<Row>(
  own: readonly Standing<Row>[],
  here: readonly Standing<Row>[],
  heads: readonly Extent[] | null,
): boolean {
  if (heads === null || heads.length < LEAST_LIKE_HEADS) return false;
  const end = heads.at(-1)?.right ?? 0;
  const clear = own.filter(({ extent }) => extent.left > end);
  const rest = here.filter((figure) => !clear.includes(figure));
  const headOf = ({ column }: Standing<Row>) => heads[column] ?? { left: 0, right: 0 };
  const isExact = (edge: (extent: Extent) => number) =>
    rest.every((figure) => Math.abs(edge(figure.extent) - edge(headOf(figure))) <= 1);
  const [atLeft, atRight, inMiddle] = EDGES.map(isExact);
  if (rest.length === 0 || !(atLeft || atRight || inMiddle)) return false;
  const widest = Math.max(...heads.slice(1).map(({ left }, index) => left - (heads[index]?.left ?? left)));
  const fits = (figure: Standing<Row>) =>
    (atRight || inMiddle) &&
    figure.extent.left >= headOf(figure).left &&
    figure.extent.right <= headOf(figure).left + widest;
  const isAlone = ({ column }: Standing<Row>) =>
    here.filter((figure) => figure.column === column).length <= LEAST_OTHERS;
  return clear.some((figure) => isAlone(figure) && !fits(figure));
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
