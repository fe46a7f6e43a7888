// Whether the white space between figures proves where the empty cells are.
// Must not know labels, relations or figures' values.
import type { Zone } from "../print/row.ts";
import type { Token } from "../print/tokens.ts";
import { LEAST_EXPLAINED, MARKS_AROUND, MOST_ODD } from "../weights/text-columns.ts";
import { mostFrequent } from "./most-frequent.ts";

/** A row's stretch as separators: before the first figure, between figures, and behind the last one. */
export interface Gaps {
  /** Cells that the form expects. */
  readonly width: number;
  readonly gaps: readonly string[];
  /** Rows of one kind end alike: what follows decides how many separators stand behind the last cell. */
  readonly ending: string;
  /** How much of its group the next row shares: the rest of merged cells may stand behind the row, as empty ones. */
  readonly kind: string;
  /** True for the table's last row: behind it stands the gap to the next paragraph. */
  readonly last: boolean;
  /** True for a row without a label: the rest of the heads may stand before its first cell. */
  readonly behindHeads: boolean;
  /** True for such a row where tabs stand between the heads of the line above, and none before the first: the row's line opens a cell. */
  readonly opensLine: boolean;
  /** False when a figure stands inside the label: then separators count nothing. */
  readonly plain: boolean;
  /** True when print with digits in it stands right behind the last figure: it may be a cell of the row. */
  readonly goesOn: boolean;
  /** Whether the row's own sums allow its figures to stand in these cells. */
  readonly allows: (cells: readonly number[]) => boolean;
}

/** Ways in which texts separate cells, the most explicit first. */
const SEPARATORS: readonly Separator[] = [
  { explicit: true, closes: false, mark: /\t/g },
  { explicit: true, closes: true, mark: /\|/g },
  { explicit: false, closes: false, mark: /\n\n/g },
  { explicit: false, closes: false, mark: /\n/g },
];

interface Separator {
  /** It stands for nothing else. */
  readonly explicit: boolean;
  /** Some texts end the last cell with it as well, others only set it between cells. */
  readonly closes: boolean;
  readonly mark: RegExp;
}

/** A row with its separators counted. */
interface Parsed extends Counted {
  readonly row: Gaps;
  /** No figure outside the cells expected, never two in one. */
  readonly sound: boolean;
}

/** Cells by row; null for a row of which the separators prove nothing. */
type Proven = ReadonlyMap<Gaps, readonly number[] | null>;

/**
 * The cell that each figure stands in, row by row, when one kind of separator explains the table: no figure outside
 * the cells expected, never two in one cell, and behind the last cell as many separators as behind other rows of the
 * same kind. Null for a row that differs from the others: something was lost or added there, and they stand between
 * labels of their own. Null when no kind explains most rows: then blanks may have vanished and positions prove nothing.
 * @param paragraph the newlines between two paragraphs of the text; null where these differ
 */
export function provenCells(
  rows: readonly Gaps[],
  paragraph: string | null,
): (readonly number[] | null)[] | null {
  const read = SEPARATORS.map((separator) => ({
    separator,
    parsed: rows.map((row): Parsed => {
      const counted = count(row, separator);
      return { row, ...counted, sound: isSound(row, counted) };
    }),
  }));
  const whole = read.map(({ separator, parsed }) => explained(parsed, separator, paragraph));
  const most = read.map(({ separator, parsed }) => {
    const usual = parsed.filter((row) => !isOdd(row, parsed));
    const few = usual.length >= LEAST_EXPLAINED && parsed.length - usual.length <= MOST_ODD * parsed.length;
    return few ? explained(usual, separator, paragraph) : null;
  });
  const at = [...whole, ...most].findIndex((one) => one !== null);
  const proven = [...whole, ...most][at];
  const parsed = read[at % read.length]?.parsed ?? [];
  return proven ? parsed.map((row) => proven.get(row.row) ?? inOrder(row, parsed)) : null;
}

/** A figure for each cell, and no separator too many: no cell can stand empty between them. */
function inOrder(row: Parsed, rows: readonly Parsed[]): readonly number[] | null {
  const usual = usualExtra(row, rows);
  return row.row.plain && isFull(row) && usual !== null && row.extra <= usual
    ? row.cells.map((_, index) => index)
    : null;
}

/** Whether a row's separators are not those of other rows. */
function isOdd(row: Parsed, rows: readonly Parsed[]): boolean {
  if (!row.sound) return true;
  return !row.closed && !row.row.last && row.extra !== usualExtra(row, rows);
}

/** The separators left over behind the rows that end alike or, where there is none, behind most rows. */
function usualExtra(row: Parsed, rows: readonly Parsed[]): number | null {
  const others = rows.filter((other) => other !== row && !other.closed && !other.row.last && other.sound);
  const alike = others.filter((other) => other.row.ending === row.row.ending);
  return mostFrequent((alike.length > 0 ? alike : others).map(({ extra }) => extra));
}

function isSound(row: Gaps, { cells, extra }: Counted): boolean {
  return (
    row.plain &&
    extra >= 0 &&
    cells.every((cell, index) => cell < row.width && cell > (cells[index - 1] ?? -1))
  );
}

function explained(
  parsed: readonly Parsed[],
  { explicit, closes, mark }: Separator,
  paragraph: string | null,
): Proven | null {
  if (!parsed.every(({ sound }) => sound)) return null;
  const endings = new Map<string, number>();
  for (const { row, cells, extra, closed } of parsed) {
    if (closed || cells.length < row.width) continue;
    if ((endings.get(row.ending) ?? extra) !== extra) return null;
    endings.set(row.ending, extra);
  }
  if (!explicit) return explainedByLines(parsed, endings, paragraph?.match(mark)?.length ?? null);
  // The text may end within the last row, before the mark that closes it.
  const full = parsed.slice(0, -1).filter(isFull);
  const least = Math.min(...(full.length > 0 ? full : parsed.filter(isFull)).map(({ extra }) => extra));
  // A line that ends in the last of several cells shows that nothing stands behind it in others: their last mark opens an empty one.
  const endsInCell = !closes && parsed.some((row) => row.row.width > 1 && endsInLastCell(row));
  for (const { row, cells, extra, closed, open } of parsed) {
    if (closed || cells.length === row.width) continue;
    if (!endings.has(row.ending) && extra >= least) continue;
    if (least === Infinity && endsInCell && extra === 0) continue;
    // Marks left over behind rows of which none is full may as well have stood between their figures.
    if (closes && least === Infinity && extra > 0 && parsed.length > 1) return null;
    if (least === Infinity && (extra > 0 || !open)) continue;
    // Nothing shows whether the last mark closes the last cell or opens an empty one.
    if (closes && least === Infinity && open && extra === 0) return null;
    if (endings.get(row.ending) !== extra) return null;
  }
  return new Map(parsed.map(({ row, cells }) => [row, cells]));
}

/**
 * Lines stand for cells where rows of different figures have equally many of them: were empty cells left out, a row with
 * fewer figures would have fewer lines. Of the last row only the gap between paragraphs says where it ends; where it holds
 * no figure, as many lines as behind the others' labels are its empty cells.
 */
function explainedByLines(
  parsed: readonly Parsed[],
  endings: ReadonlyMap<string, number>,
  paragraph: number | null,
): Proven | null {
  const inside = parsed.filter(({ row }) => !row.last);
  const usual = mostFrequent(inside.map(({ extra }) => extra));
  // Each cell begins a line, and so does what follows the row.
  if (usual === 0) return null;
  const expected = (row: Parsed) => endings.get(row.row.ending) ?? usualOfKind(row.row.kind, inside) ?? usual;
  if (inside.some((row) => !isFull(row) && row.extra !== expected(row))) return null;
  // Rows of other blocks say nothing: where nothing stands for an empty cell, one figure of three has the lines of none of one.
  const isUnlike = (row: Parsed, other: Parsed) =>
    row.row.width === other.row.width && row.extra === other.extra && row.cells.length !== other.cells.length;
  const differ = inside.some((row) =>
    inside.some((other) => (row.extra === usual || row.row.kind === other.row.kind) && isUnlike(row, other)),
  );
  // A full row with more lines than the others have may show that those lack the lines of their empty cells.
  const printsFull = parsed.some(
    (row) => isFull(row) && row.row.width > 1 && (usual === null || row.extra <= usual),
  );
  const [only] = parsed;
  const one = parsed.length === 1 && only?.extra === paragraph && !only.row.goesOn;
  if (!printsFull && !differ && !one) return null;
  const endsOtherwise = (row: Parsed) =>
    row.row.last && !isFull(row) && row.extra !== paragraph && (row.cells.length > 0 || row.extra !== usual);
  return new Map(parsed.map((row) => [row.row, endsOtherwise(row) ? null : row.cells]));
}

/**
 * The separators left over behind rows of a kind, as full rows say or rows of different figures agree; null where neither do: rows
 * that lack as many figures lack as many separators, if nothing stands for an empty cell.
 */
function usualOfKind(kind: string, rows: readonly Parsed[]): number | null {
  const alike = rows.filter(({ row }) => row.kind === kind);
  const full = alike.filter(isFull);
  if (full.length > 0) return alike.length > 1 ? mostFrequent(full.map(({ extra }) => extra)) : null;
  const usual = mostFrequent(alike.map(({ extra }) => extra));
  const own = alike.filter(({ extra }) => extra === usual);
  return new Set(own.map(({ row, cells }) => `${row.width}:${cells.length}`)).size >
    new Set(own.map(({ row }) => row.width)).size
    ? usual
    : null;
}

function endsInLastCell({ row, cells, extra, open }: Parsed): boolean {
  return extra === 0 && !open && cells.at(-1) === row.width - 1;
}

function isFull({ row, cells }: Parsed): boolean {
  return cells.length === row.width;
}

interface Counted {
  /** The cell of each figure. */
  readonly cells: number[];
  /** Separators left over behind the last cell expected. */
  readonly extra: number;
  /** True when a blank line closes the row. */
  readonly closed: boolean;
  /** True when the last separator ends a line: it may close a cell or open an empty one. */
  readonly open: boolean;
}

function count(row: Gaps, { mark, explicit, closes }: Separator): Counted {
  const { gaps, closed } = explicit ? record(row, mark) : { gaps: row.gaps, closed: false };
  const marked = gaps.map((gap) => gap.match(mark)?.length ?? 0);
  const above = closes && row.behindHeads && !gaps[0]?.includes("\n") ? rowEnds(row, marked) : 0;
  const cells: number[] = [];
  let seen = opensFirstCell(row, gaps, marked) ? 1 : -above;
  marked.forEach((marks, index) => {
    seen += marks;
    if (index + 1 < gaps.length) cells.push(seen - 1);
  });
  if (above > 0 && !row.allows(cells)) return { cells: [-1], extra: -1, closed, open: false };
  const open = /[\t|] *(?:\n|$)/u.test(gaps.at(-1) ?? "");
  return { cells, extra: seen - row.width, closed, open };
}

/** Whether a line's beginning stands for the mark before its first cell: it has a mark less than cells, and all between them. */
function opensFirstCell(
  { width, opensLine }: Gaps,
  gaps: readonly string[],
  marked: readonly number[],
): boolean {
  const between = marked.reduce((sum, marks) => sum + marks, 0);
  return opensLine && between === width - 1 && !gaps.slice(1, -1).some((gap) => gap.includes("\n"));
}

/**
 * Where rows follow each other in one line, a mark of its own may end each. Behind the last head stand then its mark, the
 * row's end, the cells' marks and the next row's end: three more than there are cells, and one less where no row follows.
 */
function rowEnds({ width, last }: Gaps, marked: readonly number[]): 0 | 1 {
  const around = marked.reduce((sum, marks) => sum + marks, 0) - width;
  return around === MARKS_AROUND || (last && around === MARKS_AROUND - 1) ? 1 : 0;
}

/**
 * A blank line closes a row whose cells have separators of their own: what stands behind it is not of this row, so
 * that empty cells left over before it are the table's ragged edge.
 */
function record(row: Gaps, mark: RegExp): { gaps: readonly string[]; closed: boolean } {
  const gaps = [...row.gaps];
  const first = gaps[0] ?? "";
  if (row.behindHeads) {
    const parts = first.split(/\n *\n/u);
    const marks = (text: string): number => text.match(mark)?.length ?? 0;
    gaps[0] = (gaps.length > 1 ? parts.at(-1) : parts.find((part) => marks(part) >= row.width)) ?? first;
  }
  const last = gaps.length - 1;
  const parts = (gaps[last] ?? "").split("\n\n");
  gaps[last] = parts[0] ?? "";
  return { gaps, closed: parts.length > 1 };
}

/** No number is printed with a nought before its digits: where one seems to be, figures run together. */
const beginsWithNought = ({ text }: Token): boolean => /^0\d/.test(text);

/** Whether the rows prove that figures run together. A single long figure does not: its row may leave the other cells blank. */
export const provesGlue = (rows: readonly { readonly zone: Zone }[]): boolean =>
  rows.some(({ zone }) => zone.tokens.some((token) => token.kind === "figure" && beginsWithNought(token)));

/** True when figures of the table's rows are run together: most rows of several cells print them in one piece. */
export function isGlued(rows: readonly { readonly zone: Zone; readonly width: number }[]): boolean {
  let glued = 0;
  let apart = 0;
  for (const { zone, width } of rows) {
    const figures = zone.tokens.filter((token) => token.kind === "figure");
    if (width < 2 || figures.length === 0) continue;
    const impossible = figures.some(beginsWithNought);
    const digits = figures.reduce((sum, token) => sum + token.text.replace(/\D/g, "").length, 0);
    if (figures.length < width && (impossible || (zone.tokens.length === 1 && digits >= width))) glued += 1;
    else if (zone.tokens.some((token, index) => token.to < (zone.tokens[index + 1]?.from ?? 0))) apart += 1;
  }
  return glued > apart;
}
