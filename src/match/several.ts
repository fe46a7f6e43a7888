// Blank cells beside one that prints several figures: one of these may be theirs. Must not know how rows were found.
import { type FormBlock, type FormTable, isKeyed } from "../model/form.ts";
import type { ReportCell } from "../model/report.ts";
import { withSign } from "../model/signs.ts";

/** The cells of a print, those blank ones in doubt that stand above, below, left or right of several figures in one cell. */
export function withUnsureNeighbours(cells: readonly ReportCell[], { blocks }: FormTable): ReportCell[] {
  const several = new Set(cells.filter((cell) => printsSeveral(cell) && isOdd(cell, cells)).map(keyOf));
  if (several.size === 0) return [...cells];
  const beside = new Set(blocks.flatMap((block) => neighbours(block, several)));
  return cells.map((cell) =>
    cell.state === "blank" && cell.doubts.length === 0 && beside.has(keyOf(cell))
      ? withSign(cell, "beside-several-figures")
      : cell,
  );
}

/** Of a row that is in doubt as a whole it is open where its figures end, and that is no sign about other rows. */
function isOdd({ row }: ReportCell, cells: readonly ReportCell[]): boolean {
  const own = cells.filter((cell) => cell.row === row);
  return own.length === 1 || own.some(({ doubts }) => doubts.length === 0);
}

const keyOf = ({ row, column }: Pick<ReportCell, "row" | "column">) => `${row}\n${column}`;

/** Figures with nothing but white space between them: one that is set apart oddly, or several. */
const APART = /^\s*[+-]?[\d.,]+(?:\s+[+-]?[\d.,]+)+\s*$/u;
/** «08», «1.52.5»: digits that are one number by themselves in no print, and two that lost what stood between them in many. */
const RUN_TOGETHER = /^\s*(?:0+\d+|\d+(?:\.\d+){2,})\s*$/u;

function printsSeveral({ doubts, raw }: ReportCell): boolean {
  const print = raw.normalize("NFKC");
  return doubts.length > 0 && (APART.test(print) || RUN_TOGETHER.test(print));
}

function neighbours({ rows, columns }: FormBlock, several: ReadonlySet<string>): string[] {
  const keys = rows.filter(isKeyed).map(({ key }) => key);
  return keys.flatMap((row, rank) =>
    columns.flatMap(({ key: column }, place) => {
      if (!several.has(keyOf({ row, column }))) return [];
      const upright = [keys[rank - 1], keys[rank + 1]].flatMap((other) =>
        other === undefined ? [] : [keyOf({ row: other, column })],
      );
      const across = [columns[place - 1], columns[place + 1]].flatMap((other) =>
        other === undefined ? [] : [keyOf({ row, column: other.key })],
      );
      return [...upright, ...across];
    }),
  );
}
