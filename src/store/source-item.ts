// What a run is given to read: one document, wherever it was. Must not know where.
import type { ReadHints } from "../model/document.ts";
import type { Held } from "../model/report.ts";

/** Bytes of one document, or why there are none. */
export interface SourceItem {
  readonly source: string;
  readonly bytes: Uint8Array | null;
  readonly hints: ReadHints;
  readonly refusal?: string;
  /** When a crawler had it from its server, as the archive tells it. */
  readonly capturedAt?: string;
  /** Where its bytes lie, where the source is an address. */
  readonly held?: Held;
}
