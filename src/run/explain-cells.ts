// Tells the cells of a report as a person would: labels beside keys, what each doubt means, what else could be read, where
// the cell stands, which relations it takes part in. Must not decide anything itself.
import { CELL_STATES, CHECK_STATUSES, SETTLED_BY } from "../model/codes.ts";
import { DOUBTS } from "../model/doubts.ts";
import type { Form, FormColumn, Relation, Term } from "../model/form.ts";
import { labelOf } from "../model/form-label.ts";
import { locator } from "../model/place.ts";
import type { CheckResult, Report, ReportCell } from "../model/report.ts";
import { SIGNS } from "../model/signs.ts";

export const MARKS = "· blank, - struck, × absent, ? unreadable, ≈ settled by arithmetic, {…} in doubt";

/** A table row by row, each cell under its column's label; below it what is in doubt. */
export function tableLines(cells: readonly ReportCell[], form: Form | null): string[] {
  const rows = groupedBy(cells, ({ row }) => row);
  const told = [...rows].map(([row, own]) => ({
    head: `${rowLabel(own[0] as ReportCell, form)}   [${row}]${inOtherWords(own[0] as ReportCell, form)}`.trimStart(),
    cells: underHeads(own, form).map((line) => `    ${line}`),
    hasFigure: own.some(({ value }) => value !== null),
  }));
  // Rows without a figure, one below the other, that are told in the same words are told them once.
  const lines = told.flatMap(({ head, cells: own, hasFigure }, rank) =>
    !hasFigure && own.join("\n") === told[rank + 1]?.cells.join("\n") ? [head] : [head, ...own],
  );
  const doubted = cells.filter(({ doubts }) => doubts.length > 0);
  return doubted.length === 0
    ? lines
    : [...lines, "", `in doubt: ${doubted.length} of ${cells.length}`, ...doubtLines(doubted, form)];
}

/** The cells of a row, those under the same heads in one line: labels that several columns have need their heads. */
function underHeads(own: readonly ReportCell[], form: Form | null): string[] {
  const groups: [head: string, cells: ReportCell[]][] = [];
  for (const cell of own) {
    const head = headOver(cell, form);
    const group = groups.at(-1);
    if (group?.[0] === head) group[1].push(cell);
    else groups.push([head, [cell]]);
  }
  return groups.map(([head, cells]) => {
    const runs = runsOf(cells, (cell) => shown(cell) + braced(cell)).map(
      (run) => `${columnsTold(run, form, ownLabel)} ${shown(run[0])}${braced(run[0])}`,
    );
    return joined(head, runs.join("  "));
  });
}

/** Cells that are in doubt for the same reasons are told together. */
function doubtLines(doubted: readonly ReportCell[], form: Form | null): string[] {
  const groups = groupedBy(doubted, ({ doubts, signs = [] }) => [...doubts, ...signs].join(";"));
  const told = (cell: ReportCell) => `${shown(cell)}${uncut(cell)}${others(cell)}, ${where(cell)}`;
  return [...groups.values()].flatMap((cells) => [
    ...(cells[0] ? doubtsTold(cells[0]) : []).map((line) => `  ${line}`),
    ...stretchesOf(cells).flatMap(({ open, own }) =>
      open
        ? [`    ${openTold(own, form)}`]
        : rowsAlike(runsOf(own, told), told).map(
            (runs) => `    ${runsTold(runs, form)}: ${told(runs[0][0])}`,
          ),
    ),
  ]);
}

/** Cells one behind another: those of one row of which nothing is settled, or any others. */
interface Stretch {
  readonly open: boolean;
  readonly own: [ReportCell, ...ReportCell[]];
}

/** What a row prints and where is told once, of all its cells that may hold some of it. */
function stretchesOf(cells: readonly ReportCell[]): Stretch[] {
  const print = (cell: ReportCell) =>
    uncut(cell) === "" || !cell.alternatives ? "" : [cell.row, uncut(cell), where(cell)].join("\n");
  const rows: [ReportCell, ...ReportCell[]][] = [];
  for (const cell of cells) {
    const row = rows.at(-1);
    if (row && print(row[0]) === print(cell)) row.push(cell);
    else rows.push([cell]);
  }
  const stretches: Stretch[] = [];
  for (const own of rows) {
    const open = print(own[0]) !== "" && own.length >= FEWEST_ALIKE;
    const before = stretches.at(-1);
    if (before && !before.open && !open) before.own.push(...own);
    else stretches.push({ open, own });
  }
  return stretches;
}

/** A row of which nothing is settled, and what each of its cells may hold. */
function openTold(cells: [ReportCell, ...ReportCell[]], form: Form | null): string {
  const [cell] = cells;
  const columns = runsOf(cells, readings).map((run) => `${columnsTold(run, form)} ${readings(run[0])}`);
  const label = rowLabel(cell, form);
  return `${label === "" ? cell.row : label}: ${shown(cell)}${uncut(cell)}, ${where(cell)}: ${columns.join("; ")}`;
}

/** Runs of cells without a figure that are told in the same words, row below row. */
function rowsAlike(runs: readonly Run[], told: (cell: ReportCell) => string): [Run, ...Run[]][] {
  const alike: [Run, ...Run[]][] = [];
  for (const run of runs) {
    const before = alike.at(-1);
    const [[lead] = []] = before ?? [];
    if (before && lead?.value === null && run[0].value === null && told(lead) === told(run[0]))
      before.push(run);
    else alike.push([run]);
  }
  return alike.flatMap((one) => (rowsOf(one).length < FEWEST_ALIKE ? one.map((run): [Run] => [run]) : [one]));
}

const rowsOf = (runs: readonly Run[]) => [...new Set(runs.map(([cell]) => cell.row))];

function runsTold([run, ...others]: readonly [Run, ...Run[]], form: Form | null): string {
  const [cell] = run;
  const last = others.at(-1);
  if (last)
    return `${rowLabel(cell, form)} … ${rowLabel(last[0], form)} (${rowsOf([run, ...others]).length} rows)`;
  return run.length === 1 ? name(cell, form) : joined(rowLabel(cell, form), columnsTold(run, form));
}

/** Cells of one row, one beside another, that are told in the same words. */
type Run = readonly [ReportCell, ...ReportCell[]];

/** Fewer cells than this are told one by one. */
const FEWEST_ALIKE = 3;

/** Cells without a figure that stand beside one another in their row and are told alike, together; the others each by itself. */
function runsOf(cells: readonly ReportCell[], told: (cell: ReportCell) => string): Run[] {
  const runs: [ReportCell, ...ReportCell[]][] = [];
  for (const cell of cells) {
    const run = runs.at(-1);
    const isAlike = run?.[0].row === cell.row && run[0].value === null && told(run[0]) === told(cell);
    if (run && isAlike) run.push(cell);
    else runs.push([cell]);
  }
  return runs.flatMap((run): Run[] => (run.length < FEWEST_ALIKE ? run.map((cell): Run => [cell]) : [run]));
}

/** The label of a run's column; of several the first and the last, and how many they are. */
function columnsTold(run: Run, form: Form | null, label = shortLabel): string {
  const last = run.at(-1);
  const first = label(run[0], form);
  return last === undefined || run.length === 1 ? first : `${first} … ${label(last, form)} (${run.length})`;
}

/**
 * Everything known of the cells under a key: `TABLE`, `TABLE/ROW` or `TABLE/ROW/COLUMN`.
 * @returns nothing when the report has no such cell
 */
export function cellLines(key: string, report: Report, form: Form | null): string[] {
  const cells = report.tables
    .flatMap((table) => table.cells)
    .filter((cell) => `${keyOf(cell)}/`.startsWith(`${key}/`));
  return cells.flatMap((cell) => [
    `${keyOf(cell)}   ${name(cell, form)}`,
    `  value      ${cell.value ?? "none"}${cell.unit ? ` ${cell.unit}` : ""}`,
    `  printed    «${withoutGaps(cell.raw)}», ${where(cell)}`,
    `  state      ${cell.state}: ${CELL_STATES[cell.state].zh} (${CELL_STATES[cell.state].en})`,
    `  settled by ${cell.settledBy}: ${SETTLED_BY[cell.settledBy].zh} (${SETTLED_BY[cell.settledBy].en})`,
    ...doubtsTold(cell).map((line) => `  doubt      ${line}`),
    ...(cell.alternatives ? [`  or else    ${cell.alternatives.map(orNothing).join(", ")}`] : []),
    ...checksOf(cell, report, form).map((check) => `  relation   ${checkLine(check, form)}`),
    "",
  ]);
}

/** Each doubt with what raised it; what it means, where nothing of the reading did. */
function doubtsTold({ doubts, signs = [] }: ReportCell): string[] {
  return doubts.flatMap((doubt) => {
    const own = signs.filter((sign) => SIGNS[sign].doubt === doubt);
    if (own.length === 0) return [`${doubt}: ${DOUBTS[doubt].zh} (${DOUBTS[doubt].en})`];
    return own.map(
      (sign) => `${doubt}${sign === doubt ? "" : ` (${sign})`}: ${SIGNS[sign].zh} (${SIGNS[sign].en})`,
    );
  });
}

/** One check with its formula; what the sides come to, where they could be evaluated. */
export function checkLine(check: CheckResult, form: Form | null): string {
  const { relation, at, lhs, rhs, status } = check;
  const known = relationOf(check, form);
  const sides = lhs !== null && rhs !== null ? `: ${lhs} and ${rhs}` : "";
  const place = placeLabel(check, form);
  return `${relation} at ${at}${place === "" || place === at ? "" : ` (${place})`} ${CHECK_STATUSES[status].zh} (${status})${sides}${known ? `   ${known.formula}   (${inLabels(known, form)})` : ""}`;
}

/** A relation in the labels of its rows or columns, without the heads above them. */
function inLabels({ table, left, operator, right }: Relation, form: Form | null): string {
  const blocks = form?.tables.find(({ key }) => key === table)?.blocks ?? [];
  const items = blocks.flatMap(({ rows, columns }) => [...rows, ...columns]);
  const label = (key: string) => items.find((one) => one.key === key)?.label.text ?? key;
  const side = (terms: readonly Term[]) =>
    terms.map(({ sign, key }, rank) => `${sign < 0 ? "− " : rank > 0 ? "+ " : ""}${label(key)}`).join(" ");
  return `${side(left)} ${operator} ${side(right)}`;
}

/** The label of the row or column at which a relation was evaluated. */
function placeLabel({ table, at }: CheckResult, form: Form | null): string {
  const blocks = form?.tables.find(({ key }) => key === table)?.blocks ?? [];
  return labelOf(
    at,
    blocks.flatMap(({ rows, columns }) => [...rows, ...columns]),
  );
}

function groupedBy(
  cells: readonly ReportCell[],
  of: (cell: ReportCell) => string,
): Map<string, ReportCell[]> {
  const groups = new Map<string, ReportCell[]>();
  for (const cell of cells) groups.set(of(cell), [...(groups.get(of(cell)) ?? []), cell]);
  return groups;
}

const keyOf = ({ table, row, column }: ReportCell) => `${table}/${row}/${column}`;
const where = ({ at }: ReportCell) => locator(at) || "no place known";
const orNothing = (text: string) => (text === "" ? "nothing" : text);

/** More readings are counted, and not told one by one. */
const MOST_READINGS = 8;

/** What could be read instead of what is shown. */
function others(cell: ReportCell): string {
  const instead = readings(cell);
  return instead === "" ? "" : `, or else ${instead}`;
}

function readings({ alternatives = [], value }: ReportCell): string {
  const instead = alternatives.filter((text) => text !== value);
  const more = instead.length - MOST_READINGS;
  const told = instead.slice(0, MOST_READINGS).map(orNothing).join(", ");
  return `${told}${more > 0 ? ` and ${more} more` : ""}`;
}

/** What is printed where nothing of it was settled. */
const uncut = ({ state, value, raw }: ReportCell) =>
  state === "reported" && value === null && raw !== "" ? ` of «${withoutGaps(raw)}»` : "";

/** What a row prints, without the bars between cells of nothing where these are many. */
const withoutGaps = (raw: string) => raw.replace(/\|(?:\s*\|){3,}/gu, "| ⋯ |");

/** The printed label, where it is not the form's. */
function inOtherWords(cell: ReportCell, form: Form | null): string {
  const letters = (text: string) => text.replace(/[^\p{L}]/gu, "");
  const { label = "" } = cell;
  const printed = letters(label);
  const known = letters(rowLabel(cell, form));
  return printed === "" || known.endsWith(printed) || printed.endsWith(known) ? "" : ` printed «${label}»`;
}

function shown(cell: ReportCell): string {
  const marks = {
    reported: cell.value ?? "?",
    blank: "·",
    struck: "-",
    absent: "×",
    unreadable: `?${withoutGaps(cell.raw)}`,
  };
  return marks[cell.state] + (cell.settledBy === "arithmetic" ? "≈" : "");
}

const braced = ({ doubts }: ReportCell) => (doubts.length > 0 ? ` {${doubts.join(", ")}}` : "");

const name = (cell: ReportCell, form: Form | null) => joined(rowLabel(cell, form), columnLabel(cell, form));

const joined = (...labels: readonly string[]) => labels.filter((label) => label !== "").join(" › ");

function rowLabel(cell: ReportCell, form: Form | null): string {
  return labelOf(
    cell.row,
    blocksOf(cell, form).flatMap(({ rows }) => rows),
  );
}

const columnLabel = (cell: ReportCell, form: Form | null) => labelOf(cell.column, columnsOf(cell, form));

/** With the heads above it only where another column of the block has the same label. */
const shortLabel = (cell: ReportCell, form: Form | null) =>
  joined(headOver(cell, form), ownLabel(cell, form));

/** The label of the column without the heads above it; a column of no form has its key for one. */
const ownLabel = (cell: ReportCell, form: Form | null) =>
  columnsOf(cell, form).find(({ key }) => key === cell.column)?.label.text ?? columnLabel(cell, form);

/** The heads above a column, where another column of the block has the same label. */
function headOver(cell: ReportCell, form: Form | null): string {
  const columns = columnsOf(cell, form);
  const column = columns.find(({ key }) => key === cell.column);
  const isAlone = columns.filter(({ label }) => label.text === column?.label.text).length <= 1;
  return column === undefined || isAlone ? "" : joined(...column.path.map(({ text }) => text));
}

/** Columns of one key may stand in several blocks under other heads: the block of the cell's row says which. */
function columnsOf(cell: ReportCell, form: Form | null): readonly FormColumn[] {
  const blocks = blocksOf(cell, form);
  const own = blocks.find(({ rows }) => rows.some(({ key }) => key === cell.row));
  return own ? own.columns : blocks.flatMap(({ columns }) => columns);
}

function blocksOf(cell: ReportCell, form: Form | null) {
  return form?.tables.find(({ key }) => key === cell.table)?.blocks ?? [];
}

function relationOf({ relation, table }: CheckResult, form: Form | null): Relation | undefined {
  return form?.relations.find((one) => one.id === relation && one.table === table);
}

/** The relations that the cell is a term of. */
function checksOf(cell: ReportCell, report: Report, form: Form | null): CheckResult[] {
  return report.checks.filter((check) => {
    const relation = check.table === cell.table ? relationOf(check, form) : undefined;
    if (!relation) return false;
    const [place, term] =
      relation.scope === "each column" ? [cell.column, cell.row] : [cell.row, cell.column];
    return check.at === place && [...relation.left, ...relation.right].some(({ key }) => key === term);
  });
}
