// The cell that a coder types next: where it stands and what it is called, and nothing of how it was read.
// Must not know how an audit judges.
import type { AuditSession } from "../audit/session.ts";
import type { Form } from "../model/form.ts";
import { labelOf } from "../model/form-label.ts";
import type { Desk } from "./desk.ts";
import type { AuditAnswer } from "./wire.ts";

/** @param twice so many cells of the sample are typed by each of two people */
export async function nextCell(
  desk: Desk,
  audit: AuditSession,
  by: string,
  twice: number,
): Promise<AuditAnswer> {
  const { cell: index, ...progress } = audit.turn(by, twice);
  const drawn = index === null ? undefined : audit.sample.cells[index];
  if (index === null || !drawn) return { cell: null, ...progress, told: audit.tell() };
  const { sha256, source, table, row, column } = drawn.cell;
  const n = desk.numberOf(sha256);
  if (n === null) throw new Error(`${source}: is not in the dataset any more`);
  const key = [table, row, column].join("\n");
  const record = desk.record(n);
  const form = desk.collection.forms.find(({ edition }) => edition === record.identity.edition);
  const cell = {
    ...(await desk.shown(n, record)),
    index,
    key,
    at: desk.cell(n, key)?.at ?? {},
    source,
    ...labels(form, table, row, column),
  };
  return { cell, ...progress };
}

/** As the form prints them, the groups and heads before them. */
function labels(form: Form | undefined, table: string, row: string, column: string) {
  const own = form?.tables.find(({ key }) => key === table);
  const block = own?.blocks.find(({ rows }) => rows.some(({ key }) => key === row));
  const columns = block?.columns ?? own?.blocks.flatMap((one) => one.columns) ?? [];
  return {
    table: own?.title.text ?? table,
    row: labelOf(row, block?.rows ?? []),
    column: labelOf(column, columns),
  };
}
