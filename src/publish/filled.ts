// How many lines each column of a release has a value in: told in the codebook, so that an empty column is known as one.
// Must not change anything.
import type { Engine } from "./engine.ts";
import { type Sheet, storedFields } from "./layout.ts";

/** Lines of a table, and of each of its columns those with a value. */
export interface Filled {
  readonly lines: number;
  readonly values: ReadonlyMap<string, number>;
}

export async function countFilled(
  engine: Engine,
  sheets: readonly Sheet[],
): Promise<ReadonlyMap<string, Filled>> {
  const all = new Map<string, Filled>();
  for (const sheet of sheets) {
    const fields = storedFields(sheet);
    const counts = fields.map(
      ({ name, type }) => `count(${type === "string" ? `nullif(${name}, '')` : name}) as ${name}`,
    );
    const [row] = await engine.all(
      `select count(*) as "lines of all", ${counts.join(", ")} from (${sheet.sql})`,
    );
    const count = (name: string) => Number(row?.[name] ?? 0);
    all.set(sheet.name, {
      lines: count("lines of all"),
      values: new Map(fields.map(({ name }) => [name, count(name)])),
    });
  }
  return all;
}
