// The parse tree of mark-up as the walkers need it, and where the parser is called.
// Must not know what is visible or what makes a table.
import { parse } from "parse5";
import { adapter } from "parse5-htmlparser2-tree-adapter";
import { parseRegular } from "./html-regular.ts";

/** A node of the tree: an element has a `name`, a text has `data`. */
export interface TreeNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly TreeNode[];
}

/** Parses mark-up as a browser does; fragments get the elements around them that they lack. */
export function parseMarkup(markup: string): TreeNode {
  return parseRegular(markup) ?? parseRepairing(markup);
}

/** The full parser: whatever the mark-up, the tree that a browser makes of it. */
export function parseRepairing(markup: string): TreeNode {
  return parse(markup, { treeAdapter: adapter }) as unknown as TreeNode;
}

export function attribute(node: TreeNode, name: string): string | undefined {
  return node.attribs?.[name];
}

/** All text below a node, hidden or not, without recursion. */
export function wholeText(node: TreeNode): string {
  let text = "";
  const open: TreeNode[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.type === "text") text += next.data ?? "";
    const children = next.children ?? [];
    for (let i = children.length - 1; i >= 0; i -= 1) {
      const child = children[i];
      if (child) open.push(child);
    }
  }
  return text;
}
