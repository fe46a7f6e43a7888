// The XML of OFD parts: elements by their names without the prefix of their namespace.
// Must not know what the elements mean.
import { UnreadableError } from "../model/document.ts";
import type { TreeNode } from "./html-tree.ts";

export function nameOf(node: TreeNode): string | undefined {
  return node.name?.replace(/^.*:/, "");
}

/** Elements of that name below a node, in the order of the file. */
export function all(node: TreeNode | undefined, name: string): TreeNode[] {
  const found: TreeNode[] = [];
  const visit = (one: TreeNode) => {
    for (const child of one.children ?? []) {
      if (nameOf(child) === name) found.push(child);
      visit(child);
    }
  };
  if (node) visit(node);
  return found;
}

export function first(node: TreeNode | undefined, name: string): TreeNode | undefined {
  return all(node, name)[0];
}

export function textOf(node: TreeNode | undefined): string {
  return node?.data ?? (node?.children ?? []).map(textOf).join("");
}

/** @throws UnreadableError for what is no number: what stands at an unknown place may be taken for another cell's */
export function placeOf(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value))
    throw new UnreadableError("damaged", "Something in the OFD is placed at no number.");
  return value;
}

/** @throws UnreadableError as `placeOf` does */
export function places(text: string | undefined): number[] {
  return (text ?? "")
    .split(/\s+/)
    .filter((token) => token !== "")
    .map(placeOf);
}

/** The numbers of a list; what is none is left out. */
export function numbers(text: string | undefined): number[] {
  const tokens = (text ?? "").split(/\s+/).filter((token) => token !== "");
  return tokens.map(Number).filter(Number.isFinite);
}
