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
  type Print,
  resultOf,
  type Typing,
  UNSEEN,
} from "./judge.ts";
import { paragraph } from "./told.ts";
import { type Turn, turnOf } from "./turns.ts";

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

/** What its person typed last of the cell does not count. */
const TAKEN_BACK = "taken back";

const head = {
  cell: z.int().nonnegative(),
  by: z.string().min(1).max(200),
  when: z.iso.datetime(),
};

const typingSchema = z
  .strictObject({
    ...head,
    state: z.enum(["reported", "blank", "struck", "absent", "unreadable", UNSEEN]),
    value: z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .max(40)
      .nullable(),
  })
  .refine(({ state, value }) => (state === "reported") === (value !== null));

/** A line of `typed.jsonl`. */
const lineSchema = z.union([
  typingSchema,
  z.strictObject({ ...head, state: z.literal(TAKEN_BACK), value: z.null() }),
]);
type Line = z.infer<typeof lineSchema>;

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
   * What a person types next.
   * @param twice cells that each of two people types, however they agree
   */
  turn(by: string, twice = 0): Turn {
    const cells = this.sample.cells.map(({ cell }) => cell);
    return turnOf(cells, this.typings, by, twice);
  }

  /** The typing is on the disk when this returns. @throws Error when it is mistaken, WriteError */
  type(typing: unknown): void {
    const parsed = typingSchema.safeParse(typing);
    if (!parsed.success || !this.sample.cells[parsed.data.cell]) throw new Error("the typing is mistaken");
    this.add(parsed.data);
  }

  /** Takes back what a person typed last; nothing where nothing is left of it. @throws WriteError */
  takeBack(by: string, when: Date): void {
    const last = this.typings.findLast((one) => one.by === by);
    if (last) this.add({ cell: last.cell, by, when: when.toISOString(), state: TAKEN_BACK, value: null });
  }

  private add(line: Line): void {
    appendLines(join(this.folder, "typed.jsonl"), `${JSON.stringify(line)}\n`);
    take(this.typings, line);
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

/** What was typed and not taken back. */
function typingsIn(path: string): Typing[] {
  const typings: Typing[] = [];
  if (!existsSync(path)) return typings;
  for (const line of readFileSync(path, "utf8").split("\n").flatMap(linesIn)) take(typings, line);
  return typings;
}

function take(typings: Typing[], line: Line): void {
  if (line.state !== TAKEN_BACK) {
    typings.push(line);
    return;
  }
  const last = typings.findLastIndex(({ cell, by }) => cell === line.cell && by === line.by);
  if (last >= 0) typings.splice(last, 1);
}

/** A line that a crash cut off was never told. */
function linesIn(line: string): Line[] {
  try {
    return [lineSchema.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
