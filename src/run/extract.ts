// One document from bytes to record: the only place that knows the order of the stages.
// Must not know files, workers or where the record goes.
import { BROKEN, doubtBroken } from "../check/broken.ts";
import { assertedChecks } from "../check/check.ts";
import { confirmRecognised } from "../check/confirm.ts";
import { mistakeIn } from "../export/report-shape.ts";
import { layOut } from "../grid/flow.ts";
import { withPairsApart } from "../grid/paired-cells.ts";
import { doubtCorrected } from "../match/corrected.ts";
import { bindForms, type FormBinding } from "../match/edition.ts";
import type { FoundTable } from "../match/found.ts";
import type { Collection } from "../model/collection.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Container, type ReadHints, type SourceDocument, UnreadableError } from "../model/document.ts";
import { failureReason } from "../model/failure.ts";
import type { Flow } from "../model/grid.ts";
import type { Chapter } from "../model/prose.ts";
import type { Identity, Report, ReportCell } from "../model/report.ts";
import { withSign } from "../model/signs.ts";
import { languageOf } from "../prose/language.ts";
import { type ReportFacts, readProse } from "../prose/read.ts";
import { readDocument } from "../read/read.ts";
import { sniff } from "../read/sniff.ts";
import { readIdentity } from "../record/identity.ts";
import { buildReport, failedReport, gridsOf, otherTable } from "../record/record.ts";
import { readChapters, sectionsOf } from "../record/sections.ts";
import { titleReader } from "../record/title.ts";

export interface Input {
  readonly source: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly hints: ReadHints;
}

/** What each stage made of a document, for `explain`. */
export interface Trace {
  readonly document: SourceDocument;
  readonly flow: Flow;
  readonly binding: FormBinding;
  readonly report: Report;
}

/** The checked record of any bytes whatever: what cannot be read has a record that says so. Throws nothing. */
export async function extractDocument(input: Input, collection: Collection): Promise<Report> {
  try {
    return checked((await traceDocument(input, collection)).report);
  } catch (error) {
    return failureOf(input, error);
  }
}

/** A record that breaks its published shape is a fault of ours, and is never written. */
function checked(report: Report): Report {
  const mistake = mistakeIn(report);
  if (mistake === null) return report;
  throw new Error(`record${mistake}`);
}

/** What engines say when something asks for more memory than there can be. */
const TOO_MUCH = /invalid (?:string|array|typed array) length|array buffer allocation|string longer than/i;

function failureOf(input: Input, error: unknown): Report {
  const failed = (reason: string) =>
    failedReport(input.source, containerOf(input), input.sha256, input.bytes.length, reason);
  if (error instanceof UnreadableError) return failed(failureReason(error.reason, error.message));
  const found = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const code = TOO_MUCH.test(found) ? "too-large" : /call stack/i.test(found) ? "too-deep" : "fault";
  return { ...failed(failureReason(code)), diagnostics: [{ code: "read/fault", at: {}, found }] };
}

function containerOf({ bytes, hints }: Input): Container {
  try {
    return sniff(bytes, hints);
  } catch {
    // What ended the reading may end the look at it too.
    return "unknown";
  }
}

/** @throws UnreadableError when the bytes cannot be read as any container. */
export async function traceDocument(input: Input, collection: Collection): Promise<Trace> {
  const diagnostics: Diagnostic[] = [];
  const note = (entry: Diagnostic) => diagnostics.push(entry);
  const document = await readDocument(input.bytes, input.hints);
  diagnostics.push(...document.diagnostics);
  const flow = withPairsApart(layOut(document, note), collection.conventions.subjectWords);
  const identity = readIdentity(flow, document.meta, collection.identity);
  const { year, issuer } = identity.identity;
  const perspective = {
    subject: { year: year?.value ?? null, issuer: issuer?.value ?? null },
    words: collection.conventions.subjectWords,
    organEndings: collection.identity.organEndings,
    titleOf: titleReader(collection.identity),
  };
  const { forms, conventions } = collection;
  const binding = bindForms({ flow, forms, conventions, perspective }, note);
  const tables = doubtBroken(doubtRecognised(doubtCorrected(binding.tables, flow, conventions), document));
  if (binding.unclear) note({ code: "match/edition-unclear", at: {} });
  const grids = gridsOf(flow);
  const cells = tables.flatMap((table) => table.cells);
  const chapters = chaptersOf(flow, binding, cells, collection);
  const report = buildReport({
    source: input.source,
    container: document.container,
    sha256: input.sha256,
    bytes: input.bytes.length,
    identity: {
      ...identity.identity,
      edition: binding.form?.edition ?? null,
      doubts: [...identity.identity.doubts, ...(binding.unclear ? ["edition-unclear"] : [])],
    },
    titled: identity.titled,
    lookAlike: identity.lookAlike,
    form: binding.form,
    tables: tables.map(({ table, cells }) => ({ table: table.key, cells })),
    checks: assertedChecks(tables, BROKEN),
    otherTables: binding.others.flatMap(({ grid: index, rows }) => {
      const grid = grids[index];
      return grid ? [otherTable(grid, index + 1, rows)] : [];
    }),
    sections: sectionsOf(chapters),
    prose: collection.prose ? readProse(chapters, collection.prose, factsOf(identity.identity, cells)) : [],
    diagnostics,
    links: (document.links ?? []).map(({ href }) => href),
  });
  return { document, flow, binding, report };
}

/** The prose between the tables. */
function chaptersOf(
  flow: Flow,
  binding: FormBinding,
  cells: readonly ReportCell[],
  { identity, prose }: Collection,
): Chapter[] {
  // A collection without words of prose tells no sentence from a heading by them.
  const language = prose && languageOf(prose);
  const rules = {
    chapter: identity.chapter,
    headingEnds: prose?.headingEnds ?? [],
    furniture: prose?.furniture ?? [],
    denies: (text: string) => language?.mayDeny(text) ?? false,
    cutsWord: (line: string, next: string) => language?.cutsWord(line, next) ?? false,
  };
  return readChapters(flow, rules, {
    cells,
    otherGrids: new Set(binding.others.flatMap(({ grid, whole }) => (whole ? [grid] : []))),
  });
}

function factsOf({ year, issuer }: Identity, cells: readonly ReportCell[]): ReportFacts {
  return { year: year ? Number(year.value) : null, issuer: issuer?.value ?? null, cells };
}

/** Figures on a scanned page were read off a picture: none of them is certain but those that the form's arithmetic confirms. */
function doubtRecognised(tables: readonly FoundTable[], document: SourceDocument): readonly FoundTable[] {
  const scanned = new Set(
    document.content.flatMap((block) => (block.kind === "canvas" && block.scanned ? [block.page] : [])),
  );
  if (scanned.size === 0) return tables;
  return tables.map((table) => {
    const cells = table.cells.map(
      (cell): ReportCell => (scanned.has(cell.at.page ?? 0) ? withSign(cell, "recognised") : cell),
    );
    return { ...table, cells: confirmRecognised({ ...table, cells }) };
  });
}
