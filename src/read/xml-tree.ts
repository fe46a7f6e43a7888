// XML as the same tree that mark-up of pages has. Must not know what elements mean.
import { parseDocument } from "htmlparser2";
import type { TreeNode } from "./html-tree.ts";

/** Names keep their prefixes; whatever the text is, there is a tree. */
export function parseXml(xml: string): TreeNode {
  return parseDocument(xml, { xmlMode: true }) as unknown as TreeNode;
}
