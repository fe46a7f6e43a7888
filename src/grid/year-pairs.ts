// Cells that print the figures of two years with a stroke between, under heads that say of which: a column for each year.
// Must not know labels, or which year is meant.
import type { Flow, Grid, Slot } from "../model/grid.ts";

const FIGURE = "[-+−]?\\d[\\d,.，]*\\s*\\p{L}{0,3}|[-—–]{1,2}";
const PAIR = new RegExp(`^\\s*(${FIGURE})\\s*[/／]\\s*(${FIGURE})\\s*$`, "u");
const YEARS =
  /(?<!\d)((?:19|20)\d{2}\p{Script=Han}{0,2})\s*[/／]\s*((?:19|20)\d{2}(?!\d)\p{Script=Han}{0,2})/gu;
/** So many cells with a stroke are no fractions or dates by chance. */
const FEWEST_PAIRS = 4;
/** Lines before a table that may say of which years its cells are. */
const LINES_BEFORE = 2;

/** The flow with such tables in columns of one year each; those of which nothing says the years as they are. */
export function withYearsApart(flow: Flow): Flow {
  return flow.map((block, at) => {
    if (block.kind !== "grid") return block;
    const before = flow.slice(Math.max(0, at - LINES_BEFORE), at);
    const lines = before.flatMap((one) => (one.kind === "text" ? [one.text] : []));
    return yearsApart(block, lines);
  });
}

type Cell = Extract<Slot, { kind: "cell" }>;
interface Placed {
  readonly cell: Cell;
  readonly row: number;
  readonly column: number;
}

function yearsApart(grid: Grid, lines: readonly string[]): Grid {
  const cells = grid.rows.flatMap((slots, row) =>
    slots.flatMap((cell, column): Placed[] => (cell.kind === "cell" ? [{ cell, row, column }] : [])),
  );
  const pairs = cells.filter(({ cell }) => pairIn(cell) !== null);
  if (pairs.length < FEWEST_PAIRS) return grid;
  const said = [...lines, ...cells.map(({ cell }) => cell.text)].flatMap((text) => [...text.matchAll(YEARS)]);
  const heads = new Set(said.map(([, first = "", second = ""]) => `${first}/${second}`));
  const [years] = said;
  if (!years || heads.size !== 1) return grid;
  const rows = new Set(pairs.map(({ row }) => row));
  const opening = [...rows].filter((row) => !rows.has(row - 1) && isUnderWords(row, pairs, cells));
  const rowOf = (row: number) => row + opening.filter((one) => one <= row).length;
  const apart = cells.flatMap((one) => inColumns(one, rowOf(one.row), opening));
  const named = opening.flatMap((row) => {
    const [, first = "", second = ""] = years;
    return cells
      .filter((one) => one.row === row)
      .flatMap((one) => headOver(one, rowOf(row) - 1, first, second));
  });
  return {
    ...grid,
    width: grid.width * 2,
    rows: painted([...apart, ...named], rowOf(grid.rows.length - 1) + 1, grid.width * 2),
  };
}

/** Whether words stand right over the figures of a row, or nothing does: a row of strokes between rows of figures heads none. */
function isUnderWords(row: number, pairs: readonly Placed[], cells: readonly Placed[]): boolean {
  const own = pairs.filter((pair) => pair.row === row);
  const isOver = ({ cell, row: top, column }: Placed) =>
    top < row &&
    top + cell.rowSpan === row &&
    own.some((pair) => column < pair.column + pair.cell.colSpan && pair.column < column + cell.colSpan);
  const over = cells.filter(isOver);
  return over.length === 0 || over.some(({ cell }) => /\p{L}/u.test(cell.text));
}

function pairIn({ text, marks }: Cell): readonly [string, string] | null {
  const [, first, second] = (marks ? null : PAIR.exec(text)) ?? [];
  return first !== undefined && second !== undefined && /\d/.test(first + second) ? [first, second] : null;
}

/** A cell in twice as many columns: its two figures beside each other, anything else over both; longer by the rows put into it. */
function inColumns({ cell, row, column }: Placed, to: number, opening: readonly number[]): Placed[] {
  const pair = pairIn(cell);
  const within = opening.filter((one) => one > row && one < row + cell.rowSpan).length;
  const rowSpan = cell.rowSpan + within;
  if (pair === null)
    return [{ cell: { ...cell, rowSpan, colSpan: cell.colSpan * 2 }, row: to, column: column * 2 }];
  return pair.map((text, rank) => ({
    cell: { ...cell, text, rowSpan },
    row: to,
    column: column * 2 + rank * cell.colSpan,
  }));
}

/** The two years over the figures of a cell, nothing over others. */
function headOver({ cell, column }: Placed, row: number, first: string, second: string): Placed[] {
  if (pairIn(cell) === null)
    return [{ cell: { ...cell, text: "", rowSpan: 1, colSpan: cell.colSpan * 2 }, row, column: column * 2 }];
  return [first, second].map((text, rank) => ({
    cell: { ...cell, text, rowSpan: 1 },
    row,
    column: column * 2 + rank * cell.colSpan,
  }));
}

function painted(cells: readonly Placed[], height: number, width: number): Slot[][] {
  const rows = Array.from({ length: height }, () =>
    Array.from({ length: width }, (): Slot => ({ kind: "hole" })),
  );
  for (const { cell, row, column } of cells)
    for (let down = 0; down < cell.rowSpan; down += 1)
      for (let right = 0; right < cell.colSpan; right += 1) {
        const slots = rows[row + down];
        if (slots && column + right < width)
          slots[column + right] = down + right === 0 ? cell : { kind: "covered", by: [row, column] };
      }
  return rows;
}
