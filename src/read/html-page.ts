// Facts about a page as a whole: its style sheets, and which hidden blocks are panels that a reader calls up.
// Must not know text or cells.
import { attribute, type TreeNode, wholeText } from "./html-tree.ts";

/** The sheets in a page, in order; `complete` unless it links to others that are not at hand. */
export function sheetsOf(root: TreeNode): { readonly sheets: readonly string[]; readonly complete: boolean } {
  const sheets: string[] = [];
  let complete = true;
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.name === "style" && !/print/i.test(attribute(node, "media") ?? "")) sheets.push(wholeText(node));
    else if (node.name === "link" && /stylesheet/i.test(attribute(node, "rel") ?? "")) complete = false;
    const children = node.children ?? [];
    for (let i = children.length - 1; i >= 0; i -= 1) {
      const child = children[i];
      if (child?.name !== undefined && child.name !== "template") open.push(child);
    }
  }
  return { sheets, complete };
}

/** Classes that say in which state a panel is, not that it is one. */
const STATE = /^(?:on|off|in|active|current|cur|show|shown|hide|hidden|selected|fade|open|closed?)$/i;

/**
 * A hidden block with a table is a panel where a block of the same kind stands beside it and shows other things. One that
 * shows the same labels with other figures is an old copy, and stays hidden.
 */
export function isPanel(node: TreeNode, parent: TreeNode, isGone: (node: TreeNode) => boolean): boolean {
  if (!holdsTable(node)) return false;
  const likes = (parent.children ?? []).filter((one) => one !== node && isAlike(node, one));
  const others = likes.filter((one) => holdsTable(one) || !isGone(one));
  const labels = wordsOf(node);
  return others.length > 0 && others.every((one) => wordsOf(one) !== labels);
}

function isAlike(node: TreeNode, other: TreeNode): boolean {
  if (other.name !== node.name) return false;
  const role = attribute(node, "role");
  if (role === "tabpanel" && attribute(other, "role") === role) return true;
  const names = kinds(other);
  return kinds(node).some((name) => names.includes(name));
}

function kinds(node: TreeNode): string[] {
  return (attribute(node, "class") ?? "").split(/\s+/).filter((name) => name !== "" && !STATE.test(name));
}

function holdsTable(node: TreeNode): boolean {
  return node.name === "table" || (node.children ?? []).some(holdsTable);
}

function wordsOf(node: TreeNode): string {
  return wholeText(node).replace(/[\d\s.,-]/g, "");
}

/** Share of a page's letters that none of its parts has but the one that it is about. */
const MOST = 0.5;
const NO_TEXT = new Set(["script", "style", "head", "template", "noscript"]);

export function isMostOf(node: TreeNode, page: TreeNode): boolean {
  return lettersIn(node) > MOST * lettersIn(page);
}

/** Letters of pages, which are asked for at each of their hidden elements. */
const known = new WeakMap<TreeNode, number>();

function lettersIn(node: TreeNode): number {
  let count = known.get(node) ?? 0;
  const open = known.has(node) ? [] : [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.type === "text") count += next.data?.trim().length ?? 0;
    for (const child of next.children ?? []) if (!NO_TEXT.has(child.name ?? "")) open.push(child);
  }
  known.set(node, count);
  return count;
}
