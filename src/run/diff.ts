// Compares two runs by document and cell: the regression test over a whole archive.
// Must not know how the runs were made; it reads their records.
import type { Report, ReportCell } from "../model/report.ts";
import { openDataset } from "./open-dataset.ts";

export type ChangeKind =
  | "document-new"
  | "document-gone"
  | "status-changed"
  | "identity-changed"
  | "cell-read"
  | "cell-lost"
  | "value-changed"
  | "state-changed"
  | "doubt-gained"
  | "doubt-lost";

/** One difference. `before` and `after` are what stands in the files; empty where there is nothing. */
export interface Change {
  readonly kind: ChangeKind;
  readonly source: string;
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Every difference between two output folders: documents in the order of `b`, then those that only `a` has.
 * Records of `a` are held in memory by what is compared of them.
 * @throws Error naming a folder that holds no run
 */
export async function* diffRuns(a: string, b: string): AsyncGenerator<Change> {
  const before = new Map<string, Facts[]>();
  for await (const report of openDataset(a).reports()) {
    const known = before.get(report.source) ?? [];
    before.set(report.source, known);
    known.push(factsOf(report));
  }
  for await (const report of openDataset(b).reports()) {
    // Two captures of one address share a source: they are compared in their order.
    const old = before.get(report.source)?.shift();
    if (old) yield* compareFacts(report.source, old, factsOf(report));
    else yield change("document-new", report.source, "", report.status);
  }
  for (const [source, left] of before)
    for (const old of left) yield change("document-gone", source, old.status, "");
}

interface Facts {
  readonly status: string;
  readonly identity: string;
  readonly cells: ReadonlyMap<string, CellFacts>;
}

interface CellFacts {
  readonly value: string;
  readonly state: string;
  readonly doubts: string;
}

function factsOf(report: Report): Facts {
  const { issuer, year, edition, title, publishedOn } = report.identity;
  const identity = [title?.value, issuer?.value, year?.value, edition, publishedOn?.value].map(
    (one) => one ?? "",
  );
  const cells = new Map<string, CellFacts>();
  for (const table of report.tables)
    for (const cell of table.cells) cells.set(cellKey(cell), cellFacts(cell));
  for (const [key, fact] of statementFacts(report)) cells.set(key, fact);
  return { status: report.status, identity: identity.join(" | "), cells };
}

/** Statements of one key, part and period are compared in the order they stand in; their table is `prose`. */
function* statementFacts(report: Report): Generator<[string, CellFacts]> {
  const seen = new Map<string, number>();
  for (const one of report.prose ?? []) {
    const name = `${one.statement}\n${[one.label, one.period].filter((part) => part !== "").join(" ")}`;
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    const key = `prose\n${name}${occurrence > 1 ? `#${occurrence}` : ""}`;
    const state = one.negated ? "none" : one.approximate ? "about" : "told";
    yield [key, { value: one.value, state, doubts: one.doubts.join(";") }];
  }
}

function cellKey({ table, row, column }: ReportCell): string {
  return `${table}\n${row}\n${column}`;
}

function cellFacts({ value, state, doubts }: ReportCell): CellFacts {
  return { value: value ?? "", state, doubts: doubts.join(";") };
}

function change(kind: ChangeKind, source: string, before: string, after: string, key = "\n\n"): Change {
  const [table = "", row = "", column = ""] = key.split("\n");
  return { kind, source, table, row, column, before, after };
}

function* compareFacts(source: string, a: Facts, b: Facts): Generator<Change> {
  if (a.status !== b.status) yield change("status-changed", source, a.status, b.status);
  if (a.identity !== b.identity) yield change("identity-changed", source, a.identity, b.identity);
  for (const [key, old] of a.cells) {
    const now = b.cells.get(key);
    if (now) yield* compareCells(source, key, old, now);
    else yield change("cell-lost", source, old.value, "", key);
  }
  for (const [key, now] of b.cells)
    if (!a.cells.has(key)) yield change("cell-read", source, "", now.value, key);
}

function* compareCells(source: string, key: string, a: CellFacts, b: CellFacts): Generator<Change> {
  if (a.value !== b.value) yield change("value-changed", source, a.value, b.value, key);
  else if (a.state !== b.state) yield change("state-changed", source, a.state, b.state, key);
  if (a.doubts === b.doubts) return;
  const lost = b.doubts === "";
  yield change(lost ? "doubt-lost" : "doubt-gained", source, a.doubts, b.doubts, key);
}
