// Where to go next: through doubts, figures and relations of a document. Must not know how they are shown.
import type { ReportCell } from "../../model/report.ts";
import type { DocumentAnswer } from "../wire.ts";
import { cellsOf, isOpen, keyOf, opennessOf } from "./cells.ts";

/** The next open cell behind (or before) the one in hand, around the end; null when nothing is open. */
export function nextOpen(answer: DocumentAnswer, current: string | null, step: 1 | -1): string | null {
  const cells = inFormOrder(answer);
  const start = cells.findIndex((cell) => keyOf(cell) === current);
  for (let far = 1; far <= cells.length; far += 1) {
    const at = start < 0 && step < 0 ? cells.length - far : start + step * far;
    const cell = cells[(at + cells.length * 2) % cells.length];
    if (cell && isOpen(opennessOf(answer, cell))) return keyOf(cell);
  }
  return null;
}

export interface LastDecided {
  readonly cell: ReportCell;
  /** Of the decision. */
  readonly id: string;
}

/** Cells as the tables show them, row by row; those that the form lacks come last. */
function inFormOrder({ report, tables }: DocumentAnswer): ReportCell[] {
  return report.tables.flatMap(({ table, cells }) => {
    const blocks = tables.find(({ key }) => key === table)?.blocks ?? [];
    const rank = (key: string, items: readonly { readonly key: string | null }[]) => {
      const at = items.findIndex((one) => one.key === key);
      return at < 0 ? items.length : at;
    };
    const rows = blocks.flatMap((block) => block.rows);
    return cells
      .map((cell) => {
        const columns = blocks.find((block) => block.rows.some(({ key }) => key === cell.row))?.columns ?? [];
        return { cell, row: rank(cell.row, rows), column: rank(cell.column, columns) };
      })
      .sort((a, b) => a.row - b.row || (a.row < rows.length ? a.column - b.column : 0))
      .map(({ cell }) => cell);
  });
}

/** What a person decided last and at once, of what stands; none where nothing is left to undo. */
export function lastDecided({ report, standing }: DocumentAnswer, by: string): LastDecided[] {
  const own = Object.values(standing)
    .flatMap(({ decisions }) => decisions)
    .flatMap((one) => (one.about === "cell" && one.by === by ? [one] : []));
  const last = own
    .map(({ when }) => when)
    .sort()
    .at(-1);
  const ids = new Map(own.filter(({ when }) => when === last).map((one) => [keyOf(one), one.id]));
  return cellsOf(report).flatMap((cell) => {
    const id = ids.get(keyOf(cell));
    return id === undefined ? [] : [{ cell, id }];
  });
}

/** The first cell of the next relation that fails. */
export function nextFailing(answer: DocumentAnswer, current: string | null): string | null {
  const failing = answer.relations.filter(({ status }) => status === "fails");
  const at = failing.findIndex(({ cells }) => cells[0] === current);
  return failing[(at + 1) % Math.max(1, failing.length)]?.cells[0] ?? null;
}

/** The cells of all relations that fail. */
export const failingCells = (answer: DocumentAnswer): ReadonlySet<string> =>
  new Set(answer.relations.flatMap(({ status, cells }) => (status === "fails" ? cells : [])));

const ARROWS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The neighbour of a cell in its table, by where the cells are drawn. Null when the key is no arrow or there is none. */
export function neighbour(cell: ReportCell | null, key: string): string | null {
  const [down, right] = ARROWS[key] ?? [0, 0];
  if (!cell || (down === 0 && right === 0)) return null;
  const own = document.querySelector(`[data-cell="${CSS.escape(keyOf(cell))}"]`);
  const box = own?.getBoundingClientRect();
  if (!box) return null;
  const [x, y] = middle(box);
  let best: { readonly key: string; readonly far: number } | null = null;
  for (const one of document.querySelectorAll<HTMLElement>("[data-cell]")) {
    const [otherX, otherY] = middle(one.getBoundingClientRect());
    const [ahead, aside] =
      right !== 0 ? [(otherX - x) * right, otherY - y] : [(otherY - y) * down, otherX - x];
    if (ahead < 2 || (right !== 0 && Math.abs(aside) > box.height / 2)) continue;
    const far = ahead + Math.abs(aside) * 8;
    if (best === null || far < best.far) best = { key: one.dataset["cell"] ?? "", far };
  }
  return best?.key ?? null;
}

const middle = ({ left, right, top, bottom }: DOMRect): readonly [number, number] => [
  (left + right) / 2,
  (top + bottom) / 2,
];
