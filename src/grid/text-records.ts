// Plain text that writes each row of a table as a record: a line a column, its name before its value, and the same names again in the
// next record. Must not know labels or numbers of any form.
import type { RawTable } from "../model/document.ts";
import { VALUE_SOURCE } from "../text/value.ts";
import type { TextLine } from "./text-cells.ts";

/** A name, what parts it from its value, and the value, if there is one. */
const FIELD = /^\s*([^\s\d:：=|][^\d:：=|]*?)\s*[:：=|](.*)$/u;
const VALUE = new RegExp(`^(?:${VALUE_SOURCE})?$`, "u");
const LONGEST_NAME = 30;
const FEWEST_FIELDS = 3;
const FEWEST_RECORDS = 3;
const MOST_FIELDS = 40;

interface Field {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

function fieldIn(line: TextLine | undefined): Field | null {
  const [, name, value = ""] = FIELD.exec(line?.text ?? "") ?? [];
  if (!line || name === undefined || name.length > LONGEST_NAME || !/^[^\p{L}]{0,2}\p{L}/u.test(name))
    return null;
  return { name, value: value.trim(), line: line.line };
}

/** Between two records: nothing, or what rules them off and counts them. */
function ruleIn({ text }: TextLine): string | null {
  if (text.trim() === "") return "";
  const bare = text.replace(/\d+/gu, "").trim();
  return /^[-=*#_\s]*[\p{L}[\]()（）.、:：\s]{0,20}[-=*#_+\s]*$/u.test(bare) ? bare : null;
}

/** The table that records are from `start` on, a row each; null where fewer follow than show that they are some. */
export function recordTable(
  lines: readonly TextLine[],
  start: number,
  table: number,
): { rows: RawTable["rows"]; length: number } | null {
  const records: Field[][] = [];
  const rules = new Set<string>();
  let end = start;
  let between: string[] = [];
  for (let at = start; ; ) {
    const record = recordAt(lines, at, records[0]);
    if (record === null) break;
    records.push(record);
    for (const rule of between) rules.add(rule);
    between = [];
    end = at + record.length;
    at = end;
    for (let rule = ruleOf(lines, at); rule !== null; rule = ruleOf(lines, at)) {
      if (rule !== "") between.push(rule);
      at += 1;
    }
  }
  const names = (records[0] ?? []).map(({ name }) => name);
  if (records.length < FEWEST_RECORDS || rules.size > 1 || !areRows(records)) return null;
  const head = (records[0] ?? []).map(({ line }, index) =>
    placed(names[index] ?? "", [table, 1, index + 1, line]),
  );
  const body = records.map((record, row) =>
    record.map(({ value, line }, index) => placed(value, [table, row + 2, index + 1, line])),
  );
  return { rows: [head, ...body], length: end - start };
}

/** A line between records, no field itself. */
function ruleOf(lines: readonly TextLine[], at: number): string | null {
  const line = lines[at];
  return line === undefined || fieldIn(line) !== null ? null : ruleIn(line);
}

/** The fields from a line on: up to one that is named before, or those of the first record; null where they are others. */
function recordAt(
  lines: readonly TextLine[],
  start: number,
  first: readonly Field[] | undefined,
): Field[] | null {
  const fields: Field[] = [];
  const most = first?.length ?? MOST_FIELDS;
  for (let at = start; fields.length < most; at += 1) {
    const field = fieldIn(lines[at]);
    if (field === null || fields.some(({ name }) => name === field.name)) break;
    fields.push(field);
  }
  const isSame = first?.every(({ name }, index) => fields[index]?.name === name) ?? true;
  return fields.length >= FEWEST_FIELDS && isSame ? fields : null;
}

/** One field at least says what the record is about, and differs; all others have values alone, or none. */
function areRows(records: readonly (readonly Field[])[]): boolean {
  const columns = (records[0] ?? []).map((_, index) => records.map((record) => record[index]?.value ?? ""));
  const values = columns.filter((column) => column.every((text) => VALUE.test(text)));
  const words = columns.filter((column) =>
    column.every((text) => /\p{L}{2}/u.test(text) && !VALUE.test(text)),
  );
  return (
    words.length > 0 &&
    values.length + words.length === columns.length &&
    words.some((column) => new Set(column).size === column.length) &&
    values.flat().some((text) => /\d/u.test(text))
  );
}

const placed = (text: string, [table, row, cell, line]: [number, number, number, number]) => ({
  text,
  rowSpan: 1,
  colSpan: 1,
  at: { table, row, cell, line },
});
