// An audit of a dataset on disk: its sample, drawn once, and what was typed, each typing on the disk before it is told.
// Must not know pages.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Report, ReportCell } from "../model/report.ts";
import { appendLines } from "../store/append.ts";
import { writeWhole } from "../store/checked-file.ts";
import { readJsonFile } from "../store/json-file.ts";
import { linesOf } from "../store/lines.ts";
import { type Drawn, Urn } from "./draw.ts";
import {
  type AuditedCell,
  type AuditResult,
  agreedPrint,
  judgementOf,
  type Print,
  resultOf,
  type Typing,
} from "./judge.ts";
import { paragraph } from "./told.ts";

export const STRATA = ["edition", "container", "table", "year", "status"] as const;
export type StratumField = (typeof STRATA)[number];

export interface AuditPlan {
  readonly cells: number;
  readonly seed: string;
  readonly by: readonly StratumField[];
}

interface Sample extends Drawn<AuditedCell> {
  readonly plan: AuditPlan;
}

const typingSchema = z
  .strictObject({
    cell: z.int().nonnegative(),
    by: z.string().min(1).max(200),
    when: z.iso.datetime(),
    state: z.enum(["reported", "blank", "struck", "absent", "unreadable"]),
    value: z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .max(40)
      .nullable(),
  })
  .refine(({ state, value }) => (state === "reported") === (value !== null));

export class AuditSession {
  private constructor(
    private readonly folder: string,
    readonly sample: Sample,
    private readonly typings: Typing[],
  ) {}

  /** Goes on with the audit of the dataset, or draws its sample. @throws Error when another plan was begun there */
  static async open(dataset: string, plan: AuditPlan): Promise<AuditSession> {
    const folder = join(dataset, "audit");
    const path = join(folder, "sample.json");
    if (!existsSync(path)) {
      mkdirSync(folder, { recursive: true });
      const sample: Sample = { plan, ...(await drawFrom(join(dataset, "reports.jsonl"), plan)) };
      writeWhole(path, `${JSON.stringify(sample, null, 1)}\n`);
    }
    const sample = readJsonFile(path) as Sample;
    if (JSON.stringify(sample.plan) !== JSON.stringify(plan))
      throw new Error(
        `${path}: an audit of ${sample.plan.cells} cells with seed ${sample.plan.seed} was begun here; put it away to begin another`,
      );
    return new AuditSession(folder, sample, typingsIn(join(folder, "typed.jsonl")));
  }

  get result(): AuditResult {
    return resultOf(this.sample, this.typings);
  }

  /**
   * The next cell for a person to type: those that nobody typed first, then those to be typed again.
   * @param twice cells that each of two people types, however they agree
   */
  next(by: string, twice = 0): number | null {
    const typed = (cell: number) => this.typings.filter((one) => one.cell === cell);
    const cells = this.sample.cells.map((_, cell) => cell);
    const open = (cell: number) =>
      judgementOf(this.sample.cells[cell]?.cell.read ?? { state: "absent", value: null }, typed(cell)) ===
      "open";
    return (
      cells.find((cell) => typed(cell).length === 0) ??
      cells.find((cell) => cell < twice && typed(cell).every((one) => one.by !== by)) ??
      cells.find(open) ??
      null
    );
  }

  /** The typing is on the disk when this returns. @throws Error when it is mistaken, WriteError */
  type(typing: unknown): void {
    const parsed = typingSchema.safeParse(typing);
    if (!parsed.success || !this.sample.cells[parsed.data.cell]) throw new Error("the typing is mistaken");
    appendLines(join(this.folder, "typed.jsonl"), `${JSON.stringify(parsed.data)}\n`);
    this.typings.push(parsed.data);
  }

  /** Writes `audit.json` and `audit.md`. @returns the paragraph */
  tell(): string {
    const { plan, strata } = this.sample;
    const coders = [...new Set(this.typings.map(({ by }) => by))].sort();
    const population = strata.reduce((sum, one) => sum + one.population, 0);
    const { result } = this;
    const text = paragraph(result, { seed: plan.seed, by: plan.by, coders, population });
    writeWhole(
      join(this.folder, "audit.json"),
      `${JSON.stringify({ plan, coders, population, ...result }, null, 1)}\n`,
    );
    writeWhole(join(this.folder, "audit.md"), `${text.trimEnd()}\n`);
    return text;
  }
}

/** What people agreed on in the audit of a dataset, cell by cell; nothing where there was none. */
export function typedCells(dataset: string): (Omit<AuditedCell, "read"> & Print)[] {
  const folder = join(dataset, "audit");
  const path = join(folder, "sample.json");
  if (!existsSync(path)) return [];
  const { cells } = readJsonFile(path) as Sample;
  const typings = typingsIn(join(folder, "typed.jsonl"));
  return cells.flatMap(({ cell: { read, ...cell } }, index) => {
    const print = agreedPrint(
      read,
      typings.filter((one) => one.cell === index),
    );
    return print ? [{ ...cell, ...print }] : [];
  });
}

/** Cells that the dataset gives as certain. */
function isCertain({ state, doubts }: ReportCell): boolean {
  return doubts.length === 0 && state !== "absent" && state !== "unreadable";
}

async function drawFrom(path: string, { cells, seed, by }: AuditPlan): Promise<Drawn<AuditedCell>> {
  const urn = new Urn<AuditedCell>(cells, seed);
  const seen = new Set<string>();
  for await (const line of linesOf(path)) {
    const report = JSON.parse(line) as Report;
    // The same bytes twice are one document.
    if (seen.has(report.sha256)) continue;
    seen.add(report.sha256);
    const { sha256, source } = report;
    for (const cell of report.tables.flatMap((table) => table.cells).filter(isCertain)) {
      const { table, row, column, state, value } = cell;
      const stratum = by.map((field) => fieldOf(report, cell, field)).join(" × ");
      const audited = { sha256, source, table, row, column, read: { state, value } };
      urn.add(stratum, [sha256, table, row, column].join("\n"), audited);
    }
  }
  return urn.draw();
}

function fieldOf(
  { identity, container, status }: Report,
  { table }: ReportCell,
  field: StratumField,
): string {
  const fields = { edition: identity.edition, container, table, year: identity.year?.value, status };
  return fields[field] ?? "none";
}

function typingsIn(path: string): Typing[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8").split("\n").flatMap(typingsOf);
}

/** A line that a crash cut off was never told. */
function typingsOf(line: string): Typing[] {
  try {
    return [typingSchema.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
