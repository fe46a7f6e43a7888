// Tables that a page is made of other elements and calls tables to those who hear it: roles of rows and cells (WAI-ARIA).
// Must not know text but that there is some, or figures.
import { type Box, gridOf, mayBeGrid, Styles } from "./html-boxes.ts";
import { attribute, type TreeNode, wholeText } from "./html-tree.ts";
import { lookOf, type StyleRules } from "./html-visible.ts";

const TABLES = new Set(["table", "grid", "treegrid"]);
const CELLS = new Set(["cell", "gridcell", "columnheader", "rowheader"]);
/** More than any table spans; as for elements that are tables. */
const WIDEST = 1000;

/** A cell, or a row on the way to it, with the elements around it inside of the table. */
interface Part {
  readonly node: TreeNode;
  readonly within: readonly TreeNode[];
}

/** The cells of an element that is a table by its role or a grid by its style; null where it is neither. */
export function cellsInPlaces(node: TreeNode, rules: StyleRules): readonly Box[] | null {
  return cellsByRole(node, rules) ?? (mayBeGrid(node) ? gridOf(node, rules) : null);
}

/**
 * The cells of an element whose role is that of a table, each in its place; null where it has another, where something stands
 * outside of its cells, or where styles or numbers of columns say that cells do not stand as they are written.
 */
function cellsByRole(node: TreeNode, rules: StyleRules): readonly Box[] | null {
  if (!TABLES.has(attribute(node, "role") ?? "")) return null;
  const styles = new Styles(rules);
  const isGone = (one: TreeNode) => lookOf(one, rules).gone === true;
  const rows = partsIn(node, (role) => role === "row", isGone);
  const cells = rows?.map((row) => partsIn(row.node, (role) => CELLS.has(role), isGone, row.within));
  if (!rows || !cells || rows.length < 2 || !cells.every((row) => row !== null)) return null;
  const held = new Set(cells.flat().flatMap(({ node: cell, within }) => [...within, cell]));
  if (held.size === 0 || [...held].some((one) => styles.isMoved(one))) return null;
  return areInOrder(rows, cells) ? placed(cells) : null;
}

/** What has a role, however deep below elements without one; null where letters stand beside it. */
function partsIn(
  node: TreeNode,
  isWanted: (role: string) => boolean,
  isGone: (node: TreeNode) => boolean,
  within: readonly TreeNode[] = [],
): Part[] | null {
  const around = [...within, node];
  const parts: Part[] = [];
  for (const child of node.children ?? []) {
    if (child.name === undefined) {
      if (child.type === "text" && (child.data ?? "").trim() !== "") return null;
    } else if (isGone(child)) continue;
    else if (isWanted(attribute(child, "role") ?? "")) parts.push({ node: child, within: around });
    else if (wholeText(child).trim() !== "") {
      const inner = partsIn(child, isWanted, isGone, around);
      if (inner === null || inner.length === 0) return null;
      parts.push(...inner);
    }
  }
  return parts;
}

/** Rows that stand in several pieces side by side have one number each; columns that are left out have numbers too. */
function areInOrder(rows: readonly Part[], cells: readonly (readonly Part[])[]): boolean {
  const numbers = rows.flatMap(({ node }) => numberOf(node, "aria-rowindex") ?? []);
  if (numbers.some((number, rank) => rank > 0 && number <= (numbers[rank - 1] ?? 0))) return false;
  return cells.every((row) => {
    const columns = row.map(({ node }) => numberOf(node, "aria-colindex"));
    return columns.every((column, rank) => {
      const before = rank === 0 ? null : columns[rank - 1];
      return column === null || before === null || before === undefined || column > before;
    });
  });
}

/** Each cell in the next place of its row that none from above takes, or in that of its number. */
function placed(rows: readonly (readonly Part[])[]): Box[] {
  const taken = new Set<string>();
  return rows.flatMap((cells, row) => {
    let next = 0;
    return cells.map(({ node, within }): Box => {
      const rowSpan = Math.min(numberOf(node, "aria-rowspan") ?? 1, rows.length - row);
      const colSpan = numberOf(node, "aria-colspan") ?? 1;
      while (taken.has(`${row} ${next}`)) next += 1;
      const column = Math.max(next, (numberOf(node, "aria-colindex") ?? 1) - 1);
      for (let down = 0; down < rowSpan; down += 1)
        for (let on = 0; on < colSpan; on += 1) taken.add(`${row + down} ${column + on}`);
      next = column + colSpan;
      return { node, within, row, column, rowSpan, colSpan };
    });
  });
}

function numberOf(node: TreeNode, name: string): number | null {
  const number = Number(attribute(node, name) ?? "");
  return Number.isInteger(number) && number >= 1 && number <= WIDEST ? number : null;
}
