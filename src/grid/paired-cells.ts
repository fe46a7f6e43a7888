// Cells that print two figures, the second behind a stroke or in brackets, where heads or a note say what the two are: this
// year's and another's, a count and its share. A column for each, under the words that say it. Must not know which is meant.
import type { Flow, Grid, Slot } from "../model/grid.ts";
import type { SubjectWords } from "../model/subject.ts";
import { literally } from "../text/literal.ts";

/** So many cells with two figures are no fractions or dates by chance. */
const FEWEST_PAIRS = 4;
/** Lines before a table and behind it that may say what its cells print. */
const LINES_BEFORE = 2;
const LINES_BEHIND = 1;

const NOTHING = "[-—–]{1,2}";
const FIGURE = `[-+−]?\\d[\\d,.，]*\\s*\\p{L}{0,3}|${NOTHING}`;
const RATE = "[-+−]?\\d+(?:\\.\\d+)?\\s*[%‰]";
const ALONE = new RegExp(`^\\s*(?:${FIGURE})?\\s*$`, "u");
/** A cell in which only what sets the second figure apart is printed. */
const MARKS_ALONE = /^[\s/／()（）]*$/u;
const RATE_ALONE = new RegExp(`^\\s*${RATE}\\s*$`, "u");

/** What sets a second figure apart, before it and behind it. */
interface Style {
  readonly open: string;
  readonly close: string;
  /** A first figure may stand without a second: what is not in brackets is no second one. */
  readonly mayLack: boolean;
}
const STROKE: Style = { open: "[/／]", close: "", mayLack: false };
const BRACKETS: Style = { open: "[(（]", close: "[)）]", mayLack: true };
/** A share behind its count says by its sign what it is; in brackets it leaves the count legible. */
const BEHIND: Style = { open: "(?:\\s|[/／])", close: "", mayLack: true };

/** What sets second figures apart, in whatever style: a table without it is not looked at further. */
const MAY_PAIR = /[/／(（%‰]/u;

const pairs = ({ open, close }: Style, second: string, first = FIGURE) =>
  new RegExp(`^\\s*(${first})\\s*${open}\\s*(${second})\\s*${close}\\s*$`, "u");

/** Where words tell of both figures either may be left blank: the mark between them still says which of the two is there. */
const pairsOrHalves = (style: Style, second: string) => pairs(style, `${second}|`, `${FIGURE}|`);

/** What the two figures of cells are, in the words over their columns, and how cells print them. */
interface Told {
  readonly heads: readonly [string, string];
  readonly cells: RegExp;
  readonly mayLack: boolean;
  /** Where a head tells it: what it says of the column itself stands before. */
  readonly inHead: RegExp | null;
}

/** A way of telling it: what words say it, and what the cells then print. */
interface Way {
  readonly said: RegExp;
  readonly cells: RegExp;
  readonly style: Style;
  /** What the first figure is where the words tell of the second alone; null where they tell of both. */
  readonly first: string | null;
}

interface Ways {
  readonly told: readonly Way[];
  /** Over counts with a share behind each, of which nothing has to be told; null where there are no words for them. */
  readonly shared: readonly [string, string] | null;
}

/** The flow with such tables in columns of one kind of figure each; those of which nothing says what the two are as they are. */
export function withPairsApart(flow: Flow, words: SubjectWords): Flow {
  const ways = waysOf(words);
  return flow.map((block, at) => {
    if (block.kind !== "grid") return block;
    const near = flow.slice(Math.max(0, at - LINES_BEFORE), at + 1 + LINES_BEHIND);
    const lines = near.flatMap((one) => (one.kind === "text" ? [one.text] : []));
    return pairsApart(block, lines, ways);
  });
}

const known = new WeakMap<SubjectWords, Ways>();

function waysOf(words: SubjectWords): Ways {
  let ways = known.get(words);
  if (!ways) {
    ways = makeWays(words);
    known.set(words, ways);
  }
  return ways;
}

function makeWays({ ownPeriod, otherPeriod, counts, shares, bracketed }: SubjectWords): Ways {
  const one = (list: readonly string[]) => {
    const longestFirst = [...list].sort((a, b) => b.length - a.length);
    return list.length === 0 ? "(?!)" : longestFirst.map(literally).join("|");
  };
  const period = `((?<!\\d)(?:19|20)\\d{2}(?!\\d)年?度?|(?:${one([...ownPeriod, ...otherPeriod])})+)`;
  const tail = `(?:${one(counts)}|\\p{Script=Han})?`;
  const share = `(${one(shares)})`;
  const rate = `${RATE}|\\d+\\.\\d+|${NOTHING}`;
  const told = [STROKE, BRACKETS].flatMap((style): Way[] => {
    const { open, close } = style;
    const both = (first: string, second: string) =>
      new RegExp(`${first}\\s*${open}\\s*${second}\\s*${close}`, "gu");
    const ofYears = { cells: pairsOrHalves(style, FIGURE), style };
    const ofShares = { cells: pairsOrHalves(style, rate), style };
    const ways: Way[] = [
      { said: both(`${period}${tail}`, `${period}${tail}`), ...ofYears, first: null },
      { said: both(`(${one(counts)})`, share), ...ofShares, first: null },
    ];
    if (style !== BRACKETS) return ways;
    const inBrackets = (what: string) => new RegExp(`(?:${one(bracketed)})[^,，;；。\\n]*?${what}`, "gu");
    return [
      ...ways,
      // What the words do not say of the first figures is said by the first of ours.
      ...otherPeriod
        .slice(0, 1)
        .map((first) => ({ said: inBrackets(`(${one(ownPeriod)})`), ...ofYears, first })),
      ...ownPeriod.slice(0, 1).map((first) => ({ said: inBrackets(period), ...ofYears, first })),
      ...counts.slice(0, 1).map((first) => ({ said: inBrackets(share), ...ofShares, first })),
    ];
  });
  const [[count], [ofAll]] = [counts, shares];
  return { told, shared: count !== undefined && ofAll !== undefined ? [count, ofAll] : null };
}

type Cell = Extract<Slot, { kind: "cell" }>;
interface Placed {
  readonly cell: Cell;
  readonly row: number;
  readonly column: number;
}

function pairsApart(grid: Grid, lines: readonly string[], ways: Ways): Grid {
  const cells = grid.rows.flatMap((slots, row) =>
    slots.flatMap((cell, column): Placed[] => (cell.kind === "cell" ? [{ cell, row, column }] : [])),
  );
  const told = whatIsTold(cells, lines, ways);
  if (told === null) return grid;
  const paired = cells.filter(({ cell }) => pairIn(cell, told) !== null);
  const opening = openings(paired, cells);
  const textsOf = readerOf(paired, opening, { cells, told });
  const rowOf = (row: number) => row + opening.filter(({ before }) => before <= row).length;
  const apart = cells.flatMap((one) => {
    const { cell, row } = one;
    const within = opening.filter(({ before }) => before > row && before < row + cell.rowSpan).length;
    const longer = { ...one, row: rowOf(row), cell: { ...cell, rowSpan: cell.rowSpan + within } };
    const texts = textsOf(one);
    return inColumns(texts === null ? withoutTelling(longer, told) : longer, texts);
  });
  const named = opening.flatMap(({ row, before }) =>
    cells
      .filter((one) => one.row === row)
      .flatMap((one) =>
        inColumns(
          { ...one, row: rowOf(before) - 1, cell: { ...one.cell, text: "", rowSpan: 1 } },
          textsOf(one) && told.heads,
        ),
      ),
  );
  const height = rowOf(grid.rows.length - 1) + 1;
  return {
    ...grid,
    width: grid.width * 2,
    rows: painted([...apart, ...named], height, grid.width * 2),
  };
}

/** What is said of the cells, where all that say something say the same. */
function whatIsTold(cells: readonly Placed[], lines: readonly string[], ways: Ways): Told | null {
  const texts = cells.map(({ cell }) => (cell.marks ? "" : cell.text));
  const mayPair = texts.filter((text) => MAY_PAIR.test(text) && /\d/.test(text));
  if (mayPair.length < FEWEST_PAIRS) return null;
  const isPrinted = (pair: RegExp) => mayPair.filter((text) => pair.test(text)).length >= FEWEST_PAIRS;
  for (const way of ways.told) {
    if (!isPrinted(way.cells)) continue;
    const said = [...lines, ...texts].flatMap((text) => [...text.matchAll(way.said)]);
    const heads = said.map(([, first = "", second = ""]): [string, string] =>
      way.first === null ? [first, second] : [way.first, first],
    );
    const [one] = heads;
    if (one && new Set(heads.map((two) => two.join("\n"))).size === 1)
      return {
        heads: one,
        cells: way.cells,
        mayLack: way.style.mayLack,
        inHead: way.first === null ? way.said : null,
      };
  }
  if (ways.shared === null) return null;
  const shared = pairs(BEHIND, `${RATE}|${NOTHING}`);
  // A share by itself, broken over two lines, looks like a count and its share.
  const isShare = isPrinted(pairs(BEHIND, RATE)) && !texts.some((text) => RATE_ALONE.test(text));
  return isShare ? { heads: ways.shared, cells: shared, mayLack: true, inHead: null } : null;
}

function pairIn({ text, marks }: Cell, told: Told): readonly [string, string] | null {
  const [, first, second] = (marks ? null : told.cells.exec(text)) ?? [];
  return first !== undefined && second !== undefined && /\d/.test(first + second) ? [first, second] : null;
}

/** The first row of figures under some heads, and before which row the words that say what they are have their place. */
interface Opening {
  readonly row: number;
  readonly before: number;
}

/** What stands in the two columns of a cell: its two figures, or its one or none where others under the same heads have two. */
function readerOf(
  paired: readonly Placed[],
  opening: readonly Opening[],
  { cells, told }: { readonly cells: readonly Placed[]; readonly told: Told },
): (one: Placed) => readonly [string, string] | null {
  const from = Math.min(...paired.map(({ column }) => column));
  const to = Math.max(...paired.map(({ column }) => column));
  const heads = cells.filter((one) => !paired.includes(one));
  const isAmong = (one: Placed) =>
    one.column >= from && one.column <= to && opening.some(({ before }) => before === wordsEnd([one], heads));
  return (one) => {
    const { text, marks } = one.cell;
    const pair = pairIn(one.cell, told);
    if (pair !== null || marks) return pair;
    const isLone = MARKS_ALONE.test(text) || (told.mayLack && ALONE.test(text));
    return isLone && isAmong(one) ? [text, ""] : null;
  };
}

function openings(paired: readonly Placed[], cells: readonly Placed[]): readonly Opening[] {
  const rows = [...new Set(paired.map(({ row }) => row))];
  const found = rows.flatMap((row): Opening[] => {
    const before = wordsEnd(
      paired.filter((pair) => pair.row === row),
      cells,
    );
    return paired.some((pair) => endOf(pair) === before) ? [] : [{ row, before }];
  });
  return found.filter(({ before }, at) => found.findIndex((one) => one.before === before) === at);
}

/** Behind which row the last words end that stand over some cells: marks and figures by themselves are none. */
function wordsEnd(below: readonly Placed[], cells: readonly Placed[]): number {
  const isOver = (one: Placed) =>
    below.some(
      ({ row, column, cell }) =>
        endOf(one) <= row &&
        one.column < column + cell.colSpan &&
        column < one.column + one.cell.colSpan &&
        !(ALONE.test(one.cell.text) || MARKS_ALONE.test(one.cell.text)),
    );
  return Math.max(0, ...cells.filter(isOver).map(endOf));
}

const endOf = ({ row, cell }: Placed) => row + cell.rowSpan;

/** A head without what it says of the two figures below it. */
function withoutTelling(one: Placed, { inHead }: Told): Placed {
  if (inHead === null) return one;
  const telling = new RegExp(`([(（\\s]*)${inHead.source}[)）]?`, "u");
  // Right behind other letters the first word ends the column's own name.
  const text = one.cell.text.replace(
    telling,
    (_, set: string, first: string, __, at: number, whole: string) =>
      set === "" && /\p{L}$/u.test(whole.slice(0, at)) ? first : "",
  );
  return { ...one, cell: { ...one.cell, text } };
}

/** A cell in twice as many columns: its two figures beside each other, anything else over both. */
function inColumns({ cell, row, column }: Placed, texts: readonly string[] | null): Placed[] {
  if (texts === null) return [{ cell: { ...cell, colSpan: cell.colSpan * 2 }, row, column: column * 2 }];
  return texts.map((text, rank) => ({
    cell: { ...cell, text },
    row,
    column: column * 2 + rank * cell.colSpan,
  }));
}

function painted(cells: readonly Placed[], height: number, width: number): Slot[][] {
  const rows = Array.from({ length: height }, () =>
    Array.from({ length: width }, (): Slot => ({ kind: "hole" })),
  );
  for (const { cell, row, column } of cells)
    for (let down = 0; down < cell.rowSpan; down += 1)
      for (let right = 0; right < cell.colSpan; right += 1) {
        const slots = rows[row + down];
        if (slots && column + right < width)
          slots[column + right] = down + right === 0 ? cell : { kind: "covered", by: [row, column] };
      }
  return rows;
}
