// Holds a finished run against the bounds that its pipeline file sets, and says which it broke.
// Must not know documents: it sees counts only.
import type { DatasetSummary } from "../export/tally.ts";

/** Shares are between 0 and 1. A bound that is left out is not checked. */
export interface Bounds {
  readonly leastDocuments?: number;
  readonly mostFailed?: number;
  readonly mostPartial?: number;
  readonly mostDoubtedCells?: number;
  readonly mostFailingRelations?: number;
  readonly leastReportedCells?: number;
}

/** @returns one sentence for each bound that the run breaks. */
export function verdictOn(summary: DatasetSummary, bounds: Bounds): string[] {
  const { documents, byStatus, cells, doubted, reported, checks } = summary;
  const evaluated = checks.holds + checks.fails;
  const broken: string[] = [];
  const most = (name: string, part: number, whole: number, bound: number | undefined) => {
    if (bound === undefined || whole === 0 || part / whole <= bound) return;
    broken.push(`${name}: ${part} of ${whole} is more than ${percent(bound)}`);
  };
  if (bounds.leastDocuments !== undefined && documents < bounds.leastDocuments) {
    broken.push(`documents: ${documents}, at least ${bounds.leastDocuments} wanted`);
  }
  most("failed documents", byStatus.failed, documents, bounds.mostFailed);
  most("documents with tables missing", byStatus.partial, documents, bounds.mostPartial);
  most("cells in doubt", doubted, cells, bounds.mostDoubtedCells);
  most("relations that fail", checks.fails, evaluated, bounds.mostFailingRelations);
  const least = bounds.leastReportedCells;
  if (least !== undefined && cells > 0 && reported / cells < least) {
    broken.push(`cells with a figure: ${reported} of ${cells} is less than ${percent(least)}`);
  }
  return broken;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
