// How a form prints the labels of its rows and columns. Must not know cells.
import type { FormColumn, FormRow } from "./form.ts";

/** The label with its groups or heads, outermost first; a key of no form is its own label. */
export function labelOf(key: string, items: readonly (FormRow | FormColumn)[]): string {
  const item = items.find((one) => one.key === key);
  if (!item) return key.replace(/^label:/, "");
  return [...item.path, item.label]
    .map(({ text }) => text)
    .filter((text) => text !== "")
    .join(" › ");
}
