// Figures of a layout and where they stand in the columns they are taken to be of. Must not know labels, values or relations.
import { type Extent, middleOf } from "./page.ts";

export interface Standing<Row> {
  readonly row: Row;
  readonly column: number;
  readonly page: number;
  readonly extent: Extent;
}

export type Columns<Row> = ReadonlyMap<number, readonly Standing<Row>[]>;

/** What stands on a figure's page. */
export interface Around<Row> {
  readonly columns: Columns<Row>;
  readonly heads: readonly Extent[] | null;
  /** How many rows have figures. */
  readonly rows: number;
  /** The columns lie as the heads do, save for scale and shift: no figure need stand under its own. */
  readonly alike: boolean;
}

export function columnsOf<Row>(standing: readonly Standing<Row>[]): Columns<Row> {
  const columns = new Map<number, Standing<Row>[]>();
  for (const figure of standing) {
    const column = columns.get(figure.column) ?? [];
    columns.set(figure.column, column);
    column.push(figure);
  }
  return columns;
}

export const EDGES: readonly ((extent: Extent) => number)[] = [
  ({ left }) => left,
  ({ right }) => right,
  middleOf,
];

export function othersOf<Row>({ row, column }: Standing<Row>, columns: Columns<Row>): Extent[] {
  return (columns.get(column) ?? []).filter((other) => other.row !== row).map(({ extent }) => extent);
}

/** How far the next column is from a figure's own. */
export function roomOf<Row>({ column }: Standing<Row>, columns: Columns<Row>): number {
  const middles = new Map(
    [...columns].map(([key, all]) => [key, mean(all.map(({ extent }) => middleOf(extent)))]),
  );
  const own = middles.get(column) ?? 0;
  const rest = [...middles].filter(([key]) => key !== column);
  return Math.min(...rest.map(([key, at]) => Math.abs(at - own) / Math.abs(key - column)));
}

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
