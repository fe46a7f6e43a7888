// What stands beside a link that says nothing itself: the words of its row, the head of its column, the heading above it.
// Must not know any wording, nor what the words are taken for.
import { type OutlineNode, textOf } from "./outline.ts";

const MOST_ABOVE = 6;
/** A pager's own elements. */
const MOST_AROUND = 3;
/** More text than this is no heading. */
const LONGEST_HEADING = 60;
/** More text than this is no entry of a list. */
const LONGEST_ROW = 120;

/**
 * The words of the row or entry that a link stands in, without those of links like it; with the head of its column.
 * @param isEmpty true for texts that say nothing
 */
export function rowOf(node: OutlineNode, isEmpty: (text: string) => boolean): string {
  const cell = above(node, /^t[dh]$/);
  const row = cell?.parent;
  if (!cell || !row) return entrySaid(node, isEmpty);
  const cells = cellsOf(row);
  const others = cells.filter((one) => one !== cell && !isEmpty(textOf(one))).map(textOf);
  const table = above(row, /^table$/);
  const first = table ? firstRow(table) : undefined;
  const head = first && first !== row ? cellsOf(first)[cells.indexOf(cell)] : undefined;
  return [...others, head ? textOf(head) : ""].join(" ").trim();
}

/** What an entry says beside its link: in its own element or, where that is its only one, in those around or before. */
function entrySaid(node: OutlineNode, isEmpty: (text: string) => boolean): string {
  const own = textOf(node);
  const entry = above(node, /^(?:li|dd|p)$/);
  const within = entry ? textOf(entry).replace(own, "").trim() : "";
  if (within !== "") return within;
  let one = node.parent;
  for (let level = 0; one && level < MOST_AROUND && linksIn(one) === 1; level += 1, one = one.parent) {
    const said = textOf(one).replace(own, "").trim();
    if (!isEmpty(said)) return said.length <= LONGEST_ROW ? said : "";
    const before = one.name === "dd" ? termOf(one) : null;
    if (before) return textOf(before).trim();
  }
  return "";
}

function linksIn({ name, children = [] }: OutlineNode): number {
  return (name === "a" ? 1 : 0) + children.reduce((sum, one) => sum + linksIn(one), 0);
}

function termOf(node: OutlineNode): OutlineNode | null {
  const beside = (node.parent?.children ?? []).filter(({ name }) => name !== undefined);
  const before = beside[beside.indexOf(node) - 1];
  return before?.name === "dt" ? before : null;
}

/** The row or entry of a list that a link stands in; null where there is none. */
export function entryOf(node: OutlineNode): OutlineNode | null {
  return above(node, /^(?:tr|li|dd|p)$/);
}

/** Addresses of links in the row or entry that a link stands in. */
export function addressesBeside(node: OutlineNode): string[] {
  const within = ({ attribs, children = [] }: OutlineNode): string[] => [
    ...(attribs?.["href"] === undefined ? [] : [attribs["href"]]),
    ...children.flatMap(within),
  ];
  const row = entryOf(node);
  return row ? within(row) : [];
}

/** Texts above a link that may be its heading, the nearest first. */
export function headingsOf(node: OutlineNode): string[] {
  const own = textOf(node);
  const found: string[] = [];
  let one = node.parent;
  for (let level = 0; one && level < MOST_ABOVE; level += 1, one = one.parent) {
    const text = textOf(one).replace(own, "").trim();
    // What has two headings is two blocks: the other one's is not this one's.
    if (text.length > LONGEST_HEADING || headingsIn(one) > 1) break;
    if (text !== "") found.push(text);
  }
  return found;
}

function headingsIn({ children = [] }: OutlineNode): number {
  return children.reduce((sum, one) => sum + (/^h[1-6]$/.test(one.name ?? "") ? 1 : headingsIn(one)), 0);
}

/** True where an element shortly above is dressed so. */
export function isWithin(node: OutlineNode, dress: RegExp): boolean {
  let one = node.parent;
  for (let level = 0; one && level < MOST_AROUND; level += 1, one = one.parent)
    if (dress.test(`${one.attribs?.["class"] ?? ""} ${one.attribs?.["id"] ?? ""}`)) return true;
  return false;
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
