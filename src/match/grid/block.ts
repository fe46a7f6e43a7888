// Binds one block of a form's table in one print of it: rows by alignment, columns by the heads above them.
// Must not know other blocks, or which print is the report's.
import { type FormBlock, isKeyed } from "../../model/form.ts";
import type { Sign } from "../../model/signs.ts";
import { EXACT, SAME_LABEL } from "../weights/likeness.ts";
import { COMPLETE_HEADS, FOUND_COLUMN } from "../weights/tables.ts";
import { labelledTargets, type RowMatch } from "./align.ts";
import { type BoundRow, figuresAfter } from "./bound.ts";
import { type ExtraRow, extraRows, printedKey, renamedRows } from "./extra.ts";
import type { HeadLayout } from "./heads.ts";
import { labelsGroup, mayBeginRow } from "./join.ts";
import { resolveHead } from "./leaves.ts";
import { type PrintedCell, type PrintedRow, showsFigure } from "./printed.ts";
import { type BlockBinding, type Print, printedWidth, runsOfHeads } from "./prints.ts";
import { withoutHeads } from "./unheaded.ts";
import { bindUnlabelled } from "./unlabelled.ts";

/** @param taken ranks of rows that other blocks have */
export function bindBlock(block: FormBlock, print: Print, taken: ReadonlySet<number>): BlockBinding | null {
  if (block.rows.every((row) => row.label.text === "")) return bindUnlabelled(block, print);
  const matches = print.matches.filter((match) => match.target.block === block);
  const inPlace = [...matches].sort((a, b) => a.printed.index - b.printed.index);
  const first = inPlace[0];
  const last = inPlace.at(-1);
  if (!first || !last) return null;
  const headRuns = runsOfHeads(block, print).filter((run) => (run[0]?.index ?? 0) < last.printed.index);
  const layouts = new Layouts(block, print, headRuns, inPlace);
  const extras = extraRows({ ...print, taken }, block, headRuns, first, last);
  const renamed = renamedRows(extras, block, inPlace);
  const rowsFound = matches.flatMap((match): BoundRow[] => {
    const { key } = match.target.row;
    if (key === null) return [];
    const signs: Sign[] = [];
    if (!isPinned(match, matches)) signs.push("weak-label");
    if (isTornBlank(match)) signs.push("torn-label");
    if (match.told === false) signs.push("one-of-several-rows");
    else if (extras.some((extra) => isAgain(extra, match) && !saysTheSame(extra, match)))
      signs.push("one-of-several-rows");
    return [layouts.bound(key, match, signs)];
  });
  const lacksRow = block.rows.filter(isKeyed).length > rowsFound.length;
  const rowsExtra = extras.map((extra) => {
    const key = renamed.keys.get(extra) ?? `label:${printedKey(extra.label)}`;
    const signs: Sign[] = [];
    if (renamed.unsure.has(extra)) signs.push("in-other-words");
    // With the same figures, the form's row is what both say; of which the other one is a copy, nobody knows.
    if (matches.some((match) => isAgain(extra, match))) signs.push("one-of-several-rows");
    // Half a label may be all that is left of a row of the form, or its group's.
    const targets = labelledTargets(print.table);
    if (mayBeginRow(extra.label, targets) || (lacksRow && labelsGroup(extra.label, targets)))
      signs.push("half-a-label");
    return layouts.bound(key, extra, signs);
  });
  const rows = [...rowsFound, ...rowsExtra].sort((a, b) => a.printed.index - b.printed.index);
  const used = [...matches, ...extras].map(({ printed }) => printed.index);
  for (const run of headRuns.filter((one) => !isOverOthers(one, headRuns, first, print)))
    for (const row of run) used.push(row.index);
  const heads = layouts.complete ? COMPLETE_HEADS + FOUND_COLUMN * block.columns.length : 0;
  const score = matches.reduce((sum, match) => sum + match.score, heads);
  return { rows, used, suspects: renamed.suspects, score };
}

/**
 * Heads of a grid whose rows of figures are none of the table's, and that other heads above the first row follow: the grid is
 * another table of the same columns, and so are the lines over it.
 */
function isOverOthers(
  run: readonly PrintedRow[],
  runs: readonly (readonly PrintedRow[])[],
  first: RowMatch,
  { rows, isHead }: Print,
): boolean {
  const [grid, next] = [run[0]?.grid, runs[runs.indexOf(run) + 1]?.[0]];
  if (next === undefined || next.index > first.printed.index || next.grid === grid) return false;
  return rows.some((row) => row.grid === grid && !isHead(row) && row.cells.some(showsFigure));
}

/** The layout under each run of a block's heads, read once. */
class Layouts {
  private readonly known = new Map<readonly PrintedRow[], HeadLayout>();
  private readonly unheaded = new Map<number, HeadLayout>();
  private readonly width: number;
  /** What stands right of the labels of the block's own rows. */
  private readonly rows: readonly (readonly PrintedCell[])[];

  constructor(
    private readonly block: FormBlock,
    private readonly print: Print,
    private readonly runs: readonly (readonly PrintedRow[])[],
    matches: readonly RowMatch[],
  ) {
    const keyed = matches.filter(({ target }) => target.row.key !== null);
    this.rows = keyed.map(figuresOf);
    this.width = Math.max(0, ...this.rows.map(printedWidth));
  }

  /** True when every column's head was found under some run. */
  get complete(): boolean {
    return [...this.known.values()].some((layout) => layout.complete);
  }

  bound(key: string, row: LabelledRow, signs: readonly Sign[]): BoundRow {
    const { printed, label } = row;
    return {
      key,
      printed,
      label,
      block: this.block,
      layout: this.layoutFor(row),
      figures: figuresOf(row),
      signs,
    };
  }

  private layoutFor(row: LabelledRow): HeadLayout {
    const { printed, label, figuresFrom } = row;
    const run = this.runs.findLast((one) => (one.at(-1)?.index ?? 0) < printed.index);
    if (!run) return this.withoutHeads(figuresOf(row).length);
    const layout = this.known.get(run) ?? this.read(run, figuresFrom ?? label.to);
    this.known.set(run, layout);
    return layout.ranges && run[0]?.grid !== printed.grid ? { ...layout, ranges: null } : layout;
  }

  /** The layout of rows without heads, by how many cells they have: those with another count may print no units. */
  private withoutHeads(width: number): HeadLayout {
    const alike = this.rows.filter(({ length }) => length === width);
    const layout = this.unheaded.get(width) ?? withoutHeads(this.block, alike, this.print.conventions);
    this.unheaded.set(width, layout);
    return layout;
  }

  private read(heads: readonly PrintedRow[], figuresFrom: number): HeadLayout {
    const { table, perspective } = this.print;
    return resolveHead({ heads, block: this.block, table, figuresFrom, width: this.width, perspective });
  }
}

/** A printed row, and where its label and its figures stand. */
type LabelledRow = Pick<RowMatch, "printed" | "label" | "figuresFrom">;

const figuresOf = ({ printed, label, figuresFrom = label.to }: LabelledRow) =>
  figuresAfter(printed, label).filter(({ from }) => from >= figuresFrom);

/** A row under the label of another one. */
function isAgain({ label }: ExtraRow, match: RowMatch): boolean {
  return label.wording.core === match.label.wording.core && match.score >= EXACT;
}

function saysTheSame({ printed, label }: ExtraRow, match: RowMatch): boolean {
  const read = (row: PrintedRow, from: PrintedCell) =>
    figuresAfter(row, from).map(({ figure }) => figure.value ?? "");
  return read(printed, label).join(" ") === read(match.printed, match.label).join(" ");
}

/** A row without any figure whose label is only alike: the rest of it, and its figures, may stand on the page before. */
function isTornBlank({ printed, label, score }: RowMatch): boolean {
  return score < EXACT && figuresAfter(printed, label).every(({ figure }) => figure.state === "blank");
}

/** A label that is only alike is sure when its neighbours leave it no other row. */
function isPinned(match: RowMatch, matches: readonly RowMatch[]): boolean {
  if (match.score >= SAME_LABEL) return true;
  const at = matches.indexOf(match);
  const rows = match.target.block.rows;
  const rank = rows.indexOf(match.target.row);
  const before = matches[at - 1];
  const after = matches[at + 1];
  const beforeSits = before
    ? rows.indexOf(before.target.row) === rank - 1 && before.score >= SAME_LABEL
    : rank === 0;
  const afterSits = after
    ? rows.indexOf(after.target.row) === rank + 1 && after.score >= SAME_LABEL
    : rank === rows.length - 1;
  return beforeSits && afterSits;
}
