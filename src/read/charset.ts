// Decides in which charset bytes are written, and decodes them.
// Must not know containers: what a mark-up declares is handed in.

import { isUtf8 } from "node:buffer";

export interface Decoded {
  readonly text: string;
  /** The charset used, as `TextDecoder` names it. */
  readonly charset: string;
  /** Characters that did not fit and stand as U+FFFD. */
  readonly replaced: number;
}

/** Up to so many replaced characters in a hundred, bytes are still taken for damaged UTF-8. */
const DAMAGE_PERCENT = 10;

/**
 * Decodes bytes: byte-order mark, NUL pattern of UTF-16, strict UTF-8, the declared charsets in order, GB18030.
 * UTF-8 goes before what is declared because nothing else fits it by chance, while declarations are often wrong.
 * @param declared labels from a header or the mark-up, most trusted first; unknown labels are passed over
 */
export function decodeText(bytes: Uint8Array, declared: readonly (string | undefined)[] = []): Decoded {
  const marked = markedCharset(bytes) ?? wideCharset(bytes);
  if (marked) return decodeAs(bytes, marked);
  const utf8 = decodeUtf8(bytes);
  if (utf8 && !onlyShortSequences(utf8.text)) return utf8;
  const labels = declared.map(decoderLabel).filter((label) => label !== null);
  for (const label of labels) {
    const fitting = label === "utf-8" ? utf8 : decodeStrictly(bytes, label);
    if (fitting) return fitting;
  }
  const chinese = decodeStrictly(bytes, "gb18030");
  if (chinese && !(utf8 && !onlyHan(chinese.text))) return chinese;
  return utf8 ?? leastDamaged(bytes, labels);
}

/** UTF-8 as a whole, with a last character cut off, or with a little damage; null when it is something else. */
function decodeUtf8(bytes: Uint8Array): Decoded | null {
  const strict = decodeStrictly(bytes, "utf-8");
  if (strict) return strict;
  const lenient = decodeAs(bytes, "utf-8");
  return lenient.replaced * 100 <= countBeyondAscii(lenient.text) * DAMAGE_PERCENT ? lenient : null;
}

function decodeStrictly(bytes: Uint8Array, charset: string): Decoded | null {
  if (charset === "utf-8") {
    if (!isUtf8(bytes)) return null;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
    return { text, charset, replaced: 0 };
  }
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes), charset, replaced: 0 };
  } catch (error) {
    // A TypeError is how the decoder says that the bytes do not fit.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function decodeAs(bytes: Uint8Array, charset: string): Decoded {
  const text = new TextDecoder(charset).decode(bytes);
  return { text, charset, replaced: countReplaced(text) };
}

/** Nothing fits: the charset that loses the fewest characters. */
function leastDamaged(bytes: Uint8Array, labels: readonly string[]): Decoded {
  const tries = [...new Set([...labels, "gb18030", "utf-8"])].map((label) => decodeAs(bytes, label));
  return tries.reduce((best, one) => (one.replaced < best.replaced ? one : best));
}

function markedCharset(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return "gb18030";
  return null;
}

/** UTF-16 without a mark shows in the NULs of its ASCII part: all at odd offsets, or all at even ones. */
function wideCharset(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length, 4096);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 1) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  const enough = length / 50;
  if (odd > enough && even * 20 < odd) return "utf-16le";
  if (even > enough && odd * 20 < even) return "utf-16be";
  return null;
}

/** The decoder for a declared label; null for unknown ones and for those that fit any bytes and so say nothing. */
function decoderLabel(label: string | undefined): string | null {
  if (!label) return null;
  const tidy = label.trim().toLowerCase();
  if (/^(gb[-_]?2312|gbk|x-gbk|gb[-_]?18030|cp936|ms936|windows-936|euc-cn|gb2312-80)/.test(tidy))
    return "gb18030";
  try {
    const known = new TextDecoder(tidy).encoding;
    return /^(utf-16|windows-125|iso-8859|x-user-defined|macintosh|koi8|ibm)/.test(known) ? null : known;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Text beyond ASCII that lies wholly below U+0800: two-byte UTF-8, which short Chinese in two-byte charsets can mimic. */
function onlyShortSequences(text: string): boolean {
  return /[\u0080-\u07ff]/.test(text) && !/[\u0800-\uffff]/.test(text);
}

function onlyHan(text: string): boolean {
  return /^[\p{ASCII}\p{Script=Han}\u3000-\u303f\uff00-\uffef]*$/u.test(text);
}

function countReplaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", at + 1)) count += 1;
  return count;
}

function countBeyondAscii(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 127) count += 1;
  return count;
}
