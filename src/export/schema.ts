// The shape of a line of reports.jsonl, checked before it is written and published as JSON Schema.
import { z } from "zod";
import type { Kin, Report } from "../model/report.ts";

/** A type's fields at every depth, whatever kind of value they hold. */
type Shape<T> = T extends string | number | boolean
  ? "value"
  : T extends readonly (infer Item)[]
    ? Shape<Item>[]
    : { -readonly [Field in keyof T]-?: Shape<NonNullable<T[Field]>> };
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Hands the schema on, and does not compile when it lacks a field that `T` has, or has one that `T` lacks. */
const tiedTo =
  <T>() =>
  <S extends z.ZodType>(schema: Same<Shape<T>, Shape<z.infer<S>>> extends true ? S : never): S =>
    schema;

const place = z
  .strictObject({
    table: z.number(),
    row: z.number(),
    cell: z.number(),
    lastCell: z.number(),
    line: z.number(),
    chars: z.tuple([z.number(), z.number()]),
    paragraph: z.number(),
    page: z.number(),
    box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    part: z.string(),
  })
  .partial()
  .describe("where it stands in the document: tables, rows, cells and lines counted from 1; boxes in points");

const fact = z.strictObject({ value: z.string(), from: z.string(), at: place }).nullable();

const state = z.enum(["reported", "blank", "struck", "absent", "unreadable"]);

const reading = z.strictObject({
  value: z.string().nullable(),
  state,
  doubts: z.array(z.string()),
  alternatives: z.array(z.string()).optional(),
  settledBy: z.enum(["structure", "arithmetic", "review"]),
  by: z.string().describe("id of the decision"),
});

const cell = z.strictObject({
  table: z.string(),
  row: z.string().describe("key of the form, or label: and the printed label"),
  column: z.string(),
  value: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .nullable()
    .describe("the number printed, as a plain decimal"),
  raw: z.string(),
  state,
  doubts: z.array(z.string()),
  signs: z.array(z.string()).optional().describe("what raised the doubts, see codebook.csv"),
  alternatives: z.array(z.string()).optional(),
  alternativeSet: z
    .string()
    .optional()
    .describe("shared by cells whose alternatives can only be right together"),
  label: z.string().optional().describe("the words printed as the row's label"),
  settledBy: z.enum(["structure", "arithmetic", "review"]),
  reading: reading.optional().describe("what was read, where a person decided"),
  unit: z.string().optional(),
  at: place,
});

const statement = z.strictObject({
  statement: z.string().describe("key of a statement, see codebook.csv"),
  label: z.string().describe("the words that name the part, as printed"),
  value: z.string().regex(/^\d+(\.\d+)?$/),
  raw: z.string(),
  unit: z.string(),
  approximate: z.boolean(),
  period: z.enum(["year", "cumulative", "other"]),
  negated: z.boolean().describe("an explicit none: no figure is printed and the words deny the thing"),
  sentence: z.string(),
  words: z.string().describe("the words that led to the key"),
  at: place,
  doubts: z.array(z.string()),
  own: z
    .literal(true)
    .optional()
    .describe("the words say themselves that it is the whole, and of the report's year"),
  agreesWithTable: z.enum(["agrees", "differs"]).nullable(),
  tableValue: z.string().nullable(),
  tableCell: z.string().nullable(),
});

const identity = z.strictObject({
  title: fact,
  issuer: fact,
  year: fact,
  edition: z.string().nullable(),
  publishedOn: fact,
  doubts: z.array(z.string()),
});

const status = z.enum(["clean", "flagged", "partial", "not_a_report", "failed"]);

const decided = z.strictObject({
  applied: z.array(z.string()),
  stale: z.array(z.string()),
  conflicting: z.array(z.string()),
  tables: z.array(z.string()).optional().describe("tables of the form that a person found in other_tables"),
  read: z.strictObject({ status, reasons: z.array(z.string()), identity }).describe("as it was before"),
});

/** What every record is held against before it is written, as a zod schema. */
export const reportSchema = tiedTo<Report & Kin>()(
  z.strictObject({
    reportId: z.string(),
    source: z.string(),
    container: z.string(),
    sha256: z.string(),
    bytes: z.number(),
    identity,
    status,
    reasons: z.array(z.string()),
    tables: z.array(z.strictObject({ table: z.string(), cells: z.array(cell) })),
    checks: z.array(
      z.strictObject({
        table: z.string(),
        relation: z.string(),
        at: z.string(),
        lhs: z.string().nullable(),
        rhs: z.string().nullable(),
        status: z.enum(["holds", "fails", "not_evaluable"]),
        choseReading: z.boolean(),
      }),
    ),
    otherTables: z.array(
      z.strictObject({
        index: z.number(),
        cells: z.array(z.strictObject({ row: z.number(), column: z.number(), raw: z.string(), at: place })),
      }),
    ),
    sections: z.array(z.strictObject({ heading: z.string(), text: z.string(), at: place })),
    prose: z.array(statement).describe("what the sentences state, in the order they stand in"),
    diagnostics: z.array(
      z.strictObject({
        code: z.string(),
        at: place,
        found: z.string().optional(),
        expected: z.string().optional(),
      }),
    ),
    links: z.array(z.string()).describe("files that a page without tables offers, as its links are written"),
    input: z
      .string()
      .optional()
      .describe("what the input that it was found below is called among those of its run"),
    capturedAt: z.string().optional().describe("when a crawler had it from its server, as its archive tells"),
    held: z
      .strictObject({ archive: z.string(), record: z.string(), offset: z.number().nullable() })
      .optional()
      .describe("archive, record and byte where its bytes lie, where the source is an address"),
    decisions: decided.optional().describe("ids of what people decided about it"),
    duplicateOf: z
      .string()
      .optional()
      .describe("source where the same bytes or the same report were read best"),
    attachmentOf: z.string().optional().describe("source of the page that links to this file"),
    differsFrom: z
      .string()
      .optional()
      .describe("source of a report of the same issuer, year and title with other figures"),
  }),
);

/**
 * JSON Schema of a line of reports.jsonl.
 *
 * @example
 * ```ts
 * console.log(JSON.stringify(reportJsonSchema(), null, 2));
 * ```
 */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema);
}
