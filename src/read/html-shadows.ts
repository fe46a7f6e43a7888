// Shadow trees that a page declares: a browser shows them in place of what else stands in their element, which shows only in
// the slots that they have for it. Must not know what is visible or what makes a table.
import { attribute, type TreeNode } from "./html-tree.ts";

type Open = { -readonly [Key in keyof TreeNode]: TreeNode[Key] };

/** Whether mark-up may declare any: a look at its letters. */
export function mayDeclareShadows(markup: string): boolean {
  return /\bshadowroot(?:mode)?\s*=/i.test(markup);
}

/** Puts each shadow tree in its place; the tree is changed. */
export function showShadows(root: TreeNode): void {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const template = node.children?.find(isShadow);
    if (template) (node as Open).children = shownIn(node, template);
    open.push(...(node.children ?? []));
  }
}

function isShadow(node: TreeNode): boolean {
  return (
    node.name === "template" &&
    (attribute(node, "shadowrootmode") ?? attribute(node, "shadowroot")) !== undefined
  );
}

function shownIn(host: TreeNode, template: TreeNode): readonly TreeNode[] {
  const inside =
    template.children?.flatMap((one) => (one.type === "root" ? (one.children ?? []) : [one])) ?? [];
  const light = (host.children ?? []).filter((one) => one !== template);
  const open = [...inside];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.name !== "slot") {
      open.push(...(node.children ?? []));
      continue;
    }
    const name = attribute(node, "name") ?? "";
    const own = light.filter((one) => (attribute(one, "slot") ?? "") === name);
    if (own.some(({ type, data }) => type !== "text" || /\S/.test(data ?? ""))) (node as Open).children = own;
  }
  return inside;
}
