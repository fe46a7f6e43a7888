// What a record tells of where its document was found. Must not know how inputs and captures are kept.
import type { Report } from "../model/report.ts";
import type { FoundItem } from "../store/sources.ts";

/** Two captures of one address, or one document below two inputs, have the same record but for their time and place. */
export function asFound(report: Report, { input, capturedAt, held }: FoundItem): Report {
  return { ...report, input, ...(capturedAt === undefined ? {} : { capturedAt }), ...(held ? { held } : {}) };
}
