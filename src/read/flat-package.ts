// Documents that are one XML text, as the packages that they stand for: WordprocessingML of 2003, Flat OPC, flat OpenDocument.
// Must not know what a document says; the readers of packages read what comes of it.
import { strToU8, zipSync } from "fflate";
import { decodeText } from "./charset.ts";
import { child, element, parseXml, textNode, writeXml, type XmlNode } from "./docx-tree.ts";
import { COMPOUND, ZIP } from "./first-byte.ts";

/** The same document as a package; bytes of another kind as they are. */
export function asPackage(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === ZIP || bytes[0] === COMPOUND) return bytes;
  const { text } = decodeText(bytes);
  const parts = partsOf(text);
  return parts === null ? bytes : zipSync(parts, { level: 0 });
}

type Parts = Record<string, Uint8Array>;

function partsOf(text: string): Parts | null {
  if (/<pkg:package[\s>]/.test(text)) return flatParts(text);
  if (/<office:document[\s>]/.test(text)) return { "content.xml": strToU8(text) };
  const root = parseXml(text).children.find(({ name }) => name === "w:wordDocument");
  return root ? wordParts(root) : null;
}

const PART = /<pkg:part\s([^<>]*)>\s*<pkg:(xmlData|binaryData)\b[^<>]*>/g;

/** Parts stand as they are written, each with the namespaces that it declares itself. */
function flatParts(text: string): Parts {
  const parts: Parts = {};
  for (const { index, 0: head, 1: attributes = "", 2: kind } of text.matchAll(PART)) {
    const name = /pkg:name\s*=\s*"\/?([^"]+)"/.exec(attributes)?.[1];
    const end = text.indexOf(`</pkg:${kind}>`, index);
    // Cut off: what stands from here on is no whole part.
    if (end < 0) break;
    if (name === undefined) continue;
    const data = text.slice(index + head.length, end);
    parts[name] = kind === "xmlData" ? strToU8(data) : new Uint8Array(Buffer.from(data, "base64"));
  }
  return parts;
}

function wordParts(root: XmlNode): Parts {
  const parts: Parts = {};
  const body = child(root, "w:body");
  const styles = child(root, "w:styles");
  if (body) {
    const document = element("w:document", {}, [element("w:body", {}, renewed(body))]);
    parts["word/document.xml"] = strToU8(writeXml(element("", {}, [document])));
  }
  if (styles) parts["word/styles.xml"] = strToU8(writeXml(element("", {}, [styles])));
  return parts;
}

/** Names that were written otherwise before 2007. */
const RENAMED: Readonly<Record<string, string>> = { "w:vmerge": "w:vMerge", "w:hmerge": "w:hMerge" };
/** Notes stand within the text, and data of pictures and programs beside them. */
const DROPPED = new Set(["w:footnote", "w:endnote", "w:binData", "w:docOleData"]);
/** Frames of drawings; elements of any other namespace stand around text that people or programs marked. */
const KEPT = /^(?:w|v|o):|^$/;

/** The children of a node, as they are written since 2007. */
function renewed(node: XmlNode): XmlNode[] {
  return node.children.flatMap((one) => renewedOne(one, node.name));
}

function renewedOne(node: XmlNode, within: string): XmlNode[] {
  const { name, attribs } = node;
  if (node.type === "text") return [node];
  if (DROPPED.has(name)) return [];
  if (name === "aml:annotation") return annotated(node, within);
  if (name === "w:hlink" || !KEPT.test(name)) return renewed(node);
  const children = renewed(node);
  if (name === "w:p") children.splice(child(node, "w:pPr") ? 1 : 0, 0, ...listNumber(node));
  return [element(RENAMED[name] ?? name, attribs, children)];
}

/** Changes that were tracked: what was put in is text, what was taken out is none; of a row, it is told in its properties. */
function annotated(node: XmlNode, within: string): XmlNode[] {
  const type = node.attribs["w:type"] ?? "";
  if (within === "w:trPr") return type === "Word.Deletion" ? [element("w:del")] : [];
  return type === "Word.Insertion" ? node.children.flatMap(renewed) : [];
}

/** The number that a list shows before a paragraph, as it was written for programs that do not count. */
function listNumber(paragraph: XmlNode): XmlNode[] {
  const shown = child(child(child(paragraph, "w:pPr"), "w:listPr"), "wx:t")?.attribs["wx:val"] ?? "";
  return /[\p{L}\p{N}]/u.test(shown) ? [element("w:r", {}, [element("w:t", {}, [textNode(shown)])])] : [];
}
