// Goes through a zip entry by entry, each of its bytes once: entries that lie over one another are not followed.
// Must not know what is in the entries.
import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import yauzl from "yauzl";
import { failureReason } from "../model/failure.ts";
import { entryName, oddName, RefusedEntry } from "./limits.ts";
import type { Origin } from "./origin.ts";

export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  /** Why it is not followed; null for an ordinary one. */
  readonly refusal: string | null;
  readonly open: () => Promise<Readable>;
  /** @throws RefusedEntry when the bytes are not those that were packed */
  readonly prove: (bytes: Uint8Array) => void;
}

/** Word processors and spreadsheets zip their documents too: their members say so. */
const MEMBERS =
  /^(?:\[Content_Types\]\.xml|mimetype|OFD\.xml|content\.xml|_rels\/\.rels|META-INF\/manifest\.xml|(?:word|xl|ppt)\/.*|Doc_\d+\/Document\.xml)$/i;
const MOST_MEMBERS_ASKED = 2000;

/** A damaged zip may be a damaged document: its reader says what is wrong with it. */
export async function isZippedDocument(origin: Origin): Promise<boolean> {
  let zip: yauzl.ZipFile;
  try {
    zip = await openZip(origin);
  } catch {
    return true;
  }
  try {
    let asked = 0;
    for await (const entry of zip.eachEntry()) {
      if (MEMBERS.test(nameOf(entry))) return true;
      asked += 1;
      if (asked > MOST_MEMBERS_ASKED) break;
    }
    return false;
  } catch {
    return true;
  } finally {
    zip.close();
  }
}

/** @throws RefusedEntry when entries share their bytes, or the list of entries is damaged */
export async function* zipEntries(origin: Origin): AsyncGenerator<ZipEntry> {
  const zip = await openZip(origin);
  const taken = new Set<number>();
  let packed = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      packed += entry.compressedSize + FIXED_HEAD;
      if (taken.has(entry.relativeOffsetOfLocalHeader) || packed > zip.fileSize)
        throw new RefusedEntry(
          failureReason("refused", "its entries lie over one another, as in bombs; the rest is left alone"),
        );
      taken.add(entry.relativeOffsetOfLocalHeader);
      if ("meter" in origin) origin.meter?.at(entry.relativeOffsetOfLocalHeader + entry.compressedSize);
      const name = nameOf(entry);
      if (name.endsWith("/")) continue;
      yield {
        name,
        packed: entry.compressedSize,
        refusal: refusalOf(entry, name),
        open: () => zip.openReadStreamPromise(entry),
        prove: (bytes) => prove(bytes, entry.crc32),
      };
    }
  } finally {
    zip.close();
  }
}

/** Bytes of an entry's own head, at the least. */
const FIXED_HEAD = 30;
const LINK_MODE = 0o120000;
const TYPE_MASK = 0o170000;

function refusalOf(entry: yauzl.Entry, name: string): string | null {
  const isLink = ((entry.externalFileAttributes >>> 16) & TYPE_MASK) === LINK_MODE;
  return (
    oddName(name) ??
    (isLink ? failureReason("refused", "a symbolic link") : null) ??
    (entry.isEncrypted() ? failureReason("encrypted", "it is locked with a password") : null)
  );
}

function prove(bytes: Uint8Array, told: number): void {
  if (crc32(bytes) !== told)
    throw new RefusedEntry(failureReason("damaged", "its checksum in the archive is another one"));
}

function nameOf(entry: yauzl.Entry): string {
  return entryName(entry.fileName as unknown as Uint8Array).replaceAll("\\", "/");
}

function openZip(origin: Origin): Promise<yauzl.ZipFile> {
  const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
  return "bytes" in origin
    ? yauzl.fromBufferPromise(Buffer.from(origin.bytes), options)
    : // The library hands the name to the system, which takes bytes as well.
      yauzl.openPromise(origin.path as unknown as string, options);
}
