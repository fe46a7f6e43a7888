// Tables of word processors that say where each row's cells end, in twips, and not what they span.
// Must not know the file formats; turns edges into row and column spans.
import { UnreadableError } from "../model/document.ts";
import type { TreeNode } from "./html-tree.ts";

interface EdgeCell {
  /** Right edge of the cell. */
  readonly right: number;
  readonly children: readonly TreeNode[];
  /** Goes on with the cell to its left, or above. */
  readonly mergedLeft: boolean;
  readonly mergedUp: boolean;
  /** Begins a merge downwards. */
  readonly startsDown: boolean;
}

interface EdgeRow {
  readonly left: number;
  readonly cells: readonly EdgeCell[];
}

/** Edges this close are one: programs round them row by row. */
const TOLERANCE = 40;

/** A `table` element whose cells have the spans that their edges imply. */
function tableOfEdges(rows: readonly EdgeRow[]): TreeNode {
  const columns = gridLines(rows);
  const indexOf = (edge: number) => nearest(columns, edge);
  const placed = rows.map((row) => placeCells(row, indexOf));
  const children = placed.map((cells, r): TreeNode => {
    const lead = indexOf(rows[r]?.left ?? 0);
    const tds = cells.flatMap((cell): TreeNode[] => {
      if (cell.mergedUp && startsAbove(placed, r, cell)) return [];
      let rowSpan = 1;
      if (cell.startsDown) {
        while (placed[r + rowSpan]?.some((below) => below.mergedUp && below.from === cell.from)) rowSpan += 1;
      }
      const attribs = { colspan: String(cell.to - cell.from), rowspan: String(rowSpan) };
      return [{ type: "tag", name: "td", attribs, children: cell.children }];
    });
    const blank: TreeNode = { type: "tag", name: "td", attribs: { colspan: String(lead) }, children: [] };
    return { type: "tag", name: "tr", attribs: {}, children: lead > 0 ? [blank, ...tds] : tds };
  });
  return { type: "tag", name: "table", attribs: {}, children };
}

interface PlacedCell {
  readonly from: number;
  to: number;
  readonly children: readonly TreeNode[];
  readonly mergedUp: boolean;
  readonly startsDown: boolean;
}

function placeCells(row: EdgeRow, indexOf: (edge: number) => number): PlacedCell[] {
  const cells: PlacedCell[] = [];
  let from = indexOf(row.left);
  for (const cell of row.cells) {
    const to = Math.max(from, indexOf(cell.right));
    const before = cells.at(-1);
    if (cell.mergedLeft && before) before.to = to;
    else {
      const { children, mergedUp, startsDown } = cell;
      cells.push({ from, to: Math.max(to, from + 1), children, mergedUp, startsDown });
    }
    from = Math.max(to, from + 1);
  }
  return cells;
}

function startsAbove(placed: readonly (readonly PlacedCell[])[], row: number, cell: PlacedCell): boolean {
  for (let r = row - 1; r >= 0; r -= 1) {
    const above = placed[r]?.find((one) => one.from === cell.from);
    if (!above) return false;
    if (above.startsDown) return true;
    if (!above.mergedUp) return false;
  }
  return false;
}

/** All edges of the table, those within the tolerance as one. */
function gridLines(rows: readonly EdgeRow[]): number[] {
  const edges = rows
    .flatMap((row) => [row.left, ...row.cells.map((cell) => cell.right)])
    .sort((a, b) => a - b);
  const lines: number[] = [];
  for (const edge of edges)
    if (lines.length === 0 || edge - (lines.at(-1) as number) > TOLERANCE) lines.push(edge);
  return lines;
}

function nearest(lines: readonly number[], edge: number): number {
  let best = 0;
  lines.forEach((line, index) => {
    if (Math.abs(line - edge) < Math.abs((lines[best] as number) - edge)) best = index;
  });
  return best;
}

/** Edges and merges of a row's cells, as its definition gives them. */
export interface RowShape {
  readonly left: number;
  readonly cells: readonly Omit<EdgeCell, "children">[];
}

/** An open table: rows done, cells of the row that is open, paragraphs of the cell that is open. */
interface Level {
  readonly rows: EdgeRow[];
  cells: TreeNode[][];
  content: TreeNode[];
}

/** How wide a cell is taken to be that its row's definition does not name. */
const UNKNOWN_WIDTH = 1000;

/** Tables in one another, of which a damaged number may ask for any. */
const MOST_LEVELS = 64;

/** Puts paragraphs, ends of cells and ends of rows, as they come along in a text, together to nested tables. */
export class RunningTables {
  readonly body: TreeNode[] = [];
  private readonly levels: Level[] = [];

  /** Tables that are open, one in another. */
  get depth(): number {
    return this.levels.length;
  }

  /** A paragraph in the cell that is open at `depth`; depth 0 is outside of tables. */
  paragraph(children: readonly TreeNode[], depth: number, name = "p"): void {
    this.close(depth);
    const into = depth === 0 ? this.body : this.level(depth).content;
    into.push({ type: "tag", name, attribs: {}, children });
  }

  endCell(children: readonly TreeNode[], depth: number): void {
    this.paragraph(children, depth);
    const level = this.level(depth);
    level.cells.push(level.content);
    level.content = [];
  }

  endRow(shape: RowShape, depth: number): void {
    this.close(depth);
    const level = this.level(depth);
    const last = shape.cells.at(-1)?.right ?? shape.left;
    const cells = level.cells.map((children, index): EdgeCell => {
      const right = last + UNKNOWN_WIDTH * (index - shape.cells.length + 1);
      return {
        right,
        mergedLeft: false,
        mergedUp: false,
        startsDown: false,
        ...shape.cells[index],
        children,
      };
    });
    level.cells = [];
    level.content = [];
    if (cells.length > 0) level.rows.push({ left: shape.left, cells });
  }

  /** Ends tables nested deeper than `depth`; each becomes content of the cell or body around it. */
  close(depth: number): void {
    while (this.levels.length > depth) {
      const level = this.levels.pop() as Level;
      const around = this.levels.at(-1)?.content ?? this.body;
      if (level.rows.length > 0) around.push(tableOfEdges(level.rows));
      around.push(...level.cells.flat(), ...level.content);
    }
  }

  private level(depth: number): Level {
    if (depth > MOST_LEVELS)
      throw new UnreadableError("too-deep", "Its tables are nested deeper than any report's are.");
    while (this.levels.length < depth) this.levels.push({ rows: [], cells: [], content: [] });
    return this.levels[depth - 1] as Level;
  }
}
