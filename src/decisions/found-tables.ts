// Tables of the form that the record lacks and people found among the document's other tables.
// Must not know how a printed table is read as the form's.
import type { Collection } from "../model/collection.ts";
import type { Conventions, FormTable } from "../model/form.ts";
import type { Report, ReportCell } from "../model/report.ts";
import { boundBlock, digestOf, openBlock } from "./bind.ts";
import { type Decision, tableSubject } from "./decision.ts";
import type { Ruled } from "./standing.ts";

interface FoundTables {
  readonly tables: Report["tables"];
  /** Of the first of them; null when there is none. */
  readonly edition: string | null;
}

/** @returns in the order of the forms; none where nobody found any */
export function decidedTables(read: Report, { forms, conventions }: Collection, ruled: Ruled): FoundTables {
  const known = new Set(read.tables.map(({ table }) => table));
  const tables: Report["tables"][number][] = [];
  let edition: string | null = null;
  for (const form of forms)
    for (const table of form.tables) {
      if (known.has(table.key)) continue;
      const cells = decidedBlocks({ read, conventions, ruled }, form.edition, table);
      if (cells.length === 0) continue;
      known.add(table.key);
      edition ??= form.edition;
      tables.push({ table: table.key, cells });
    }
  return { tables, edition };
}

interface Reading {
  readonly read: Report;
  readonly conventions: Conventions;
  readonly ruled: Ruled;
}

/** All cells of a table of which a person found a part; none where nobody did. */
function decidedBlocks({ read, conventions, ruled }: Reading, edition: string, table: FormTable) {
  const found = table.blocks.map((block, index) => {
    const bound = (one: Decision): ReportCell[] | null => {
      if (one.about !== "table" || one.decided === null) return null;
      const { decided } = one;
      const other = read.otherTables.find((printed) => printed.index === decided.index);
      if (!other || digestOf(other) !== one.read.digest) return null;
      return boundBlock({ table, block, conventions }, other, decided);
    };
    const decision = ruled(
      tableSubject({ edition, table: table.key, block: index }),
      (one) => bound(one) !== null,
    );
    return decision && bound(decision);
  });
  if (found.every((cells) => cells === null)) return [];
  return table.blocks.flatMap((block, index) => found[index] ?? openBlock(table, block));
}
