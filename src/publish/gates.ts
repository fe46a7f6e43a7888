// What must hold before a release replaces another: keys, foreign keys, counts, shares of doubt.
// Must not change anything.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { type Engine, quoted, type SqlValue } from "./engine.ts";
import type { Sheet } from "./layout.ts";

export interface Failure {
  readonly gate: string;
  readonly rows: readonly Record<string, SqlValue>[];
}

/** A release that must not be: the message names each gate that failed and its first rows. */
export class GateError extends Error {
  override readonly name = "GateError";

  constructor(failures: readonly Failure[]) {
    const told = failures.map(
      ({ gate, rows }) => `${gate}: ${rows.map((row) => JSON.stringify(row, plain)).join(", ")}`,
    );
    super(`the release fails its gates and replaces nothing\n  ${told.join("\n  ")}`);
  }
}

/** Rows that a failed gate shows. */
const SHOWN = 10;
/** How far the reports of a province and year may move from one release to the next. */
const MOST_MOVED = 0.25;

export async function checkGates(
  engine: Engine,
  sheets: readonly Sheet[],
  bounds: string,
  last: string | null,
  accepted: string | null,
): Promise<void> {
  const gates = [
    ...sheets.map((sheet) => keyGate(sheet)),
    ...sheets.flatMap((sheet) => foreignGates(sheet, sheets)),
    doubtGate(bounds),
    ...(last !== null && existsSync(join(last, "reports.parquet")) ? [countGate(last, accepted)] : []),
  ];
  const failures: Failure[] = [];
  for (const { gate, sql } of gates) {
    const rows = await engine.all(`${sql} limit ${SHOWN}`);
    if (rows.length > 0) failures.push({ gate, rows });
  }
  if (failures.length > 0) throw new GateError(failures);
}

interface Gate {
  readonly gate: string;
  /** Selects the rows that must not be. */
  readonly sql: string;
}

function keyGate({ name, key, sql }: Sheet): Gate {
  const columns = key.join(", ");
  return {
    gate: `${name}: key (${columns}) is not unique`,
    sql: `select ${columns}, count(*) as lines from (${sql}) group by ${columns} having count(*) > 1 order by ${columns}`,
  };
}

function foreignGates({ name, foreign, sql }: Sheet, sheets: readonly Sheet[]): Gate[] {
  return foreign.map(({ fields, sheet, to }) => {
    const other = sheets.find((one) => one.name === sheet);
    if (!other) throw new Error(`${name} refers to ${sheet}, which is no file of the release`);
    const columns = fields.join(", ");
    const [a, b] = [fields.map((name) => `a.${name}`), to.map((name) => `b.${name}`)];
    return {
      gate: `${name}: (${columns}) is not in ${sheet}`,
      sql: `select distinct ${columns} from (${sql}) a anti join (${other.sql}) b on (${a}) = (${b}) where ${a.map((name) => `${name} is not null`).join(" and ")} order by ${columns}`,
    };
  });
}

function doubtGate(bounds: string): Gate {
  return {
    gate: "too large a share of cells is in doubt",
    sql: `
      select edition, container, round(doubted / cells, 3) as share, bound from (
        select c.edition, d.container, count(*)::double as cells, count(distinct c.document_key) as documents, max(b.least_documents) as least, count(*) filter (c.doubt <> '')::double as doubted,
          coalesce(min(b.most_doubted) filter (b.container <> '*'), min(b.most_doubted)) as bound
        from cells c join documents d using (document_key)
        join read_csv(${quoted(bounds)}) b on b.edition in ('*', c.edition) and b.container in ('*', d.container)
        group by all)
      where documents >= least and doubted / cells > bound order by edition, container`,
  };
}

function countGate(last: string, accepted: string | null): Gate {
  const named = accepted === null ? [] : acceptedLines(accepted);
  const allowed = named.map(([province, year]) => `(${quoted(province)}, ${year})`);
  return {
    gate: `reports of a province and year moved by more than ${MOST_MOVED * 100} % and are not in accepted_changes.csv`,
    sql: `
      with now as (select province_code, year, count(*) as reports from (select * from out_reports where is_primary) group by all),
        before as (select nullif(province_code, '') as province_code, year, count(*) as reports
          from read_parquet(${quoted(join(last, "reports.parquet"))}) where is_primary group by all)
      select before.province_code, before.year, before.reports as before, coalesce(now.reports, 0) as now
      from before left join now on now.province_code is not distinct from before.province_code and now.year is not distinct from before.year
      where abs(coalesce(now.reports, 0) - before.reports) > ${MOST_MOVED} * before.reports
        ${allowed.length > 0 ? `and (coalesce(before.province_code, ''), before.year) not in (${allowed.join(", ")})` : ""}
      order by 1, 2`,
  };
}

function acceptedLines(path: string): (readonly [string, number])[] {
  const rows = parse(readFileSync(path), { columns: true, bom: true }) as Record<string, string>[];
  return rows.map((row, at) => {
    const year = Number(row["year"]);
    if (row["province_code"] === undefined || !Number.isInteger(year))
      throw new Error(`${path}: line ${at + 2}: needs province_code and year`);
    return [row["province_code"], year];
  });
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
