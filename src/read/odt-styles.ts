// What the styles of an OpenDocument text say of how text shows, as the styles that pages have.
// Must not know the text.
import type { TreeNode } from "./html-tree.ts";

interface Style {
  readonly parent: string | undefined;
  readonly declarations: readonly string[];
}

/** Letters of so many points are specks: nobody reads them. */
const SPECK = 2;
/** A style that is its own parent by a detour would be followed for ever. */
const MOST_HOPS = 20;

export class OdtStyles {
  /** By family and name: a paragraph's style and a cell's may have one name. */
  private readonly styles = new Map<string, Style>();

  /** Takes in the styles of a part; those of the text itself come last. */
  add(root: TreeNode): void {
    visit(root, (node) => {
      if (node.name !== "style:style") return;
      const {
        "style:name": name,
        "style:family": family,
        "style:parent-style-name": parent,
      } = node.attribs ?? {};
      const declarations = (node.children ?? []).flatMap(({ attribs }) => declarationsOf(attribs ?? {}));
      this.styles.set(`${family ?? ANY} ${name}`, { parent, declarations });
    });
  }

  /** The style attribute of an element, weakest word first; nothing where its styles say nothing. */
  css(node: TreeNode): { style?: string } {
    const [family, attribute] = FAMILIES[node.name ?? ""] ?? [];
    const declarations: string[] = [];
    let name = attribute === undefined ? undefined : node.attribs?.[attribute];
    for (let hops = 0; name !== undefined && hops < MOST_HOPS; hops += 1) {
      const style: Style | undefined =
        this.styles.get(`${family} ${name}`) ?? this.styles.get(`${ANY} ${name}`);
      declarations.unshift(...(style?.declarations ?? []));
      name = style?.parent;
    }
    return declarations.length > 0 ? { style: declarations.join(";") } : {};
  }
}

/** The family of a style that names none. */
const ANY = "*";
const FAMILIES: Readonly<Record<string, readonly [family: string, attribute: string]>> = {
  "text:p": ["paragraph", "text:style-name"],
  "text:h": ["paragraph", "text:style-name"],
  "text:span": ["text", "text:style-name"],
  "table:table": ["table", "table:style-name"],
  "table:table-row": ["table-row", "table:style-name"],
  "table:table-cell": ["table-cell", "table:style-name"],
};

function declarationsOf(attribs: Readonly<Record<string, string>>): string[] {
  const declarations: string[] = [];
  const position = attribs["style:text-position"] ?? "";
  const size = attribs["fo:font-size"];
  const struck = attribs["style:text-line-through-style"] ?? attribs["style:text-line-through-type"];
  if (attribs["text:display"] === "none" || attribs["table:display"] === "false")
    declarations.push("display:none");
  if (struck !== undefined)
    declarations.push(`text-decoration:${struck === "none" ? "none" : "line-through"}`);
  if (/^(?:super|[1-9])/.test(position)) declarations.push("vertical-align:super");
  else if (/^(?:sub|-)/.test(position)) declarations.push("vertical-align:sub");
  if (attribs["style:use-window-font-color"] === "true") declarations.push("color:#000001");
  if (attribs["fo:color"] !== undefined) declarations.push(`color:${attribs["fo:color"]}`);
  if (attribs["fo:background-color"] !== undefined)
    declarations.push(`background-color:${attribs["fo:background-color"]}`);
  if (size !== undefined && /pt$/.test(size)) {
    declarations.push(`font-size:${Number.parseFloat(size) <= SPECK ? "0" : size}`);
  }
  return declarations;
}

/** Every node of a tree, in order. */
export function visit(node: TreeNode, see: (node: TreeNode) => void): void {
  see(node);
  for (const child of node.children ?? []) visit(child, see);
}
