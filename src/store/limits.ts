// What an archive may ask of the machine, and the sentences that say it asked too much.
// Must not know any kind of archive.
import type { Readable } from "node:stream";
import { failureReason } from "../model/failure.ts";

export interface ArchiveLimits {
  /** Bytes of one document, unpacked. */
  readonly documentBytes: number;
  /** Unpacked bytes for one packed byte, past the first megabyte. */
  readonly ratio: number;
  /** Entries of one archive. */
  readonly entries: number;
  /** Archives within archives. */
  readonly depth: number;
  /** How pages that are lines of JSON name their fields. */
  readonly fields?: PageFields;
}

/** Names of the fields of pages that are kept as lines of JSON. */
export interface PageFields {
  readonly url: string;
  readonly html: string;
  readonly text: string;
  readonly date: string;
}

export const PAGE_FIELDS: PageFields = { url: "url", html: "html", text: "text", date: "date" };

export const ARCHIVE_LIMITS: ArchiveLimits = {
  documentBytes: 256 * 1024 * 1024,
  ratio: 400,
  entries: 2_000_000,
  depth: 5,
};

const FREE_BYTES = 1024 * 1024;

/** An entry that is left alone, with the reason for people. */
export class RefusedEntry extends Error {
  override readonly name = "RefusedEntry";
}

/** What one file may unpack to altogether, archives within it included, is used up: nothing more of it is read. */
export class SpentError extends Error {
  override readonly name = "SpentError";
}

export class Budget {
  private used = 0;
  private readonly most: number;

  /** @param size bytes of the file itself */
  constructor(
    size: number,
    private readonly limits: ArchiveLimits,
  ) {
    this.most = Math.max(limits.documentBytes, size * limits.ratio);
  }

  /** @throws SpentError */
  spend(bytes: number): void {
    this.used += bytes;
    if (this.used > this.most) {
      throw new SpentError(
        failureReason(
          "too-large",
          `it unpacks to more than ${this.limits.ratio} times its size; the rest is left alone`,
        ),
      );
    }
  }
}

/**
 * All bytes of a stream.
 * @param packed packed size, where the archive tells it
 * @throws RefusedEntry as soon as a limit is passed; the stream is destroyed
 */
export async function readWithin(
  stream: Readable | AsyncIterable<Uint8Array>,
  limits: ArchiveLimits,
  packed?: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    const sentence = tooMuch(size, packed, limits);
    if (sentence !== null) throw new RefusedEntry(sentence);
  }
  return Buffer.concat(chunks);
}

/** Why so many bytes are too many; null when they are not. */
export function tooMuch(size: number, packed: number | undefined, limits: ArchiveLimits): string | null {
  if (size > limits.documentBytes) return `too-large: it unpacks to more than ${limits.documentBytes} bytes`;
  if (packed !== undefined && size > FREE_BYTES && size > packed * limits.ratio) {
    return `too-large: it unpacks to more than ${limits.ratio} times its size, as bombs do`;
  }
  return null;
}

/** Why an entry's name is not followed; null when it is an ordinary one. Names are told, never used as paths. */
export function oddName(name: string): string | null {
  const parts = name.split(/[\\/]/);
  if (name.includes("\0") || /^(?:[\\/]|[a-z]:)/i.test(name) || parts.includes("..")) {
    return "refused: its name points out of the archive";
  }
  return null;
}

/** Names in archives are UTF-8 or, from older programs, GBK; they seldom say which. */
export function entryName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return gbkName(bytes);
  }
}

function gbkName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("gb18030", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Neither: bytes that are no letters are told as addresses tell them.
    return [...bytes].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : percent(byte))).join("");
  }
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
