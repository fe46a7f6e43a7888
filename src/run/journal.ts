// Keeps finished records of a run on disk, so that a run that was killed goes on where it stopped and a run over the
// same bytes with the same version reads nothing again. Holds the lock of the output folder.
// Must not know documents.
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { ReadHints } from "../model/document.ts";
import type { Report } from "../model/report.ts";
import { State } from "../store/state.ts";
import type { Sealed } from "./standing.ts";

/** No key of a record. */
const SEAL = "sealed";

/** What a record is of: the same bytes are read otherwise under other hints. */
export interface RecordOf {
  readonly source: string;
  readonly sha256: string;
  readonly hints: ReadHints;
}

export class Journal {
  private constructor(private readonly state: State) {}

  /** @throws LockedError when another run has this output, WriteError */
  static async open(folder: string): Promise<Journal> {
    return new Journal(await State.open(join(folder, ".gongkai", "records"), folder));
  }

  /** A part of the state could not be trusted: what it held is read again. */
  get damaged(): boolean {
    return this.state.mended || this.state.damaged > 0;
  }

  /**
   * The record kept of these bytes under this name; null when there is none, or one of another version.
   * @param version of everything that a record depends on besides its bytes and hints
   */
  find(of: RecordOf, version: string): Report | null {
    const kept = this.state.get(keyOf(of));
    if (!kept) return null;
    const text = Buffer.from(kept).toString("utf8");
    const end = text.indexOf("\n");
    return text.slice(0, end) === version ? (JSON.parse(text.slice(end + 1)) as Report) : null;
  }

  /** In the place of a record of another version. @throws WriteError */
  async keep(of: RecordOf, version: string, report: Report): Promise<void> {
    const value = Buffer.from(`${version}\n${JSON.stringify(report)}`);
    await this.state.put([{ key: keyOf(of), value }]);
  }

  /** What the last run that was written left about itself; null when there is nothing that can be trusted. */
  sealed(): Sealed | null {
    const kept = this.state.get(SEAL);
    return kept && (JSON.parse(Buffer.from(kept).toString("utf8")) as Sealed);
  }

  /** @throws WriteError */
  async seal(sealed: Sealed): Promise<void> {
    await this.state.put([{ key: SEAL, value: Buffer.from(JSON.stringify(sealed)) }]);
  }

  close(): Promise<void> {
    return this.state.close();
  }
}

function keyOf({ source, sha256, hints }: RecordOf): string {
  const { name, mediaType, charset } = hints;
  const told = JSON.stringify([source, sha256, name, mediaType, charset]);
  return createHash("sha256").update(told).digest("hex").slice(0, 40);
}
