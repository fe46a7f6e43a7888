// The keys of the forms as a release tells them: rows, columns, and relations with their formulas in keys and in labels.
// Must not know any form.
import type { Explained } from "../model/explained.ts";
import type { Form, FormColumn, FormRow, FormTable, Relation, Term } from "../model/form.ts";
import { type AcrossYears, editionName } from "./concepts.ts";
import type { Codes } from "./layout.ts";

export const DICTIONARY_KINDS: Codes = {
  row: { en: "a row of the form", zh: "行" },
  column: { en: "a column of the form", zh: "列" },
  relation: { en: "a sum within a report, evaluated in checks", zh: "一份报告之内的关系，结果见 checks" },
  "relation across years": {
    en: "a sum over two years of one organ, evaluated in across_years",
    zh: "同一机关两年之间的关系，结果见 across_years",
  },
};

type DictionaryLine = readonly [
  edition: string,
  table: string,
  kind: string,
  key: string,
  labelZh: string,
  labelEn: string,
  unit: string,
  definitionZh: string,
  definitionEn: string,
  formula: string,
];

/** One line for each key of each table; the first block that has a key tells it. */
export function dictionaryLines(
  forms: readonly Form[],
  across: readonly AcrossYears[],
): readonly DictionaryLine[] {
  const lines = [...forms.flatMap(formLines), ...across.map(acrossLine)];
  const known = new Set<string>();
  return lines.filter(([edition, table, kind, key]) => {
    const id = [edition, table, kind, key].join("\0");
    return known.has(id) ? false : known.add(id);
  });
}

function formLines(form: Form): DictionaryLine[] {
  const edition = editionName(form.edition);
  const keys = form.tables.flatMap((table) =>
    table.blocks.flatMap(({ rows, columns }) => [
      ...rows.flatMap((row) =>
        row.key === null ? [] : [keyLine(edition, table.key, "row", { ...row, key: row.key })],
      ),
      ...columns.map((column) => keyLine(edition, table.key, "column", column)),
    ]),
  );
  const relations = form.tables.flatMap((table) =>
    form.relations
      .filter((relation) => relation.table === table.key)
      .map((relation) => relationLine(edition, table, relation)),
  );
  return [...keys, ...relations];
}

interface Keyed {
  readonly key: string;
  readonly label: { readonly text: string };
  readonly labelEn?: string;
  readonly unit: string | null;
  readonly definitionZh?: string;
  readonly definitionEn?: string;
}

function keyLine(edition: string, table: string, kind: string, item: Keyed): DictionaryLine {
  const { key, label, labelEn = "", unit, definitionZh = "", definitionEn = "" } = item;
  return [edition, table, kind, key, label.text, labelEn, unit ?? "", definitionZh, definitionEn, ""];
}

/** What a relation rests on, and so what it means that it fails. */
const STRENGTHS: Readonly<Record<Relation["strength"], Explained>> = {
  "printed on the form": { en: "printed on the form", zh: "表上印出" },
  "follows from the layout": { en: "follows from the layout", zh: "由版式得出" },
  warning: {
    en: "warning: the form does not print all of its terms, and an honest report may break it",
    zh: "仅供提示：表格没有印出全部加数，如实填报也可能不成立",
  },
};

function relationLine(edition: string, table: FormTable, relation: Relation): DictionaryLine {
  const { id, scope, formula, strength } = relation;
  const told = STRENGTHS[strength];
  const where = `${scope === "each column" ? "在每一列核对" : "在每一行核对"}；${told.zh}`;
  const [zh, en] = [inLabels(table, relation, "zh"), inLabels(table, relation, "en")];
  return [
    edition,
    table.key,
    "relation",
    id,
    zh,
    en,
    "",
    where,
    `evaluated at ${scope}; ${told.en}`,
    formula,
  ];
}

/** The formula with the labels of its terms for their keys. */
function inLabels(
  table: FormTable,
  { scope, left, operator, right }: Relation,
  language: "zh" | "en",
): string {
  const items: readonly (FormRow | FormColumn)[] = table.blocks.flatMap(({ rows, columns }) =>
    scope === "each column" ? [...rows] : [...columns],
  );
  const name = (key: string) => {
    const item = items.find((one) => one.key === key);
    return (language === "en" ? item?.labelEn : item?.label.text) ?? key;
  };
  const side = (terms: readonly Term[]) =>
    terms.map(({ sign, key }, at) => `${sign < 0 ? " - " : at > 0 ? " + " : ""}${name(key)}`).join("");
  return `${side(left)} ${operator} ${side(right)}`;
}

function acrossLine(line: AcrossYears): DictionaryLine {
  const { relation, left_this_year, right_last_year, right_this_year, note_zh, note_en } = line;
  const added = right_this_year === "" ? "" : ` + (${right_this_year})[year]`;
  const formula = `${left_this_year}[year] = ${right_last_year}[year - 1]${added}`;
  return ["", "", "relation across years", relation, note_zh, note_en, "", "", "", formula];
}
