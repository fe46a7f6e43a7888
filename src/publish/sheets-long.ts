// Tables of a release with a line for each cell, sum or sentence, and their counts. Must not write anything.
import { CELL_STATES, CHECK_STATUSES, SETTLED_BY } from "../model/codes.ts";
import { DOUBTS } from "../model/doubts.ts";
import { editionField, levelField, yearField } from "./fields.ts";
import { type Codes, coded, codedEach, type Field, flag, number, type Sheet, text, whole } from "./layout.ts";

const STATUS = Object.keys(CHECK_STATUSES);
const ofReports = { fields: ["document_key"], sheet: "reports", to: ["document_key"] };

const inFolders = (editions: Codes): Field[] =>
  [editionField(editions), yearField()].map((field) => ({ ...field, inPath: true }));

const warningField = (): Field =>
  flag(
    "is_warning",
    "如实填报也可能不成立：表格没有印出其全部加数",
    "Whether an honest report may break it, as the form does not print all of its terms",
  );

export function cellsSheet(editions: Codes): Sheet {
  return {
    name: "cells",
    zh: "单元格：找到的每张表的每一格一行，包括该表应有而没有印出的行列（absent）；缺少的表没有行",
    en: "Cells: one line for each cell of every table that was found, also those of rows and columns it should have and lacks (absent); a table that is missing has no lines",
    fields: [
      ...inFolders(editions),
      text("document_key", "文件键", "Key of the document"),
      text("table_id", "表，见 dictionary", "Table of the form, see dictionary"),
      text(
        "row_id",
        "行，见 dictionary；不在表式中的行为 label: 加印出的标签",
        "Row of the form, see dictionary; label: and the printed label for a row that is none of the form's",
      ),
      text(
        "column_id",
        "列，见 dictionary",
        "Column of the form, see dictionary; label: and the printed head for another",
      ),
      whole("occurrence", "同名行的次序，1起", "Which of several rows of one name, from 1"),
      number(
        "value",
        "印出的数字；状态不是 reported 则空；数字可有多种切分（ambiguous-cut）时也空",
        "The number printed; empty where the state is not reported, and where the digits can be cut in several ways (doubt ambiguous-cut)",
      ),
      text("raw", "原文；空白格则空", "The cell's text as printed; empty for a blank cell"),
      coded(
        "state",
        "单元格的内容，不论读法是否确定",
        "What the cell shows, whether the reading is certain or not",
        CELL_STATES,
      ),
      codedEach(
        "doubt",
        "存疑原因；空即确定",
        "Why the reading is not certain; empty when it is",
        DOUBTS,
        ";",
      ),
      coded("settled_by", "确定读法的依据", "What settled the reading", SETTLED_BY),
      text(
        "alternatives",
        "其他可能读法，| 相隔；其中的空即空白",
        "Readings that remain possible, | between; an empty one among them is a blank",
      ),
      text("unit_printed", "印在格内或旁边的单位", "Unit printed in or beside the cell"),
      text(
        "locator",
        "在文件中的位置，写法见“从数字到字节”",
        "Where it stands in the document, written as «From a figure to its bytes» says",
      ),
    ],
    key: ["document_key", "table_id", "row_id", "column_id", "occurrence"],
    foreign: [ofReports],
    formats: ["parquet"],
    sql: `select edition, year, document_key, table_id, row_id, column_id, occurrence, value, raw, state, doubt, settled_by,
        alternatives, unit_printed, locator from cells`,
    inParts: true,
  };
}

export function checksSheet(editions: Codes): Sheet {
  return {
    name: "checks",
    zh: "勾稽关系：每份文件的每个关系在每一行或列一行；公式见 dictionary",
    en: "Relations: one line for each relation of the form at each row or column of each document; formulas in dictionary",
    fields: [
      ...inFolders(editions),
      text("document_key", "文件键", "Key of the document"),
      text("table_id", "表", "Table of the form"),
      text(
        "relation",
        "关系，见 dictionary 的 formula",
        "Relation of the form: its formula is in dictionary",
      ),
      warningField(),
      text("at_key", "所在行或列", "Row or column it was evaluated at: its terms are keys of the other"),
      number(
        "lhs",
        "公式等号左边所印数字之和",
        "Left of = in the formula: the sum of its printed terms; where it is one term, the printed total",
      ),
      number("rhs", "公式等号右边所印数字之和", "Right of = in the formula: the sum of its printed terms"),
      number("difference", "左减右", "Left minus right"),
      coded("status", "按所印内容的结果", "What it says of what is printed", CHECK_STATUSES),
      coded(
        "status_blank_as_zero",
        "若空白与占位符都是零的结果；不成立只说明有一处空白不是零，不算关系不成立",
        "What it would say if blank and struck cells were zero; where only this fails, a blank is no zero, which is no broken sum",
        CHECK_STATUSES,
      ),
      whole(
        "terms_blank",
        "空白或占位的项数",
        "Terms that are blank or struck; absent ones are never taken for zero",
      ),
      flag(
        "chose_reading",
        "是否有一项的读法由该表的勾稽关系选定；成立则不能作佐证，不成立则是就选定的读法而言",
        "Whether sums of its table chose the reading of one of its terms: where it holds it confirms nothing, where it fails it does so with that reading",
      ),
    ],
    key: ["document_key", "table_id", "relation", "at_key"],
    foreign: [ofReports],
    formats: ["parquet"],
    sql: `select edition, year, document_key, table_id, relation, is_warning, at_key, lhs, rhs, difference, status, status_blank_as_zero,
        terms_blank, chose_reading from checks`,
    inParts: true,
  };
}

export function acrossSheet(): Sheet {
  return {
    name: "across_years",
    zh: "跨年关系：同一机关相邻两年均有报告时每个关系一行；公式见 dictionary",
    en: "Relations between the reports of one organ in two years that follow; formulas in dictionary",
    fields: [
      text("organ_code", "机关代码", "Code of the organ"),
      whole("year", "后一年度", "The later year"),
      text("relation", "关系，见 dictionary", "Relation, see dictionary"),
      text("document_key", "文件键", "Key of the later document"),
      text("document_key_before", "上年文件键", "Key of the document of the year before"),
      number("lhs", "本年所印", "What this year prints"),
      number("rhs", "由上年推得", "What follows from last year"),
      number("difference", "差", "Left minus right"),
      coded("status", "结果", "Result", CHECK_STATUSES),
    ],
    key: ["organ_code", "year", "relation"],
    foreign: [
      ofReports,
      { fields: ["document_key_before"], sheet: "reports", to: ["document_key"] },
      { fields: ["organ_code"], sheet: "organs", to: ["organ_code"] },
    ],
    formats: ["parquet", "csv.gz"],
    sql: `select organ_code, year, relation, document_key, document_key_before, lhs, rhs, difference, status
      from across_years order by organ_code, year, relation`,
  };
}

/** Counts of results, small enough for readers without Parquet. */
export function relationsSheet(editions: Codes): Sheet {
  const key = ["relation", "table_id", "edition", "year", "province_code", "level"];
  const counts = STATUS.flatMap((status) => [
    `count(*) filter (k.status = '${status}') as ${status}`,
    `count(*) filter (k.status_blank_as_zero = '${status}') as ${status}_blank_as_zero`,
  ]);
  return {
    name: "relations",
    zh: "勾稽关系结果：面板中的报告，按关系、年度、省、层级计数；次数是 checks 的行数，报告数另列",
    en: "Results of relations in the reports of the panel, counted by relation, year, province and level: times are lines of checks, reports are counted apart",
    fields: [
      text("relation", "关系，见 dictionary", "Relation of the form, see dictionary"),
      warningField(),
      text("table_id", "表", "Table of the form"),
      editionField(editions),
      yearField(),
      text("province_code", "省级代码，文本", "Code of the province; text"),
      text("province_name", "省级名称", "Name of the province"),
      levelField(),
      whole("reports", "有此关系的报告数", "Reports that have it"),
      whole(
        "reports_evaluable",
        "至少一处可核对的报告数",
        "Reports in which it can be evaluated somewhere: what a rate is of",
      ),
      whole("reports_failing", "至少一处不成立的报告数", "Reports in which it fails somewhere"),
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
    formats: ["parquet", "csv.gz", "xlsx"],
    sql: `select k.relation, k.is_warning, k.table_id, k.edition, r.year, r.province_code, any_value(r.province_name) as province_name, r.level,
        count(distinct document_key) as reports, count(distinct document_key) filter (k.status in ('holds', 'fails')) as reports_evaluable,
        count(distinct document_key) filter (k.status = 'fails') as reports_failing, ${counts.join(", ")}
      from checks k join out_reports r using (document_key) where r.is_primary
      group by k.relation, k.is_warning, k.table_id, k.edition, r.year, r.province_code, r.level order by ${key.join(", ")}`,
  };
}
