// What stands beside a link that says nothing itself: the words of its row, the head of its column, the heading above it.
// Must not know any wording, nor what the words are taken for.
import { type OutlineNode, textOf } from "./outline.ts";

const MOST_ABOVE = 6;
/** More text than this is no heading. */
const LONGEST_HEADING = 60;

/**
 * The words of the row or entry that a link stands in, without those of links like it; with the head of its column.
 * @param isEmpty true for texts that say nothing
 */
export function rowOf(node: OutlineNode, isEmpty: (text: string) => boolean): string {
  const cell = above(node, /^t[dh]$/);
  const row = cell?.parent;
  if (!cell || !row) {
    const entry = above(node, /^(?:li|dd|p)$/);
    return entry ? textOf(entry).replace(textOf(node), "").trim() : "";
  }
  const cells = cellsOf(row);
  const others = cells.filter((one) => one !== cell && !isEmpty(textOf(one))).map(textOf);
  const table = above(row, /^table$/);
  const first = table ? firstRow(table) : undefined;
  const head = first && first !== row ? cellsOf(first)[cells.indexOf(cell)] : undefined;
  return [...others, head ? textOf(head) : ""].join(" ").trim();
}

/** Texts above a link that may be its heading, the nearest first. */
export function headingsOf(node: OutlineNode): string[] {
  const own = textOf(node);
  const found: string[] = [];
  let one = node.parent;
  for (let level = 0; one && level < MOST_ABOVE; level += 1, one = one.parent) {
    const text = textOf(one).replace(own, "").trim();
    if (text.length > LONGEST_HEADING) break;
    if (text !== "") found.push(text);
  }
  return found;
}

function above(node: OutlineNode, name: RegExp): OutlineNode | null {
  let one = node.parent;
  for (let level = 0; one && level < MOST_ABOVE; level += 1, one = one.parent)
    if (name.test(one.name ?? "")) return one;
  return null;
}

function cellsOf({ children = [] }: OutlineNode): OutlineNode[] {
  return children.filter(({ name = "" }) => /^t[dh]$/.test(name));
}

function firstRow(node: OutlineNode): OutlineNode | undefined {
  for (const child of node.children ?? []) {
    const found = child.name === "tr" ? child : firstRow(child);
    if (found) return found;
  }
  return undefined;
}
