// Gives each figure cell of a printed row its column: by count and order, by position, or says that it cannot.
// Must not know labels of rows, forms or containers.
import type { HeadLayout, Leaf } from "./heads.ts";
import type { PrintedCell } from "./printed.ts";

/** For each leaf of the layout its cell, or null where the row has none. */
export type Assignment =
  | {
      readonly kind: "bound";
      readonly cells: readonly (PrintedCell | null)[];
      readonly merged: ReadonlySet<number>;
      /** True when the row has other cells as well, and nothing says that these are the ones. */
      readonly unsure?: true;
    }
  /** The cells in order, when there are too many or too few to say which belong to which leaf. */
  | { readonly kind: "unclear"; readonly cells: readonly PrintedCell[] };

/**
 * @param figures the row's cells right of its label
 * @param phantom how many cells at the start and at the end of rows of this length are blank in the whole block
 * @param bare whether rows may leave out the columns that hold no figures
 */
export function assignColumns(
  figures: readonly PrintedCell[],
  layout: HeadLayout,
  phantom: { readonly lead: number; readonly trail: number },
  bare: boolean,
): Assignment {
  const { leaves } = layout;
  if (layout.certain) {
    if (figures.length === leaves.length) return bound(figures);
    const bearing = bare ? withoutFurniture(figures, leaves) : null;
    if (bearing) return bound(bearing);
    const byPosition = layout.ranges ? positions(figures, layout.ranges) : null;
    if (byPosition && byPosition.merged.size === 0) return byPosition;
    const surplus = figures.length - leaves.length;
    if (surplus > 0) {
      if (phantom.trail >= surplus) return bound(figures.slice(0, leaves.length));
      if (phantom.lead >= surplus) return bound(figures.slice(surplus));
      if (phantom.lead + phantom.trail >= surplus)
        return bound(figures.slice(phantom.lead, phantom.lead + leaves.length));
    }
    if (byPosition) return byPosition;
  }
  return { kind: "unclear", cells: figures };
}

function bound(cells: readonly (PrintedCell | null)[]): Assignment {
  return { kind: "bound", cells, merged: new Set() };
}

/** A row that leaves out the columns without figures has one cell for each column that has them. */
function withoutFurniture(
  figures: readonly PrintedCell[],
  leaves: readonly Leaf[],
): (PrintedCell | null)[] | null {
  const bearing = leaves.filter((leaf) => leaf.kind !== "furniture");
  if (bearing.length === leaves.length || figures.length !== bearing.length) return null;
  if (figures.some((cell) => cell.figure.state === "unreadable")) return null;
  let next = 0;
  return leaves.map((leaf) => {
    if (leaf.kind === "furniture") return null;
    next += 1;
    return figures[next - 1] ?? null;
  });
}

/** One cell a leaf by overlap; null when a leaf has two printed figures or a figure has no leaf. */
function positions(
  figures: readonly PrintedCell[],
  ranges: readonly (readonly [from: number, to: number])[],
): Extract<Assignment, { kind: "bound" }> | null {
  const cells: (PrintedCell | null)[] = ranges.map(() => null);
  const merged = new Set<number>();
  for (const cell of figures) {
    const over = ranges.flatMap(([from, to], index) => (cell.from < to && cell.to > from ? [index] : []));
    const printed = cell.figure.state !== "blank";
    if (over.length === 0) {
      if (printed) return null;
      continue;
    }
    for (const index of over) {
      const before = cells[index];
      if (before && before.figure.state !== "blank" && printed) return null;
      if (!before || printed) cells[index] = cell;
      if (over.length > 1) merged.add(index);
    }
  }
  return { kind: "bound", cells, merged };
}
