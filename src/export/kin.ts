// Writes into finished lines what became known only when all documents were read.
// Must not know what kin means; a line is found by the number of its document.
import { createReadStream, renameSync } from "node:fs";
import { parse } from "csv-parse";
import type { Kin } from "../model/report.ts";
import { CheckedFile } from "../store/checked-file.ts";
import { linesOf } from "../store/lines.ts";
import { csvText } from "../text/csv.ts";
import { KIN_COLUMNS } from "./columns.ts";

/** By the number of the document, from the first to the last; those without kin are left out. */
export type KinInOrder = AsyncIterable<readonly [index: number, kin: Kin]>;

/** Adds the fields at the end of the JSON lines that have kin. */
export async function addToRecords(path: string, kin: KinInOrder): Promise<void> {
  await rewrite(path, async (write) => {
    const kinOf = following(kin);
    let number = 0;
    for await (const line of linesOf(path)) {
      const fields = await kinOf(number);
      write(`${fields ? `${line.slice(0, -1)},${JSON.stringify(fields).slice(1)}` : line}\n`);
      number += 1;
    }
  });
}

/** Fills the columns of `reports.csv` that are empty so far. */
export async function addToSheet(path: string, kin: KinInOrder): Promise<void> {
  await rewrite(path, async (write) => {
    const kinOf = following(kin);
    let number = -1;
    let places: readonly number[] = [];
    const lines = createReadStream(path).pipe(parse({ record_delimiter: "\r\n" }));
    for await (const line of lines as AsyncIterable<string[]>) {
      if (number < 0) places = KIN_COLUMNS.map(({ name }) => line.indexOf(name));
      const fields = await kinOf(number);
      if (fields) {
        for (const [index, { field }] of KIN_COLUMNS.entries())
          line[places[index] ?? -1] = fields[field] ?? "";
      }
      write(csvText([line]));
      number += 1;
    }
  });
}

/** Asked for documents in their order, each once. */
function following(kin: KinInOrder): (number: number) => Promise<Kin | undefined> {
  const rest = kin[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<readonly [number, Kin]>> | null = null;
  return async (number) => {
    next ??= rest.next();
    const { done, value } = await next;
    if (done || value[0] !== number) return undefined;
    next = null;
    return value[1];
  };
}

async function rewrite(path: string, lines: (write: (text: string) => void) => Promise<void>): Promise<void> {
  const file = new CheckedFile(`${path}.kin`);
  await lines((text) => file.write(text));
  file.finish();
  renameSync(file.path, path);
}
