// The records of a WARC or ARC file one by one, packed or plain. What is damaged costs the stretch up to the next record
// that is whole, and is told.
// Must not know what the records mean.
import { memberAt, nextMember } from "./gzip-members.ts";
import { parseHeaders } from "./http-body.ts";
import { Pieces } from "./origin.ts";

export interface CaptureRecord {
  readonly kind: "record";
  /** Where it can be read again, and where what comes next begins. */
  readonly at: number;
  readonly end: number;
  /** Header fields by their names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  readonly block: Buffer;
}

export interface LostStretch {
  readonly kind: "lost";
  readonly from: number;
  readonly to: number;
  readonly because: Loss;
}

export type Capture = CaptureRecord | LostStretch;

export type Loss = "damaged" | "cut" | "too-large";

interface Head {
  readonly headers: ReadonlyMap<string, string>;
  /** Where the block begins, and its length. */
  readonly start: number;
  readonly length: number;
}

interface Format {
  /** What the first bytes of a record look like. */
  readonly begins: RegExp;
  /** What stands behind a block. */
  readonly ends: RegExp;
  readonly headOf: (bytes: Buffer) => Head | null;
}

const WARC: Format = {
  begins: /^WARC\/\d\.\d\r?\n/,
  ends: /^\r?\n\r?\n/,
  headOf: (bytes) => {
    const { headers, end } = parseHeaders(bytes, bytes.indexOf("\n") + 1);
    const length = headers.get("content-length") ?? "";
    return /^\d+$/.test(length) ? { headers, start: end, length: Number(length) } : null;
  },
};

const ARC_LINE = /^(\S+:\S+) \S+ (\d{14}) (\S*) (?:\S+ )*?(\d+)\r?\n/;

const ARC: Format = {
  begins: ARC_LINE,
  ends: /^\r?\n/,
  headOf: (bytes) => {
    const [line = "", url = "", time = "", type = "", length = ""] =
      ARC_LINE.exec(bytes.toString("latin1", 0, 8192)) ?? [];
    const headers = new Map([
      ["warc-type", url.startsWith("filedesc:") ? "warcinfo" : "response"],
      ["warc-target-uri", url],
      ["warc-date", time.replace(/^(....)(..)(..)(..)(..)(..)$/, "$1-$2-$3T$4:$5:$6Z")],
      ["content-type", type],
    ]);
    return line === "" ? null : { headers, start: line.length, length: Number(length) };
  },
};

/** How much of a record is asked for its header. */
const HEAD = 1 << 16;

export function looksLikeCaptures(head: Buffer): boolean {
  return formatOf(head) !== null;
}

function formatOf(head: Buffer): Format | null {
  const text = head.toString("latin1", 0, 512);
  if (WARC.begins.test(text)) return WARC;
  return text.startsWith("filedesc://") ? ARC : null;
}

/**
 * @param most bytes of one record
 * @param from where to begin: a place that an earlier pass told
 */
export function* capturesIn(file: Pieces, most: number, from = 0): Generator<Capture> {
  const isPacked = file.read(0, 2).toString("latin1") === "\x1f\x8b";
  yield* joined(isPacked ? packedCaptures(file, most, from) : plainCaptures(file, most, from));
}

/** Losses next to each other are one. */
function* joined(captures: Iterable<Capture>): Generator<Capture> {
  let lost = null as LostStretch | null;
  for (const capture of captures) {
    if (capture.kind === "lost") {
      lost = lost ? { ...lost, to: capture.to } : capture;
      continue;
    }
    if (lost) yield lost;
    lost = null;
    yield capture;
  }
  if (lost) yield lost;
}

function* packedCaptures(file: Pieces, most: number, from: number): Generator<Capture> {
  const isRecord = (head: Buffer) =>
    WARC.begins.test(head.toString("latin1", 0, 16)) || ARC_LINE.test(head.toString("latin1", 0, 8192));
  for (let at = from; at < file.size; ) {
    const member = memberAt(file, at, most);
    if (member.kind !== "whole") {
      const next = nextMember(file, at + 1, isRecord);
      yield {
        kind: "lost",
        from: at,
        to: next,
        because: next < file.size && member.kind === "cut" ? "damaged" : member.kind,
      };
      at = next;
      continue;
    }
    for (const capture of plainCaptures(new Pieces({ bytes: member.bytes }), most, 0)) {
      yield capture.kind === "record"
        ? { ...capture, at, end: member.end }
        : { kind: "lost", from: at, to: member.end, because: capture.because };
    }
    at = member.end;
  }
}

function* plainCaptures(file: Pieces, most: number, from: number): Generator<Capture> {
  let format: Format | null = null;
  for (let at = from; at < file.size; ) {
    const bytes = file.read(at, HEAD);
    const blank = /^[\r\n]*/.exec(bytes.toString("latin1", 0, 64))?.[0].length ?? 0;
    if (blank > 0) {
      at += blank;
      continue;
    }
    format ??= WARC.begins.test(bytes.toString("latin1", 0, 16)) ? WARC : ARC;
    const capture = captureAt(file, at, bytes, format, most);
    yield capture.told;
    at = capture.next;
  }
}

function captureAt(
  file: Pieces,
  at: number,
  bytes: Buffer,
  format: Format,
  most: number,
): { readonly told: Capture; readonly next: number } {
  const head = format.begins.test(bytes.toString("latin1", 0, 8192)) ? format.headOf(bytes) : null;
  const lost = (to: number, because: Loss) => ({
    told: { kind: "lost" as const, from: at, to, because },
    next: to,
  });
  if (!head) return lost(nextRecord(file, at + 1, format), "damaged");
  const start = at + head.start;
  const end = start + head.length;
  if (end > file.size || !isBoundary(file, end, format)) {
    const next = nextRecord(file, start, format);
    return lost(next, next === file.size ? "cut" : "damaged");
  }
  if (head.length > most) return lost(end, "too-large");
  return {
    told: { kind: "record", at, end, headers: head.headers, block: file.read(start, head.length) },
    next: end,
  };
}

/** Behind a block whose length was told rightly stands what ends it, whatever follows; some writers leave that out. */
function isBoundary(file: Pieces, end: number, format: Format): boolean {
  const behind = file.read(end, 8192).toString("latin1");
  return behind === "" || format.ends.test(behind) || format.begins.test(behind);
}

function nextRecord(file: Pieces, from: number, format: Format): number {
  const overlap = 8192;
  for (let at = from; at < file.size; at += HEAD) {
    const block = file.read(at, HEAD + overlap).toString("latin1");
    for (let line = block.indexOf("\n"); line >= 0 && line < HEAD; line = block.indexOf("\n", line + 1)) {
      if (format.begins.test(block.slice(line + 1, line + 1 + overlap))) return at + line + 1;
    }
  }
  return file.size;
}
