// Figures of a layout and where they stand in the columns they are taken to be of. Must not know labels, values or relations.
import { type Extent, middleOf } from "./page.ts";

export interface Standing<Row> {
  readonly row: Row;
  readonly column: number;
  readonly page: number;
  readonly extent: Extent;
  /** Blanks between it and what is printed before it on its line; null where nothing is. */
  readonly gap: number | null;
}

export type Columns<Row> = ReadonlyMap<number, readonly Standing<Row>[]>;

/** What stands on a figure's page. */
export interface Around<Row> {
  readonly columns: Columns<Row>;
  /** How far the next column is from each. */
  readonly rooms: ReadonlyMap<number, number>;
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

/** How far the next column is from each; without end for the only one. */
export function roomsOf<Row>(columns: Columns<Row>): ReadonlyMap<number, number> {
  const middles = [...columns].map(
    ([column, all]) => [column, mean(all.map(({ extent }) => middleOf(extent)))] as const,
  );
  const roomOf = (column: number, own: number) =>
    middles.reduce(
      (least, [other, at]) =>
        other === column ? least : Math.min(least, Math.abs(at - own) / Math.abs(other - column)),
      Number.POSITIVE_INFINITY,
    );
  return new Map(middles.map(([column, own]) => [column, roomOf(column, own)]));
}

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
