// Replaces people's names in a document's own bytes, so that it can be kept as a sample; nothing else in them changes.
// Must not know forms or records.
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import iconv from "iconv-lite";
import type { Content, ReadHints } from "../model/document.ts";
import { decodeText } from "../read/charset.ts";
import { declaredCharset } from "../read/html.ts";
import { readDocument } from "../read/read.ts";

export interface Replacement {
  readonly name: string;
  readonly by: string;
}

/** A name cannot be replaced, or stands somewhere else as well; the message is for people. */
export class NameStays extends Error {
  override readonly name = "NameStays";
}

/** Parts of a zipped document that hold words. */
const WORDS = /\.(?:xml|rels|x?html?|txt)$/i;
/** Zip entries carry a local time: always the same one, so that the same document gives the same bytes. */
const TIME = new Date(1980, 0, 1);

/**
 * @returns the document with every name replaced, proved by reading it again
 * @throws NameStays when one is not in its bytes as a whole, as in a PDF, or is still read in it afterwards
 */
export async function replaceNames(
  bytes: Uint8Array,
  hints: ReadHints,
  replacements: readonly Replacement[],
): Promise<Uint8Array> {
  if (replacements.length === 0) return bytes;
  const replaced = isZip(bytes) ? inZip(bytes, replacements) : inText(bytes, hints, replacements);
  const { content } = await readDocument(replaced, hints);
  const left = content.map(wordsOf).join("\n").replace(/\s/g, "");
  for (const { name } of replacements)
    if (left.includes(name.replace(/\s/g, "")))
      throw new NameStays(`${name}: still stands in the document, cut into pieces that cannot be replaced`);
  return replaced;
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

function inZip(bytes: Uint8Array, replacements: readonly Replacement[]): Uint8Array {
  const found = new Set<string>();
  const entries: Zippable = {};
  for (const [path, entry] of Object.entries(unzipSync(bytes))) {
    const changed = WORDS.test(path) ? strToU8(inString(strFromU8(entry), replacements, found)) : entry;
    // The type of an OpenDocument file stands first and unpacked.
    entries[path] = [changed, { level: path === "mimetype" ? 0 : 6, mtime: TIME }];
  }
  checkFound(replacements, found);
  return zipSync(entries);
}

function inText(bytes: Uint8Array, hints: ReadHints, replacements: readonly Replacement[]): Uint8Array {
  const { text, charset, replaced } = decodeText(bytes, [hints.charset, declaredCharset(bytes)]);
  if (replaced > 0 || text.includes("\0"))
    throw new NameStays("names cannot be replaced in a document of this container: its bytes are no text");
  const written = (one: string) =>
    iconv.encode(one.replace(/^\ufeff/, ""), charset, { addBOM: hasMark(bytes) });
  if (!written(text).equals(bytes))
    throw new NameStays(`names cannot be replaced in it: its ${charset} is not written back byte for byte`);
  const found = new Set<string>();
  const changed = inString(text, replacements, found);
  checkFound(replacements, found);
  return written(changed);
}

const hasMark = ([one, two, three]: Uint8Array) =>
  (one === 0xef && two === 0xbb && three === 0xbf) ||
  (one === 0xff && two === 0xfe) ||
  (one === 0xfe && two === 0xff);

function inString(text: string, replacements: readonly Replacement[], found: Set<string>): string {
  let changed = text;
  for (const { name, by } of replacements) {
    if (!changed.includes(name)) continue;
    found.add(name);
    changed = changed.replaceAll(name, () => by);
  }
  return changed;
}

function checkFound(replacements: readonly Replacement[], found: ReadonlySet<string>): void {
  for (const { name } of replacements)
    if (!found.has(name)) throw new NameStays(`${name}: stands nowhere in the document's bytes as a whole`);
}

function wordsOf(block: Content): string {
  if (block.kind === "table") return block.rows.flatMap((row) => row.map(({ text }) => text)).join("\n");
  if (block.kind === "canvas") return block.words.map(({ text }) => text).join("");
  return block.text;
}
