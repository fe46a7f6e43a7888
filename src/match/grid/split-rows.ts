// Rows of the form that are printed in several rows of figures, one for each year or organ, beside or under one label.
// Must not know columns, blocks or containers.
import { type Perspective, standingOf } from "../labels/standing.ts";
import type { RowMatch } from "./align.ts";
import type { PrintedCell, PrintedRow } from "./printed.ts";

/** One of the rows under a label: the cell that says whose figures it prints. */
interface Part {
  readonly printed: PrintedRow;
  readonly word: PrintedCell;
}

/**
 * Each match with the row whose words speak most for the report's own figures. Where none speaks more than the others the
 * first stays, and the match is not told.
 */
export function ownRows(
  matches: readonly RowMatch[],
  body: readonly PrintedRow[],
  perspective: Perspective,
): RowMatch[] {
  const matched = new Set(matches.map(({ printed }) => printed));
  return matches.map((match) => {
    const parts = partsOf(match, body, matched);
    if (parts.length < 2) return match;
    const standings = parts.map(({ word }) => standingOf(word.text, perspective));
    const best = Math.max(...standings);
    if (standings.filter((one) => one === best).length > 1) return { ...match, told: false };
    const { printed, word } = parts[standings.indexOf(best)] as Part;
    return { ...match, printed, label: under(printed, match.label) ?? match.label, figuresFrom: word.to };
  });
}

function partsOf(match: RowMatch, body: readonly PrintedRow[], matched: ReadonlySet<PrintedRow>): Part[] {
  const first = partOf(match.printed, match.label);
  if (!first) return [];
  const at = body.indexOf(match.printed);
  const goesOn = (printed: PrintedRow): Part | undefined => {
    if (matched.has(printed) || printed.grid !== match.printed.grid || !under(printed, match.label))
      return undefined;
    const part = partOf(printed, match.label);
    return part?.word.from === first.word.from ? part : undefined;
  };
  // An empty cell goes on with the label above it.
  const above = (printed: PrintedRow) => (isEmptyUnder(printed, match.label) ? undefined : goesOn(printed));
  return [
    ...partsAlong(body.slice(0, at).reverse(), above).reverse(),
    first,
    ...partsAlong(body.slice(at + 1), goesOn),
  ];
}

/** The parts up to the first row that is none. */
function partsAlong(rows: readonly PrintedRow[], goesOn: (row: PrintedRow) => Part | undefined): Part[] {
  const parts: Part[] = [];
  for (const row of rows) {
    const part = goesOn(row);
    if (!part) break;
    parts.push(part);
  }
  return parts;
}

/** A word between the place of the label and the row's figures. */
function partOf(printed: PrintedRow, label: PrintedCell): Part | undefined {
  const behind = printed.cells.filter((cell) => cell.own && cell.from >= label.to);
  const [word] = behind;
  const told = behind.some(({ figure }) => figure.state === "reported" || figure.state === "struck");
  return word && told && printed.labels.includes(word) ? { printed, word } : undefined;
}

/** The label where it spans down into a row or is printed again, or in the place of an empty cell. */
function under({ cells }: PrintedRow, label: PrintedCell): PrintedCell | undefined {
  const there = cells.find(({ from, to }) => from === label.from && to === label.to);
  if (!there) return undefined;
  if (there.at === label.at || there.wording.core === label.wording.core) return there;
  return isEmpty(there) ? { ...label, own: false } : undefined;
}

const isEmptyUnder = ({ cells }: PrintedRow, { from }: PrintedCell) =>
  cells.some((cell) => cell.from === from && isEmpty(cell));
const isEmpty = ({ own, text, marks }: PrintedCell) => own && text.trim() === "" && marks.length === 0;
