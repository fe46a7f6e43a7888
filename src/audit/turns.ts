// Which cell a person types next. Nothing of it tells the person whether what was typed agrees with the reading.
// Must not know files or pages.
import { createHash } from "node:crypto";
import { type AuditedCell, judgementOf, type Typing } from "./judge.ts";

/**
 * `first`: cells that nobody typed. `both`: cells that two people type, and this one did not. `again`: cells that are still open, and
 * as many others, so that to be asked again tells nothing.
 */
export type Pass = "first" | "both" | "again";

export interface Turn {
  /** In the sample, from 0; null when nothing is left to type. */
  readonly cell: number | null;
  readonly pass: Pass;
  /** Cells of this pass that are typed, and all of them. Both depend on nothing but how often cells were typed while it lasts. */
  readonly done: number;
  readonly of: number;
}

/**
 * @param typings those that were not taken back, in the order in which they were typed
 * @param twice so many cells of the sample are typed by each of two people, however they agree
 */
export function turnOf(
  cells: readonly AuditedCell[],
  typings: readonly Typing[],
  by: string,
  twice: number,
): Turn {
  const typed = cells.map((): Typing[] => []);
  for (const one of typings) typed[one.cell]?.push(one);
  const left = typed.flatMap((own, cell) => (own.length === 0 ? [cell] : []));
  if (left.length > 0) return turn("first", left, cells.length);
  const shared = typed.slice(0, twice);
  const mine = shared.flatMap((own, cell) => (own.every((one) => one.by !== by) ? [cell] : []));
  if (mine.length > 0) return turn("both", mine, shared.length);
  const again = typedAgain(cells, typed, twice);
  const open = again.filter(({ isOpen }) => isOpen).map(({ cell }) => cell);
  return turn("again", open, again.length);
}

const turn = (pass: Pass, left: readonly number[], of: number): Turn => ({
  cell: left[0] ?? null,
  pass,
  done: of - left.length,
  of,
});

interface Again {
  readonly cell: number;
  readonly isOpen: boolean;
}

/** Cells that the passes before leave open, each with another one that they do not, in the order of the sample. */
function typedAgain(
  cells: readonly AuditedCell[],
  typed: readonly (readonly Typing[])[],
  twice: number,
): Again[] {
  const all = cells.map(({ read }, cell) => {
    const own = typed[cell] ?? [];
    const before = cell < twice ? firstOfTwo(own) : own.slice(0, 1);
    return {
      cell,
      wasOpen: judgementOf(read, before) === "open",
      isOpen: judgementOf(read, own) === "open" || own.length === before.length,
    };
  });
  const asked = all.filter(({ wasOpen }) => wasOpen);
  const others = all
    .filter(({ wasOpen }) => !wasOpen)
    .map((one) => ({ ...one, rank: rankOf(cells[one.cell]) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, asked.length);
  return [...asked, ...others].sort((a, b) => a.cell - b.cell);
}

/** The first typing of each of the first two people. */
function firstOfTwo([first, ...others]: readonly Typing[]): Typing[] {
  const second = others.find(({ by }) => by !== first?.by);
  return [first, second].filter((one) => one !== undefined);
}

/** Of no meaning, and the same in every session. */
const rankOf = (cell: AuditedCell | undefined): string =>
  createHash("sha256").update(JSON.stringify(cell)).digest("hex");
