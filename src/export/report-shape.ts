// Holds a record against its published shape, by code that is made from `schema.ts` when the package is built, also when this
// runs from source: to make the schema anew for one page would cost more than to read the page.
// Must not know how a record comes about.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Report } from "../model/report.ts";

interface Check {
  (report: Report): boolean;
  readonly errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
}

let check: Check | undefined;

/** What is wrong with a record, with the place in it; null where it has its shape. */
export function mistakeIn(report: Report): string | null {
  check ??= createRequire(import.meta.url)("#report-shape") as Check;
  if (check(report)) return null;
  const [error] = check.errors ?? [];
  return `${error?.instancePath}: ${error?.message}`;
}

/** The JSON Schema of a record, as it is published. */
export function publishedSchema(): string {
  return readFileSync(new URL("../../dist/report.schema.json", import.meta.url), "utf8");
}
