// The XML of a DOCX part as a tree that can be changed and written again.
// Must not know what the elements mean.
import { load } from "cheerio";

export interface XmlNode {
  readonly type: string;
  name: string;
  data?: string;
  attribs: Record<string, string>;
  children: XmlNode[];
}

export interface XmlPart {
  readonly root: XmlNode;
  /** The tree as it is now, as XML. */
  write(): string;
}

export function parseXml(xml: string): XmlPart {
  // Entities stay as written: what is not looked at passes through untouched.
  const $ = load(xml, { xml: { decodeEntities: false, xmlMode: true } });
  const root = $.root()[0] as unknown as XmlNode;
  return { root, write: () => $.xml() };
}

export function element(
  name: string,
  attribs: Record<string, string> = {},
  children: XmlNode[] = [],
): XmlNode {
  return { type: "tag", name, attribs, children };
}

export function textNode(data: string): XmlNode {
  return { type: "text", name: "", data, attribs: {}, children: [] };
}

export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((one) => one.name === name);
}

/** All descendants of a name, in order. */
export function descendants(node: XmlNode, name: string): XmlNode[] {
  const found: XmlNode[] = [];
  const visit = (one: XmlNode) => {
    if (one.name === name) found.push(one);
    one.children?.forEach(visit);
  };
  visit(node);
  return found;
}

export function textOf(node: XmlNode | undefined): string {
  if (!node) return "";
  return node.data ?? node.children.map(textOf).join("");
}

/** A property that is on unless it says it is off. */
export function isOn(node: XmlNode | undefined): boolean {
  return node !== undefined && !/^(?:0|false|off)$/.test(node.attribs["w:val"] ?? "");
}
