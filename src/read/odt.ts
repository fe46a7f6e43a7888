// OpenDocument text to paragraphs and tables: its XML is turned into the elements that the walker of pages knows.
// Must not know forms or figures.
import { type MetaFact, type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { asPackage } from "./flat-package.ts";
import { type TreeNode, wholeText } from "./html-tree.ts";
import { walkMarkup } from "./html-walk.ts";
import { SIGNS, saysNothing } from "./marks.ts";
import { OdtStyles, visit } from "./odt-styles.ts";
import { parseXml } from "./xml-tree.ts";
import { unpackParts } from "./zip-parts.ts";

export const odtReader: Reader = {
  container: "odt",
  async read(bytes): Promise<SourceDocument> {
    const parts = unpackParts(asPackage(bytes), "ODT", (name) =>
      /^(?:content|styles|meta|META-INF\/manifest)\.xml$/.test(name),
    );
    if (/encryption-data/.test(parts.get("META-INF/manifest.xml") ?? "")) {
      throw new UnreadableError("encrypted", "The ODT is locked with a password.");
    }
    const content = parts.get("content.xml");
    if (content === undefined) throw new UnreadableError("damaged", "The ODT has no content part.");
    const root = parseXml(content);
    const styles = new OdtStyles();
    for (const text of [parts.get("styles.xml"), content]) if (text !== undefined) styles.add(parseXml(text));
    const walked = walkMarkup({ type: "root", children: convert(root, styles) });
    if (saysNothing(walked.content)) throw new UnreadableError("empty", "The ODT holds no text.");
    return { container: "odt", meta: metaFacts(parts.get("meta.xml")), ...walked };
  },
};

/** Beside the text: notes, remarks, what was deleted, descriptions of pictures, definitions. */
const DROPPED = new Set(
  (
    "office:annotation text:note text:tracked-changes text:ruby-text svg:title svg:desc office:forms text:sequence-decls " +
    "office:automatic-styles office:font-face-decls office:scripts text:bookmark table:table-column table:table-columns " +
    "table:table-header-columns table:table-column-group table:covered-table-cell text:hidden-paragraph"
  ).split(" "),
);
/** What is drawn: shapes count only where no text stands in them. */
const DRAWN = new Set(
  "draw:image draw:object draw:object-ole draw:applet draw:plugin draw:control draw:custom-shape draw:rect draw:ellipse draw:circle draw:line draw:connector draw:path draw:polyline draw:polygon draw:measure draw:caption".split(
    " ",
  ),
);
const SAME: Readonly<Record<string, string>> = {
  "text:p": "p",
  "text:list": "ul",
  "text:list-item": "li",
  "text:list-header": "li",
  "text:section": "div",
  "draw:text-box": "div",
  "table:table": "table",
  "text:line-break": "br",
};
/** Rows repeated past this are the empty rest of a sheet. */
const MOST_REPEATS = 200;

function convert(node: TreeNode, styles: OdtStyles): TreeNode[] {
  return (node.children ?? []).flatMap((child) => convertOne(child, styles));
}

function convertOne(node: TreeNode, styles: OdtStyles): TreeNode[] {
  if (node.type === "text") return [node];
  const { name } = node;
  if (name === undefined || DROPPED.has(name) || isHidden(node)) return [];
  const inside = () => convert(node, styles);
  if (name === "draw:frame") return frame(node, inside());
  if (DRAWN.has(name)) return drawn(node, inside());
  if (name === "text:s") return [text("\u00a0".repeat(countOf(node, "text:c")))];
  if (name === "text:tab") return [text("\t")];
  const style = styles.css(node);
  if (name === "text:h")
    return [element(`h${Math.min(6, countOf(node, "text:outline-level"))}`, inside(), style)];
  if (name === "table:table-row") {
    if (/collapse|filter/.test(node.attribs?.["table:visibility"] ?? "")) return [];
    return repeated(node, "table:number-rows-repeated", () => element("tr", inside(), style));
  }
  if (name === "table:table-cell") {
    const attribs = {
      rowspan: String(countOf(node, "table:number-rows-spanned")),
      colspan: String(countOf(node, "table:number-columns-spanned")),
      ...style,
    };
    return repeated(node, "table:number-columns-repeated", () => element("td", inside(), attribs));
  }
  if (name === "text:span") {
    return [element("span", inside(), style)];
  }
  const same = SAME[name];
  return same === undefined ? inside() : [element(same, inside(), style)];
}

/** Hidden by what it says itself, or a paragraph that holds the word that hides it. */
function isHidden({ name, attribs = {}, children = [] }: TreeNode): boolean {
  if (attribs["text:display"] === "none" || attribs["text:is-hidden"] === "true") return true;
  return (
    name === "text:p" &&
    children.some((one) => one.name === "text:hidden-paragraph" && one.attribs?.["text:is-hidden"] === "true")
  );
}

/** A frame of several notations of one thing: its text, or what stands for a picture. */
function frame(node: TreeNode, inside: TreeNode[]): TreeNode[] {
  const described = (node.children ?? [])
    .filter(({ name }) => name === "svg:title" || name === "svg:desc")
    .map(wholeText);
  const figure = described.find((one) => /^\s*[-+]?\d[\d.,]*\s*$/.test(one));
  const isText = (node.children ?? []).some(({ name }) => name === "draw:text-box");
  if (isText || figure === undefined) return inside;
  return [text(figure + SIGNS["stand-in"])];
}

function drawn(node: TreeNode, inside: TreeNode[]): TreeNode[] {
  return wholeText({ type: "root", children: inside }).trim() === "" || node.name === "draw:image"
    ? [text(SIGNS.drawn)]
    : [element("div", inside)];
}

function repeated(node: TreeNode, attribute: string, make: () => TreeNode): TreeNode[] {
  return Array.from({ length: Math.min(MOST_REPEATS, countOf(node, attribute)) }, make);
}

function countOf(node: TreeNode, attribute: string): number {
  return Math.max(1, Number.parseInt(node.attribs?.[attribute] ?? "1", 10) || 1);
}

function element(name: string, children: TreeNode[], attribs: Record<string, string> = {}): TreeNode {
  return { type: "tag", name, attribs, children };
}

function text(data: string): TreeNode {
  return { type: "text", data };
}

const FACTS = ["dc:title", "dc:creator", "dc:date", "meta:creation-date", "meta:initial-creator"];

function metaFacts(xml: string | undefined): MetaFact[] {
  if (xml === undefined) return [];
  const facts: MetaFact[] = [];
  visit(parseXml(xml), (node) => {
    const data = node.children?.[0]?.data?.trim();
    if (node.name !== undefined && FACTS.includes(node.name) && data) {
      facts.push({ name: node.name, text: data, at: { part: "meta.xml" } });
    }
  });
  return facts;
}
