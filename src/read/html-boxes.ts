// Boxes that styles set in rows and columns without making them a table: lines of boxes side by side, lists side by side,
// and grids, whose boxes take the next free place or the one that they are given.
// Must not know text but its length, or figures but that there are some.
import type { RawCell, RawTable } from "../model/document.ts";
import { shownOrder } from "./html-order.ts";
import { type TreeNode, wholeText } from "./html-tree.ts";
import { lookOf, type StyleRules } from "./html-visible.ts";

/** A box in its place, both counted from 0, and how many rows and columns it takes. */
export interface Box {
  readonly node: TreeNode;
  /** The elements between it and what all of them stand in, the outer first. */
  readonly within: readonly TreeNode[];
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly colSpan: number;
}

/** Neighbours that are a table of boxes: from the child at `from` up to the one before `to`. */
export interface Boxes {
  readonly from: number;
  readonly to: number;
  readonly boxes: readonly Box[];
}

/** So many lines of boxes are a table; fewer are parts of a page side by side. */
const FEWEST_LINES = 3;
/** A cell of a table says no more than this. */
const LONGEST = 120;
/** What no cell holds: then the boxes lay out a page. */
const NO_CELL = new Set("table ul ol dl h1 h2 h3 h4 h5 h6 form iframe nav article main a".split(" "));

/** Tables of boxes among the children of an element, in their order. */
export function boxesAmong(children: readonly TreeNode[], around: TreeNode, rules: StyleRules): Boxes[] {
  const found: Boxes[] = [];
  const styles = new Styles(rules);
  for (let from = 0; from < children.length; ) {
    const run = linesFrom(children, from, styles);
    const boxes = run.lines.length < 2 ? null : tableOf(run.lines, around, styles);
    if (boxes !== null) found.push({ from, to: run.to, boxes });
    from = Math.max(run.to, from + 1);
  }
  return found;
}

interface Line {
  readonly node: TreeNode;
  /** The line, and what it stands in by itself. */
  readonly within: readonly TreeNode[];
  readonly parts: readonly TreeNode[];
}

/** Neighbours of one name that are made of parts; one part is a line of its own where it takes the room of several. */
function linesFrom(
  children: readonly TreeNode[],
  from: number,
  styles: Styles,
): { lines: Line[]; to: number } {
  const lines: Line[] = [];
  let to = from;
  for (let at = from; at < children.length; at += 1) {
    const node = children[at] as TreeNode;
    if (isBlank(node)) continue;
    const line = lineIn(node, styles);
    if (line === null || node.name !== (lines[0]?.within[0]?.name ?? node.name)) break;
    lines.push(line);
    to = at + 1;
  }
  return { lines, to };
}

/** The line that an element is, or holds and nothing else; null where it does not. */
function lineIn(outer: TreeNode, styles: Styles): Line | null {
  const within = [outer];
  for (let node = outer; within.length < DEEPEST; ) {
    const parts = partsOf(node);
    const [only] = parts ?? [];
    if (parts === null || only === undefined) return null;
    if (parts.length > 1 || styles.setsAside(node)) return { node, within, parts };
    within.push(only);
    node = only;
  }
  return null;
}

/** So many elements around a line by themselves are made by an editor. */
const DEEPEST = 5;

/** The elements that an element is made of; null where letters stand between them. */
function partsOf(node: TreeNode): TreeNode[] | null {
  if (node.name === undefined || TABLES.has(node.name)) return null;
  const children = node.children ?? [];
  if (children.some((child) => child.name === undefined && !isBlank(child))) return null;
  return children.filter(({ name }) => name !== undefined);
}

/** Have rows and cells of their own. */
const TABLES = new Set("table tbody thead tfoot tr td th dl select svg math head script style".split(" "));

const isBlank = ({ name, type, data = "" }: TreeNode) =>
  name === undefined && (type !== "text" || data.trim() === "");

function tableOf(lines: readonly Line[], around: TreeNode, styles: Styles): Box[] | null {
  const cells = lines.flatMap(({ parts }) => parts);
  if (!holdFigures(cells)) return null;
  if ([...lines.flatMap(({ within }) => within), ...cells].some((node) => styles.isMoved(node))) return null;
  const linesAside =
    styles.setsAside(around) || lines.every(({ within: [outer] }) => outer && styles.standsAside(outer));
  const partsAside =
    lines.every(({ node }) => styles.setsAside(node)) || cells.every((node) => styles.standsAside(node));
  if (linesAside === partsAside) return null;
  const most = Math.max(...lines.map(({ parts }) => parts.length));
  if (Math.min(lines.length, most) < 2 || (partsAside ? lines.length : most) < FEWEST_LINES) return null;
  const shares = sharesOf(lines, styles);
  if (shares === null || (linesAside && shares.some((line) => line.some((share) => share > 1)))) return null;
  return lines.flatMap(({ within, parts }, rank) => {
    const widths = shares[rank] ?? [];
    return parts.map((node, part): Box => {
      const before = widths.slice(0, part).reduce((sum, share) => sum + share, 0);
      const [row, column] = partsAside ? [rank, before] : [before, rank];
      return { node, within, row, column, rowSpan: 1, colSpan: widths[part] ?? 1 };
    });
  });
}

/** How many columns each part takes: one, where all lines have as many; else the shares of the line that they are given. */
function sharesOf(lines: readonly Line[], styles: Styles): number[][] | null {
  const count = lines[0]?.parts.length;
  if (lines.every(({ parts }) => parts.length === count)) return lines.map(({ parts }) => parts.map(() => 1));
  const shares = lines.map(({ parts }) => parts.map((part) => styles.shareOf(part)));
  const sums = new Set(shares.map((line) => line.reduce((sum, share) => sum + share, 0)));
  return sums.size === 1 && shares.flat().every((share) => share >= 1 && Number.isInteger(share))
    ? shares
    : null;
}

/** Whether boxes are short as cells are, and some of them begin with a digit. */
function holdFigures(cells: readonly TreeNode[]): boolean {
  const texts = cells.map((cell) => wholeText(cell).trim());
  return (
    texts.every((text) => text.length <= LONGEST) &&
    texts.some((text) => /^\d/.test(text)) &&
    !cells.some((cell) => isHolding(cell, NO_CELL))
  );
}

function isHolding(node: TreeNode, names: ReadonlySet<string>): boolean {
  return names.has(node.name ?? "") || (node.children ?? []).some((child) => isHolding(child, names));
}

/** What styles say of how boxes stand. */
export class Styles {
  private readonly rules: StyleRules;

  constructor(rules: StyleRules) {
    this.rules = rules;
  }

  /** Whether an element does not show, or it or what it holds does not stand where it is written. */
  isMoved(node: TreeNode): boolean {
    const { gone, over, pulled } = lookOf(node, this.rules);
    if (gone || over || pulled || this.said(node, "direction") === "rtl") return true;
    return shownOrder(node, this.rules) !== null;
  }

  /** The value of a property; empty where none is said. */
  said(node: TreeNode, property: string): string {
    const all = this.rules.declarationsOf(node);
    return all.findLast((one) => one.property === property)?.value.toLowerCase() ?? "";
  }

  /** Whether what an element holds stands side by side. */
  setsAside(node: TreeNode): boolean {
    if (!/^(?:inline-)?flex$/.test(this.said(node, "display"))) return false;
    return !/column|reverse/.test(`${this.said(node, "flex-direction")} ${this.said(node, "flex-flow")}`);
  }

  /** The share of its line that an element is to take; 0 where none is said. */
  shareOf(node: TreeNode): number {
    const told = /^\d+(?=\s|$)/.exec(this.said(node, "flex"))?.[0] ?? this.said(node, "flex-grow");
    return Number(told) || 0;
  }

  /** Whether an element stands beside those before it. */
  standsAside(node: TreeNode): boolean {
    return (
      this.said(node, "float") === "left" ||
      /^(?:inline-block|inline-flex|table-cell)$/.test(this.said(node, "display"))
    );
  }
}

/** The boxes of an element that is a grid; null where it is none, or where they do not fill a table. */
export function gridOf(node: TreeNode, rules: StyleRules): readonly Box[] | null {
  const styles = new Styles(rules);
  if (!/^(?:inline-)?grid$/.test(styles.said(node, "display"))) return null;
  const parts = partsOf(node);
  if (parts === null || [node, ...parts].some((one) => styles.isMoved(one)) || !holdFigures(parts))
    return null;
  const width = tracks(styles.said(node, "grid-template-columns"));
  const boxes = parts.map((part) => areaOf(part, styles));
  if (boxes.every(({ row, column }) => row !== null && column !== null)) return apart(boxes as Box[]);
  const isLeft = boxes.some(({ row, column }) => row !== null || column !== null);
  const flow = styles.said(node, "grid-auto-flow");
  return width < 2 || isLeft || /column|dense/.test(flow) ? null : inFlow(boxes, width);
}

/** The boxes, unless some lie over others or so far off that they make no table. */
function apart(boxes: readonly Box[]): readonly Box[] | null {
  const places = boxes.flatMap(placesOf);
  const height = Math.max(...boxes.map(({ row, rowSpan }) => row + rowSpan));
  const width = Math.max(...boxes.map(({ column, colSpan }) => column + colSpan));
  return new Set(places).size < places.length || height * width > MOST_EMPTY * places.length ? null : boxes;
}

/** Of so many places at least one is taken in a table. */
const MOST_EMPTY = 4;

type Area = Omit<Box, "row" | "column"> & { readonly row: number | null; readonly column: number | null };

/** How many columns a template names; 0 where it does not say. */
function tracks(template: string): number {
  const repeated = template.replace(/repeat\(\s*(\d+)\s*,([^()]*(?:\([^()]*\)[^()]*)*)\)/g, (_, times, one) =>
    ` ${one} `.repeat(Math.min(Number(times), 100)),
  );
  if (/repeat\(|subgrid|none/.test(repeated)) return 0;
  return repeated
    .replace(/\[[^\]]*\]/g, " ")
    .replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, "")
    .split(/\s+/)
    .filter((one) => one !== "").length;
}

function areaOf(node: TreeNode, styles: Styles): Area {
  const area = styles.said(node, "grid-area").split("/");
  const edges = (name: string, start: number) => {
    const both = styles.said(node, `grid-${name}`).split("/");
    const from = styles.said(node, `grid-${name}-start`) || both[0] || area[start] || "";
    const to = styles.said(node, `grid-${name}-end`) || both[1] || area[start + 2] || "";
    return edgesOf(from, to);
  };
  const rows = edges("row", 0);
  const columns = edges("column", 1);
  return { node, within: [], row: rows.at, rowSpan: rows.span, column: columns.at, colSpan: columns.span };
}

/** Where lines are counted from 1, what lies between two of them. */
function edgesOf(from: string, to: string): { at: number | null; span: number } {
  const line = (text: string) => (/^\s*[1-9]\d{0,2}\s*$/.test(text) ? Number(text) : null);
  const spanned = (text: string) => Number(/^\s*span\s+([1-9]\d{0,2})\s*$/.exec(text)?.[1] ?? 0);
  const start = line(from);
  const end = line(to);
  const span = spanned(from) || spanned(to);
  if (start !== null) return { at: start - 1, span: end !== null && end > start ? end - start : span || 1 };
  return { at: null, span: span || 1 };
}

/** Boxes one behind another, each in the next place with room for it. */
function inFlow(areas: readonly Area[], width: number): Box[] | null {
  const taken = new Set<number>();
  let next = 0;
  const boxes: Box[] = [];
  for (const { node, within, rowSpan, colSpan } of areas) {
    if (colSpan > width) return null;
    const places = (from: number) =>
      Array.from(
        { length: rowSpan * colSpan },
        (_, i) => from + Math.floor(i / colSpan) * width + (i % colSpan),
      );
    while ((next % width) + colSpan > width || places(next).some((place) => taken.has(place))) next += 1;
    for (const place of places(next)) taken.add(place);
    boxes.push({ node, within, row: Math.floor(next / width), column: next % width, rowSpan, colSpan });
  }
  return boxes;
}

/** Whether an element may be a grid: asked of every one, before its styles are. */
export function mayBeGrid(node: TreeNode): boolean {
  return (node.children?.length ?? 0) >= 2 * FEWEST_LINES && !TABLES.has(node.name ?? "");
}

/** Boxes as the cells of a table; a place that none takes is an empty cell. `textOf` reads a box. */
export function tableOfBoxes(boxes: readonly Box[], table: number, textOf: (box: Box) => string): RawTable {
  const taken = new Set(boxes.flatMap(placesOf));
  const height = Math.max(...boxes.map(({ row, rowSpan }) => row + rowSpan));
  const width = Math.max(...boxes.map(({ column, colSpan }) => column + colSpan));
  const rows = Array.from({ length: height }, (_, row) => {
    const own = boxes.filter((box) => box.row === row).map((box) => ({ ...box, text: textOf(box) }));
    const empty = Array.from({ length: width }, (_, column) => column)
      .filter((column) => !taken.has(`${row} ${column}`))
      .map((column) => ({ column, rowSpan: 1, colSpan: 1, text: "" }));
    return [...own, ...empty]
      .sort((a, b) => a.column - b.column)
      .map(
        ({ text, rowSpan, colSpan }, cell): RawCell => ({
          text,
          rowSpan,
          colSpan,
          at: { table, row: row + 1, cell: cell + 1 },
        }),
      );
  });
  return { kind: "table", rows, at: { table } };
}

function placesOf({ row, column, rowSpan, colSpan }: Box): string[] {
  return Array.from(
    { length: rowSpan * colSpan },
    (_, i) => `${row + Math.floor(i / colSpan)} ${column + (i % colSpan)}`,
  );
}
