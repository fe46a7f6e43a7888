// What a shard leaves behind: its records with their places in the whole run, and what proves them.
// Must not know how they were made.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../model/report.ts";
import { CheckedFile, replaceWhole } from "../store/checked-file.ts";
import { linesOf } from "../store/lines.ts";
import { type Shaped, shapeOf } from "../text/shape.ts";
import { ShardError } from "./shard.ts";

const RECORDS = "shard.jsonl";
const FACTS = "shard.json";

const SHARD_FACTS = shapeOf("shard", (zod) =>
  zod.strictObject({
    number: zod.number().int().positive(),
    of: zod.number().int().positive(),
    /** Of the whole run. */
    documents: zod.number().int().nonnegative(),
    /** Digest of the sources of the whole run, in their order. */
    order: zod.string(),
    /** Of everything that records depend on besides their documents. */
    version: zod.string(),
    records: zod.number().int().nonnegative(),
    /** Digest of the file of records. */
    digest: zod.string(),
  }),
);
export type ShardFacts = Shaped<typeof SHARD_FACTS>;

export interface Placed {
  /** Of the document in the whole run, from 0. */
  readonly place: number;
  readonly report: Report;
}

/** Writes a shard's files; they are there whole or not at all. */
export class ShardWriter {
  private readonly file: CheckedFile;
  private readonly hash = createHash("sha256");
  private records = 0;

  /** @throws WriteError, as all of this */
  constructor(private readonly folder: string) {
    // The facts are the sign that a shard is whole.
    rmSync(join(folder, FACTS), { force: true });
    this.file = new CheckedFile(join(folder, `${RECORDS}.part`));
  }

  write({ place, report }: Placed): void {
    const line = `${place} ${JSON.stringify(report)}\n`;
    this.hash.update(line);
    this.file.write(line);
    this.records += 1;
  }

  finish(facts: Omit<ShardFacts, "records" | "digest">): void {
    this.file.finish();
    renameSync(this.file.path, join(this.folder, RECORDS));
    const whole: ShardFacts = { ...facts, records: this.records, digest: this.hash.digest("hex") };
    const about = join(this.folder, FACTS);
    replaceWhole(about, `${JSON.stringify(whole, null, 1)}\n`);
  }

  /** Lets go of what was not finished. */
  drop(): void {
    this.file.drop();
  }
}

/** @throws ShardError when there is no whole shard in the folder */
export function readFacts(folder: string): ShardFacts {
  const path = join(folder, FACTS);
  if (!existsSync(path)) throw new ShardError(`${folder}: holds no finished shard`);
  try {
    return SHARD_FACTS.schema().parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new ShardError(`${path}: is damaged`);
  }
}

/** A shard's records in the order of their places. @throws ShardError at its end when they are not what was written */
export async function* recordsIn(folder: string, facts: ShardFacts): AsyncGenerator<Placed> {
  const hash = createHash("sha256");
  for await (const line of linesOf(join(folder, RECORDS))) {
    hash.update(`${line}\n`);
    const end = line.indexOf(" ");
    try {
      yield { place: Number(line.slice(0, end)), report: JSON.parse(line.slice(end + 1)) as Report };
    } catch (error) {
      if (error instanceof SyntaxError) throw damaged(folder);
      throw error;
    }
  }
  if (hash.digest("hex") !== facts.digest) throw damaged(folder);
}

function damaged(folder: string): ShardError {
  return new ShardError(`${join(folder, RECORDS)}: is damaged; run the shard again`);
}
