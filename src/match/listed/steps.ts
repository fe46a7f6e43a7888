// The order in which a list names a table's cells: row by row or column by column, each head before its figure.
// Must not know documents or figures.
import {
  type FormBlock,
  type FormColumn,
  type FormTable,
  isKeyed,
  type KeyedRow,
  type Label,
} from "../../model/form.ts";
import { derived } from "../labels/wording.ts";

/** One cell of the table as a list names it. */
export interface Step {
  readonly block: FormBlock;
  readonly row: KeyedRow;
  readonly column: FormColumn;
  /** Labels that must stand before it, in their order: those that it does not share with the cell before. */
  readonly must: readonly Label[];
  /** The label that its figure stands behind; null where none is needed. */
  readonly leaf: Label | null;
  /** Labels that may stand before it. */
  readonly may: readonly Label[];
}

/** The orders in which a list may name all cells of a table. */
export const ordersOf = derived((table: FormTable): readonly (readonly Step[])[] => {
  const [first, ...others] = table.blocks;
  const byRows = table.blocks.flatMap((block) => stepsByRows(table, block));
  if (first === undefined || others.length > 0 || first.columns.length < 2) return [byRows];
  return isBare(first) ? [byRows] : [byRows, stepsByColumns(table, first), columnsOfRecords(table, first)];
});

const isBare = (block: FormBlock) => block.rows.every(({ label }) => label.text === "");

function stepsByRows(table: FormTable, block: FormBlock): Step[] {
  const may = [...around(table, block), ...block.columns.flatMap(({ path }) => path)];
  return block.rows.filter(isKeyed).flatMap((row) =>
    block.columns.map((column, rank): Step => {
      const own = rank === 0 && row.label.text !== "" ? [row.label] : [];
      const group = groupTelling(block, column, block.columns[rank - 1]);
      // A single column need not be named.
      const leaf = block.columns.length > 1 || isBare(block) ? column.label : null;
      // Where each line says all of its cell, the row's label stands before every figure of the row.
      const optional = [...(leaf === null ? [column.label] : []), ...(rank > 0 ? [row.label] : [])];
      return { block, row, column, must: [...own, ...group], leaf, may: [...row.path, ...may, ...optional] };
    }),
  );
}

function stepsByColumns(table: FormTable, block: FormBlock): Step[] {
  const may = [...around(table, block), ...block.columns.flatMap(({ path }) => path)];
  return block.columns.flatMap((column, place) =>
    block.rows.filter(isKeyed).map((row, rank): Step => {
      const group =
        rank === 0 ? [...groupTelling(block, column, block.columns[place - 1]), column.label] : [];
      const again = rank > 0 ? [column.label] : [];
      return { block, row, column, must: group, leaf: row.label, may: [...row.path, ...may, ...again] };
    }),
  );
}

/** Column by column, where each record names the row and then the column of its figure. */
function columnsOfRecords(table: FormTable, block: FormBlock): Step[] {
  const may = [...around(table, block), ...block.columns.flatMap(({ path }) => path)];
  return block.columns.flatMap((column) =>
    block.rows.filter(isKeyed).map((row): Step => {
      const group = groupTelling(block, column, undefined);
      return {
        block,
        row,
        column,
        must: [row.label, ...group],
        leaf: column.label,
        may: [...row.path, ...may],
      };
    }),
  );
}

/** The group that tells a column from others of one wording, where it is another than the column's before. */
function groupTelling(block: FormBlock, column: FormColumn, before: FormColumn | undefined): Label[] {
  const shared = block.columns.some((other) => other !== column && other.label.text === column.label.text);
  const group = column.path.at(-1);
  return shared && group !== undefined && before?.path.at(-1)?.text !== group.text ? [group] : [];
}

function around(table: FormTable, block: FormBlock): readonly Label[] {
  return [...(block.head ? [block.head] : []), ...block.furniture, table.title, ...table.notes];
}
