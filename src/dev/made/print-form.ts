// Prints a form as a sheet of cells, the way the official layout has it, from the form's own data.
// The writers beside this file turn sheets into documents; the engine never sees this code.
import type { FormBlock, FormTable } from "../../model/form.ts";

export interface SheetCell {
  text: string;
  rowSpan: number;
  colSpan: number;
  /** The row that the cell labels, or the row and column whose figure it prints. */
  of?: { readonly row: string; readonly column: string | null };
  /** The cell was lost: nothing is printed, and in what has no positions the next one stands in its place. */
  gone?: true;
  /** One cell too many, printed before or behind this one. */
  extra?: { readonly text: string; readonly side: "before" | "behind" };
}

export type Sheet = SheetCell[][];

/** What a cell prints, by `table/row/column`. A key that is not there prints an empty cell. */
export type Figures = ReadonlyMap<string, string>;

export function figureKey(table: string, row: string, column: string): string {
  return `${table}/${row}/${column}`;
}

const cell = (text: string, colSpan = 1, rowSpan = 1): SheetCell => ({ text, rowSpan, colSpan });

export function printTable(table: FormTable, figures: Figures): Sheet {
  const width = Math.max(
    ...table.blocks.map(
      (block) =>
        labelWidth(block) +
        block.furniture.length -
        (block.furniture.length > 0 ? 1 : 0) +
        block.columns.length,
    ),
  );
  return table.blocks.flatMap((block) => printBlock(table, block, figures, width));
}

/** How many columns the row labels take: one for each level of groups, and one for the label. */
function labelWidth(block: FormBlock): number {
  if (block.rows.every((row) => row.label.text === "")) return 0;
  return 1 + Math.max(...block.rows.map((row) => row.path.length));
}

function printBlock(table: FormTable, block: FormBlock, figures: Figures, width: number): Sheet {
  const sheet: Sheet = [];
  if (block.head) sheet.push([cell(block.head.text, width)]);
  sheet.push(...printHeads(table, block));
  sheet.push(...printRows(table, block, figures));
  return sheet.map((row) => stretch(row, width, sheet));
}

/** A row that is too narrow and has no spans from above gives the surplus to its last cell. */
function stretch(row: SheetCell[], width: number, sheet: Sheet): SheetCell[] {
  if (sheet.some((other) => other.some((one) => one.rowSpan > 1))) return row;
  const used = row.reduce((sum, one) => sum + one.colSpan, 0);
  const last = row.at(-1);
  if (last && used < width) last.colSpan += width - used;
  return row;
}

function printHeads(table: FormTable, block: FormBlock): Sheet {
  const depth = 1 + Math.max(...block.columns.map((column) => column.path.length));
  const heads: Sheet = Array.from({ length: depth }, () => []);
  const labels = labelWidth(block);
  if (labels > 0) {
    const corner = block.furniture[0]?.text ?? table.notes[0]?.text ?? "";
    heads[0]?.push(cell(corner, labels, depth));
    for (const label of block.furniture.slice(1)) heads[0]?.push(cell(label.text, 1, depth));
  }
  for (let level = 0; level < depth; level += 1) {
    let i = 0;
    while (i < block.columns.length) {
      const column = block.columns[i];
      if (!column) break;
      const label = [...column.path, column.label][level];
      if (!label) {
        i += 1;
        continue;
      }
      if (level === column.path.length) {
        heads[level]?.push(cell(label.text, 1, depth - level));
        i += 1;
        continue;
      }
      let span = 1;
      const prefix = JSON.stringify(column.path.slice(0, level + 1).map((one) => one.text));
      while (
        i + span < block.columns.length &&
        JSON.stringify(block.columns[i + span]?.path.slice(0, level + 1).map((one) => one.text)) === prefix
      ) {
        span += 1;
      }
      heads[level]?.push(cell(label.text, span));
      i += span;
    }
  }
  return heads;
}

function printRows(table: FormTable, block: FormBlock, figures: Figures): Sheet {
  const labels = labelWidth(block);
  const open: string[] = [];
  return block.rows.map((row, index) => {
    const cells: SheetCell[] = [];
    row.path.forEach((group, level) => {
      const id = row.path
        .slice(0, level + 1)
        .map((one) => one.text)
        .join("/");
      if (open[level] === id) return;
      open.length = level;
      open[level] = id;
      const same = block.rows.slice(index).findIndex(
        (other) =>
          other.path
            .slice(0, level + 1)
            .map((one) => one.text)
            .join("/") !== id,
      );
      cells.push(cell(group.text, 1, same === -1 ? block.rows.length - index : same));
    });
    open.length = Math.min(open.length, row.path.length);
    if (labels > 0) {
      const label = cell(row.label.text, labels - row.path.length);
      cells.push(row.key === null ? label : { ...label, of: { row: row.key, column: null } });
    }
    // Behind the labels stands the unit, and behind that a serial number.
    block.furniture.slice(1).forEach((_, place) => {
      cells.push(cell(place === 0 ? (row.unit ?? "——") : String(index + 1)));
    });
    for (const column of block.columns) {
      const { key } = row;
      cells.push(
        key === null
          ? cell("——")
          : {
              ...cell(figures.get(figureKey(table.key, key, column.key)) ?? ""),
              of: { row: key, column: column.key },
            },
      );
    }
    return cells;
  });
}
