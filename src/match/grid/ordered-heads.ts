// Heads of which nothing but the order is known: in one row from left to right, or each group with its columns in the row below.
// Must not know rows' labels, figures or containers.
import type { FormColumn } from "../../model/form.ts";
import { type HeadCell, type Kind, type ReadHeads, UNKNOWN } from "./head-kinds.ts";
import type { Leaf } from "./heads.ts";

/** The columns in the order in which their heads name them; null where something else stands among them, or a head is not told. */
export function orderedLeaves(read: ReadHeads): Leaf[] | null {
  return singleRowLeaves(read) ?? nestedLeaves(read);
}

/** A head of one row names its columns from left to right, whatever else stands among them. */
function singleRowLeaves({ question, kinds, cells }: ReadHeads): Leaf[] | null {
  const { heads } = question;
  const repeated = kinds.some(({ columns }) => columns.length > 1);
  if (heads.length !== 1 || repeated) return null;
  const leaves = cells.slice(1).map((head): Leaf => {
    const kind = kinds[head.kind];
    const column = kind?.columns[0];
    if (column) return { kind: "column", column };
    return kind?.furniture ? { kind: "furniture" } : { kind: "extra", label: head.cell.wording.core };
  });
  const columns = leaves.flatMap((leaf) => (leaf.kind === "column" ? [leaf.column] : []));
  return columns.length > 0 && new Set(columns).size === columns.length ? leaves : null;
}

/** The row below has the heads of each group in turn: all of them, where the form's groups use up each head once. */
function nestedLeaves({ question: { heads, block }, kinds, cells }: ReadHeads): Leaf[] | null {
  if (heads.length < 2 || heads.some(({ grid }) => grid.edges !== "order")) return null;
  // What stands first may name the labels, whatever it says.
  const [first] = cells;
  const told = first?.kind === UNKNOWN && first.row === heads[0] ? cells.slice(1) : cells;
  const waiting = heads.map((row) => told.filter((head) => head.row === row));
  const columns = columnsUnder({ waiting, kinds, all: block.columns }, 0, []);
  const isWhole = new Set(columns).size === block.columns.length && columns.length === block.columns.length;
  return isWhole && waiting.flat().length === 0
    ? columns.map((column) => ({ kind: "column", column }))
    : null;
}

interface Waiting {
  /** Heads of each row that no group has taken yet. */
  readonly waiting: readonly HeadCell[][];
  readonly kinds: readonly Kind[];
  readonly all: readonly FormColumn[];
}

/** The columns of a group, which take their heads from a row and from those below it. */
function columnsUnder(from: Waiting, row: number, groups: readonly string[]): FormColumn[] {
  const found: FormColumn[] = [];
  const heads = from.waiting[row] ?? [];
  for (let head = heads[0]; head !== undefined; head = heads[0]) {
    const kind = from.kinds[head.kind];
    const pathOf = (column: FormColumn) => column.path.map(({ text }) => text).join("\n");
    const column = kind?.columns.find((one) => pathOf(one) === groups.join("\n"));
    const inside = [...groups, kind?.label.text ?? ""];
    const isGroup = from.all.some((one) => `${pathOf(one)}\n`.startsWith(`${inside.join("\n")}\n`));
    if (!column && !isGroup) break;
    heads.shift();
    if (column) found.push(column);
    else found.push(...columnsUnder(from, row + 1, inside));
  }
  return found;
}
