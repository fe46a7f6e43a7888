// Bytes that can be read more than once and from any place: a file, or an entry of an archive in memory.
// Must not know what they are.
import { closeSync, createReadStream, openSync, type ReadStream, readSync } from "node:fs";
import { Readable } from "node:stream";

export type Origin =
  | { readonly path: Buffer; readonly size: number; readonly meter?: Meter }
  | { readonly bytes: Uint8Array };

/** How far into a file its reading has come, in bytes. */
export class Meter {
  private most = 0;
  private readonly streams: { readonly stream: ReadStream; readonly start: number }[] = [];

  at(byte: number): void {
    this.most = Math.max(this.most, byte);
  }

  follow(stream: ReadStream, start: number): void {
    this.streams.push({ stream, start });
  }

  get reached(): number {
    for (const { stream, start } of this.streams) this.at(start + stream.bytesRead);
    return this.most;
  }
}

export function sizeOf(origin: Origin): number {
  return "bytes" in origin ? origin.bytes.length : origin.size;
}

/** @param start of the stream, in bytes from the beginning */
export function streamOf(origin: Origin, start = 0): Readable {
  if ("bytes" in origin) return Readable.from([origin.bytes.subarray(start)]);
  const stream = createReadStream(origin.path, { start });
  origin.meter?.follow(stream, start);
  return stream;
}

/** Reads pieces of an origin until it is closed. */
export class Pieces {
  readonly size: number;
  private readonly file: number | null;

  /** @throws the system's error */
  constructor(private readonly origin: Origin) {
    this.size = sizeOf(origin);
    this.file = "bytes" in origin ? null : openSync(origin.path, "r");
  }

  /** Fewer bytes than asked for only at the end. */
  read(at: number, length: number): Buffer {
    const wanted = Math.max(0, Math.min(length, this.size - at));
    if (wanted === 0) return Buffer.alloc(0);
    if ("bytes" in this.origin) {
      const { bytes } = this.origin;
      return Buffer.from(bytes.buffer, bytes.byteOffset + at, wanted);
    }
    const piece = Buffer.alloc(wanted);
    let done = 0;
    while (done < wanted) {
      const read = readSync(this.file as number, piece, done, wanted - done, at + done);
      if (read === 0) break;
      done += read;
    }
    this.origin.meter?.at(at + done);
    return piece.subarray(0, done);
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
  }
}

/** @throws the system's error */
export function headOf(origin: Origin, length: number): Buffer {
  const pieces = new Pieces(origin);
  try {
    return pieces.read(0, length);
  } finally {
    pieces.close();
  }
}
