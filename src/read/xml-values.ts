// XML of no known kind as the values that its elements hold: lists, records, rows of cells, mark-up as text.
// Must not know what elements are called for, but for those that tables are made of everywhere.
import { type TreeNode, wholeText } from "./html-tree.ts";
import type { Json } from "./json-tables.ts";

/** Elements within elements deeper than this are made to tire a reader. */
const DEEPEST = 60;
/** A row and its cells, by the names that mark-up of documents has for them. */
const ROW = /^(?:tr|row)$/i;
const CELL = /^(?:td|th|cell|entry)$/i;
/** Parts of a table that hold its rows. */
const ROWS = /^(?:table|tgroup|thead|tbody|tfoot|rows)$/i;

/** Elements that are lines of their own within a cell, by the names that mark-up of documents has for them. */
const LINE = /^(?:p|para|simpara|line|item|li|div)$/i;

/** All that a node says: what stands in elements of their own, or around an element without text, is on lines of its own. */
function textOf(node: TreeNode): string {
  return linesOf(node)
    .replace(/[^\S\n]*\n\s*/g, "\n")
    .trim();
}

function linesOf(node: TreeNode, depth = 0): string {
  if (node.type === "text" || depth > DEEPEST) return wholeText(node);
  const children = node.children ?? [];
  const isLine = node.name !== undefined && (children.length === 0 || LINE.test(localName(node)));
  const text = children.map((child) => linesOf(child, depth + 1)).join("");
  return isLine ? `\n${text}\n` : text;
}

/** The value of an element, whose own name is that of whatever holds it. */
export function valueOfXml(node: TreeNode, depth = 0): Json {
  if (depth > DEEPEST) return textOf(node);
  const children = elementsOf(node);
  const attributes = attributesOf(node);
  if (children.length === 0 || hasLetters(node)) {
    const text = textOf(node);
    return attributes.length === 0 ? text : record([...attributes, ["text", text]]);
  }
  const rows = ROWS.test(localName(node)) ? rowsOf(node, depth) : isMadeOfRows(children) ? children : [];
  if (rows.length > 1) {
    const cells = rows.map((row) => elementsOf(row).map(cellOf));
    return attributes.length === 0 ? cells : record([...attributes, ["rows", cells]]);
  }
  return namedValue(node, depth) ?? record([...attributes, ...grouped(children, depth)]);
}

function record(entries: readonly (readonly [string, Json])[]): Json {
  return Object.fromEntries(entries);
}

const elementsOf = (node: TreeNode) =>
  (node.children ?? []).filter(({ name }) => name !== undefined && !name.startsWith("?"));
const localName = ({ name = "" }: TreeNode) => name.slice(name.indexOf(":") + 1);
const attributesOf = ({ attribs = {} }: TreeNode) =>
  Object.entries(attribs).filter(([name]) => !/^xmlns(?::|$)|:/.test(name));

/** Whether letters stand between the elements of a node: then it is text, in which they mark words. */
const hasLetters = (node: TreeNode) =>
  (node.children ?? []).some((child) => child.name === undefined && wholeText(child).trim() !== "");

/** Values of elements by their names; those of one name are a list. */
function grouped(children: readonly TreeNode[], depth: number): [string, Json][] {
  const byName = new Map<string, Json[]>();
  for (const child of children) {
    const values = byName.get(localName(child)) ?? [];
    byName.set(localName(child), values);
    values.push(valueOfXml(child, depth + 1));
  }
  return [...byName].map(([name, values]) => [name, values.length === 1 ? (values[0] as Json) : values]);
}

/** Elements of one name of which each says in its only attribute what it is called: values under those names. */
function namedValue(node: TreeNode, depth: number): Json | null {
  const children = elementsOf(node);
  const names = children.map((child) => attributesOf(child)[0]?.[1] ?? "");
  const same = new Set(children.map(localName)).size === 1 && children.length > 1;
  const each =
    children.every((child) => attributesOf(child).length === 1) && new Set(names).size === names.length;
  if (!same || !each || !names.every((name) => /\p{L}/u.test(name))) return null;
  return record(
    children.map((child, at) => [names[at] ?? "", valueOfXml(withoutAttributes(child), depth + 1)]),
  );
}

const withoutAttributes = (node: TreeNode): TreeNode => ({ ...node, attribs: {} });

/** Rows of a table, those of its parts in their order; of a table within it none. */
function rowsOf(node: TreeNode, depth: number): TreeNode[] {
  if (depth > DEEPEST) return [];
  return elementsOf(node).flatMap((child) => {
    if (ROW.test(localName(child)) && elementsOf(child).some((one) => CELL.test(localName(one))))
      return [child];
    return ROWS.test(localName(child)) ? rowsOf(child, depth + 1) : [];
  });
}

/** So many elements of one name, made of elements of one name that say one thing each, are rows whatever they are called. */
const FEWEST_ROWS = 3;

function isMadeOfRows(children: readonly TreeNode[]): boolean {
  const cells = children.flatMap(elementsOf);
  const names = (nodes: readonly TreeNode[]) => new Set(nodes.map(localName)).size;
  return (
    children.length >= FEWEST_ROWS &&
    names(children) === 1 &&
    names(cells) === 1 &&
    children.every((row) => !hasLetters(row) && elementsOf(row).length > 0) &&
    children.filter((row) => elementsOf(row).length > 1).length * 2 > children.length &&
    cells.every(saysOneThing)
  );
}

/** Whether an element says one thing: it holds no others, or one that does not, and no attribute says of what its text is. */
function saysOneThing(node: TreeNode): boolean {
  const told = attributesOf(node).filter(([, value]) => /\p{L}/u.test(value));
  if (told.length > (textOf(node) === "" ? 1 : 0)) return false;
  const [only, ...others] = elementsOf(node);
  return only === undefined || (others.length === 0 && !hasLetters(node) && elementsOf(only).length === 0);
}

/** What a cell says in its text; where it has none, in the one attribute that is no number of rows or columns. */
function saidIn(node: TreeNode): string {
  const text = textOf(node);
  const said = attributesOf(node).filter(([name]) => !/span$|^(?:rows|cols|morerows)$/i.test(name));
  return text === "" && said.length === 1 ? (said[0]?.[1] ?? "").trim() : text;
}

function cellOf(node: TreeNode): Json {
  const span = (names: RegExp) =>
    Number(attributesOf(node).find(([name]) => names.test(name))?.[1] ?? 1) || 1;
  const more = attributesOf(node).find(([name]) => name === "morerows")?.[1];
  return {
    text: saidIn(node),
    rowspan: more === undefined ? span(/^(?:row_?span|rows)$/i) : Number(more) + 1 || 1,
    colspan: span(/^(?:col_?span|cols)$/i),
  };
}
