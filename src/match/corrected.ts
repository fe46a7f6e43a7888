// Figures that a sentence of the document puts right: the table prints one, the sentence says that another is meant. Which of
// the two counts is not for a reader of forms to say. Must not know how rows were found.
import type { Conventions, FormBlock, FormTable, Label } from "../model/form.ts";
import type { Flow } from "../model/grid.ts";
import type { ReportCell } from "../model/report.ts";
import { withSign } from "../model/signs.ts";
import { fold } from "../text/fold.ts";
import type { FoundTable } from "./found.ts";
import { wording } from "./labels/wording.ts";
import { CORRECTION_REACH } from "./weights/stretches.ts";

/**
 * The tables as they are, in doubt those cells whose row a correction names (in the columns that it names, if any), or,
 * where it names none, whose figure it prints as the wrong one.
 */
export function doubtCorrected(
  tables: readonly FoundTable[],
  flow: Flow,
  conventions: Conventions,
): readonly FoundTable[] {
  const corrections = correctionsIn(flow, conventions);
  if (corrections.length === 0) return tables;
  return tables.map((found) => {
    const corrected = new Set(corrections.flatMap((words) => cellsNamed(words, found)));
    const cells = found.cells.map((cell) => (corrected.has(cell) ? withSign(cell, "corrected") : cell));
    return { ...found, cells };
  });
}

/** What stands before each «… is to be 12» in its sentence, folded. */
function correctionsIn(flow: Flow, { insteadWords }: Conventions): string[] {
  if (insteadWords.length === 0) return [];
  const instead = new RegExp(`(?:${insteadWords.join("|")})[:"“‘']*(?=[-\\d〇零一二三四五六七八九十])`, "gu");
  const prose = fold(flow.map((block) => (block.kind === "text" ? block.text : "。")).join(""));
  return [...prose.matchAll(instead)].map(({ index }) => {
    const before = prose.slice(Math.max(0, index - CORRECTION_REACH), index);
    return before.slice(before.search(/[^。;!?]*$/u));
  });
}

function cellsNamed(words: string, { table, cells }: FoundTable): readonly ReportCell[] {
  const letters = words.replace(/[^\p{L}\p{N}]/gu, "");
  const rows = named(letters, rowLabels(table));
  const columns = named(letters, columnLabels(table));
  const inColumns = (cell: ReportCell) => columns.size === 0 || columns.has(cell.column);
  const ofRows = cells.filter((cell) => rows.has(cell.row));
  const both = ofRows.filter(inColumns);
  if (ofRows.length > 0) return both.length > 0 ? both : ofRows;
  const unnamed = new Set(
    table.blocks.flatMap(({ rows: all }) => all.filter(hasNoLabel).map(({ key }) => key)),
  );
  const alone = cells.filter((cell) => unnamed.has(cell.row) && columns.has(cell.column));
  const figures = new Set(words.match(/\d+(?:\.\d+)?/gu));
  return alone.length > 0 ? alone : cells.filter(({ value }) => value !== null && figures.has(value));
}

const hasNoLabel = ({ label }: FormBlock["rows"][number]) => label.text === "";

type Named = readonly (readonly [key: string, label: Label])[];

const rowLabels = ({ blocks }: FormTable): Named =>
  blocks.flatMap(({ rows }) =>
    rows.flatMap(({ key, label }) => (key === null ? [] : [[key, label] as const])),
  );
const columnLabels = ({ blocks }: FormTable): Named =>
  blocks.flatMap(({ columns }) => columns.map(({ key, label }) => [key, label] as const));

/** The keys whose labels stand among the letters, but for labels that are only parts of longer ones there. */
function named(letters: string, labels: Named): ReadonlySet<string> {
  const found = labels.flatMap(([key, { text, variants }]) =>
    [text, ...variants].flatMap((one) => {
      const { bare } = wording(one);
      return bare !== "" && letters.includes(bare) ? [{ key, bare }] : [];
    }),
  );
  const longest = found.filter(
    ({ bare }) => !found.some((other) => other.bare !== bare && other.bare.includes(bare)),
  );
  return new Set(longest.map(({ key }) => key));
}
