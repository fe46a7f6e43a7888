// What a record tells of its document's capture. Must not know how captures are kept.
import type { Report } from "../model/report.ts";
import type { SourceItem } from "../store/source-item.ts";

/** Two captures of one address have the same record but for their time and place. */
export function asCaptured(report: Report, { capturedAt, held }: SourceItem): Report {
  return { ...report, ...(capturedAt === undefined ? {} : { capturedAt }), ...(held ? { held } : {}) };
}
