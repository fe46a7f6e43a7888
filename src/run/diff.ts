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
 * Every difference between two output folders, by content: a document that only moved is none. First the documents that
 * stand where they stood, in the order of `b`, then those that are elsewhere or have other bytes, then those that only `a` has.
 * Records of `a`, and of what moved or changed in `b`, are held in memory by what is compared of them.
 * @throws Error naming a folder that holds no run
 */
export async function* diffRuns(a: string, b: string): AsyncGenerator<Change> {
  const before = new Earlier();
  for await (const report of openDataset(a).reports()) before.add(factsOf(report));
  const open: Facts[] = [];
  for await (const report of openDataset(b).reports()) {
    const now = factsOf(report);
    // Two captures of one address share a source: they are compared in their order.
    const old = before.take(samePlace(now));
    if (old) yield* compareFacts(now.source, old, now);
    else open.push(now);
  }
  const changed: Facts[] = [];
  for (const now of open) {
    const moved = before.take(sameBytes(now));
    if (moved) yield* compareFacts(now.source, moved, now);
    else changed.push(now);
  }
  for (const now of changed) {
    const old = before.take(sameAddress(now));
    if (old) yield* compareFacts(now.source, old, now);
    else yield change("document-new", now.source, "", now.status);
  }
  for (const old of before.left()) yield change("document-gone", old.source, old.status, "");
}

/** Documents of the earlier run that no document of the later one has been compared with. */
class Earlier {
  private readonly open = new Set<Facts>();
  /** In their order, by each of the ways in which a document is found again. */
  private readonly lists = new Map<string, Facts[]>();

  add(facts: Facts): void {
    this.open.add(facts);
    for (const key of [samePlace(facts), sameBytes(facts), sameAddress(facts)]) {
      const list = this.lists.get(key);
      if (list) list.push(facts);
      else this.lists.set(key, [facts]);
    }
  }

  take(key: string): Facts | undefined {
    const list = this.lists.get(key);
    for (let next = list?.shift(); next !== undefined; next = list?.shift())
      if (this.open.delete(next)) return next;
    return undefined;
  }

  left(): Iterable<Facts> {
    return this.open;
  }
}

const samePlace = ({ source, sha256 }: Facts) => `place ${sha256} ${source}`;
const sameBytes = ({ sha256 }: Facts) => `bytes ${sha256}`;
const sameAddress = ({ source }: Facts) => `address ${source}`;

interface Facts {
  readonly source: string;
  readonly sha256: string;
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
  const { source, sha256, status } = report;
  return { source, sha256, status, identity: identity.join(" | "), cells };
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
