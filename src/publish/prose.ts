// What the prose of reports states: a long table, and columns of the panel that no figure of a table ever enters.
// Must not choose between sentences: where they differ, or are in doubt, the panel says why it has no figure.
import { type ProseRules, STATEMENT_DOUBTS, type StatementRule } from "../model/prose.ts";
import { hasTwice, plain, unionOf } from "./documents.ts";
import { type Engine, quoted } from "./engine.ts";
import { type Codes, coded, codedEach, type Field, flag, number, type Sheet, text, whole } from "./layout.ts";
import { NOT_THERE } from "./missing.ts";
import { reasonColumn } from "./panel.ts";

/** A statement that has one figure a year, as a column of the panel. */
export interface ProseColumn {
  readonly name: string;
  readonly rule: StatementRule;
}

/** Statements without parts; the others are in the long table alone. */
export function proseColumns(rules: ProseRules | null): ProseColumn[] {
  return (rules?.statements ?? [])
    .filter(({ labelled }) => labelled === null)
    .map((rule) => ({ name: `p_${rule.key.replace(".", "_")}`, rule }));
}

export function proseFields(columns: readonly ProseColumn[]): Field[] {
  return columns.map(({ name, rule }) => ({
    name,
    type: "number",
    zh: `正文：${rule.label}`,
    en: `Stated in prose, an explicit none as 0, certain and for the report's year only: ${rule.labelEn}`,
    unit: rule.unit,
    reasons: true,
  }));
}

export async function loadProse(engine: Engine, runs: readonly string[]): Promise<void> {
  await engine.run(
    `create table raw_prose as select row_number() over () as line, * from (${unionOf(runs, "prose.csv")})`,
  );
  if (await hasTwice(engine))
    await engine.run(
      "create or replace table raw_prose as select min(line) as line, * exclude (line) from raw_prose group by all",
    );
  await engine.run(`
    create table prose as
    select d.document_key, row_number() over (partition by d.document_key order by s.line)::integer as place,
      s.statement, ${plain("s.label")} as label, try_cast(s.value as double) as value, ${plain("s.raw")} as raw, coalesce(s.unit, '') as unit,
      s.approximate = 'true' as approximate, s.period, s.negated = 'true' as negated, ${plain("s.sentence")} as sentence,
      coalesce(s.locator, '') as locator, coalesce(s.doubt, '') as doubt, coalesce(s.agrees_with_table, '') as agrees_with_table,
      try_cast(s.table_value as double) as table_value, coalesce(s.table_cell, '') as table_cell
    from raw_prose s join documents d on d.document_key = s.document_key and d.run = s.run`);
}

/** The certain figure of the year where all sentences that are certain give one; `d` where they differ or none is certain. */
export async function makeProsePanel(engine: Engine, columns: readonly ProseColumn[]): Promise<void> {
  const selected = columns.flatMap(({ name, rule: { key } }) => [
    `max(f.figure) filter (f.statement = ${quoted(key)}) as ${name}`,
    `coalesce(max(f.reason) filter (f.statement = ${quoted(key)}), '${NOT_THERE}') as ${reasonColumn(name)}`,
  ]);
  await engine.run(`
    create table told as
    select document_key, statement,
      count(distinct value * scale) filter (doubt = '' and not approximate) as figures,
      case when figures = 1 then max(value * scale) filter (doubt = '' and not approximate) end as figure,
      case when figures = 1 then '' else 'd' end as reason
    from (select *, ${scaleSql(columns)} as scale from prose) where period = 'year' group by all`);
  await engine.run(`
    create table prose_panel as
    select p.document_key${selected.map((one) => `, ${one}`).join("")}
    from panel p left join told f using (document_key) group by p.document_key`);
}

/** What one of a printed unit is worth in the unit of its column. */
function scaleSql(columns: readonly ProseColumn[]): string {
  const cases = columns.flatMap(({ rule }) =>
    [...rule.scale].map(
      ([unit, scale]) => `when statement = ${quoted(rule.key)} and unit = ${quoted(unit)} then ${scale}`,
    ),
  );
  return cases.length > 0 ? `case ${cases.join(" ")} else 1 end` : "1";
}

const PERIODS: Codes = {
  year: { en: "the report's own year", zh: "报告年度" },
  cumulative: { en: "since disclosure began", zh: "历年累计" },
  other: { en: "any other stretch of time", zh: "其他期间" },
};

const AGREES: Codes = {
  agrees: {
    en: "the table prints the same, in the unit of its cell",
    zh: "与表格一致（按单元格的单位比较）",
  },
  differs: { en: "the table prints another figure; neither is corrected", zh: "与表格不一致，两者均不改动" },
};

export function proseSheet(rules: ProseRules | null): Sheet {
  const statements = (rules?.statements ?? []).map(
    ({ key, label, labelEn, unit }) =>
      [key, { zh: `${label}（${unit}）`, en: `${labelEn} (${unit})` }] as const,
  );
  return {
    name: "prose",
    zh: "正文所述：每处一行",
    en: "Prose: one line for each statement of a sentence",
    fields: [
      text("document_key", "文件键", "Key of the document"),
      whole("place", "文中次序", "Which statement of the document"),
      coded("statement", "所述的量", "What is stated", Object.fromEntries(statements)),
      text("label", "部分名称", "Words that name a part, as printed"),
      number("value", "数值，按所印单位", "The number said, in the unit printed; 0 for an explicit none"),
      text("raw", "原文", "The number, or the words that deny, as printed"),
      text("unit", "印出的单位", "Unit printed"),
      flag("approximate", "约数", "Whether the words say «about»"),
      coded("period", "期间", "Stretch of time", PERIODS),
      flag("negated", "明言没有", "Whether it is an explicit none"),
      text("sentence", "句子", "The sentence, or the heading that has the figure"),
      text(
        "locator",
        "在文件中的位置，写法见“从数字到字节”",
        "Where it stands in the document, written as «From a figure to its bytes» says",
      ),
      codedEach(
        "doubt",
        "存疑原因",
        "Why the reading is not certain; empty when it is",
        STATEMENT_DOUBTS,
        ";",
      ),
      coded(
        "agrees_with_table",
        "与表格是否一致；没有可比的单元格则空",
        "Whether the report's own table says the same; empty where no certain cell is comparable",
        AGREES,
      ),
      number("table_value", "表格数值", "The table's figure"),
      text("table_cell", "表格单元格", "The table's cell, or the cells that are added up"),
    ],
    key: ["document_key", "place"],
    foreign: [{ fields: ["document_key"], sheet: "reports", to: ["document_key"] }],
    formats: ["parquet"],
    sql: `select document_key, place, statement, label, value, raw, unit, approximate, period, negated, sentence, locator, doubt,
        agrees_with_table, table_value, table_cell from prose order by document_key, place`,
  };
}
