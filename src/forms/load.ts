// Loads form files and says every mistake in them with file and line, before any document is read.
// Must not know any form, and opens no files: texts come in.
import type {
  Conventions,
  Form,
  FormBlock,
  FormColumn,
  FormRow,
  FormTable,
  Label,
  Relation,
  RowWording,
} from "../model/form.ts";
import { type Blame, FormError, type FormSource, type Path, readYaml } from "../text/yaml.ts";
import { parseFormula } from "./formula.ts";
import {
  type BlockSpec,
  CONVENTIONS,
  type ColumnSpec,
  FORM,
  type FormSpec,
  type GroupSpec,
  type RowSpec,
  type TableSpec,
} from "./schema.ts";

/** @throws FormError listing every mistake found. */
export function loadForms(sources: readonly FormSource[]): Form[] {
  const mistakes: string[] = [];
  const forms = sources.flatMap((source) => {
    const read = readYaml(source, FORM, mistakes);
    return read ? [buildForm(read.spec, read.blame)] : [];
  });
  const editions = new Map<string, string>();
  forms.forEach((form, index) => {
    const file = sources[index]?.file ?? "";
    const other = editions.get(form.edition);
    if (other) mistakes.push(`${file}:1: edition ${form.edition} is also in ${other}`);
    editions.set(form.edition, file);
  });
  if (mistakes.length > 0) throw new FormError(mistakes.join("\n"));
  return forms;
}

/** @throws FormError listing every mistake found. */
export function loadConventions(source: FormSource): Conventions {
  const mistakes: string[] = [];
  const read = readYaml(source, CONVENTIONS, mistakes);
  if (!read) throw new FormError(mistakes.join("\n"));
  const { spec } = read;
  return {
    placeholders: spec.placeholders,
    units: spec.units,
    minusWords: spec.minus_words,
    plusWords: spec.plus_words,
    equalsWords: spec.equals_words,
    totalWords: spec.total_words,
    roughWords: spec.rough_words,
    noteWords: spec.note_words,
    correctionWords: spec.correction_words,
    insteadWords: spec.instead_words,
    partWords: spec.part_words,
    againstWords: spec.against_words,
    columnWords: spec.column_words,
    subjectWords: {
      summary: spec.subject_words.summary,
      own: spec.subject_words.own,
      sample: spec.subject_words.sample,
      superseded: spec.subject_words.superseded,
      noOrgan: spec.subject_words.no_organ,
      ownPeriod: spec.subject_words.own_period,
      otherPeriod: spec.subject_words.other_period,
      partPeriod: spec.subject_words.part_period,
      counts: spec.subject_words.counts,
      shares: spec.subject_words.shares,
      bracketed: spec.subject_words.bracketed,
      otherOrgan: spec.subject_words.other_organ,
      attached: spec.subject_words.attached,
      titles: spec.subject_words.titles,
      subjects: spec.subject_words.subjects,
    },
  };
}

function buildForm(spec: FormSpec, blame: Blame): Form {
  const tables = spec.tables.map((table, t) => buildTable(table, ["tables", t], blame));
  unique(
    tables.map((table) => table.key),
    (t, key) => blame(["tables", t, "key"], `table ${key} stands twice`),
  );
  return {
    edition: spec.edition,
    years: spec.years,
    basis: spec.basis,
    tables,
    relations: spec.relations.flatMap((relation, r) =>
      buildRelations(relation, ["relations", r], tables, blame),
    ),
    acrossYears: spec.across_years,
    ...(spec.alternatives ? { alternatives: true } : {}),
  };
}

/** Rows of a block that has fillers of its own are worded and numbered by the form, though they may be printed otherwise. */
function wordingOf(
  { cores, fillers }: NonNullable<RowSpec["wording"]>,
  common: readonly string[],
): RowWording {
  return { cores, fillers: [...common, ...fillers], fixed: common.length > 0 };
}

function buildTable(spec: TableSpec, path: Path, blame: Blame): FormTable {
  const blocks = spec.blocks.map((block, b) => buildBlock(block, [...path, "blocks", b], blame));
  const keys = blocks.flatMap((block) => block.rows.flatMap((row) => (row.key === null ? [] : [row.key])));
  unique(keys, (_, key) => blame([...path, "blocks"], `row ${key} of table ${spec.key} stands twice`));
  return {
    key: spec.key,
    title: { text: spec.title, variants: spec.titles },
    notes: spec.notes.map((text) => ({ text, variants: [] })),
    blocks,
  };
}

function buildBlock(spec: BlockSpec, path: Path, blame: Blame): FormBlock {
  const columns = leaves<ColumnSpec>(spec.columns).map(
    ({ item, groups }): FormColumn => ({
      ...described(item),
      key: item.key,
      path: groups,
      type: item.type ?? "count",
    }),
  );
  unique(
    columns.map((column) => column.key),
    (_, key) => blame([...path, "columns"], `column ${key} stands twice`),
  );
  const rows = leaves<RowSpec>(spec.rows).map(
    ({ item, groups }): FormRow => ({
      ...described(item),
      key: item.key,
      path: groups,
      ...(item.wording ? { wording: wordingOf(item.wording, spec.fillers) } : {}),
    }),
  );
  return {
    ...(spec.head === undefined ? {} : { head: { text: spec.head, variants: [] } }),
    furniture: spec.furniture.map((text) => ({ text, variants: [] })),
    columns,
    rows,
  };
}

function described(spec: ColumnSpec | RowSpec) {
  return {
    label: { text: spec.label, variants: spec.variants },
    unit: spec.unit ?? null,
    ...(spec.type ? { type: spec.type } : {}),
    ...(spec.label_en ? { labelEn: spec.label_en } : {}),
    ...(spec.definition_zh ? { definitionZh: spec.definition_zh } : {}),
    ...(spec.definition_en ? { definitionEn: spec.definition_en } : {}),
  };
}

/** The tree's leaves in order, each with the labels of its groups; one group is one Label object. */
function leaves<T extends ColumnSpec | RowSpec>(
  members: readonly (T | GroupSpec<T>)[],
  groups: readonly Label[] = [],
): { item: T; groups: readonly Label[] }[] {
  return members.flatMap((member) => {
    if (!("group" in member)) return [{ item: member, groups }];
    const label: Label = { text: member.group, variants: member.variants };
    return leaves<T>(member.members, [...groups, label]);
  });
}

function unique(keys: readonly string[], onTwice: (index: number, key: string) => void): void {
  const seen = new Set<string>();
  keys.forEach((key, index) => {
    if (seen.has(key)) onTwice(index, key);
    seen.add(key);
  });
}

function buildRelations(
  spec: FormSpec["relations"][number],
  path: Path,
  tables: readonly FormTable[],
  blame: Blame,
): Relation[] {
  return spec.tables.flatMap((key) => {
    const table = tables.find((one) => one.key === key);
    if (!table) {
      blame([...path, "tables"], `relation ${spec.id}: there is no table ${key}`);
      return [];
    }
    try {
      const formula = parseFormula(spec.formula, termKeys(table, spec.scope));
      return [
        {
          id: spec.id,
          table: key,
          scope: spec.scope,
          formula: spec.formula,
          strength: spec.strength,
          ...formula,
        },
      ];
    } catch (error) {
      blame([...path, "formula"], `relation ${spec.id}: ${(error as Error).message}`);
      return [];
    }
  });
}

function termKeys(table: FormTable, scope: Relation["scope"]): string[] {
  if (scope === "each row")
    return [...new Set(table.blocks.flatMap((block) => block.columns.map((column) => column.key)))];
  return table.blocks.flatMap((block) => block.rows.flatMap((row) => (row.key === null ? [] : [row.key])));
}
