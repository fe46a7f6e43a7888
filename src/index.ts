/**
 * gongkai as a library: documents in, checked records out. What is not exported here is internal and may change.
 *
 * @packageDocumentation
 */

export { reportJsonSchema, reportSchema } from "./export/schema.ts";
export type { DatasetSummary } from "./export/tally.ts";
export { CELL_STATES, CHECK_STATUSES, REASONS, SETTLED_BY, STATUSES } from "./model/codes.ts";
export { CODES as DIAGNOSTICS, type Diagnostic } from "./model/diagnostic.ts";
export {
  type Container,
  type Content,
  type ReadHints,
  type SourceDocument,
  UnreadableError,
} from "./model/document.ts";
export { DOUBTS, type Doubt } from "./model/doubts.ts";
export type { Explained } from "./model/explained.ts";
export type { Place } from "./model/place.ts";
export type { Statement } from "./model/prose.ts";
export type {
  CellState,
  CheckResult,
  Fact,
  Identity,
  Kin,
  OtherTable,
  Report,
  ReportCell,
  Section,
  Status,
} from "./model/report.ts";
export { SIGNS, type Sign } from "./model/signs.ts";
export { readAs, readDocument } from "./read/read.ts";
export { type ExtractHints, extract, extractBelow } from "./run/library.ts";
export { type DatasetCell, type DatasetReport, type OpenDataset, openDataset } from "./run/open-dataset.ts";
export { OWN_PIPELINE } from "./run/own-pipeline.ts";
export { loadPipeline, type Pipeline, PipelineError } from "./run/pipeline.ts";
export { InputError } from "./store/inputs.ts";
