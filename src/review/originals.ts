// Finds the bytes of a document of a dataset again, where the run that made it read them.
// Must not know what is in a document.
import { existsSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { ReadHints } from "../model/document.ts";
import { documentsIn } from "../store/archives.ts";
import type { Asked } from "../store/asked.ts";
import { isBelow } from "../store/below.ts";
import { sha256 } from "../store/digest.ts";
import { ARCHIVE_LIMITS } from "../store/limits.ts";
import type { SourceItem } from "../store/source-item.ts";
import { documentsBelow } from "../store/sources.ts";

export interface Original {
  readonly bytes: Uint8Array;
  readonly hints: ReadHints;
}

/** Documents that were shown last: each is asked for several times. */
const KEPT = 4;

export class Originals {
  private readonly kept = new Map<string, Original>();

  constructor(private readonly asked: Asked) {}

  /** @returns null when these bytes are not where they were */
  async find(source: string, digest: string): Promise<Original | null> {
    const known = this.kept.get(digest);
    if (known) return known;
    const found = (await this.directly(source, digest)) ?? (await this.anywhere(source, digest));
    if (found) {
      const [oldest] = this.kept.keys();
      if (this.kept.size >= KEPT && oldest !== undefined) this.kept.delete(oldest);
      this.kept.set(digest, found);
    }
    return found;
  }

  /** The file, or the archive, that the source names first. */
  private async directly(source: string, digest: string): Promise<Original | null> {
    const [name = ""] = source.split("!");
    for (const { path } of this.asked.inputs) {
      const file = pathBelow(path, name);
      if (file === null) continue;
      const origin = { path: Buffer.from(file), size: statSync(file).size };
      const found = await among(
        documentsIn(origin, name, { name: basename(name) }, this.limits()),
        source,
        digest,
      );
      if (found) return found;
    }
    return null;
  }

  /** Captures are called by their addresses, and files may have names that are no text. */
  private anywhere(source: string, digest: string): Promise<Original | null> {
    const inputs = this.asked.inputs.filter(({ path }) => existsSync(path));
    return among(documentsBelow(inputs, this.limits(), this.asked.options.followLinks), source, digest);
  }

  private limits() {
    return this.asked.options.archives ?? ARCHIVE_LIMITS;
  }
}

function pathBelow(input: string, name: string): string | null {
  if (!existsSync(input)) return null;
  if (!statSync(input).isDirectory()) return basename(input) === name ? input : null;
  const path = resolve(input, name);
  if (!isBelow(path, input)) return null;
  return existsSync(path) && statSync(path).isFile() ? path : null;
}

async function among(
  items: AsyncIterable<SourceItem>,
  source: string,
  digest: string,
): Promise<Original | null> {
  for await (const { source: name, bytes, hints } of items)
    if (name === source && bytes !== null && sha256(bytes) === digest) return { bytes, hints };
  return null;
}
