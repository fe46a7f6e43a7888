// How right the extractor is on documents whose figures people typed: samples, or a corpus with one table of truth.
// Must not print.
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Report } from "../model/report.ts";
import { extract } from "../run/library.ts";
import type { Pipeline } from "../run/pipeline.ts";
import {
  compareTyped,
  emptyTally,
  type Miss,
  type Tally,
  type TrueCell,
  type TrueIdentity,
  type Truth,
} from "./compare.ts";
import { samplesBelow } from "./samples.ts";
import { readCsv, trueCell, truthIn } from "./truth-files.ts";

/** A document and what people typed of it. */
export interface Typed extends Truth {
  readonly name: string;
  readonly file: string;
  readonly known: TrueIdentity;
}

export interface Measured {
  /** By container, by edition, and all. */
  readonly groups: ReadonlyMap<string, Tally>;
  readonly misses: readonly (Miss & { readonly document: string })[];
}

/**
 * The typed documents of a folder. Either it has `truth.csv` (source, table, row, column, value), its documents in `docs/`
 * and, if wanted, `reports.csv` (source, year, issuer); or folders below it have a file `source.*` and a `truth.csv` each.
 * @throws Error when the folder has neither
 */
export function typedIn(folder: string): Typed[] {
  const typed = existsSync(join(folder, "truth.csv")) ? corpusIn(folder) : samplesIn(folder);
  if (typed.length > 0) return typed;
  throw new Error(
    `${folder}: holds no truth: neither truth.csv, nor folders with source.* and truth.csv or typed.csv`,
  );
}

function samplesIn(folder: string): Typed[] {
  return samplesBelow(folder).flatMap(({ name, folder, source }) => {
    const truth = truthIn(folder);
    return truth ? [{ name, file: join(folder, source), ...truth, known: {} }] : [];
  });
}

function corpusIn(folder: string): Typed[] {
  const cells = new Map<string, TrueCell[]>();
  for (const line of readCsv(join(folder, "truth.csv"))) {
    const source = line["source"] ?? "";
    const before = cells.get(source) ?? [];
    cells.set(source, before);
    before.push(trueCell(line));
  }
  const list = join(folder, "reports.csv");
  const reports = existsSync(list) ? readCsv(list) : [...cells.keys()].map((source) => ({ source }));
  return reports.map(({ source = "", year = "", issuer = "" }: Record<string, string>) => ({
    name: source,
    file: join(folder, "docs", source),
    cells: cells.get(source) ?? [],
    whole: true,
    known: { year, issuer },
  }));
}

/** Reads every document. @throws the system's error when one is not there */
export async function measure(documents: readonly Typed[], pipeline: Pipeline): Promise<Measured> {
  const groups = new Map<string, Tally>();
  const misses: (Miss & { document: string })[] = [];
  for (const { name, file, known, ...truth } of documents) {
    const report = await readFor(file, pipeline);
    const of = [report.container, `edition ${report.identity.edition ?? "none"}`, "all"];
    const found = of.map((group) => compareTyped(truth, report, tallyOf(groups, group), known));
    misses.push(...(found.at(-1) ?? []).map((miss) => ({ document: name, ...miss })));
  }
  return { groups: new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1))), misses };
}

/** The record of a file, as samples and truth know it: by its name alone. */
export async function readFor(file: string, pipeline: Pipeline): Promise<Report> {
  return extract(new Uint8Array(readFileSync(file)), { name: basename(file), pipeline });
}

function tallyOf(groups: Map<string, Tally>, group: string): Tally {
  const tally = groups.get(group) ?? emptyTally();
  groups.set(group, tally);
  return tally;
}
