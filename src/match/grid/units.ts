// The unit of an amount where it is printed outside of its cell and is not the form's: beside the row's label, in a head,
// or in a line over the table. Must not know how rows and columns were found.
import type { Conventions, FormBlock } from "../../model/form.ts";
import type { Flow } from "../../model/grid.ts";
import type { ReportCell } from "../../model/report.ts";
import { withSign } from "../../model/signs.ts";
import { fold } from "../../text/fold.ts";
import { POWERS } from "../../text/numeral.ts";
import { namesPower } from "../labels/scaled.ts";
import { MOST_HEADINGS } from "../weights/tables.ts";
import type { BoundRow } from "./bound.ts";
import { textsBefore } from "./headings.ts";
import type { PrintedRow } from "./printed.ts";
import type { TableBinding } from "./table.ts";

/** The binding's cells, those of amounts with the unit that is printed for them where the form has another. */
export function withUnits(
  binding: TableBinding,
  printed: readonly PrintedRow[],
  flow: Flow,
  conventions: Conventions,
): ReportCell[] {
  const heads = printed.filter(
    ({ index }) => binding.used.has(index) && !binding.rows.some((row) => row.printed.index === index),
  );
  const over = linesOver(heads[0] ?? binding.rows[0]?.printed, printed, flow);
  const scaled = scaledRows(binding, heads, over, conventions);
  return binding.cells.map((cell): ReportCell => {
    const row = binding.rows.find(({ key }) => key === cell.row);
    const formRow = row?.block.rows.find(({ key }) => key === cell.row);
    const column = row?.block.columns.find(({ key }) => key === cell.column);
    const type = formRow?.type ?? column?.type;
    if (row && scaled.has(row) && type !== "amount" && cell.state === "reported")
      return withSign(cell, "counts-scaled");
    const own = formRow?.unit ?? column?.unit ?? null;
    if (!row || own === null || type !== "amount" || cell.state !== "reported" || cell.unit !== undefined)
      return cell;
    const beside = row.printed.cells.flatMap(({ text }) => unitsIn(text, conventions));
    const inHeads = heads.flatMap(({ cells }) => cells.flatMap(({ text }) => inBrackets(text, conventions)));
    const inLines = over.flatMap((text) => afterColon(text, conventions));
    const said = [beside, inHeads, inLines].map((units) => units.filter((unit) => isOfKind(unit, own)));
    const [unit] = said.find((units) => units.length > 0) ?? [];
    return unit === undefined || unit === own ? cell : { ...cell, unit };
  });
}

/** Rows whose counts stand in thousands or ten thousands, as their own cells, heads or lines over the table say. */
function scaledRows(
  { rows }: TableBinding,
  heads: readonly PrintedRow[],
  over: readonly string[],
  conventions: Conventions,
): ReadonlySet<BoundRow> {
  const says = (cells: readonly { readonly text: string }[]) =>
    cells.some(({ text }) => namesPower(text, conventions));
  if (over.some((text) => namesPower(text, conventions))) return new Set(rows);
  const blocks = new Set(rows.map(({ block }) => block));
  const under = new Set([...blocks].filter((block) => says(headsOver(block, heads, rows))));
  return new Set(rows.filter(({ block, printed }) => under.has(block) || says(printed.cells)));
}

/** The cells of heads between a block's rows and those above. */
function headsOver(block: FormBlock, heads: readonly PrintedRow[], rows: readonly BoundRow[]) {
  const first = Math.min(...rows.filter((one) => one.block === block).map(({ printed }) => printed.index));
  const above = rows.map(({ printed }) => printed.index).filter((index) => index < first);
  const from = Math.max(-1, ...above);
  return heads.filter(({ index }) => from < index && index < first).flatMap(({ cells }) => cells);
}

/** Lines of one cell above the first row, and texts before its grid. */
function linesOver(first: PrintedRow | undefined, printed: readonly PrintedRow[], flow: Flow): string[] {
  if (!first) return [];
  const inGrid = printed.filter(({ grid, rank }) => grid === first.grid && rank < first.rank);
  const single = inGrid.flatMap(({ cells }) => (cells.length === 1 && cells[0] ? [cells[0].text] : []));
  return [...single.reverse(), ...textsBefore(flow, first.grid)].slice(0, MOST_HEADINGS);
}

/** Whether two units differ in nothing but a power: only then may one stand where the other is meant. */
function isOfKind(unit: string, other: string): boolean {
  return withoutPower(unit) === withoutPower(other);
}

const withoutPower = (unit: string) => (POWERS.has(unit[0] ?? "") && unit.length > 1 ? unit.slice(1) : unit);

function unitsIn(text: string, { units }: Conventions): string[] {
  const said = fold(text);
  return units.filter((unit) => unit === said);
}

function inBrackets(text: string, conventions: Conventions): string[] {
  return [...fold(text).matchAll(/\(([^()]+)\)/gu)].flatMap(([, inside = ""]) => [
    ...unitsIn(inside, conventions),
    ...afterColon(inside, conventions),
  ]);
}

/** The units that a line names behind words for a column of them. */
function afterColon(text: string, conventions: Conventions): string[] {
  const match = /^\(?([^:]+):(.+?)\)?$/u.exec(fold(text));
  if (!match || !conventions.columnWords.includes(match[1] ?? "")) return [];
  return (match[2] ?? "").split(/[,、/;]/u).flatMap((part) => unitsIn(part, conventions));
}
