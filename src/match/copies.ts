// Which of several prints of one table is the report's, and whether the others agree with it.
// Must not know how prints are found or read.
import type { ReportCell } from "../model/report.ts";
import { withSign } from "../model/signs.ts";
import { type Foreign, foreignIn, type Perspective, standingOf } from "./labels/standing.ts";
import { otherReport, type TitleOver } from "./labels/titles.ts";
import { OTHER_ORGAN } from "./weights/standing.ts";
import { LEAST_COPY } from "./weights/tables.ts";

/** One print of a table as it was read. */
export interface Copy {
  readonly cells: readonly ReportCell[];
  /** Lines printed over it, the nearest first. */
  readonly headings: readonly string[];
  /** The title of a report that stands over it. */
  readonly title: TitleOver;
  readonly score: number;
}

export interface Choice<Print extends Copy> {
  readonly print: Print;
  /** The print's cells, in doubt where another print that may be the report's as well differs. */
  readonly cells: readonly ReportCell[];
  /** Prints that say nothing that the chosen one does not. */
  readonly same: readonly Print[];
  /** Prints with figures of their own. */
  readonly others: readonly Print[];
}

/**
 * The print whose heading speaks most for the report's own year and organ. A form without any figure is nobody's where
 * another is filled in. Among equals the best read leads. What a print shows differently that nothing is said against is in
 * doubt: words over one table say nothing of a second one below it that has none.
 */
export function chooseCopy<Print extends Copy>(
  prints: readonly Print[],
  perspective: Perspective,
): Choice<Print> | null {
  const best = Math.max(...prints.map(({ score }) => score));
  const whole = prints.filter(({ score }) => score >= LEAST_COPY * best);
  const filled = whole.filter(({ cells }) => cells.some(({ state }) => state === "reported"));
  const likely = filled.length > 0 ? filled : whole;
  const titles = likely.map(({ title }) => title);
  const candidates = likely.map((print) => {
    const other = otherReport(print.title, titles);
    return { print, standing: other === null ? headingStanding(print.headings, perspective) : OTHER_ORGAN };
  });
  const top = Math.max(...candidates.map(({ standing }) => standing));
  const equal = candidates.filter(({ standing }) => standing === top).map(({ print }) => print);
  const unsaid = candidates.filter(({ standing }) => standing === 0).map(({ print }) => print);
  const print = equal.reduce<Print | null>(
    (lead, one) => (lead && lead.score >= one.score ? lead : one),
    null,
  );
  if (!print) return null;
  const foreign = foreignOver(print.headings, perspective) ?? otherReport(print.title, titles);
  // What is left may be the report's, whatever stands over it: the heading may be old, or the figures.
  const own = foreign === null ? print.cells : print.cells.map((cell) => withSign(cell, foreign));
  const cells = [...new Set([...equal, ...unsaid])].filter((one) => one !== print).reduce(compared, own);
  const rest = prints.filter((one) => one !== print);
  const same = rest.filter((one) => saysNothingElse(one, print));
  return { print, cells, same, others: rest.filter((one) => !same.includes(one)) };
}

/** What the nearest heading that speaks of a year or an organ says. */
function headingStanding(headings: readonly string[], perspective: Perspective): number {
  for (const heading of headings) {
    const standing = standingOf(heading, perspective);
    if (standing !== 0) return standing;
  }
  return 0;
}

/** What the headings say against the print, up to one that speaks for it. */
function foreignOver(headings: readonly string[], perspective: Perspective): Foreign | null {
  for (const heading of headings) {
    const said = foreignIn(heading, perspective);
    if (said !== null || standingOf(heading, perspective) > 0) return said;
  }
  return null;
}

const keyOf = ({ row, column }: ReportCell) => `${row}\n${column}`;

/** Where two prints contradict each other either may be another's: so may what one of them alone prints. */
function compared(cells: readonly ReportCell[], copy: Copy): readonly ReportCell[] {
  const printed = copy.cells.filter(({ state }) => state !== "absent");
  const second = new Map(printed.map((cell) => [keyOf(cell), cell]));
  const both = cells.filter((cell) => cell.state !== "absent" && second.has(keyOf(cell)));
  const differ = both.some((cell) => second.get(keyOf(cell))?.value !== cell.value);
  return cells.map((cell): ReportCell => {
    const other = second.get(keyOf(cell));
    if (!other) return differ && cell.value !== null ? withSign(cell, "copies-differ") : cell;
    if (other.value === cell.value) return cell;
    const alternatives = [cell.value, other.value].flatMap((value) => (value === null ? [] : [value]));
    // One of the prints is right, and all that it prints.
    const alternativeSet = `${cell.table}:copies`;
    return { ...withSign(cell, "copies-differ"), alternatives: [...new Set(alternatives)], alternativeSet };
  });
}

function saysNothingElse(copy: Copy, print: Copy): boolean {
  const known = new Map(print.cells.map((cell) => [keyOf(cell), cell.value]));
  return copy.cells.every((cell) => cell.value === null || known.get(keyOf(cell)) === cell.value);
}
