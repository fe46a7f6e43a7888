// The panel as a Stata file: a value that is not given is a missing that tells why.
import { type DtaColumn, type DtaValue, writeDta } from "./dta.ts";
import type { Engine, SqlValue } from "./engine.ts";
import type { Sheet } from "./layout.ts";
import { MISSING, NOT_THERE } from "./missing.ts";
import { reasonColumn } from "./panel.ts";
import { printed } from "./write.ts";

/** Letter of a missing → why there is no value. */
export const MEANINGS: ReadonlyMap<string, string> = new Map(
  Object.entries(MISSING).map(([letter, { state }]) => [letter, state]),
);

export async function writePanelDta(
  engine: Engine,
  sheet: Sheet,
  title: string,
  path: string,
): Promise<void> {
  const columns = await dtaColumns(engine, sheet);
  const reasons = sheet.fields.flatMap(({ name, reasons }) => (reasons ? [reasonColumn(name)] : []));
  const names = [...sheet.fields.map(({ name }) => name), ...reasons];
  const [count] = await engine.all("select count(*) as lines from out_panel");
  const table = { title, columns, rows: Number(count?.["lines"] ?? 0), missings: MEANINGS };
  await writeDta(path, table, rowsOf(engine, sheet, names));
}

async function* rowsOf(engine: Engine, sheet: Sheet, names: readonly string[]): AsyncGenerator<DtaValue[][]> {
  const places = new Map(names.map((name, at) => [name, at]));
  const why = sheet.fields.map(({ name, reasons }) => (reasons ? places.get(reasonColumn(name)) : undefined));
  for await (const rows of engine.stream(`select ${names.join(", ")} from out_panel order by report_key`))
    yield rows.map((row) =>
      sheet.fields.map((field, at) => toDta(field.type, row[at] ?? null, row[why[at] ?? -1] ?? NOT_THERE)),
    );
}

function toDta(type: string, value: SqlValue, why: SqlValue): DtaValue {
  if (type === "string" || type === "date") return printed(value);
  return value === null ? { missing: String(why) } : Number(value);
}

async function dtaColumns(engine: Engine, sheet: Sheet): Promise<DtaColumn[]> {
  const texts = sheet.fields.filter(({ type }) => type === "string");
  const longest = texts.map(({ name }) => `max(octet_length(encode(${name}))) as ${name}`);
  const [widths] = await engine.all(`select ${longest.join(", ")} from out_panel`);
  return sheet.fields.map(({ name, type, zh, en, reasons }) => ({
    name,
    label: `${zh} ${en}`,
    width: type === "date" ? 10 : type === "string" ? Number(widths?.[name] ?? 1) : null,
    labelled: reasons ?? false,
  }));
}
