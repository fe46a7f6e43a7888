// The organs of a made national year: every government, department and town of the tables of places, by name.
// Must not know what they report.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";

export interface MadeOrgan {
  readonly name: string;
  /** Code of its place; sites are named after it. */
  readonly code: string;
  readonly kind: "government" | "department" | "town";
}

/** The vintage of units that stand today. */
const TODAY = "202306";

interface Unit {
  readonly code: string;
  readonly name: string;
}

/** @param pipeline folder of the collection: `places/` and `organs.yaml` */
export function madeOrgans(pipeline: string): MadeOrgan[] {
  const rows = (name: string) =>
    parse(readFileSync(join(pipeline, "places", name)), { columns: true }) as (Unit & { last?: string })[];
  const units = rows("units.csv").filter(({ last }) => last === TODAY);
  const names = new Map(units.map(({ code, name }) => [code, name]));
  const words = organWords(join(pipeline, "organs.yaml"));
  const called = (code: string, own: string) =>
    [names.get(`${code.slice(0, 4)}00`), names.get(code.slice(0, 6))]
      .filter((name, at, all) => name !== undefined && all.indexOf(name) === at)
      .join("") + own;
  return [
    ...units.flatMap(({ code }): MadeOrgan[] => [
      { name: called(code, words.government), code, kind: "government" },
      ...words.departments.map((word) => ({ name: called(code, word), code, kind: "department" as const })),
    ]),
    ...rows("towns.csv").map(
      ({ code, name }): MadeOrgan => ({ name: called(code, name), code, kind: "town" }),
    ),
  ];
}

/** One department for each task that has a word. */
function organWords(path: string): { readonly government: string; readonly departments: readonly string[] } {
  const rules = parseYaml(readFileSync(path, "utf8")) as {
    government: string[];
    branches: { after: string[] };
    functions: Record<string, string[]>;
  };
  const [ending = ""] = rules.branches.after;
  return {
    government: rules.government[0] ?? "",
    departments: Object.values(rules.functions).flatMap(([word]) =>
      word === undefined ? [] : [word + ending],
    ),
  };
}
