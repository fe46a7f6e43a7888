// Rows of the form that are printed in several rows of figures, one for each year or organ, beside or under one label.
// Must not know columns, blocks or containers.
import { isQualifier, isToldBySubject, type Perspective, standingOf } from "../labels/standing.ts";
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
    const around = { body, matched, perspective };
    if (lostWord(match, around)) return { ...match, told: false };
    const parts = partsOf(match, around);
    if (parts.length < 2) return match;
    const standings = parts.map(({ word }) => standingOf(word.text, perspective));
    const best = Math.max(...standings);
    if (standings.filter((one) => one === best).length > 1) return { ...match, told: false };
    const { printed, word } = parts[standings.indexOf(best)] as Part;
    const beside = parts.flatMap((part) => (part.printed === printed ? [] : [part.word.text]));
    if (!isToldBySubject(word.text, beside, perspective)) return { ...match, told: false };
    const others = parts.flatMap((part) => (part.printed === printed ? [] : [part.printed]));
    const label = under(printed, match.label) ?? match.label;
    return { ...match, printed, label, others, figuresFrom: word.to };
  });
}

/** The rows of a print, which of them are bound, and whose report it is. */
interface Around {
  readonly body: readonly PrintedRow[];
  readonly matched: ReadonlySet<PrintedRow>;
  readonly perspective: Perspective;
}

/** Whether of two rows under one label one says whose figures it prints, and the other nothing in the same place. */
function lostWord(match: RowMatch, around: Around): boolean {
  const { body, perspective } = around;
  const rest = body.slice(body.indexOf(match.printed) + 1);
  const end = rest.findIndex((row) => !goesOnUnder(row, match, around));
  const rows = [match.printed, ...rest.slice(0, end < 0 ? undefined : end)];
  if (rows.length < 2) return false;
  const words = rows.map((row) => behind(row, match.label)[0]);
  const said = words.filter((word) => word && isQualifier(word.text, perspective));
  return said.some((word) => words.some((other) => other && isEmpty(other) && other.from === word?.from));
}

/** Whether a row is none of the form's own and goes on with the label of a match in its grid. */
const goesOnUnder = (row: PrintedRow, { printed, label }: RowMatch, { matched }: Around) =>
  !matched.has(row) && row.grid === printed.grid && under(row, label) !== undefined;

/** A row's own cells behind the place of a label. */
const behind = ({ cells }: PrintedRow, label: PrintedCell) =>
  cells.filter((cell) => cell.own && cell.from >= label.to);

function partsOf(match: RowMatch, around: Around): Part[] {
  const { body, perspective } = around;
  const first = partOf(match.printed, match.label, perspective);
  if (!first) return [];
  const at = body.indexOf(match.printed);
  const goesOn = (printed: PrintedRow): Part | undefined => {
    if (!goesOnUnder(printed, match, around)) return undefined;
    const part = partOf(printed, match.label, perspective);
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

/** A word between the place of the label and the row's figures; one that says whose they are, though none is there. */
function partOf(printed: PrintedRow, label: PrintedCell, perspective: Perspective): Part | undefined {
  const [word, ...figures] = behind(printed, label);
  if (word === undefined || figures.length === 0) return undefined;
  const told = figures.some(({ figure }) => figure.state === "reported" || figure.state === "struck");
  const says = isQualifier(word.text, perspective);
  return says || (told && printed.labels.includes(word)) ? { printed, word } : undefined;
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
