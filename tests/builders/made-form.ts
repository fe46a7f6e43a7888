// A form with one table of one block: what tests of single mechanisms are asked about.
import type { Form, FormBlock, FormColumn, FormRow, Label } from "../../src/model/form.ts";

/** A label with no other wording. */
export const label = (text: string, ...variants: string[]): Label => ({ text, variants });

export const row = (key: string, text: string, path: string[] = []): FormRow => ({
  key,
  label: label(text),
  path: path.map((part) => label(part)),
  unit: null,
});

/** A column of counts, if nothing else is said. */
export const column = (
  key: string,
  text: string,
  type: FormColumn["type"] = "count",
  path: string[] = [],
): FormColumn => ({
  key,
  label: label(text),
  path: path.map((part) => label(part)),
  unit: null,
  type,
});

/** @param words the block's key → printed label, in the order of the form */
export function formOf(words: {
  readonly furniture: readonly string[];
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, string>>;
}): Form {
  const block: FormBlock = {
    furniture: words.furniture.map((text) => label(text)),
    columns: Object.entries(words.columns).map(([key, text]) => column(key, text)),
    rows: Object.entries(words.rows).map(([key, text]) => row(key, text)),
  };
  return {
    edition: "made",
    years: [2000, null],
    basis: "",
    acrossYears: [],
    relations: [],
    tables: [{ key: "t", title: label("馆藏情况统计表"), notes: [], blocks: [block] }],
  };
}
