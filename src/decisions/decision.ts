// What a person decided about a document: one line of JSON each, kept for good and never changed.
// Must not know files, or how a decision is applied.
import { randomUUID } from "node:crypto";
import { CELL_STATES } from "../model/codes.ts";
import type { CellState } from "../model/report.ts";
import { type Shaped, shapeOf } from "../text/shape.ts";

/** Facts of a report's identity that a person may decide. */
export const IDENTITY_FIELDS = ["title", "issuer", "year", "publishedOn"] as const;
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

const DECISION = shapeOf("decision", (zod) => {
  const state = zod.enum(Object.keys(CELL_STATES) as [CellState, ...CellState[]]);
  const figure = zod
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .max(40);
  const text = zod.string().max(2000);
  const place = zod.int().positive();

  const head = {
    id: zod.uuid(),
    /** Of the document's bytes: what it is called does not matter. */
    sha256: zod.string().regex(/^[0-9a-f]{64}$/),
    by: text.min(1),
    when: zod.iso.datetime(),
    why: text,
    /** Decisions that the person saw and means to replace. */
    over: zod.array(zod.uuid()).max(1000),
  };
  const value = zod.strictObject({ state, value: figure.nullable() });

  return zod.discriminatedUnion("about", [
    zod.strictObject({
      about: zod.literal("cell"),
      ...head,
      table: text,
      row: text,
      column: text,
      read: zod.strictObject({ state, value: figure.nullable(), raw: zod.string() }),
      decided: value.refine((one) => (one.state === "reported") === (one.value !== null)).nullable(),
    }),
    zod.strictObject({
      about: zod.literal("identity"),
      ...head,
      field: zod.enum(IDENTITY_FIELDS),
      read: text.nullable(),
      decided: text.min(1).nullable(),
    }),
    zod.strictObject({
      about: zod.literal("document"),
      ...head,
      read: zod.strictObject({ status: text }),
      decided: zod.literal("not_a_report").nullable(),
    }),
    zod.strictObject({
      about: zod.literal("table"),
      ...head,
      edition: text,
      table: text,
      /** A part of the form's table with heads of its own, counted from 0. */
      block: zod.int().nonnegative(),
      /** Of the document's table as it was read. */
      read: zod.strictObject({ digest: zod.string().regex(/^[0-9a-f]{64}$/) }),
      /** The document's table, and where the block's first figure stands in it; all counted from 1. */
      decided: zod.strictObject({ index: place, row: place, column: place }).nullable(),
    }),
  ]);
});

/** `decided` null takes back what was decided before. */
export type Decision = Readonly<Shaped<typeof DECISION>>;
export type CellDecision = Extract<Decision, { about: "cell" }>;
export type TableDecision = Extract<Decision, { about: "table" }>;
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
/** What a person sends: the ledger adds who it is known by and when. */
export type Draft = Without<Decision, "id" | "when">;

/** @throws Error that names the field */
export function checkedDecision(value: unknown): Decision {
  const result = DECISION.schema().safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`a decision is mistaken: ${issue?.path.join(".")}: ${issue?.message}`);
}

/** @param when the time of deciding */
export function signed(draft: unknown, when: Date): Decision {
  return checkedDecision({ ...(draft as object), id: randomUUID(), when: when.toISOString() });
}

/** What a decision is about, the same for all that are about the same thing. */
export function subjectOf(decision: Decision): string {
  if (decision.about === "cell") return cellSubject(decision);
  if (decision.about === "table") return tableSubject(decision);
  return decision.about === "identity" ? `identity\n${decision.field}` : "document";
}

export function tableSubject({
  edition,
  table,
  block,
}: Pick<TableDecision, "edition" | "table" | "block">): string {
  return ["table", edition, table, block].join("\n");
}

export function cellSubject({ table, row, column }: { table: string; row: string; column: string }): string {
  return ["cell", table, row, column].join("\n");
}
