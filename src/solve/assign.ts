// Lines of figures that stand between a table's labels: which row each line belongs to, when figures slipped up or down
// a line. Must not know text, forms' wording or documents.
import { type RowRule, slotsOf, verdict } from "./instances.ts";

/** Figures that stand on one line and so in one row. */
export interface FigureLine {
  /** Indexes of the rows that the line may belong to, ascending and without holes. */
  readonly rows: readonly number[];
  /** Each way to stand under the columns: one column a figure, ascending. */
  readonly options: readonly (readonly number[])[];
  /** Figures and placeholders as they are printed. */
  readonly texts: readonly string[];
}

/** One cell's figures, by line and position in the line; several where one figure was broken over lines. */
export type Pieces = readonly { readonly line: number; readonly figure: number }[];

export interface AssignedRow {
  /** By column, in the likeliest assignment. */
  readonly cells: readonly Pieces[];
  /** By column, the text that the likeliest assignment gives the cell, then those of all others that are possible; null for none. */
  readonly texts: readonly (readonly (string | null)[])[];
  /** What left only one: places alone, or the relations. */
  readonly settledBy: "structure" | "arithmetic";
}

export interface AssignProblem {
  readonly lines: readonly FigureLine[];
  readonly rows: readonly string[];
  readonly width: number;
  readonly rules: readonly RowRule[];
  /** What a print says as a plain decimal, null when it is no figure. */
  plain(text: string): string | null;
  /** A plain decimal as an exact integer, null when it is none. */
  numberOf(text: string): number | null;
}

/**
 * Settles which lines make up which row. Lines keep their order, a row has at most one figure a column (or one that was
 * broken over lines), and a column with as many figures as there are rows has one in each. Among what is left an
 * assignment counts one accident for each of a row's own relations that fails, for each line that figures go on in, for
 * each figure that is the next cell's and for each that is none; all within one accident of the best are possible, so that one misprint by the publisher never makes a wrong assignment
 * certain. A broken figure that no relation confirms may be each of its pieces as well. Null when no assignment fits or
 * there are too many.
 */
export function assignLines(problem: AssignProblem): AssignedRow[] | null {
  const runs = runsOf(problem);
  const plain = possible(problem, runs, 0);
  if (plain === null) return null;
  if (plain.every(isSettled)) return plain.map((row) => toAssigned(row, "structure"));
  const proven = possible(problem, runs, 1);
  return (
    proven?.map((row, index) =>
      toAssigned(row, isSettled(plain[index] ?? row) ? "structure" : "arithmetic"),
    ) ?? null
  );
}

interface RowContents {
  readonly best: Content;
  readonly texts: readonly ReadonlySet<string | null>[];
}

const isSettled = (row: RowContents): boolean => row.texts.every((texts) => texts.size === 1);

function toAssigned(row: RowContents, settledBy: AssignedRow["settledBy"]): AssignedRow {
  const texts = row.texts.map((all, column) => [...new Set([row.best.texts[column] ?? null, ...all])]);
  return { cells: row.best.cells, texts, settledBy };
}

/** What one row may hold. */
interface Content {
  readonly cells: readonly Pieces[];
  readonly texts: readonly (string | null)[];
  readonly accidents: number;
  /** Columns whose figure is put together from pieces that no relation confirms. */
  readonly loose: readonly number[];
}

/** A run of lines up to `to` that a row may be made of, and what the row then holds. */
interface Run {
  readonly to: number;
  readonly contents: readonly Content[];
}

interface Stretch extends Run {
  /** What the least of its contents costs. */
  readonly cost: number;
}

const LONGEST = 6;
const MOST_CONTENTS = 200;

/**
 * @param runs [row][line]: the runs of lines from there on that the row may be made of
 * @param weight what an accident costs
 */
function possible(
  problem: AssignProblem,
  runs: readonly (readonly (readonly Run[])[])[],
  weight: 0 | 1,
): RowContents[] | null {
  const { lines, rows } = problem;
  const full = fullColumns(problem);
  return (full.size > 0 ? walk(full) : null) ?? walk(new Set());

  function walk(needed: ReadonlySet<number>): RowContents[] | null {
    const holding = contentsThatFill([...needed]);
    const stretches = runs.map((ofRow) => ofRow.map((from) => stretchesOf(from, holding, weight)));
    const at = (row: number, from: number): readonly Stretch[] => stretches[row]?.[from] ?? [];
    const ahead = costsBefore(rows.length, lines.length, at);
    const behind = costsAfter(rows.length, lines.length, at);
    const best = behind[0]?.[0] ?? Number.POSITIVE_INFINITY;
    if (best === Number.POSITIVE_INFINITY) return null;
    return rows.map((_, row) => {
      const texts = Array.from({ length: problem.width }, () => new Set<string | null>());
      let chosen: Content | null = null;
      let least = Number.POSITIVE_INFINITY;
      for (let from = 0; from <= lines.length; from += 1) {
        const before = ahead[row]?.[from] ?? Number.POSITIVE_INFINITY;
        for (const stretch of at(row, from)) {
          const rest = before + (behind[row + 1]?.[stretch.to] ?? Number.POSITIVE_INFINITY);
          if (rest + stretch.cost > best + 1) continue;
          for (const content of stretch.contents) {
            const cost = rest + weight * content.accidents;
            if (cost > best + 1) continue;
            gather(problem, content, texts);
            if (cost >= least) continue;
            least = cost;
            chosen = content;
          }
        }
      }
      return { best: chosen ?? NOTHING, texts };
    });
  }
}

const NOTHING: Content = { cells: [], texts: [], accidents: 0, loose: [] };

function gather(problem: AssignProblem, content: Content, texts: readonly Set<string | null>[]): void {
  content.texts.forEach((text, column) => {
    texts[column]?.add(text);
  });
  for (const column of content.loose)
    for (const { line, figure } of content.cells[column] ?? [])
      texts[column]?.add(problem.lines[line]?.texts[figure] ?? null);
}

/** In a table of fewer rows as many figures as cells may be chance: one cell empty, one figure in two pieces. */
const ROWS_TO_COUNT = 4;

/** Columns that have as many figures as there are rows, whichever way each line stands. */
function fullColumns({ lines, rows, width }: AssignProblem): Set<number> {
  if (rows.length < ROWS_TO_COUNT) return new Set();
  const figures = lines.reduce((sum, line) => sum + line.texts.length, 0);
  if (figures === rows.length * width) return new Set(Array.from({ length: width }, (_, column) => column));
  const counts = Array.from({ length: width }, () => 0);
  for (const { options } of lines) {
    if (options.length !== 1) return new Set();
    for (const column of options[0] ?? []) counts[column] = (counts[column] ?? 0) + 1;
  }
  return new Set(counts.flatMap((count, column) => (count === rows.length ? [column] : [])));
}

/** Contents in which columns are filled, and the fewest accidents among them. Rows and runs share their contents. */
function contentsThatFill(columns: readonly number[]) {
  const known = new Map<readonly Content[], { contents: readonly Content[]; least: number }>();
  return (all: readonly Content[]) => {
    let found = known.get(all);
    if (!found) {
      const contents = all.filter(({ cells }) => columns.every((column) => (cells[column]?.length ?? 0) > 0));
      found = { contents, least: Math.min(...contents.map(({ accidents }) => accidents)) };
      known.set(all, found);
    }
    return found;
  };
}

/** Of the runs those that hold something, with what each costs at least. */
function stretchesOf(
  runs: readonly Run[],
  holding: ReturnType<typeof contentsThatFill>,
  weight: 0 | 1,
): Stretch[] {
  return runs.flatMap(({ to, contents: all }): Stretch[] => {
    const { contents, least } = holding(all);
    return contents.length === 0 ? [] : [{ to, contents, cost: weight * least }];
  });
}

/** Every run of lines that each row may be made of, the empty one included. Rows that the same rules bind hold the same. */
function runsOf(problem: AssignProblem): Run[][][] {
  const known = new Map<string, readonly Content[]>();
  return problem.rows.map((key, row) => {
    const rules = problem.rules.filter(({ only }) => only === null || only.includes(key));
    const kind = rules.map((rule) => problem.rules.indexOf(rule)).join();
    const contents = (from: number, to: number): readonly Content[] => {
      const name = `${kind}:${from}:${to}`;
      const found = known.get(name) ?? contentsOf(problem, rules, from, to);
      known.set(name, found);
      return found;
    };
    return [...problem.lines.keys(), problem.lines.length].map((from) =>
      runsFrom(problem.lines, row, from, contents),
    );
  });
}

function runsFrom(
  lines: readonly FigureLine[],
  row: number,
  from: number,
  contents: (from: number, to: number) => readonly Content[],
): Run[] {
  const runs: Run[] = [];
  for (let to = from; to <= lines.length && to - from <= LONGEST; to += 1) {
    if (to > from && !lines[to - 1]?.rows.includes(row)) break;
    runs.push({ to, contents: contents(from, to) });
  }
  return runs;
}

function contentsOf(problem: AssignProblem, rules: readonly RowRule[], from: number, to: number): Content[] {
  let partial: Pieces[][] = [Array.from({ length: problem.width }, () => [])];
  for (let line = from; line < to; line += 1) {
    const options = problem.lines[line]?.options ?? [];
    partial = partial.flatMap((cells) => options.map((option) => withLine(cells, line, option)));
    if (partial.length > MOST_CONTENTS) return [];
  }
  return partial.flatMap((cells) => fillings(cells).flatMap((one) => contentOf(problem, rules, one) ?? []));
}

/** A row's figures by column, and how many of them were moved there from the cell before. */
interface Filling {
  readonly cells: readonly Pieces[];
  readonly moved: 0 | 1;
}

/** The cells as they stand; and where two figures stand below one another, and none in the next cell, the second in that. */
function fillings(cells: readonly Pieces[]): Filling[] {
  const spread = cells.flatMap((pieces, column): Filling[] => {
    const [first, second, third] = pieces;
    if (!first || !second || third || cells[column + 1]?.length !== 0) return [];
    return [{ cells: cells.with(column, [first]).with(column + 1, [second]), moved: 1 }];
  });
  return [{ cells, moved: 0 }, ...spread];
}

function withLine(cells: readonly Pieces[], line: number, option: readonly number[]): Pieces[] {
  const next = [...cells];
  option.forEach((column, figure) => {
    next[column] = [...(next[column] ?? []), { line, figure }];
  });
  return next;
}

function contentOf(
  problem: AssignProblem,
  rules: readonly RowRule[],
  { cells, moved }: Filling,
): Content | null {
  const texts: (string | null)[] = [];
  const broken: number[] = [];
  const printed = (piece: Pieces[number] | undefined): string =>
    (piece && problem.lines[piece.line]?.texts[piece.figure]) ?? "";
  for (const [column, pieces] of cells.entries()) {
    const whole = pieces.map(printed).join("");
    const plain = problem.plain(whole);
    if (pieces.length > 1) {
      // Only a figure goes on in the line below, and only with figures.
      if (plain === null || !pieces.every((piece) => /\d/.test(printed(piece)))) return null;
      broken.push(column);
    }
    texts.push(pieces.length === 0 ? null : (plain ?? whole));
  }
  const numberOf = (slot: number): number | null => {
    const text = texts[slot];
    return text === null || text === undefined ? null : problem.numberOf(text);
  };
  const verdicts = rules.map((rule) => verdict(rule, numberOf));
  const fails = verdicts.filter((one) => one === "fails").length;
  const confirmed = (column: number): boolean =>
    rules.some((rule, index) => verdicts[index] === "holds" && slotsOf(rule).includes(column));
  // What is too long for its cells goes on in one line below, however many figures do.
  const brokenLines = new Set(
    broken.flatMap((column) => (cells[column] ?? []).slice(1).map(({ line }) => line)),
  );
  const loose = broken.filter((column) => !confirmed(column));
  // Figures go on below where they are too long for their cells: hardly all of a row, unless all fill cells of one width.
  const first = broken.map((column) => printed(cells[column]?.[0]).length);
  const filled = first.every((length) => length === first[0] && length >= WIDTH_OF_A_CELL);
  const whole =
    broken.length > 2 && !filled && broken.length === cells.filter((pieces) => pieces.length > 0).length
      ? 1
      : 0;
  const odd = texts.filter((text) => text !== null && /\d/.test(text) && problem.plain(text) === null).length;
  return { cells, texts, accidents: fails + brokenLines.size + whole + odd + moved, loose };
}

/** Cells in which all figures of a row are too long hold so many digits: heads stand in narrower ones one character a line. */
const WIDTH_OF_A_CELL = 4;

type Costs = readonly (readonly number[])[];

function unreached(rows: number, lines: number): number[][] {
  return Array.from({ length: rows + 1 }, () => new Array<number>(lines + 1).fill(Number.POSITIVE_INFINITY));
}

/** [row][line]: the least cost of everything before. */
function costsBefore(
  rows: number,
  lines: number,
  at: (row: number, from: number) => readonly Stretch[],
): Costs {
  const costs = unreached(rows, lines);
  const first = costs[0];
  if (first) first[0] = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let from = 0; from <= lines; from += 1) {
      const here = costs[row]?.[from] ?? Number.POSITIVE_INFINITY;
      if (here === Number.POSITIVE_INFINITY) continue;
      for (const { to, cost } of at(row, from)) {
        const next = costs[row + 1];
        if (next) next[to] = Math.min(next[to] ?? Number.POSITIVE_INFINITY, here + cost);
      }
    }
  }
  return costs;
}

/** [row][line]: the least cost of everything from there on. */
function costsAfter(
  rows: number,
  lines: number,
  at: (row: number, from: number) => readonly Stretch[],
): Costs {
  const costs = unreached(rows, lines);
  const last = costs[rows];
  if (last) last[lines] = 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    const here = costs[row];
    for (let from = 0; here && from <= lines; from += 1)
      for (const { to, cost } of at(row, from))
        here[from] = Math.min(
          here[from] ?? Number.POSITIVE_INFINITY,
          cost + (costs[row + 1]?.[to] ?? Number.POSITIVE_INFINITY),
        );
  }
  return costs;
}
