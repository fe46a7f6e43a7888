// Tells containers apart by their bytes; names and media types only break ties.
// Must not read documents: it looks at magic numbers, member names and the first lines.
import { unzipSync } from "fflate";
import type { Container, ReadHints } from "../model/document.ts";
import { decodeText } from "./charset.ts";
import { isTagged } from "./doctags.ts";
import { zipNames } from "./zip-names.ts";

/** How much of a text is looked at. */
const TEXT_HEAD = 65_536;

/** @returns the container; `unknown` for anything no report comes in, such as pictures and other archives. */
export function sniff(bytes: Uint8Array, hints: ReadHints = {}): Container {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return sniffCompound(bytes, hints);
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return sniffZip(bytes);
  const lead = latin(bytes.subarray(0, 1024));
  if (lead.includes("%PDF-")) return "pdf";
  if (/^(?:\xef\xbb\xbf)?\s*\{\\rtf/.test(lead)) return "rtf";
  if (PLAIN_HTML.test(lead) && !lead.includes("\0")) return "html";
  return sniffText(bytes, hints);
}

/** Streams of a compound file are named in UTF-16. An encrypted package is one too; its reader says so. */
function sniffCompound(bytes: Uint8Array, hints: ReadHints): Container {
  const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Sought as bytes: a search for letters of two bytes never ends where the first of them stands at an odd address.
  const has = (name: string) => names.includes(Buffer.from(name, "utf16le"));
  if (has("EncryptedPackage")) return "docx";
  if (has("WordDocument")) return extension(hints) === "wps" ? "wps" : "doc";
  if (has("Workbook") || has("Book")) return "xls";
  return extension(hints) === "wps" ? "wps" : "unknown";
}

const OPEN_DOCUMENT: Readonly<Record<string, Container>> = {
  "application/vnd.oasis.opendocument.text": "odt",
  "application/vnd.oasis.opendocument.text-template": "odt",
  "application/vnd.oasis.opendocument.spreadsheet": "ods",
};

function sniffZip(bytes: Uint8Array): Container {
  // OpenDocument stores its media type first and uncompressed, for exactly this purpose.
  const lead = latin(bytes.subarray(0, 256));
  const stated = /mimetype(application\/[\w.-]+?)(?:PK|$)/.exec(lead)?.[1];
  const open = stated ? OPEN_DOCUMENT[stated] : undefined;
  if (open) return open;
  const names = zipNames(bytes);
  if (names.some((name) => /^word\/document\d*\.xml$/i.test(name))) return "docx";
  if (names.some((name) => /^xl\/(?:workbook\d*\.(?:xml|bin)|worksheets\/)/i.test(name))) return "xlsx";
  if (names.some((name) => /^OFD\.xml$/i.test(name))) return "ofd";
  if (names.some((name) => /^word\//i.test(name))) return "docx";
  if (names.some((name) => /^ppt\/slides\//i.test(name))) return "pptx";
  if (names.some((name) => /(?:^|\/)(?:META-INF\/container\.xml|index\.rdf)$/.test(name))) return "epub";
  if (names.includes("content.xml") && names.includes("META-INF/manifest.xml")) return openDocumentOf(bytes);
  return "unknown";
}

/** Packed again by other programs, an OpenDocument file says only in its manifest what it is. */
function openDocumentOf(bytes: Uint8Array): Container {
  try {
    const { "META-INF/manifest.xml": manifest } = unzipSync(bytes, {
      filter: (file) => file.name === "META-INF/manifest.xml" && file.originalSize < 1_000_000,
    });
    return manifest && latin(manifest).includes("opendocument.spreadsheet") ? "ods" : "odt";
  } catch {
    // Damaged: the reader says how.
    return "odt";
  }
}

/** What begins like this is a page whatever its charset: nothing more needs to be decoded. */
const PLAIN_HTML = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)[\s>]/i;

const HTML_START =
  /^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|style|script|p|center|h\d|span|section|article)\b/i;
/** An object or a list of objects, lists or strings, also as the argument of a call. */
const JSON_START = /^(?:[\w$.]+\s*\(\s*)?(?:\{\s*"|\[\s*[{["])/;
/** An XML text that is no page: those open with other elements, or say what they are. */
const XML_START =
  /^<\?xml\s[^>]*\?>(?:\s|<!--[\s\S]*?-->|<\?[^>]*\?>|<!DOCTYPE(?!\s+html\b)[^>[]*(?:\[[^\]]*\])?>)*<[\p{L}_]/iu;
const CLOSING_TAG = /<\\?\/(?:p|div|td|tr|table|span|body|html|h[1-6])\s*>/gi;

function sniffText(bytes: Uint8Array, hints: ReadHints): Container {
  const { text } = decodeText(bytes.subarray(0, TEXT_HEAD));
  if (looksBinary(text)) return "unknown";
  const start = text.trimStart().slice(0, 4096);
  if (
    /^[\w-]+:[\s\S]*?^(?:MIME-Version:|Content-Type:\s*multipart\/related)/im.test(start) &&
    /^[\w-]+:\s/.test(start)
  ) {
    return "mhtml";
  }
  const office = OFFICE_XML.exec(start)?.[1];
  if (office !== undefined) return officeXml(office, start);
  if (isTagged(text)) return "md";
  // Converters put an element around text whose tables are in the mark-up of wikis.
  if (/^\s*\{\|/m.test(text) && !/<t[dr]\b/i.test(text)) return "txt";
  if (HTML_START.test(start)) return "html";
  if (XML_START.test(start)) return "xml";
  if (JSON_START.test(start)) return "json";
  if (
    /^(?:csv|tsv|tab)$/.test(extension(hints)) ||
    /^text\/(?:csv|tab-separated)/i.test(hints.mediaType ?? "")
  )
    return "csv";
  if (extension(hints) === "md" || holdsPages(text)) return "md";
  if (/^ya?ml$/.test(extension(hints)) || /^(?:text|application)\/(?:x-)?yaml/i.test(hints.mediaType ?? ""))
    return "yaml";
  if (quotesLines(text)) return "csv";
  if (/html/i.test(hints.mediaType ?? "") && /<[a-z][^>]*>/i.test(start)) return "html";
  return (text.match(CLOSING_TAG)?.length ?? 0) >= 3 ? "html" : "txt";
}

/** So many fields that are quoted over their line ends are no chance. */
const FEWEST_QUOTED = 3;

/** Fields between tabs, some of them of several lines: what spreadsheets save as text. */
function quotesLines(text: string): boolean {
  const quoted = /(?:^|\t)"[^"\t\n]*\n[^"\t]*"(?=\t|\r?$)/gm;
  return /\t/.test(text) && [...text.matchAll(quoted)].length >= FEWEST_QUOTED;
}

/** Blocks of code in which a program was asked for a page or for data. */
function holdsPages(text: string): boolean {
  return /^[^\S\n]*(?:`{3,}|~{3,})[^\S\n]*(?:html|json)[^\S\n]*$/im.test(text);
}

/** The first element of an office document that is one XML text. */
const OFFICE_XML =
  /^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|\s)*<(w:wordDocument|pkg:package|(?:\w+:)?Workbook|uof:UOF|office:document)[\s>]/;

function officeXml(root: string, start: string): Container {
  if (root === "w:wordDocument") return "docx";
  if (root === "pkg:package") return /wordprocessingml/.test(start) ? "docx" : "unknown";
  if (root === "office:document") return /opendocument\.spreadsheet/.test(start) ? "ods" : "odt";
  return root.endsWith("Workbook") && /urn:schemas-microsoft-com:office:spreadsheet/.test(start)
    ? "xls"
    : "unknown";
}

/** Control characters do not stand in text; a few are what damaged transfers leave. */
function looksBinary(text: string): boolean {
  let controls = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 26) controls += 1;
    else if (code === 0xfffd) controls += 0.25;
  }
  return controls * 20 > text.length;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function extension(hints: ReadHints): string {
  return /\.([a-z0-9]+)$/i.exec(hints.name ?? "")?.[1]?.toLowerCase() ?? "";
}
