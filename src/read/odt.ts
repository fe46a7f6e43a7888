// OpenDocument text to paragraphs and tables: its XML is turned into the elements that the walker of pages knows.
// Must not know forms or figures.
import { load } from "cheerio";
import { type MetaFact, type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import type { TreeNode } from "./html-tree.ts";
import { walkMarkup } from "./html-walk.ts";
import { sniff } from "./sniff.ts";
import { unpackParts } from "./zip-parts.ts";

export const odtReader: Reader = {
  container: "odt",
  accepts: (bytes, hints) => sniff(bytes, hints) === "odt",
  async read(bytes): Promise<SourceDocument> {
    const parts = unpackParts(bytes, "ODT", (name) =>
      /^(?:content|styles|meta|META-INF\/manifest)\.xml$/.test(name),
    );
    if (/encryption-data/.test(parts.get("META-INF/manifest.xml") ?? "")) {
      throw new UnreadableError("encrypted", "The ODT is locked with a password.");
    }
    const content = parts.get("content.xml");
    if (content === undefined) throw new UnreadableError("damaged", "The ODT has no content part.");
    const root = parse(content);
    const styles = new Styles();
    for (const text of [parts.get("styles.xml"), content]) if (text !== undefined) styles.add(parse(text));
    const walked = walkMarkup({ type: "root", children: convert(root, styles) });
    if (walked.content.length === 0) throw new UnreadableError("empty", "The ODT holds no text.");
    return { container: "odt", meta: metaFacts(parts.get("meta.xml")), ...walked };
  },
};

function parse(xml: string): TreeNode {
  return (load(xml, { xml: true }).root()[0] ?? { type: "root", children: [] }) as unknown as TreeNode;
}

/** What styles say that changes the text: hidden, struck out, raised. */
class Styles {
  private readonly looks = new Map<string, string>();

  add(root: TreeNode): void {
    visit(root, (node) => {
      if (node.name !== "style:style") return;
      const name = node.attribs?.["style:name"];
      for (const child of node.children ?? []) {
        const attribs = child.attribs ?? {};
        const position = attribs["style:text-position"] ?? "";
        if (name === undefined) continue;
        if (attribs["text:display"] === "none") this.looks.set(name, "none");
        else if (/^(?!none)./.test(attribs["style:text-line-through-style"] ?? ""))
          this.looks.set(name, "del");
        else if (/^(?:super|[1-9])/.test(position)) this.looks.set(name, "sup");
        else if (/^(?:sub|-)/.test(position)) this.looks.set(name, "sub");
      }
    });
  }

  lookOf(node: TreeNode): string | undefined {
    return this.looks.get(node.attribs?.["text:style-name"] ?? "");
  }
}

function visit(node: TreeNode, see: (node: TreeNode) => void): void {
  see(node);
  for (const child of node.children ?? []) visit(child, see);
}

/** Beside the text: notes, remarks, what was deleted, descriptions of pictures, definitions. */
const DROPPED = new Set(
  (
    "office:annotation text:note text:tracked-changes text:ruby-text svg:title svg:desc office:forms text:sequence-decls " +
    "office:automatic-styles office:font-face-decls office:scripts text:bookmark table:table-column table:table-columns " +
    "table:table-header-columns table:table-column-group table:covered-table-cell text:hidden-paragraph draw:image draw:object"
  ).split(" "),
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

function convert(node: TreeNode, styles: Styles): TreeNode[] {
  return (node.children ?? []).flatMap((child) => convertOne(child, styles));
}

function convertOne(node: TreeNode, styles: Styles): TreeNode[] {
  if (node.type === "text") return [node];
  const { name } = node;
  if (name === undefined || DROPPED.has(name) || node.attribs?.["text:display"] === "none") return [];
  const inside = () => convert(node, styles);
  if (name === "text:s") return [text("\u00a0".repeat(countOf(node, "text:c")))];
  if (name === "text:tab") return [text("\t")];
  if (name === "text:h") return [element(`h${Math.min(6, countOf(node, "text:outline-level"))}`, inside())];
  if (name === "table:table-row") {
    if (/collapse|filter/.test(node.attribs?.["table:visibility"] ?? "")) return [];
    return repeated(node, "table:number-rows-repeated", () => element("tr", inside()));
  }
  if (name === "table:table-cell") {
    const attribs = {
      rowspan: String(countOf(node, "table:number-rows-spanned")),
      colspan: String(countOf(node, "table:number-columns-spanned")),
    };
    return repeated(node, "table:number-columns-repeated", () => element("td", inside(), attribs));
  }
  if (name === "text:span") {
    const look = styles.lookOf(node);
    if (look === "none") return [];
    return look === undefined ? inside() : [element(look, inside())];
  }
  const same = SAME[name];
  return same === undefined ? inside() : [element(same, inside())];
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
  visit(parse(xml), (node) => {
    const data = node.children?.[0]?.data?.trim();
    if (node.name !== undefined && FACTS.includes(node.name) && data) {
      facts.push({ name: node.name, text: data, at: { part: "meta.xml" } });
    }
  });
  return facts;
}
