// Reads the mended body of a DOCX straight from its tree, as the converter would and with a fraction of its work: the same
// mark-up, as a tree. A document with anything in it that is not known here is left to the converter.
// Must not know forms or figures; what is seen was decided when the body was mended.
import type { Relation } from "./docx-relations.ts";
import { child, textOf, type XmlNode } from "./docx-tree.ts";
import type { TreeNode } from "./html-tree.ts";

interface Element extends TreeNode {
  readonly type: "tag";
  readonly name: string;
  readonly attribs: Record<string, string>;
  readonly children: Node[];
}
interface Text extends TreeNode {
  readonly type: "text";
  data: string;
}
type Node = Element | Text;

/** Elements that say nothing by themselves, and what they hold stands in their place. */
const OPEN = new Set(["w:ins", "w:moveTo", "w:moveToRangeStart", "w:moveToRangeEnd"]);
/** Properties, which are asked for where they count, and marks of fields whose codes were taken out. */
const SILENT = new Set([
  "w:pPr",
  "w:rPr",
  "w:tblPr",
  "w:tblGrid",
  "w:trPr",
  "w:tcPr",
  "w:fldChar",
  "w:bookmarkEnd",
]);
/** What holds blocks inside a drawing, as the body was mended. */
const BOXES = new Set(["v:shape", "v:textbox", "w:txbxContent"]);
/** Neighbours of these that are alike are one. */
const JOINED = new Set(["a", "sup", "sub"]);
const SHIFTS: Readonly<Record<string, string>> = { superscript: "sup", subscript: "sub" };

/**
 * @param linked what the ids of links lead to
 * @returns null when there is anything that is not known here
 */
export function directTree(root: XmlNode, linked: ReadonlyMap<string, Relation>): TreeNode | null {
  const [document, ...others] = root.children.filter((one) => one.type === "tag");
  const body = child(document, "w:body");
  if (!body || others.length > 0) return null;
  const reader = new DirectReader(linked);
  const children: Node[] = [];
  reader.blocks(body, children);
  return reader.known ? { type: "root", children } : null;
}

/** Where the parts of a line go: into the line, or, when they are blocks, behind its paragraph. */
interface Line {
  readonly nodes: Node[];
  readonly behind: Node[];
}

class DirectReader {
  known = true;
  /** Links in one another are taken apart by what reads mark-up. */
  private inLink = false;
  private readonly linked: ReadonlyMap<string, Relation>;

  constructor(linked: ReadonlyMap<string, Relation>) {
    this.linked = linked;
  }

  blocks(parent: XmlNode, to: Node[]): void {
    for (const one of parent.children) {
      if (one.type === "text" || SILENT.has(one.name)) continue;
      if (one.name === "w:p") this.paragraph(one, to);
      else if (one.name === "w:tbl") to.push(this.table(one));
      else if (OPEN.has(one.name) || BOXES.has(one.name)) this.blocks(one, to);
      else this.known = false;
    }
  }

  private paragraph(node: XmlNode, to: Node[]): void {
    const properties = child(node, "w:pPr");
    // A paragraph whose mark was deleted goes on in the next, wherever that is.
    if (child(properties, "w:rPr")) this.known = false;
    const level = /([1-6])$/.exec(child(properties, "w:pStyle")?.attribs["w:val"] ?? "")?.[1];
    const line: Line = { nodes: [], behind: [] };
    this.line(node, line);
    if (line.nodes.length > 0) to.push(tag(level === undefined ? "p" : `h${level}`, {}, line.nodes));
    to.push(...line.behind);
  }

  private line(parent: XmlNode, to: Line): void {
    for (const one of parent.children) {
      if (one.type === "text" || SILENT.has(one.name)) continue;
      if (one.name === "w:r") this.run(one, to);
      else if (one.name === "w:hyperlink") this.link(one, to);
      else if (OPEN.has(one.name)) this.line(one, to);
      else this.part(one, to);
    }
  }

  private run(node: XmlNode, to: Line): void {
    const shift = child(child(node, "w:rPr"), "w:vertAlign")?.attribs["w:val"];
    const name = SHIFTS[shift ?? ""];
    if (name === undefined) this.line(node, to);
    else this.wrapped(name, {}, node, to);
  }

  private link(node: XmlNode, to: Line): void {
    const stated = this.linked.get(node.attribs["r:id"] ?? "")?.stated;
    const anchor = node.attribs["w:anchor"];
    const frame = node.attribs["w:tgtFrame"];
    if (stated === undefined || this.inLink || /[&\s]/.test(`${anchor}${frame}`) || /\s/.test(stated)) {
      this.known = false;
      return;
    }
    const address = this.plain(stated);
    const href = anchor ? `${address.replace(/#.*$/s, "")}#${anchor}` : address;
    this.inLink = true;
    this.wrapped("a", frame ? { href, target: frame } : { href }, node, to);
    this.inLink = false;
  }

  private wrapped(name: string, attribs: Record<string, string>, node: XmlNode, to: Line): void {
    const inside: Line = { nodes: [], behind: to.behind };
    this.line(node, inside);
    if (inside.nodes.length > 0) append(to.nodes, tag(name, attribs, inside.nodes));
  }

  /** A part of a run. */
  private part(node: XmlNode, to: Line): void {
    if (node.name === "w:t") {
      if (node.children.some((one) => one.type !== "text")) this.known = false;
      addText(to.nodes, this.plain(textOf(node)));
    } else if (node.name === "w:tab") addText(to.nodes, "\t");
    else if (node.name === "w:noBreakHyphen") addText(to.nodes, "\u2011");
    else if (node.name === "w:br") {
      const type = node.attribs["w:type"] ?? "textWrapping";
      if (type === "textWrapping") to.nodes.push(tag("br", {}, []));
    } else if (node.name === "w:pict") this.blocks(node, to.behind);
    else this.known = false;
  }

  private table(node: XmlNode): Element {
    const rows = this.only(node, "w:tr").filter((row) => !child(child(row, "w:trPr"), "w:del"));
    /** The cell that goes on in each column. */
    const open = new Map<number, Element>();
    return tag(
      "table",
      {},
      rows.map((row) => {
        const cells: Element[] = [];
        let column = 0;
        for (const one of this.only(row, "w:tc")) {
          const span = this.spanOf(one);
          const above = open.get(column);
          const merge = child(child(one, "w:tcPr"), "w:vMerge");
          if (above && merge && /^(?:continue)?$/.test(merge.attribs["w:val"] ?? "")) {
            above.attribs["rowspan"] = String(Number(above.attribs["rowspan"] ?? 1) + 1);
          } else {
            const cell = tag("td", span === 1 ? {} : { colspan: String(span) }, []);
            this.blocks(one, cell.children);
            cells.push(cell);
            open.set(column, cell);
          }
          column += span;
        }
        return tag("tr", {}, cells);
      }),
    );
  }

  /** Children of a name, where there are no others. */
  private only(node: XmlNode, name: string): XmlNode[] {
    return node.children.filter((one) => {
      if (one.name === name) return true;
      if (one.type !== "text" && !SILENT.has(one.name)) this.known = false;
      return false;
    });
  }

  private spanOf(cell: XmlNode): number {
    const stated = child(child(cell, "w:tcPr"), "w:gridSpan")?.attribs["w:val"];
    if (!stated) return 1;
    if (!/^[1-9]\d{0,4}$/.test(stated)) this.known = false;
    return Number(stated);
  }

  /** Text with its entities resolved. */
  private plain(text: string): string {
    if (ODD.test(text)) this.known = false;
    return text.includes("&")
      ? text.replace(ENTITY, (whole, name: string) => this.character(whole, name))
      : text;
  }

  private character(whole: string, name: string): string {
    const known = ENTITIES[name];
    if (known !== undefined) return known;
    const [, digits, hex] = NUMBERED.exec(name) ?? [];
    const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
    if (code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff))
      return String.fromCodePoint(code);
    this.known = false;
    return whole;
  }
}

/** Ends of lines are one thing in XML and another in mark-up; the others are no characters of either. */
const ODD = /[\0-\x08\x0b-\x1f\ufffe\uffff]/;
const ENTITY = /&([^;&]*;?)/g;
const NUMBERED = /^#(?:(\d+)|x([0-9a-f]+));$/;
const ENTITIES: Readonly<Record<string, string>> = {
  "amp;": "&",
  "lt;": "<",
  "gt;": ">",
  "quot;": '"',
  "apos;": "'",
};

function tag(name: string, attribs: Record<string, string>, children: Node[]): Element {
  return { type: "tag", name, attribs, children };
}

function addText(nodes: Node[], data: string): void {
  if (data === "") return;
  const last = nodes.at(-1);
  if (last?.type === "text") last.data += data;
  else nodes.push({ type: "text", data });
}

/** Adds a node, within the one before it where both are alike. */
function append(nodes: Node[], node: Node): void {
  const last = nodes.at(-1);
  if (node.type === "text") addText(nodes, node.data);
  else if (last?.type === "tag" && isAlike(last, node))
    for (const inside of node.children) append(last.children, inside);
  else nodes.push(node);
}

function isAlike(one: Element, other: Element): boolean {
  return (
    JOINED.has(one.name) &&
    one.name === other.name &&
    one.attribs["href"] === other.attribs["href"] &&
    one.attribs["target"] === other.attribs["target"]
  );
}
