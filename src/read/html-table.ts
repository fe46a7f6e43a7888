// Reads the rows and cells of one table of a page, and tells tables of data from tables that only lay out a page.
// Must not know what stands in a cell, forms or figures.
import type { RawCell, RawTable } from "../model/document.ts";
import { attribute, type TreeNode } from "./html-tree.ts";
import { type Look, lookOf, type StyleRules } from "./html-visible.ts";
import { type FlowLine, settleDigits } from "./text-flow.ts";

type Item = FlowLine | RawTable;

/** More than any table spans; browsers stop at the same number. */
const WIDEST = 1000;
const TALLEST = 65_534;

interface DraftCell {
  readonly items: readonly Item[];
  readonly rowSpan: number;
  readonly colSpan: number;
}

/** A table whose cells are read, before it is decided what it is. */
export interface TableDraft {
  readonly rows: readonly (readonly DraftCell[])[];
  /** The table as cells; nested tables of one row give their cells to the row around them. */
  table(): RawTable;
  /** What it holds, cell after cell, as if it were no table. */
  items(): readonly Item[];
}

interface Readers {
  cell(node: TreeNode, look: Look): readonly Item[];
  caption(node: TreeNode): string;
}

export function layTable(node: TreeNode, number: number, rules: StyleRules, read: Readers): TableDraft {
  const groups: Row[][] = [];
  const captions: TreeNode[] = [];
  collectRows(node, rules, groups, captions);
  const caption = captions.map((one) => read.caption(one)).join("\n");
  const rows = groups.flatMap((group) =>
    group.map((row, index) =>
      row.cells.map((cell): DraftCell => {
        const rowSpan = spanOf(cell.node, "rowspan", TALLEST);
        // A span ends with its group of rows; 0 means all that are left of it.
        const left = group.length - index;
        return {
          items: read.cell(cell.node, cell.look),
          rowSpan: rowSpan === 0 ? left : Math.min(rowSpan, left),
          colSpan: Math.max(1, spanOf(cell.node, "colspan", WIDEST)),
        };
      }),
    ),
  );
  return {
    rows,
    table: () => toTable(rows, number, caption),
    items: () => [
      ...(caption === "" ? [] : [{ kind: "line" as const, text: caption }]),
      ...rows.flatMap((row) => besideOneAnother(row) ?? row.flatMap((cell) => cell.items)),
    ],
  };
}

/** Fewer rows are as many by chance. */
const FEWEST_BESIDE = 5;

/**
 * Labels and figures that a layout sets beside one another: in one cell as many lines, or rows of a table, as the table in the next
 * one has rows, which prints no words below its heads.
 */
function besideOneAnother(row: readonly DraftCell[]): readonly Item[] | null {
  const [left, right, ...others] = row
    .map(({ items }) => items.filter(isPrinted))
    .filter(({ length }) => length > 0);
  const [figures, ...rest] = right ?? [];
  if (left === undefined || figures?.kind !== "table" || rest.length > 0 || others.length > 0) return null;
  const { table } = figures.at;
  const [first] = left;
  const own = first?.kind === "table" && left.length === 1 ? first.rows : null;
  const labels =
    own ?? left.map((item, at) => [cellOf(item, { ...(table === undefined ? {} : { table }), row: at + 1 })]);
  const words = (cells: readonly RawCell[]) => cells.some(({ text }) => /\p{L}/u.test(text));
  const isBeside =
    labels.length === figures.rows.length &&
    labels.length >= FEWEST_BESIDE &&
    labels.every(words) &&
    !figures.rows.slice(1).some(words);
  if (!isBeside) return null;
  return [
    { ...figures, byNumber: true, rows: figures.rows.map((cells, at) => [...(labels[at] ?? []), ...cells]) },
  ];
}

const isPrinted = (item: Item) => item.kind === "table" || item.text.trim() !== "";

/** A line as a cell; a table among lines says no words of a label. */
const cellOf = (item: Item, at: RawCell["at"]): RawCell => ({
  text: item.kind === "line" ? item.text : "",
  rowSpan: 1,
  colSpan: 1,
  at,
});

/** A table that only puts other things in their places: one cell a row, or whole tables in its cells. */
export function isLayout(draft: TableDraft): boolean {
  if (draft.rows.every((row) => row.length <= 1)) return true;
  const nested = draft.rows.flatMap((row) =>
    row.flatMap((cell) => cell.items.filter((item) => item.kind === "table")),
  );
  if (nested.length === 0) return draft.rows.flat().every((cell) => cell.items.length === 0);
  return nested.some((table) => table.rows.length > 1);
}

interface Row {
  readonly cells: { node: TreeNode; look: Look }[];
}

/** Row groups in the order they show: heads first, feet last. */
function collectRows(node: TreeNode, rules: StyleRules, groups: Row[][], captions: TreeNode[]): void {
  let loose: Row[] | null = null;
  const feet: Row[][] = [];
  for (const child of node.children ?? []) {
    if (child.name === undefined) continue;
    const look = lookOf(child, rules);
    if (look.gone) continue;
    const role = roleOf(child, look);
    if (role === "row") {
      loose ??= opened(groups);
      pushRow(child, rules, loose);
    } else if (role === "group" || role === "foot") {
      loose = null;
      const group: Row[] = [];
      for (const row of child.children ?? []) {
        if (row.name === undefined) continue;
        const rowLook = lookOf(row, rules);
        if (!rowLook.gone && roleOf(row, rowLook) === "row") pushRow(row, rules, group);
      }
      if (role === "foot") feet.push(group);
      else groups.push(group);
    } else if (role === "caption") captions.push(child);
    else if (role === "cell") {
      // A cell without a row stands in one of its own making.
      loose ??= opened(groups);
      loose.push({ cells: [{ node: child, look }] });
    }
  }
  groups.push(...feet);
}

function opened(groups: Row[][]): Row[] {
  const group: Row[] = [];
  groups.push(group);
  return group;
}

function pushRow(node: TreeNode, rules: StyleRules, group: Row[]): void {
  const cells: Row["cells"] = [];
  for (const child of node.children ?? []) {
    if (child.name === undefined) continue;
    const look = lookOf(child, rules);
    if (!look.gone && roleOf(child, look) === "cell") cells.push({ node: child, look });
  }
  group.push({ cells });
}

type Role = "row" | "group" | "foot" | "cell" | "caption" | null;

const ELEMENT_ROLES: Readonly<Record<string, Role>> = {
  tr: "row",
  tbody: "group",
  thead: "group",
  tfoot: "foot",
  td: "cell",
  th: "cell",
  caption: "caption",
};
const DISPLAY_ROLES: Readonly<Record<string, Role>> = {
  "table-row": "row",
  "table-row-group": "group",
  "table-header-group": "group",
  "table-footer-group": "foot",
  "table-cell": "cell",
  "table-caption": "caption",
};

function roleOf(node: TreeNode, look: Look): Role {
  return ELEMENT_ROLES[node.name ?? ""] ?? DISPLAY_ROLES[look.display ?? ""] ?? null;
}

function spanOf(node: TreeNode, name: string, most: number): number {
  const stated = Number.parseInt(attribute(node, name) ?? "", 10);
  return Number.isNaN(stated) || stated < 0 ? 1 : Math.min(stated, most);
}

function toTable(rows: readonly (readonly DraftCell[])[], table: number, caption: string): RawTable {
  const raw = rows.map((row, r) =>
    row.flatMap((cell, c): RawCell[] => {
      const at = { table, row: r + 1, cell: c + 1 };
      const inner = cell.items.find((item) => item.kind === "table");
      if (inner) return (inner.rows[0] ?? []).map((one) => ({ ...one, rowSpan: cell.rowSpan }));
      const text = cell.items.flatMap((item) => (item.kind === "line" ? [item.text] : [])).join("\n");
      return [{ text: settleDigits(text), rowSpan: cell.rowSpan, colSpan: cell.colSpan, at }];
    }),
  );
  return { kind: "table", rows: raw, at: { table }, ...(caption === "" ? {} : { caption }) };
}
