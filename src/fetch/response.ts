// A response as it came over the wire, and its text.
// Must not know what is in it.
import { bodyOf } from "../store/http-body.ts";
import { RefusedEntry } from "../store/limits.ts";

/** The body is as it was sent: packed, in whatever charset. */
export interface Response {
  readonly url: string;
  readonly status: number;
  readonly statusText?: string;
  /** Names and values as they came, a character for a byte. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Where something was posted. */
  readonly requestMethod?: "POST";
  readonly requestBody?: string;
  /** Where the host answered; unknown behind a proxy. */
  readonly ip?: string;
  /** Why there is less of the body than was told, in WARC's words. */
  readonly truncated?: "disconnect";
  /** What was let pass: a broken certificate, an old TLS. */
  readonly lax?: string;
  /** It never came over the wire: a browser drew it of what did. */
  readonly drawn?: true;
  /** The archive's own address of it, when it comes from another archive. */
  readonly source?: string;
}

/** Pages are unpacked to at most so much. */
const MOST_BYTES = 32 * 1024 * 1024;
/** What is packed once more than its header says. */
const PACKED = Buffer.from([0x1f, 0x8b, 0x08]);

/** Marks at the beginning of a text that say what it is in. */
const MARKS: readonly (readonly [mark: readonly number[], charset: string])[] = [
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

export function header({ headers }: Pick<Response, "headers">, name: string): string {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? "";
}

/** The body unpacked, whatever its header says of it; null when it is damaged or unpacks to more than any page has. */
export function unpackedBody(response: Response): Uint8Array | null {
  const { status } = response;
  const body = Buffer.from(response.body.buffer, response.body.byteOffset, response.body.byteLength);
  const coding = header(response, "content-encoding");
  const isText = /text|html|xml|json/i.test(header(response, "content-type"));
  const codings = body.subarray(0, 3).equals(PACKED) && isText && coding === "" ? "gzip" : coding;
  try {
    const headers = new Map([["content-encoding", codings]]);
    // One answer at a time: what came before counts for nothing.
    return bodyOf({ status, headers, body }, MOST_BYTES, () => undefined);
  } catch (error) {
    if (!(error instanceof RefusedEntry)) throw error;
    // Not what the header says, or a bomb: there is nothing to read in it.
    return null;
  }
}

/** The body as text in the header's charset, the page's own, or what fits; null when it cannot be unpacked. */
export function decodedBody(response: Response): string | null {
  const bytes = unpackedBody(response);
  return bytes ? new TextDecoder(fittingCharset(response, bytes)).decode(bytes) : null;
}

/** The charset of a page: that which its bytes are in. */
export function charsetOf(response: Response): string {
  return fittingCharset(response, unpackedBody(response) ?? new Uint8Array());
}

function fittingCharset(response: Response, bytes: Uint8Array): string {
  const marked = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return marked[1];
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  const declared = /charset=["']?([\w-]+)/i.exec(`${header(response, "content-type")} ${head}`)?.[1];
  // A page without other characters than those of ASCII is in the charset that it names.
  const ascii = bytes.every((byte) => byte < 0x80);
  for (const charset of ascii ? [declared, "utf-8"] : ["utf-8", declared]) {
    try {
      if (charset === undefined) continue;
      new TextDecoder(charset, { fatal: true }).decode(bytes);
      return charset;
    } catch (error) {
      // Not this charset, or no charset at all: the next one.
      if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
    }
  }
  return "gb18030";
}
