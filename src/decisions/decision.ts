// What a person decided about a document: one line of JSON each, kept for good and never changed.
// Must not know files, or how a decision is applied.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { CELL_STATES } from "../model/codes.ts";
import type { CellState } from "../model/report.ts";

/** Facts of a report's identity that a person may decide. */
export const IDENTITY_FIELDS = ["title", "issuer", "year", "publishedOn"] as const;
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

const state = z.enum(Object.keys(CELL_STATES) as [CellState, ...CellState[]]);
const figure = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .max(40);
const text = z.string().max(2000);

const head = {
  id: z.uuid(),
  /** Of the document's bytes: what it is called does not matter. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  by: text.min(1),
  when: z.iso.datetime(),
  why: text,
  /** Decisions that the person saw and means to replace. */
  over: z.array(z.uuid()).max(1000),
};
const value = z.strictObject({ state, value: figure.nullable() });

const decisionSchema = z.discriminatedUnion("about", [
  z.strictObject({
    about: z.literal("cell"),
    ...head,
    table: text,
    row: text,
    column: text,
    read: z.strictObject({ state, value: figure.nullable(), raw: z.string() }),
    decided: value.refine((one) => (one.state === "reported") === (one.value !== null)).nullable(),
  }),
  z.strictObject({
    about: z.literal("identity"),
    ...head,
    field: z.enum(IDENTITY_FIELDS),
    read: text.nullable(),
    decided: text.min(1).nullable(),
  }),
  z.strictObject({
    about: z.literal("document"),
    ...head,
    read: z.strictObject({ status: text }),
    decided: z.literal("not_a_report").nullable(),
  }),
]);

/** `decided` null takes back what was decided before. */
export type Decision = Readonly<z.infer<typeof decisionSchema>>;
export type CellDecision = Extract<Decision, { about: "cell" }>;
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
/** What a person sends: the ledger adds who it is known by and when. */
export type Draft = Without<Decision, "id" | "when">;

/** @throws Error that names the field */
export function checkedDecision(value: unknown): Decision {
  const result = decisionSchema.safeParse(value);
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
  return decision.about === "identity" ? `identity\n${decision.field}` : "document";
}

export function cellSubject({ table, row, column }: { table: string; row: string; column: string }): string {
  return ["cell", table, row, column].join("\n");
}
