// The shape of a line of reports.jsonl, checked before it is written and published as JSON Schema.
import { z } from "zod";

const place = z
  .object({
    table: z.number(),
    row: z.number(),
    cell: z.number(),
    line: z.number(),
    chars: z.tuple([z.number(), z.number()]),
    paragraph: z.number(),
    page: z.number(),
    box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    part: z.string(),
  })
  .partial()
  .describe("where it stands in the document: tables, rows, cells and lines counted from 1; boxes in points");

const fact = z.object({ value: z.string(), from: z.string(), at: place }).nullable();

const cell = z.object({
  table: z.string(),
  row: z.string().describe("key of the form, or label: and the printed label"),
  column: z.string(),
  value: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .nullable()
    .describe("the number printed, as a plain decimal"),
  raw: z.string(),
  state: z.enum(["reported", "blank", "struck", "absent", "unreadable"]),
  doubts: z.array(z.string()),
  alternatives: z.array(z.string()).optional(),
  settledBy: z.enum(["structure", "arithmetic"]),
  unit: z.string().optional(),
  at: place,
});

export const reportSchema = z.object({
  reportId: z.string(),
  source: z.string(),
  container: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  identity: z.object({
    title: fact,
    issuer: fact,
    year: fact,
    edition: z.string().nullable(),
    publishedOn: fact,
    doubts: z.array(z.string()),
  }),
  status: z.enum(["clean", "flagged", "partial", "not_a_report", "failed"]),
  reasons: z.array(z.string()),
  tables: z.array(z.object({ table: z.string(), cells: z.array(cell) })),
  checks: z.array(
    z.object({
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
    z.object({
      index: z.number(),
      cells: z.array(z.object({ row: z.number(), column: z.number(), raw: z.string(), at: place })),
    }),
  ),
  sections: z.array(z.object({ heading: z.string(), text: z.string() })),
  diagnostics: z.array(
    z.object({ code: z.string(), at: place, found: z.string().optional(), expected: z.string().optional() }),
  ),
  links: z.array(z.string()).describe("files that a page without tables offers, as its links are written"),
  capturedAt: z.string().optional().describe("when a crawler had it from its server, as its archive tells"),
  duplicateOf: z
    .string()
    .optional()
    .describe("source where the same bytes or the same report were read best"),
  attachmentOf: z.string().optional().describe("source of the page that links to this file"),
  differsFrom: z
    .string()
    .optional()
    .describe("source of a report of the same issuer, year and title with other figures"),
});

/** JSON Schema of a line of reports.jsonl. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema);
}
