// Tables of a release that explain the others: places, concepts over the editions, keys of the forms. Must not write anything.

import type { Form } from "../model/form.ts";
import { type Concepts, editionName, GRADES } from "./concepts.ts";
import { DICTIONARY_KINDS, dictionaryLines } from "./dictionary.ts";
import { quoted } from "./engine.ts";
import { editionField } from "./fields.ts";
import { type Codes, coded, type Sheet, text, whole } from "./layout.ts";

export function placesSheet(): Sheet {
  return {
    name: "places",
    zh: "2023年区划：县级及以上，开发区第五位为7",
    en: "Places of the table of 2023, counties and above; zones have a 7 as their fifth digit",
    fields: [
      text("code", "区划代码，文本", "Code; text"),
      text("name", "名称", "Name"),
      whole("level", "层级：2省 3市 4县", "Level: 2 province, 3 city, 4 county"),
      text("parent", "上级代码；省则空", "Code of the place it lies in; empty for a province"),
    ],
    key: ["code"],
    foreign: [{ fields: ["parent"], sheet: "places", to: ["code"] }],
    formats: ["csv"],
    sql: `with leveled as (select code, name, case when code like '%0000' then 2 when code like '%00' then 3 else 4 end as level from places)
      select code, name, level, case level when 3 then substr(code, 1, 2) || '0000' when 4 then
        coalesce((select p.code from places p where p.code = substr(l.code, 1, 4) || '00'), substr(code, 1, 2) || '0000') end as parent
      from leveled l order by code`,
  };
}

export function crosswalkSheet({ crosswalk }: Concepts, editions: Codes): Sheet {
  const names = [
    "concept",
    "edition",
    "table_id",
    "row_id",
    "column_id",
    "sign",
    "grade",
    "note_zh",
    "note_en",
  ] as const;
  const lines = crosswalk.map((line) =>
    names.map((name) => quoted(name === "edition" ? editionName(line.edition) : line[name])),
  );
  return {
    name: "crosswalk",
    zh: "概念对照：面板各列在各版表格的出处；多行相加为一个数",
    en: "Where each edition prints the concept of a column of the panel; several lines of one table are added up",
    fields: [
      text("concept", "面板的列", "Column of the panel"),
      editionField(editions),
      text("table_id", "表", "Table of the form"),
      text("row_id", "行", "Row of the form"),
      text("column_id", "列", "Column of the form"),
      whole("sign", "相加1，相减-1", "1 where the cell is added, -1 where it is taken off"),
      coded("grade", "可比程度", "How far it is comparable with the concept's other editions", GRADES),
      text("note_zh", "说明（中文）", "Why it is not the same, in Chinese"),
      text("note_en", "说明（英文）", "Why it is not the same, in English"),
    ],
    key: ["concept", "edition", "table_id", "row_id", "column_id"],
    foreign: [],
    formats: ["csv"],
    sql: `select * replace (sign::integer as sign) from (values ${lines.map((line) => `(${line.join(", ")})`).join(", ")}) t(${names.join(", ")})
      order by concept, edition, table_id, row_id, column_id`,
  };
}

export function dictionarySheet(forms: readonly Form[], { across }: Concepts, editions: Codes): Sheet {
  const lines = dictionaryLines(forms, across).map((line, at) => `(${at}, ${line.map(quoted).join(", ")})`);
  const names = [
    "edition",
    "table_id",
    "kind",
    "key",
    "label_zh",
    "label_en",
    "unit",
    "definition_zh",
    "definition_en",
    "formula",
  ];
  return {
    name: "dictionary",
    zh: "词典：各版表格的行、列和关系",
    en: "Rows, columns and relations of each edition of the form",
    fields: [
      editionField(editions),
      text("table_id", "表", "Table of the form"),
      coded("kind", "种类", "What it is", DICTIONARY_KINDS),
      text(
        "key",
        "键：cells 的 row_id、column_id，checks 的 relation",
        "Its key: row_id or column_id of cells, relation of checks",
      ),
      text(
        "label_zh",
        "印出的标签；关系则为以标签写的公式",
        "Label as printed; for a relation its formula in labels",
      ),
      text("label_en", "英文标签", "The label in English"),
      text("unit", "单位", "Unit"),
      text("definition_zh", "定义（中文）", "What is counted, in Chinese"),
      text("definition_en", "定义（英文）", "What is counted, in English"),
      text(
        "formula",
        "关系的公式；Σ x.* 为以 x. 开头的下一级各键之和",
        "A relation's formula in keys; Σ x.* is the sum of the keys directly below x",
      ),
    ],
    key: ["edition", "table_id", "kind", "key"],
    foreign: [],
    formats: ["csv"],
    sql: `select ${names.join(", ")} from (values ${lines.join(", ")}) t(line, ${names.join(", ")}) order by line`,
  };
}
