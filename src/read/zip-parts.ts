// Unpacks the XML parts of a zipped document, and says in one sentence why it cannot.
// Must not know what the parts mean.
import { isUtf8 } from "node:buffer";
import { strFromU8, unzipSync } from "fflate";
import { UnreadableError } from "../model/document.ts";
import { decodeText } from "./charset.ts";
import { COMPOUND } from "./first-byte.ts";
import { provenPart } from "./zip-checksums.ts";

/** Parts that together unpack to more are no report. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Keeps a part's place among the others until it is unpacked. */
const NOTHING = new Uint8Array();

/**
 * Parts by their names, decoded; those that `wanted` refuses are not unpacked.
 * @param kind what to call the document in errors
 * @throws UnreadableError when it is locked, cut off, damaged or too large
 */
export function unpackParts(
  bytes: Uint8Array,
  kind: string,
  wanted: (name: string) => boolean,
): Map<string, string> {
  return new Map([...unpackBytes(bytes, kind, wanted)].map(([name, data]) => [name, xmlText(data)]));
}

/** XML is in UTF-8 unless it says otherwise: by its first bytes, or in its first line. */
function xmlText(data: Uint8Array): string {
  const isWide = data[0] === 0 || data[1] === 0 || (data[0] === 0xff && data[1] === 0xfe);
  if (!isWide && isUtf8(data)) return strFromU8(data);
  const first = Buffer.from(data.subarray(0, 200)).toString("latin1");
  return decodeText(data, [/encoding\s*=\s*["']([\w.-]+)/.exec(first)?.[1]]).text;
}

/** The same parts as bytes: not every part of a document is text in UTF-8. */
export function unpackBytes(
  bytes: Uint8Array,
  kind: string,
  wanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  if (bytes[0] === COMPOUND) throw new UnreadableError("encrypted", `The ${kind} is locked with a password.`);
  const parts = new Map<string, Uint8Array>();
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        if (!wanted(file.name.replaceAll("\\", "/"))) return false;
        total += file.originalSize;
        if (total > MOST_BYTES) {
          throw new UnreadableError("too-large", `The ${kind} unpacks to more than any report holds.`);
        }
        const known = provenPart(bytes, file.name, file.originalSize);
        parts.set(file.name.replaceAll("\\", "/"), known ?? NOTHING);
        return known === undefined;
      },
    });
    for (const [name, data] of Object.entries(files)) parts.set(name.replaceAll("\\", "/"), data);
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw isCutOff(bytes)
      ? new UnreadableError("truncated", `The ${kind} is cut off: the directory at its end is missing.`)
      : new UnreadableError("damaged", `The ${kind} is damaged: it cannot be unpacked.`);
  }
  return parts;
}

/** A whole archive ends with its directory; a remark of up to 64 KB may follow. */
function isCutOff(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 66_000)));
  return !tail.includes("PK\x05\x06", 0, "latin1");
}
