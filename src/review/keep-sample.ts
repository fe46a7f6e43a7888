// Keeps a document of the dataset as a sample: what people decided of it, or typed in the audit, becomes its truth.
// Must not know the network.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { typedCells } from "../audit/session.ts";
import { standingOf } from "../decisions/standing.ts";
import type { Report, ReportCell } from "../model/report.ts";
import { loadPipeline } from "../run/pipeline.ts";
import type { TrueCell } from "../truth/compare.ts";
import { makeSample, SAMPLE_NAME, type SampleDraft } from "../truth/make-sample.ts";
import { replaceNames } from "../truth/replace-names.ts";
import type { Desk } from "./desk.ts";
import type { SampleKept } from "./wire.ts";

const asked = z.strictObject({
  n: z.int().nonnegative(),
  name: z.string().regex(SAMPLE_NAME, "letters, digits, _ and - are wanted"),
  /** Every cell was compared with the source, and not only those that were decided. */
  whole: z.boolean(),
  replacements: z
    .array(z.strictObject({ name: z.string().min(1).max(200), by: z.string().max(200) }))
    .max(100),
});

/** States of cells that a print shows. */
const PRINTED: ReadonlySet<string> = new Set<ReportCell["state"]>(["reported", "blank", "struck"]);

/**
 * @param samples folder of the samples
 * @throws Error that says in a sentence what is mistaken: nothing is kept then
 */
export async function keepSample(desk: Desk, samples: string, sent: unknown): Promise<SampleKept> {
  const parsed = asked.safeParse(sent);
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ message }) => message).join("; "));
  const { n, name, whole, replacements } = parsed.data;
  const folder = join(samples, name);
  if (existsSync(folder)) throw new Error(`${folder}: there is a sample of this name`);
  const typed = whole ? allCells(await desk.document(n)) : someCells(desk, n);
  const { bytes, hints } = await desk.original(n);
  const { container } = desk.record(n);
  const draft: SampleDraft = {
    folder,
    ending: `.${container}`,
    bytes: await replaceNames(bytes, hints, replacements),
    typed: { cells: typed, whole },
  };
  const { review, tally } = await makeSample(draft, loadPipeline(desk.pipeline));
  const { cells, right, doubted, silent } = tally;
  return { folder, review, cells, right, doubted, silent };
}

/** @throws Error while something is open: what nobody has settled is no truth */
function allCells({ report }: { report: Report }): TrueCell[] {
  const cells = report.tables.flatMap((table) => table.cells);
  const open = cells.filter(({ doubts, state }) => doubts.length > 0 || state === "unreadable");
  if (open.length > 0) throw new Error(`${open.length} cells are still in doubt: decide them first`);
  return cells.filter(({ state }) => PRINTED.has(state)).map(trueCell);
}

function someCells(desk: Desk, n: number): TrueCell[] {
  const { sha256 } = desk.record(n);
  const decided = [...standingOf(desk.ledger.of(sha256)).values()].flatMap(({ conflict, decisions }) => {
    const [one] = decisions;
    return !conflict && one?.about === "cell" && one.decided ? [{ ...one, ...one.decided }] : [];
  });
  const typed = typedCells(desk.dataset).filter((cell) => cell.sha256 === sha256);
  // What was decided in sight of the whole document goes before what was typed blind.
  const cells = new Map([...typed, ...decided].map((cell) => [keyOf(cell), cell]));
  const printed = [...cells.values()].filter(({ state }) => PRINTED.has(state)).map(trueCell);
  if (printed.length === 0) throw new Error("nothing of this document has been decided or typed yet");
  return printed.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

type Keyed = Pick<ReportCell, "table" | "row" | "column">;
const keyOf = ({ table, row, column }: Keyed) => [table, row, column].join("\n");
const trueCell = ({ table, row, column, value }: Keyed & { value: string | null }): TrueCell => ({
  table,
  row,
  column,
  value: value === null ? "" : value,
});
