// The codebook: every key of every form of a collection, with its labels, unit and definition, in Chinese and English.
import type { Form, FormColumn, FormRow } from "../model/form.ts";
import type { Line } from "../text/csv.ts";

export const CODEBOOK_HEADER = [
  "edition",
  "table",
  "kind",
  "key",
  "label_zh",
  "label_en",
  "unit",
  "type",
  "definition_zh",
  "definition_en",
] as const;

export function codebookLines(forms: readonly Form[]): Line[] {
  return forms.flatMap((form) => [
    ...form.tables.flatMap((table) =>
      table.blocks.flatMap((block) => [
        ...block.columns.map((column) => line(form, table.key, "column", column.key, column)),
        ...block.rows.flatMap((row) =>
          row.key === null ? [] : [line(form, table.key, "row", row.key, row)],
        ),
      ]),
    ),
    ...form.relations.map((relation) => [
      form.edition,
      relation.table,
      "relation",
      relation.id,
      relation.formula,
      "",
      "",
      relation.scope,
      "",
      relation.strength,
    ]),
    ...form.acrossYears.map((relation) => [
      form.edition,
      "",
      "relation across years",
      relation.id,
      relation.formula,
      "",
      "",
      "",
      "",
      "told, not evaluated in a run",
    ]),
  ]);
}

function line(form: Form, table: string, kind: string, key: string, item: FormColumn | FormRow): Line {
  return [
    form.edition,
    table,
    kind,
    key,
    item.label.text,
    item.labelEn ?? "",
    item.unit ?? "",
    item.type ?? "",
    item.definitionZh ?? "",
    item.definitionEn ?? "",
  ];
}
