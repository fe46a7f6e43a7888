// In which order the children of an element stand on the page, where a style moves them.
// Must not know text or tables.
import { attribute, type TreeNode } from "./html-tree.ts";
import { movesChildren, type StyleRules } from "./html-visible.ts";

/** @returns the children as a reader meets them; null where no style moves them. */
export function shownOrder(node: TreeNode, rules: StyleRules): readonly TreeNode[] | null {
  const children = node.children ?? [];
  const styled = (one: TreeNode) => movesChildren(attribute(one, "style") ?? "");
  if (!rules.moves && !styled(node) && !children.some(styled)) return null;
  const orders = children.map((child) => (child.name === undefined ? 0 : orderOf(child, rules)));
  const turned = /reverse/.test(`${said(node, rules, "flex-direction")} ${said(node, rules, "flex-flow")}`);
  if (!turned && orders.every((order) => order === 0)) return null;
  const ranked = children
    .map((child, rank) => ({ child, rank, order: orders[rank] ?? 0 }))
    .sort((a, b) => a.order - b.order || a.rank - b.rank)
    .map(({ child }) => child);
  return turned ? ranked.reverse() : ranked;
}

function orderOf(node: TreeNode, rules: StyleRules): number {
  const order = Number(said(node, rules, "order"));
  return Number.isFinite(order) ? order : 0;
}

/** The value that a property has for an element by its own style or the page's sheets; empty where none is said. */
function said(node: TreeNode, rules: StyleRules, property: string): string {
  const all = rules.declarationsOf(node);
  return all.findLast((one) => one.property === property)?.value.toLowerCase() ?? "";
}
