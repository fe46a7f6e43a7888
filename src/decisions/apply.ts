// Puts what people decided into a record, beside what was read. A decision about another reading is told and left alone.
// Must not know files. The same decisions on the same record give the same record, also when they were applied before.
import { BROKEN } from "../check/broken.ts";
import { assertedChecks, type CheckedTable } from "../check/check.ts";
import type { Collection } from "../model/collection.ts";
import type { Form } from "../model/form.ts";
import type { Statement } from "../model/prose.ts";
import type { Fact, Identity, Report, ReportCell } from "../model/report.ts";
import { compared } from "../prose/compared.ts";
import { judge } from "../record/record.ts";
import { type CellDecision, cellSubject, type Decision, type IdentityField } from "./decision.ts";
import { decidedTables } from "./found-tables.ts";
import { type Ruled, type Standing, standingOf } from "./standing.ts";

interface Ruling {
  readonly applied: string[];
  readonly stale: string[];
  readonly conflicting: string[];
}

/** @param decisions all that there are about these bytes */
export function applyDecisions(
  report: Report,
  decisions: readonly Decision[],
  collection: Collection,
): Report {
  const read = asRead(report, collection);
  const standing = standingOf(decisions);
  if (standing.size === 0) return read;
  const ruling: Ruling = { applied: [], stale: [], conflicting: [] };
  const seen = new Set<string>();
  const ruled = (subject: string, agrees: (one: Decision) => boolean): Decision | null => {
    seen.add(subject);
    return rule(standing.get(subject), agrees, ruling);
  };
  const found = decidedTables(read, collection, ruled);
  const tables = [...read.tables, ...found.tables].map(({ table, cells }) => ({
    table,
    cells: cells.map((cell) => decidedCell(cell, ruled)),
  }));
  const edition = read.identity.edition ?? found.edition;
  const identity = decidedIdentity({ ...read.identity, edition }, ruled);
  const refused = ruled("document", (one) => one.about === "document" && one.read.status === read.status);
  // What the record has no place for, or none any more.
  for (const [subject, { decisions: left }] of standing)
    if (!seen.has(subject)) ruling.stale.push(...left.map(({ id }) => id));
  const { status, reasons } = read;
  const decided = {
    ...ruling,
    ...(found.tables.length === 0 ? {} : { tables: found.tables.map(({ table }) => table) }),
    read: { status, reasons, identity: read.identity },
  };
  const whole: Report = { ...read, tables, identity, decisions: decided };
  return refused ? { ...whole, ...NO_REPORT } : judged(whole, collection);
}

const NO_REPORT = {
  status: "not_a_report",
  reasons: ["decided-no-report"],
  tables: [],
  checks: [],
  otherTables: [],
  sections: [],
  prose: [],
} as const satisfies Partial<Report>;

/** The record as it was before decisions were applied; a document said to be no report has lost its tables until it is read again. */
export function asRead(report: Report, collection: Collection): Report {
  const { decisions, ...rest } = report;
  if (!decisions) return report;
  const tables = report.tables
    .filter(({ table }) => !decisions.tables?.includes(table))
    .map(({ table, cells }) => ({ table, cells: cells.map(cellAsRead) }));
  const read: Report = { ...rest, ...decisions.read, tables };
  return { ...read, checks: checksOf(read, collection.forms), prose: comparedAnew(read, collection) };
}

function cellAsRead(cell: ReportCell): ReportCell {
  const { reading, ...rest } = cell;
  if (!reading) return cell;
  const { by: _, ...was } = reading;
  return { ...rest, ...was };
}

function rule(
  standing: Standing | undefined,
  agrees: (one: Decision) => boolean,
  ruling: Ruling,
): Decision | null {
  if (!standing) return null;
  const { decisions, conflict } = standing;
  const ids = decisions.map(({ id }) => id);
  if (conflict) ruling.conflicting.push(...ids);
  else if (!decisions.every(agrees)) ruling.stale.push(...ids);
  else {
    ruling.applied.push(...ids);
    return decisions[0] ?? null;
  }
  return null;
}

function decidedCell(cell: ReportCell, ruled: Ruled): ReportCell {
  const decision = ruled(cellSubject(cell), (one) => one.about === "cell" && isOf(one, cell));
  if (decision?.about !== "cell" || decision.decided === null) return cell;
  const { alternatives, alternativeSet: _set, settledBy, signs: _, ...rest } = cell;
  const { state, value, doubts } = cell;
  const reading = { state, value, doubts, settledBy, ...(alternatives ? { alternatives } : {}) };
  return {
    ...rest,
    ...decision.decided,
    doubts: [],
    settledBy: "review",
    reading: { ...reading, by: decision.id },
  };
}

/** The reading that was decided about is the one there is: the same state and figure from the same print. */
function isOf({ read }: CellDecision, { state, value, raw }: ReportCell): boolean {
  return read.state === state && read.value === value && read.raw === raw;
}

const FIELD_DOUBTS: Readonly<Record<IdentityField, string | null>> = {
  title: null,
  issuer: "issuer-",
  year: "year-",
  publishedOn: null,
};

function decidedIdentity(identity: Identity, ruled: Ruled): Identity {
  let decided = identity;
  for (const field of Object.keys(FIELD_DOUBTS) as IdentityField[]) {
    const was = identity[field];
    const decision = ruled(
      `identity\n${field}`,
      (one) => one.about === "identity" && one.read === (was?.value ?? null),
    );
    if (decision?.about !== "identity" || decision.decided === null) continue;
    const fact: Fact = { value: decision.decided, from: "review", at: was?.at ?? {} };
    const settled = FIELD_DOUBTS[field];
    const doubts = decided.doubts.filter((doubt) => settled === null || !doubt.startsWith(settled));
    decided = { ...decided, [field]: fact, doubts };
  }
  return decided;
}

/** Relations and status anew, and what did not go into the record told as reasons. */
function judged(report: Report, collection: Collection): Report {
  if (report.status === "failed") return report;
  const { forms } = collection;
  const checks = checksOf(report, forms);
  const { status, reasons } = judge({
    tables: report.tables,
    identity: report.identity,
    titled: report.status !== "not_a_report",
    lookAlike: report.reasons.some((one) => one === "title-of-something-else" || one === "about-a-report"),
    form: forms.find(({ edition }) => edition === report.identity.edition) ?? null,
    checks,
  });
  const open = openReasons(report);
  return {
    ...report,
    checks,
    prose: comparedAnew(report, collection),
    status: open.length > 0 && status === "clean" ? "flagged" : status,
    reasons: [...reasons, ...open],
  };
}

/** What sentences state is held against the figures that there are now. */
function comparedAnew({ prose, tables }: Report, collection: Collection): Statement[] {
  const cells = tables.flatMap((table) => table.cells);
  return compared(prose, collection.prose?.statements ?? [], cells);
}

function openReasons({ decisions }: Report): string[] {
  const { stale = [], conflicting = [] } = decisions ?? {};
  return [
    ...(stale.length > 0 ? [`decisions-stale:${stale.length}`] : []),
    ...(conflicting.length > 0 ? [`decisions-differ:${conflicting.length}`] : []),
  ];
}

const checksOf = (report: Report, forms: readonly Form[]) =>
  assertedChecks(checkedTables(report, forms), BROKEN);

/** A document may print tables of another edition than its own: each is checked by the form that has it. */
export function checkedTables({ tables, identity }: Report, forms: readonly Form[]): CheckedTable[] {
  return tables.flatMap(({ table: key, cells }) => {
    const able = forms.filter((form) => form.tables.some((one) => one.key === key));
    const form = able.find(({ edition }) => edition === identity.edition) ?? able[0];
    const table = form?.tables.find((one) => one.key === key);
    return form && table ? [{ form, table, cells }] : [];
  });
}
