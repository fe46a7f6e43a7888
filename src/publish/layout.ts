// The files of a release and their columns: one description that writers, data package and codebook all follow.
// Must not write anything.
import type { Concepts } from "./concepts.ts";
import { HOLDS_REPORT, RELATION_TO_PRIMARY } from "./organs.ts";
import { reasonColumn } from "./panel.ts";

export type FieldType = "string" | "integer" | "number" | "date" | "boolean";

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly zh: string;
  readonly en: string;
  readonly enum?: readonly string[];
  /** Whether a missing value has a reason of its own in the Stata file. */
  readonly reasons?: boolean;
  readonly unit?: string;
  /** How a derived value is made. */
  readonly formula?: string;
}

export interface Sheet {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly fields: readonly Field[];
  readonly key: readonly string[];
  readonly foreign: readonly {
    readonly fields: readonly string[];
    readonly sheet: string;
    readonly to: readonly string[];
  }[];
  /** A select in a total order; without one for a table that is written in parts. */
  readonly sql: string;
  /** Written by edition and year, from the table of its name: too long to be made twice. */
  readonly inParts?: true;
}

export const text = (name: string, zh: string, en: string, values?: readonly string[]): Field => ({
  name,
  type: "string",
  zh,
  en,
  ...(values ? { enum: values } : {}),
});
const whole = (name: string, zh: string, en: string): Field => ({ name, type: "integer", zh, en });

export const ORGAN_TYPES = [
  "government",
  "office",
  "department",
  "township",
  "subdistrict",
  "zone",
  "vertical",
  "institution",
  "enterprise",
];
const QUALITY = ["A", "B", "C", "D"];
const STATUS = ["holds", "fails", "not_evaluable"];
const STATES = ["reported", "blank", "struck", "absent", "unreadable"];

const PLACE: readonly Field[] = [
  text(
    "organ_code",
    "机关代码：地点、类型、名称",
    "Code of the organ: place, type, name; empty where the place is not known",
  ),
  text("organ_name_zh", "印出的机关名称", "The organ's name as printed"),
  text("organ_type", "机关类型", "Kind of organ", ["", ...ORGAN_TYPES]),
  text("organ_function", "职能，多个以加号相连", "Tasks, + between"),
  whole("level", "层级：1中央 2省 3市 4县 5乡", "Level: 1 centre, 2 province, 3 city, 4 county, 5 town"),
  text("code_then", "报告年度的区划代码", "Code of the place as of the report's year"),
  text("code_2023", "2023年的区划代码", "Code of the place in the table of 2023"),
  text("province_code", "省级代码", "Code of the province"),
  text("province_name", "省级名称", "Name of the province"),
  text("city_code_2023", "地级代码（2023）", "Code of the city, 2023"),
  text("city_name", "地级名称", "Name of the city"),
  text("county_code_2023", "县级代码（2023）", "Code of the county, 2023"),
  text("county_name", "县级名称", "Name of the county"),
  text("zone", "开发区等", "Zone"),
  text("place_evidence", "地点的依据", "What the place rests on: name, context, host"),
  text("place_doubt", "地点存疑的原因", "Why the place is in doubt or not given"),
];

const DOCUMENT: readonly Field[] = [
  whole("year", "报告年度", "Year of the report"),
  text("edition", "表格版本", "Edition of the form: form2014, form2019, form2021, local"),
  { name: "published_on", type: "date", zh: "发布日期", en: "Date of publication" },
  text("captured_at", "采集时间", "When it was captured"),
];

const QUALITY_FIELDS: readonly Field[] = [
  whole("q_cells", "单元格数", "Cells of the form's tables"),
  whole("q_doubtful", "存疑单元格数", "Cells in doubt"),
  whole("q_blank", "空白单元格数", "Blank cells"),
  whole("q_unreadable", "不可读单元格数", "Unreadable cells"),
  whole("q_failed", "不成立的关系数", "Relations that fail"),
  whole("q_unevaluable", "不能核对的关系数", "Relations that cannot be evaluated"),
  whole("q_holding", "成立的关系数", "Relations that hold"),
  whole("q_tables_missing", "缺少的表", "Tables that are missing"),
  text(
    "quality",
    "质量等级：A全部印出且关系成立 B有不能核对的关系 C存疑或关系不成立 D缺表",
    "A all printed and all sums hold · B sums that cannot be evaluated · C doubts or broken sums · D a table is missing",
    QUALITY,
  ),
];

const PLACED = `
  select p.*, g.name as province_name, substr(p.code_2023, 1, 2) || '0000' as province_code_any,
    c.code as city_code_2023, c.name as city_name, n.code as county_code_2023, n.name as county_name
  from placed p
  left join places g on g.code = substr(coalesce(nullif(p.code_2023, ''), p.code_then), 1, 2) || '0000'
  left join places c on c.code = case when substr(p.code_2023, 3, 2) <> '00' then substr(p.code_2023, 1, 4) || '00' end
  left join places n on n.code = case when substr(p.code_2023, 5, 2) <> '00' then substr(p.code_2023, 1, 6) end`;

const PLACE_SQL = `w.organ_code, w.organ_name_zh, w.organ_type, w.organ_function, w.level, w.code_then, w.code_2023,
  case when w.province_name is null then '' else substr(coalesce(nullif(w.code_2023, ''), w.code_then), 1, 2) || '0000' end as province_code,
  coalesce(w.province_name, '') as province_name, coalesce(w.city_code_2023, '') as city_code_2023,
  coalesce(w.city_name, '') as city_name, coalesce(w.county_code_2023, '') as county_code_2023,
  coalesce(w.county_name, '') as county_name, w.zone, w.place_evidence, w.place_doubt`;

const QUALITY_SQL = QUALITY_FIELDS.map(({ name }) => `q.${name}`).join(", ");

/** The panel, and in its table the reasons, from which the Stata file is written. */
export function panelSheet({ concepts, derived }: Concepts, prose: readonly Field[]): Sheet {
  const figures = concepts.map(
    ({ concept, label_zh, label_en, unit, kind }): Field => ({
      name: concept,
      type: kind === "count" ? "integer" : "number",
      zh: label_zh,
      en: label_en,
      unit,
      reasons: true,
    }),
  );
  const reasons = [
    ...concepts.map(({ concept }) => `v.${reasonColumn(concept)}`),
    ...prose.map(({ name }) => `s.${reasonColumn(name)}`),
  ];
  const values = [
    ...[...concepts.map(({ concept }) => concept), ...derived.map(({ name }) => name)].map(
      (name) => `v.${name}`,
    ),
    ...prose.map(({ name }) => `s.${name}`),
  ];
  const made = derived.map(
    ({ name, formula, label_zh, label_en }): Field => ({
      name,
      type: "number",
      zh: label_zh,
      en: label_en,
      formula,
    }),
  );
  return {
    name: "panel",
    zh: "面板：每机关每年一行",
    en: "Panel: one line for each organ and year",
    fields: [
      ...PLACE,
      ...DOCUMENT,
      ...figures,
      ...made,
      ...prose,
      ...QUALITY_FIELDS,
      text("url", "来源", "Where the document was found"),
      text("document_key", "文件键", "Key of the document"),
      text("report_key", "报告键：机关与年度", "Key of the report: organ and year"),
      text("sha256", "字节摘要", "Digest of the document's bytes"),
    ],
    key: ["report_key"],
    foreign: [{ fields: ["document_key"], sheet: "reports", to: ["document_key"] }],
    sql: `with w as (${PLACED})
      select ${PLACE_SQL}, w.year, w.edition, w.published_on, w.captured_at, ${values.join(", ")}, ${QUALITY_SQL},
        w.source as url, w.document_key, w.report_key, w.sha256, ${reasons.join(", ")}
      from panel v join w using (document_key) join counted q using (document_key) join prose_panel s using (document_key)
      order by w.report_key`,
  };
}

export function reportsSheet(): Sheet {
  return {
    name: "reports",
    zh: "文件：每份文件一行，包括不是报告的",
    en: "Documents: one line each, also those that are no report",
    fields: [
      text("document_key", "文件键", "Key of the document: source, capture time and bytes"),
      text(
        "report_key",
        "报告键",
        "Key of the report: organ and year; where its organ is not known, the key of the first document with these bytes",
      ),
      {
        name: "is_primary",
        type: "boolean",
        zh: "是否代表该报告",
        en: "Whether it stands for its report in the panel",
      },
      text("superseded_by", "代表该报告的文件", "The document that stands for the report instead"),
      text("relation_to_primary", "与代表文件的关系", "What it is to that document", [
        "",
        "copy",
        "version",
        "other",
      ]),
      text("source", "来源", "Where the document was found"),
      text("container", "文件格式", "Container"),
      text("title", "标题", "Title"),
      ...PLACE,
      ...DOCUMENT,
      text("status", "处理状态", "Status of the reading", [
        "clean",
        "flagged",
        "partial",
        "not_a_report",
        "failed",
      ]),
      text("doubt", "状态的原因", "Why it is not clean"),
      ...QUALITY_FIELDS,
      text("copy_of", "相同内容的来源", "Source that it repeats"),
      text("attachment_of", "附件所属页面", "Page that it is attached to"),
      text("differs_from", "数字不同的同一报告", "Source of the same report with other figures"),
      text("sha256", "字节摘要", "Digest of the document's bytes"),
      whole("bytes", "字节数", "Bytes"),
      text("archive", "存档", "Archive that holds the bytes, where the source is an address"),
      text("record", "存档中的记录", "What the archive calls the record: its id, or its line"),
      whole("byte_offset", "起始字节", "Byte of the archive at which the record begins"),
    ],
    key: ["document_key"],
    foreign: [],
    sql: `with w as (${PLACED})
      select w.document_key, w.report_key, w.place_in_key = 1 and ${HOLDS_REPORT.replace("status", "w.status")} as is_primary,
        case when w.place_in_key > 1 then w.primary_key else '' end as superseded_by, ${RELATION_TO_PRIMARY} as relation_to_primary,
        w.source, w.container, w.title, ${PLACE_SQL}, w.year, w.edition, w.published_on, w.captured_at, w.status, w.doubt,
        ${QUALITY_SQL}, w.duplicate_of as copy_of, w.attachment_of, w.differs_from, w.sha256, w.bytes,
        w.archive, w.record, w.byte_offset
      from w join counted q using (document_key)
      order by w.document_key`,
  };
}

export function cellsSheet(): Sheet {
  return {
    name: "cells",
    zh: "单元格：每个印出的格一行",
    en: "Cells: one line for each cell of a form's table",
    fields: [
      text("document_key", "文件键", "Key of the document"),
      text("table_id", "表", "Table of the form"),
      text("row_id", "行", "Row of the form, or label: and the printed label"),
      text("column_id", "列", "Column of the form"),
      whole("occurrence", "同名行的次序", "Which of several rows of one name"),
      { name: "value", type: "number", zh: "数值", en: "The number printed; empty where none is" },
      text("raw", "原文", "The cell's text as printed"),
      text("state", "状态", "What the cell shows", STATES),
      text("doubt", "存疑原因", "Why the reading is not certain; empty when it is"),
      text("settled_by", "读法依据", "What settled the reading"),
      text("alternatives", "其他可能读法", "Readings that remain possible, | between"),
      text("unit_printed", "印出的单位", "Unit printed in or beside the cell"),
      text("locator", "位置", "Where it stands in the document"),
    ],
    key: ["document_key", "table_id", "row_id", "column_id"],
    foreign: [{ fields: ["document_key"], sheet: "reports", to: ["document_key"] }],
    sql: `select document_key, table_id, row_id, column_id, occurrence, value, raw, state, doubt,
        coalesce(settled_by, '') as settled_by, alternatives, coalesce(unit_printed, '') as unit_printed,
        coalesce(locator, '') as locator
      from cells`,
    inParts: true,
  };
}

export function checksSheet(): Sheet {
  return {
    name: "checks",
    zh: "勾稽关系：每次核对一行",
    en: "Relations: one line for each one evaluated",
    fields: [
      text("document_key", "文件键", "Key of the document"),
      text("table_id", "表", "Table of the form"),
      text("relation", "关系", "Relation of the form"),
      text("at_key", "所在行或列", "Row or column it was evaluated at"),
      { name: "lhs", type: "number", zh: "左边", en: "Left side" },
      { name: "rhs", type: "number", zh: "右边", en: "Right side" },
      { name: "difference", type: "number", zh: "差", en: "Left minus right" },
      text("status", "结果", "What it says of what is printed", STATUS),
      text(
        "status_blank_as_zero",
        "空白视为零时的结果",
        "What it would say if blank and struck cells were zero",
        STATUS,
      ),
      whole("terms_blank", "空白的项", "Terms that are blank or struck"),
      {
        name: "chose_reading",
        type: "boolean",
        zh: "是否用于选择读法",
        en: "Whether it chose the reading, and so cannot confirm it",
      },
    ],
    key: ["document_key", "table_id", "relation", "at_key"],
    foreign: [{ fields: ["document_key"], sheet: "reports", to: ["document_key"] }],
    sql: `select document_key, table_id, relation, at_key, lhs, rhs, difference, status, status_blank_as_zero,
        terms_blank, chose_reading from checks`,
    inParts: true,
  };
}

export function acrossSheet(): Sheet {
  return {
    name: "across_years",
    zh: "跨年关系",
    en: "Relations between the reports of one organ in two years",
    fields: [
      text("organ_code", "机关代码", "Code of the organ"),
      whole("year", "年度", "The later year"),
      text("relation", "关系", "Relation"),
      text("document_key", "文件键", "Key of the later document"),
      text("document_key_before", "上年文件键", "Key of the document of the year before"),
      { name: "lhs", type: "number", zh: "本年所印", en: "What this year prints" },
      { name: "rhs", type: "number", zh: "由上年推得", en: "What follows from last year" },
      { name: "difference", type: "number", zh: "差", en: "Left minus right" },
      text("status", "结果", "Result", STATUS),
    ],
    key: ["organ_code", "year", "relation"],
    foreign: [{ fields: ["document_key"], sheet: "reports", to: ["document_key"] }],
    sql: `select organ_code, year, relation, document_key, document_key_before, lhs, rhs, difference, status
      from across_years order by organ_code, year, relation`,
  };
}

export function organsSheet(): Sheet {
  return {
    name: "organs",
    zh: "机关",
    en: "Organs",
    fields: [
      text("organ_code", "机关代码", "Code of the organ"),
      text("organ_name_zh", "最近一年印出的名称", "Name as printed in its last year"),
      text("organ_type", "类型", "Kind", ORGAN_TYPES),
      text("organ_function", "职能", "Tasks"),
      whole("level", "层级", "Level"),
      text("code_2023", "2023年代码", "Code of the place, 2023"),
      whole("first_year", "最早年度", "First year with a report here"),
      whole("last_year", "最近年度", "Last year with a report here"),
      whole("reports", "报告数", "Reports here"),
    ],
    key: ["organ_code"],
    foreign: [],
    sql: `select organ_code, max_by(organ_name_zh, (year, document_key)) as organ_name_zh, any_value(organ_type) as organ_type,
        max_by(organ_function, (year, document_key)) as organ_function, max_by(level, (year, document_key)) as level,
        max_by(code_2023, (year, document_key)) as code_2023, min(year) as first_year, max(year) as last_year, count(*) as reports
      from primaries group by organ_code order by organ_code`,
  };
}

/** Counts of results, small enough for readers without Parquet. */
export function relationsSheet(): Sheet {
  const key = ["relation", "table_id", "edition", "year", "province_code", "level"];
  const counts = STATUS.flatMap((status) => [
    `count(*) filter (k.status = '${status}') as ${status}`,
    `count(*) filter (k.status_blank_as_zero = '${status}') as ${status}_blank_as_zero`,
  ]);
  return {
    name: "relations",
    zh: "勾稽关系结果：按关系、年度、省、层级计数",
    en: "Results of relations in the reports of the panel, counted by relation, year, province and level",
    fields: [
      text("relation", "关系", "Relation of the form"),
      text("table_id", "表", "Table of the form"),
      text("edition", "表格版本", "Edition of the form"),
      whole("year", "年度", "Year"),
      text("province_code", "省级代码", "Code of the province"),
      whole("level", "层级", "Level"),
      ...STATUS.flatMap((status) => [
        whole(status, `结果为${status}的次数`, `Times the result is ${status}`),
        whole(
          `${status}_blank_as_zero`,
          `空白视为零时结果为${status}的次数`,
          `The same with blanks read as zero`,
        ),
      ]),
    ],
    key,
    foreign: [],
    sql: `select k.relation, k.table_id, k.edition, r.year, r.province_code, r.level, ${counts.join(", ")}
      from checks k join out_reports r using (document_key) where r.is_primary group by all order by ${key.join(", ")}`,
  };
}
