// Which rows that a table lacks are surely not in the document. Absence is the hardest thing to see: it is certain only
// where nothing speaks against it. Must not know how rows were found.
import { type FormBlock, type FormRow, type FormTable, isKeyed, type KeyedRow } from "../model/form.ts";
import type { Flow } from "../model/grid.ts";
import type { ReportCell } from "../model/report.ts";
import { type Sign, withSign } from "../model/signs.ts";
import { lettersOf } from "../text/letters.ts";
import type { MissingRow } from "./found.ts";
import { derived, likenessTo, printings, wording } from "./labels/wording.ts";
import { LEAST_LETTERS, MAYBE_SAME } from "./weights/likeness.ts";
import { MOST_FOUND } from "./weights/tables.ts";

/** Letters of everything that belongs to no table. */
export interface Rest {
  /** Run together: long labels are looked for wherever they begin. */
  readonly letters: string;
  /** Of each line and cell by itself, the first word of each, and the steps of paths: short labels stand in other words by chance. */
  readonly lines: ReadonlySet<string>;
}

export function restOf(texts: readonly string[]): Rest {
  const lines = texts.map(lettersOf);
  const words = texts.flatMap((text) => /^[^\p{L}]*(\p{L}+)/u.exec(text)?.[1] ?? []);
  const steps = texts.flatMap((text) => text.split(STEP)).map(lettersOf);
  return { letters: lines.join(""), lines: new Set([...lines, ...words.map(lettersOf), ...steps]) };
}

/** What parts the steps of a path, as lists have it that name a row by the groups above it. */
const STEP = /[>›»→/\\|]/u;

/** Letters of all that the document prints, the tables that were read among it, run together. */
const lettersIn = derived((flow: Flow) =>
  flow
    .flatMap((block) =>
      block.kind === "text"
        ? [block.text]
        : block.rows.flatMap((row) => row.flatMap((slot) => (slot.kind === "cell" ? [slot.text] : []))),
    )
    .map(lettersOf)
    .join(""),
);

/** What is printed around a table that was read. */
export interface Around {
  readonly rest: Rest;
  /** The whole document. */
  readonly flow: Flow;
  /** True when figures stand in or at the table that are nobody's. */
  readonly strays: boolean;
  /** True when the document ends within the table or right behind it. */
  readonly ends: boolean;
}

/**
 * The cells with those absent ones in doubt whose row may be in the document after all: its label stands elsewhere or
 * in a row that is nobody's, figures stand near that are nobody's, the document ends here, or most of the table was
 * not found.
 */
export function withUnsureAbsence(
  cells: readonly ReportCell[],
  table: FormTable,
  around: Around,
): readonly ReportCell[] {
  const absent = new Set(cells.flatMap(({ state, row }) => (state === "absent" ? [row] : [])));
  if (absent.size === 0) return cells;
  const rows = table.blocks.flatMap((block) => block.rows.filter(({ key }) => key !== null));
  const found = new Set(cells.flatMap(({ state, row }) => (state === "absent" ? [] : [row])));
  const few = rows.filter(({ key }) => key !== null && found.has(key)).length <= MOST_FOUND * rows.length;
  const unknown = [...found]
    .filter((key) => key.startsWith("label:"))
    .map((key) => wording(key.slice("label:".length)));
  const doubted = new Set(
    cells.flatMap(({ row, doubts, state }) => (state !== "absent" && doubts.length > 0 ? [row] : [])),
  );
  const torn = new Set(
    table.blocks.flatMap((block) => tornRows(block.rows, absent, { around, unknown, doubted })),
  );
  const printed = printedAmong(rows, found, around);
  const last = rows.findLastIndex(({ key }) => key !== null && found.has(key));
  const behind = new Set(rows.slice(last + 1).map(({ key }) => key));
  const signOf = (row: string): Sign | null => {
    if (around.ends && behind.has(row)) return "ends-before";
    if (torn.has(row) || printed.has(row)) return "torn-apart";
    if (around.strays) return "may-be-there";
    return few ? "few-rows-found" : null;
  };
  const edges = new Set(
    rows.flatMap(({ key }, rank) => {
      const above = rows[rank - 1]?.key;
      return typeof above === "string" && torn.has(above) ? [key] : [];
    }),
  );
  const bare = new Set(found);
  for (const { row, state } of cells) if (state !== "blank") bare.delete(row);
  return cells.map((cell): ReportCell => {
    // A row without figures where a table was torn in two may have left them on the other side.
    if (bare.has(cell.row) && edges.has(cell.row) && cell.doubts.length === 0)
      return withSign(cell, "torn-apart");
    if (cell.state !== "absent" || cell.doubts.length > 0) return cell;
    const sign = signOf(cell.row);
    return sign === null ? cell : withSign(cell, sign);
  });
}

/**
 * The rows of a table that were not found.
 * @param found keys of those that were
 * @param signsOf what speaks against a row's being absent
 */
export function missingRows(
  { blocks }: FormTable,
  found: ReadonlySet<string>,
  signsOf: (row: KeyedRow) => readonly Sign[],
): MissingRow[] {
  return blocks.flatMap((block) =>
    block.rows
      .filter(isKeyed)
      .filter(({ key }) => !found.has(key))
      .map((row): MissingRow => ({ key: row.key, block, signs: signsOf(row) })),
  );
}

/** Whether the form's next row was not found: its figures may stand behind this one's. */
export function lacksNext({ rows }: FormBlock, key: string, isFound: (key: string) => boolean): boolean {
  const keyed = rows.filter(isKeyed);
  const next = keyed[keyed.findIndex((row) => row.key === key) + 1];
  return next !== undefined && !isFound(next.key);
}

/** What speaks against a row's being absent. */
interface Evidence {
  readonly around: Around;
  /** Labels of rows that the form lacks. */
  readonly unknown: readonly ReturnType<typeof wording>[];
  /** Rows whose figures are in doubt: they may be those of a row that lost its label. */
  readonly doubted: ReadonlySet<string>;
}

/** With some of a block's rows torn off, the others of it that are missing are in doubt as well. */
function tornRows(
  rows: readonly FormRow[],
  absent: ReadonlySet<string>,
  { around: { rest }, unknown, doubted }: Evidence,
): string[] {
  const missing = rows.filter(({ key }) => key !== null && absent.has(key));
  const torn =
    rows.some(({ key }) => key !== null && doubted.has(key)) ||
    missing.some(
      ({ label, path }) =>
        standsIn(rest, label) ||
        unknown.some(
          (one) =>
            likenessTo(one, label) >= MAYBE_SAME ||
            path.some((group) => printings(group).some(({ core }) => core === one.core)),
        ),
    );
  return torn ? missing.flatMap(({ key }) => (key === null ? [] : [key])) : [];
}

function standsIn({ letters, lines }: Rest, label: FormRow["label"]): boolean {
  return printings(label).some(({ core }) => {
    const words = lettersOf(core);
    if (words.length < LEAST_LETTERS) return words !== "" && lines.has(words);
    return letters.includes(words);
  });
}

/**
 * The rows whose label is printed where a table was read though they were not found: two rows run together, or one torn. What
 * bears the label of a row that was found is that one's: a label may stand in a longer one.
 */
function printedAmong(
  rows: readonly FormRow[],
  found: ReadonlySet<string>,
  { flow }: Around,
): ReadonlySet<string> {
  const wordsOf = ({ label }: FormRow) =>
    printings(label)
      .map(({ core }) => lettersOf(core))
      .filter((words) => words.length >= LEAST_LETTERS);
  const isFound = ({ key }: FormRow) => key !== null && found.has(key);
  const bound = rows.filter(isFound).flatMap(wordsOf);
  const rest = bound
    .sort((a, b) => b.length - a.length)
    .reduce((letters, words) => letters.replaceAll(words, "\n"), lettersIn(flow));
  const lost = rows.filter((row) => !isFound(row) && wordsOf(row).some((words) => rest.includes(words)));
  return new Set(lost.flatMap(({ key }) => key ?? []));
}
