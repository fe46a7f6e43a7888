// The XML of a DOCX part as a tree that can be changed and written again.
// Must not know what the elements mean.
import { Parser } from "htmlparser2";

export interface XmlNode {
  readonly type: "tag" | "text";
  name: string;
  data?: string;
  attribs: Record<string, string>;
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
/** What editing sessions leave: it says nothing about text. */
const TRACES = /:rsid|:paraId$|:textId$/;

/**
 * Entities stay as written: what is not looked at passes through untouched. Comments and instructions are left out.
 * @returns a node that stands for the part; its elements are its children
 */
export function parseXml(xml: string): XmlNode {
  const root = element("");
  const open = [root];
  const prefixes = new Map<string, string>();
  const ownName = (name: string): string => {
    if (prefixes.size === 0) return name;
    const colon = name.indexOf(":");
    const prefix = prefixes.get(colon < 0 ? "" : name.slice(0, colon));
    return prefix === undefined ? name : `${prefix}:${name.slice(colon + 1)}`;
  };
  const text = (data: string) => {
    (open.at(-1) as XmlNode).children.push(textNode(data));
  };
  let literal = false;
  const parser = new Parser(
    {
      onopentag(name, given) {
        const attribs: Record<string, string> = {};
        for (const key in given) {
          const value = given[key] as string;
          if (key.startsWith("xmlns")) {
            const usual = NAMESPACES[value];
            const prefix = key.slice("xmlns:".length);
            if (usual !== undefined && usual !== prefix) prefixes.set(prefix, usual);
          } else if (!TRACES.test(key)) attribs[key] = value;
        }
        const node = element(ownName(name), attribs);
        if (prefixes.size > 0) {
          node.attribs = Object.fromEntries(
            Object.entries(attribs).map(([key, value]) => [key.includes(":") ? ownName(key) : key, value]),
          );
        }
        (open.at(-1) as XmlNode).children.push(node);
        open.push(node);
      },
      onclosetag() {
        if (open.length > 1) open.pop();
      },
      ontext: (data) => text(literal ? escapeText(data) : data),
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
  return root;
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
    one.children.forEach(visit);
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
