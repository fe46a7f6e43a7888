// The codebook: every key of every form of a collection, with its labels, unit and definition, and every code that the
// dataset uses, in Chinese and English.

import { CELL_STATES, CHECK_STATUSES, REASONS, SETTLED_BY, STATUSES } from "../model/codes.ts";
import { CODES } from "../model/diagnostic.ts";
import { DOUBTS } from "../model/doubts.ts";
import type { Explained } from "../model/explained.ts";
import { FAILURES } from "../model/failure.ts";
import type { Form, FormColumn, FormRow } from "../model/form.ts";
import { type Equals, type ProseRules, STATEMENT_DOUBTS } from "../model/prose.ts";
import { SIGNS } from "../model/signs.ts";
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

/** The lines of the forms, those of what the prose states, and those of all codes. */
export function codebookLines(forms: readonly Form[], prose: ProseRules | null): Line[] {
  return [...forms.flatMap(formLines), ...(prose ? proseLines(prose) : []), ...codeLines()];
}

const KINDS: readonly (readonly [kind: string, codes: Readonly<Record<string, Explained>>])[] = [
  ["state", CELL_STATES],
  ["doubt", DOUBTS],
  ["sign", SIGNS],
  ["settled_by", SETTLED_BY],
  ["status", STATUSES],
  ["reason", REASONS],
  ["reason for failure", FAILURES],
  ["check status", CHECK_STATUSES],
  ["diagnostic", CODES],
];

function codeLines(): Line[] {
  return KINDS.flatMap(([kind, codes]) =>
    Object.entries(codes).map(([code, { en, zh }]) => ["", "", kind, code, "", "", "", "", zh, en]),
  );
}

/** Keys of statements with the cells they equal, and the codes of their doubts. */
function proseLines({ statements }: ProseRules): Line[] {
  return [
    ...statements.map((rule) => [
      "",
      "prose",
      "statement",
      rule.key,
      rule.label,
      rule.labelEn,
      rule.unit,
      `tier ${rule.tier}`,
      "",
      rule.equals.map(equalsText).join("; "),
    ]),
    ...Object.entries(STATEMENT_DOUBTS).map(([code, { en, zh }]) => [
      "",
      "prose",
      "doubt",
      code,
      "",
      "",
      "",
      "",
      zh,
      en,
    ]),
  ];
}

function equalsText({ edition, period, cells, labels }: Equals): string {
  const terms = cells.map(({ table, row, column }) => `${table}/${row}/${column}`).join(" + ");
  const only = labels.length > 0 ? ` for ${labels.join(", ")}` : "";
  return `${edition}: ${terms}${period === "year" ? "" : ` (${period})`}${only}`;
}

function formLines(form: Form): Line[] {
  return [
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
  ];
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
