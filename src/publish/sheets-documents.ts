// Tables of a release with a line for each report, document or organ. Must not write anything.
import { type Concepts, type Derived, editionName } from "./concepts.ts";
import {
  documentFields,
  levelField,
  organTypeField,
  PLACE,
  QUALITY_FIELDS,
  STATUS_FIELDS,
} from "./fields.ts";
import { type Codes, coded, type Field, flag, type Sheet, text, whole } from "./layout.ts";
import {
  FIGURE_STATES,
  MISSING,
  NO_TABLE,
  NOT_ON_FORM,
  NOT_STATED,
  NOT_THERE,
  STATED,
  STATEMENT_STATES,
} from "./missing.ts";
import { mayStand, RELATION_TO_PRIMARY, RELATIONS_TO_PRIMARY } from "./organs.ts";
import { reasonColumn } from "./panel.ts";

/** The place, or where that is not known the unit that the name prints around it: its province, city and county are known. */
const PLACED = `
  select p.*, coalesce(nullif(p.organ_code, ''), p.report_key) as organ_key, g.code as province_code, g.name as province_name,
    c.code as city_code_2023, c.name as city_name, n.code as county_code_2023, n.name as county_name
  from (select *, coalesce(nullif(code_2023, ''), nullif(place_within, '')) as unit_2023 from placed) p
  left join places g on g.code = substr(coalesce(p.unit_2023, p.code_then), 1, 2) || '0000'
  left join places c on c.code = case when substr(p.unit_2023, 3, 2) <> '00' then substr(p.unit_2023, 1, 4) || '00' end
  left join places n on n.code = case when substr(p.unit_2023, 5, 2) <> '00' then substr(p.unit_2023, 1, 6) end`;

const PLACE_SQL = `w.organ_code, w.organ_key, w.organ_name_zh, w.organ_type, w.organ_function, w.level, w.code_then, w.code_2023,
  w.province_code, w.province_name, w.city_code_2023, w.city_name, w.county_code_2023, w.county_name, w.zone, w.place_evidence,
  w.place_doubt`;

const STATUS_SQL = "w.status, w.status_reasons";
const QUALITY_SQL = QUALITY_FIELDS.map(({ name }) => `q.${name}`).join(", ");

/** The panel, and in its table the reasons, from which the Stata file and the table of states are made. */
export function panelSheet(concepts: Concepts, prose: readonly Field[], editions: Codes): Sheet {
  const figures = figureFields(concepts);
  const derived = concepts.derived.map(derivedField);
  const values = [
    ...[...figures, ...derived].map(({ name }) => `v.${name}`),
    ...prose.map(({ name }) => `s.${name}`),
  ];
  const reasons = [
    ...figures.map(({ name }) => `v.${reasonColumn(name)}`),
    ...prose.map(({ name }) => `s.${reasonColumn(name)}`),
  ];
  return {
    name: "panel",
    zh: "面板：每机关每年一行，取代表该报告的文件；机关不明的报告各自一行",
    en: "Panel: one line for each organ and year, from the document that stands for it; a report of an unknown organ has a line of its own",
    fields: [
      ...PLACE,
      ...documentFields(editions),
      ...STATUS_FIELDS,
      ...figures,
      ...derived,
      ...prose,
      ...QUALITY_FIELDS,
      text(
        "url",
        "来源：地址或输入中的路径",
        "Where the document was found: its address, or its path below the input",
      ),
      text("document_key", "文件键", "Key of the document"),
      text("report_key", "报告键：机关与年度", "Key of the report: organ and year"),
      text("sha256", "字节摘要", "Digest of the document's bytes"),
    ],
    key: ["report_key"],
    foreign: [
      { fields: ["document_key"], sheet: "reports", to: ["document_key"] },
      { fields: ["organ_code"], sheet: "organs", to: ["organ_code"] },
    ],
    formats: ["parquet", "csv.gz", "dta", "xlsx"],
    sql: `with w as (${PLACED})
      select ${PLACE_SQL}, w.year, w.edition, w.published_on, w.captured_at, ${STATUS_SQL}, ${values.join(", ")}, ${QUALITY_SQL},
        w.source as url, w.document_key, w.report_key, w.sha256, ${reasons.join(", ")}
      from panel v join w using (document_key) join counted q using (document_key) join prose_panel s using (document_key)
      order by w.report_key`,
  };
}

function figureFields({ concepts }: Concepts): Field[] {
  return concepts.map(({ concept, label_zh, label_en, unit, kind }) => ({
    name: concept,
    type: kind === "count" ? "integer" : "number",
    zh: label_zh,
    en: label_en,
    unit,
    reasons: true,
  }));
}

function derivedField({ name, formula, editions, unit, label_zh, label_en }: Derived): Field {
  const only = editions.map(editionName).join(", ");
  return {
    ...{ name, type: "number", unit, formula: `${formula} [${only}]` },
    zh: `${label_zh}；只对 ${only}；任一项为空或除数为0则空`,
    en: `${label_en}; for ${only} only; empty where a term is, or what it is divided by is 0`,
  };
}

/** Why a figure of the panel is empty, in the formats that have one kind of missing only. */
export function panelStatesSheet(concepts: Concepts, prose: readonly Field[]): Sheet {
  const figures = concepts.concepts.map(({ concept }) => ({
    of: concept,
    field: coded(stateColumn(concept), `${concept} 的状态`, `State of ${concept}`, FIGURE_STATES),
    sql: stateSql(
      concept,
      "reported",
      `case when has_table then '${NOT_ON_FORM.state}' else '${NO_TABLE.state}' end`,
    ),
  }));
  const statements = prose.map(({ name }) => ({
    of: name,
    field: coded(stateColumn(name), `${name} 的状态`, `State of ${name}`, STATEMENT_STATES),
    sql: stateSql(name, Object.keys(STATED).join(), `'${NOT_STATED.state}'`),
  }));
  const all = [...figures, ...statements];
  return {
    name: "panel_states",
    zh: "面板各数字的状态：与面板同行，以 report_key 相连；为空的原因",
    en: "States of the panel's figures: the same lines, joined by report_key; they tell why a figure is empty",
    fields: [text("report_key", "报告键", "Key of the report"), ...all.map(({ field }) => field)],
    key: ["report_key"],
    foreign: [{ fields: ["report_key"], sheet: "panel", to: ["report_key"] }],
    formats: ["parquet", "csv.gz"],
    sql: `select report_key, ${all.map(({ sql }) => sql).join(", ")} from out_panel`,
  };
}

function stateColumn(name: string): string {
  return `${name}_state`;
}

/** @param notThere SQL of the state of what is not looked for */
function stateSql(name: string, given: string, notThere: string): string {
  const cases = Object.entries(MISSING).map(([letter, { state }]) => `when '${letter}' then '${state}'`);
  return `case ${reasonColumn(name)} when '' then '${given}' when '${NOT_THERE}' then ${notThere} ${cases.join(" ")} end as ${stateColumn(name)}`;
}

export function reportsSheet(editions: Codes): Sheet {
  return {
    name: "reports",
    zh: "文件：每份文件一行，也包括副本、其他版本和不是报告的",
    en: "Documents: one line each, also copies, other versions and what is no report",
    fields: [
      text("document_key", "文件键", "Key of the document: source, capture time and bytes"),
      text(
        "report_key",
        "报告键",
        "Key of the report: organ and year; where its organ is not known, the key of the first document with these bytes",
      ),
      flag("is_primary", "是否代表该报告", "Whether it stands for its report in the panel"),
      text("superseded_by", "代表该报告的文件", "The document that stands for the report instead"),
      coded(
        "relation_to_primary",
        "与代表文件的关系；自己是代表则空",
        "What it is to that document; empty for the primary one",
        RELATIONS_TO_PRIMARY,
      ),
      text(
        "input",
        "所属输入的名称：其路径的最后一段，同名时取可区分的几段；run 不写明则空",
        "Name of the input that it was found below: the last part of its path, or so many as tell it from the others; empty where the run does not tell it",
      ),
      flag(
        "is_test",
        "发布者是否说明该输入是测试或虚构的文件：这样的文件不进入面板、relations 和跨年关系",
        "Whether the publisher says of its input that it is test material or made up: such documents are not in panel, relations and across_years",
      ),
      text(
        "source",
        "来源：地址或输入中的路径",
        "Where the document was found: its address, or its path below the input",
      ),
      text("container", "文件类型，由内容判断", "Kind of file, told by its content: html, pdf, docx, txt …"),
      text("title", "印出的标题", "Title as printed"),
      ...PLACE,
      ...documentFields(editions),
      ...STATUS_FIELDS,
      ...QUALITY_FIELDS,
      text("copy_of", "相同内容的来源", "Source that it repeats"),
      text("attachment_of", "附件所属页面", "Page that it is attached to"),
      text("differs_from", "数字不同的同一报告", "Source of the same report with other figures"),
      text("sha256", "字节摘要", "Digest of the document's bytes"),
      whole("bytes", "字节数", "Bytes"),
      text(
        "archive",
        "存档；来源不是网址则空",
        "Archive that holds the bytes, where the source is an address",
      ),
      text("record", "存档中的记录", "What the archive calls the record: its id, or its line"),
      whole("byte_offset", "起始字节", "Byte of the archive at which the record begins"),
    ],
    key: ["document_key"],
    foreign: [{ fields: ["superseded_by"], sheet: "reports", to: ["document_key"] }],
    formats: ["parquet", "csv.gz", "xlsx"],
    sql: `with w as (${PLACED})
      select w.document_key, w.report_key, w.place_in_key = 1 and ${mayStand("w")} as is_primary,
        case when w.place_in_key > 1 then w.primary_key end as superseded_by, ${RELATION_TO_PRIMARY} as relation_to_primary,
        w.input, w.is_test, w.source, w.container, w.title, ${PLACE_SQL}, w.year, w.edition, w.published_on, w.captured_at, ${STATUS_SQL},
        ${QUALITY_SQL}, w.duplicate_of as copy_of, w.attachment_of, w.differs_from, w.sha256, w.bytes,
        w.archive, w.record, w.byte_offset
      from w join counted q using (document_key)
      order by w.document_key`,
  };
}

export function organsSheet(): Sheet {
  return {
    name: "organs",
    zh: "机关：面板中有代码的机关；名称属于另一机关名单（改革后合并、更名）的另有代码",
    en: "Organs with a code in the panel. Spellings of one name share a code; an organ that a reform merged or renamed has another",
    fields: [
      text("organ_code", "机关代码", "Code of the organ"),
      text("organ_name_zh", "最近一年印出的名称", "Name as printed in its last year"),
      organTypeField(),
      text("organ_function", "职能", "Tasks"),
      levelField(),
      text("code_2023", "2023年代码，文本", "Code of the place, 2023; text"),
      whole("first_year", "最早年度", "First year with a report here"),
      whole("last_year", "最近年度", "Last year with a report here"),
      whole("reports", "面板中的报告数", "Its lines in the panel"),
    ],
    key: ["organ_code"],
    foreign: [],
    formats: ["parquet", "csv"],
    sql: `select organ_code, max_by(organ_name_zh, (year, document_key)) as organ_name_zh, any_value(organ_type) as organ_type,
        max_by(organ_function, (year, document_key)) as organ_function, max_by(level, (year, document_key)) as level,
        max_by(code_2023, (year, document_key)) as code_2023, min(year) as first_year, max(year) as last_year, count(*) as reports
      from out_panel where organ_code is not null group by organ_code order by organ_code`,
  };
}
