// Grids that are one table, one below another: alike but for their last column, each under a line that names that column.
// Must not know rows' labels, figures or containers.
import type { Paragraph } from "../../model/document.ts";
import { type Flow, type Grid, type Slot, shifted } from "../../model/grid.ts";
import { LONGEST_HEADING } from "../weights/tables.ts";
import { linesOf } from "./turned.ts";

/** Grids of a document that are one. */
export interface Stack {
  readonly grids: readonly Grid[];
  readonly whole: Grid;
  /** The head that each has over its figures: it may say whose they all are, or of which year. */
  readonly over: readonly Paragraph[];
}

type CellSlot = Extract<Slot, { kind: "cell" }>;

/** A grid below the name of its column. */
interface Part {
  readonly source: Grid;
  /** Its lines, without the name. */
  readonly grid: Grid;
  readonly name: Pick<CellSlot, "text" | "at">;
  /** All that it prints beside its last column, and over it. */
  readonly labels: string;
}

export function stackedGrids(flow: Flow): Stack[] {
  const runs: Part[][] = [];
  let last: Part | null = null;
  flow.forEach((block, at) => {
    if (block.kind === "text") {
      if (block.text.trim() !== "" && flow[at + 1]?.kind !== "grid") last = null;
      return;
    }
    const part = partOf(block, flow[at - 1]);
    if (part !== null && last !== null && last.labels === part.labels) runs.at(-1)?.push(part);
    else if (part !== null) runs.push([part]);
    last = part;
  });
  return runs.flatMap((parts) => {
    const names = new Set(parts.map(({ name }) => name.text.trim()));
    return parts.length > 1 && names.size === parts.length ? [stacked(parts)] : [];
  });
}

/** The name of its column stands in a first line over all of the grid, or right above it. */
function partOf(source: Grid, above: Flow[number] | undefined): Part | null {
  const [first] = source.rows[0] ?? [];
  const isNamed = first?.kind === "cell" && first.rowSpan === 1 && first.colSpan === source.width;
  const grid = isNamed ? linesOf(source, 1, source.rows.length) : source;
  const name = isNamed ? first : above?.kind === "text" ? above : null;
  if (grid === null || name === null || !isName(name.text)) return null;
  const labels = labelsOf(grid);
  return labels === null ? null : { source, grid, name, labels };
}

const isName = (text: string) =>
  /\p{L}/u.test(text) && text.trim().length <= LONGEST_HEADING && !/[\d。；;\n]/u.test(text);

/** All but the last column, and that one's head; null where a cell reaches into it. */
function labelsOf({ rows, width }: Grid): string | null {
  if (width < 2 || rows.length < 2) return null;
  const said = rows.map((row, rank) => {
    const value = row[width - 1];
    if (value?.kind !== "cell" || value.rowSpan > 1) return null;
    const beside = row.slice(0, -1).map((slot) => (slot.kind === "cell" ? printOf(slot) : slot.kind));
    return [...beside, ...(rank === 0 ? [printOf(value)] : [])].join("\n");
  });
  return said.every((line) => line !== null) ? said.join("\n\n") : null;
}

const printOf = ({ text, rowSpan, colSpan }: CellSlot) => `${rowSpan} ${colSpan} ${text}`;

/** The labels once, and behind them each grid's last column below its name. */
function stacked(parts: readonly Part[]): Stack {
  const [{ grid }] = parts as [Part];
  const left = grid.width - 1;
  const head = grid.rows[0]?.[left];
  const corner: Slot = { kind: "cell", text: "", rowSpan: 1, colSpan: left, at: grid.at };
  const covered = Array.from({ length: left - 1 }, (): Slot => ({ kind: "covered", by: [0, 0] }));
  const names = parts.map(
    ({ name: { text, at } }): Slot => ({ kind: "cell", text, at, rowSpan: 1, colSpan: 1 }),
  );
  const rows = grid.rows.map((row, rank) => [
    ...shifted(row.slice(0, -1), 1, 0),
    ...parts.map((part) => part.grid.rows[rank]?.[left] as Slot),
  ]);
  return {
    grids: parts.map(({ source }) => source),
    over: head?.kind === "cell" ? [{ kind: "text", text: head.text, at: head.at }] : [],
    whole: { ...grid, width: left + parts.length, rows: [[corner, ...covered, ...names], ...rows] },
  };
}
