// The XML of a DOCX part as a tree that can be changed and written again.
// Must not know what the elements mean.
import { Parser } from "htmlparser2";
import { tellRegular, type XmlEvents } from "./xml-regular.ts";

export interface XmlNode {
  readonly type: "tag" | "text";
  name: string;
  data?: string;
  attribs: Readonly<Record<string, string>>;
  children: XmlNode[];
}

/** The names by which this house calls the namespaces; a producer may call them as it likes. */
const NAMESPACES: Readonly<Record<string, string>> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.microsoft.com/office/word/2003/wordml": "w",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
  "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "urn:schemas-microsoft-com:vml": "v",
  "urn:schemas-microsoft-com:office:office": "o",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
};
const NONE: Record<string, string> = Object.freeze({});
/** What editing sessions leave: it says nothing about text. */
const TRACES = /:rsid|:paraId$|:textId$/;

/**
 * Entities stay as written: what is not looked at passes through untouched. Comments and instructions are left out.
 * @returns a node that stands for the part; its elements are its children
 */
export function parseXml(xml: string): XmlNode {
  const regular = new TreeBuilder();
  return tellRegular(xml, regular) ? regular.tree() : parseRepairing(xml);
}

function parseRepairing(xml: string): XmlNode {
  const builder = new TreeBuilder();
  let literal = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        builder.begin(name);
        for (const key in attributes) builder.attribute(key, attributes[key] as string);
        builder.endTag();
      },
      onclosetag: () => builder.close(),
      ontext: (data) => builder.text(literal ? escapeText(data) : data),
      oncdatastart() {
        literal = true;
      },
      oncdataend() {
        literal = false;
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(xml);
  return builder.tree();
}

class TreeBuilder implements XmlEvents {
  private readonly open: XmlNode[] = [];
  /** What stands in the open elements so far, and where of it each of them begins: lists that grow cost several times as much. */
  private readonly pending: XmlNode[] = [];
  private readonly begun: number[] = [];
  private attributes: Record<string, string> = NONE;
  /** What this house calls prefixes that the part calls otherwise. */
  private readonly prefixes = new Map<string, string>();

  /** The node that stands for the part, when all of it was told. */
  tree(): XmlNode {
    while (this.open.length > 0) this.close();
    return element("", NONE, this.pending);
  }

  begin(name: string): void {
    this.open.push(element(name, NONE));
    this.begun.push(this.pending.length);
    this.attributes = NONE;
  }

  attribute(name: string, value: string): void {
    if (name.startsWith("xmlns")) {
      const usual = NAMESPACES[value];
      const prefix = name.slice("xmlns:".length);
      if (usual !== undefined && usual !== prefix) this.prefixes.set(prefix, usual);
    } else if (!TRACES.test(name)) {
      if (this.attributes === NONE) this.attributes = {};
      this.attributes[name] = value;
    }
  }

  endTag(): void {
    const node = this.open.at(-1) as XmlNode;
    node.attribs = this.attributes;
    if (this.prefixes.size === 0) return;
    node.name = this.ownName(node.name);
    node.attribs = Object.fromEntries(
      Object.entries(node.attribs).map(([key, value]) => [
        key.includes(":") ? this.ownName(key) : key,
        value,
      ]),
    );
  }

  close(): void {
    const node = this.open.pop();
    if (node === undefined) return;
    const from = this.begun.pop() as number;
    node.children = this.pending.slice(from);
    this.pending.length = from;
    this.pending.push(node);
  }

  text(data: string): void {
    this.pending.push(textNode(data));
  }

  private ownName(name: string): string {
    const colon = name.indexOf(":");
    const prefix = this.prefixes.get(colon < 0 ? "" : name.slice(0, colon));
    return prefix === undefined ? name : `${prefix}:${name.slice(colon + 1)}`;
  }
}

/** The tree as it is now, as XML; the namespaces it uses are declared under their usual names. */
export function writeXml(root: XmlNode): string {
  const pieces: string[] = [];
  for (const node of root.children) if (node.type === "tag") writeNode(node, pieces, DECLARED);
  return pieces.join("");
}

const DECLARED = Object.entries(NAMESPACES)
  .filter(([uri]) => !uri.startsWith("http://purl") && !uri.endsWith("/2003/wordml"))
  .map(([uri, prefix]) => ` xmlns:${prefix}="${uri}"`)
  .join("");

function writeNode(node: XmlNode, pieces: string[], declared = ""): void {
  if (node.type === "text") {
    pieces.push(node.data ?? "");
    return;
  }
  pieces.push("<", node.name, declared);
  for (const key in node.attribs) {
    pieces.push(" ", key, '="', (node.attribs[key] as string).replaceAll('"', "&quot;"), '"');
  }
  if (node.children.length === 0) {
    pieces.push("/>");
    return;
  }
  pieces.push(">");
  for (const one of node.children) writeNode(one, pieces);
  pieces.push("</", node.name, ">");
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function element(
  name: string,
  attribs: Readonly<Record<string, string>> = NONE,
  children: XmlNode[] = [],
): XmlNode {
  return { type: "tag", name, attribs, children };
}

export function textNode(data: string): XmlNode {
  return { type: "text", name: "", data, attribs: NONE, children: NO_NODES };
}

const NO_NODES: XmlNode[] = [];
Object.freeze(NO_NODES);

export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((one) => one.name === name);
}

/** All descendants of a name, or of several, in order. */
export function descendants(node: XmlNode, ...names: readonly string[]): XmlNode[] {
  const found: XmlNode[] = [];
  addDescendants(node, names, found);
  return found;
}

function addDescendants(node: XmlNode, names: readonly string[], found: XmlNode[]): void {
  if (names.includes(node.name)) found.push(node);
  for (const one of node.children) if (one.type === "tag") addDescendants(one, names, found);
}

export function textOf(node: XmlNode | undefined): string {
  if (!node) return "";
  return node.data ?? node.children.map(textOf).join("");
}

/** A property that is on unless it says it is off. */
export function isOn(node: XmlNode | undefined): boolean {
  return node !== undefined && !/^(?:0|false|off)$/.test(node.attribs["w:val"] ?? "");
}
