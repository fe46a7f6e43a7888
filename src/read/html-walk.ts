// Walks a parse tree once and hands on what a reader of the page sees: paragraphs and tables, in order.
// Must not know charsets, forms or figures.
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Content, Paragraph, RawTable } from "../model/document.ts";
import { isLayout, layTable } from "./html-table.ts";
import { attribute, type TreeNode, wholeText } from "./html-tree.ts";
import { type Look, lookOf, StyleRules } from "./html-visible.ts";
import { type FlowLine, settleDigits, shiftDigits, TextFlow } from "./text-flow.ts";

/** Elements that begin and end a line. */
const BLOCKS = new Set(
  (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);
const HEADINGS = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);
/** What stands around the content of every page of a site. */
const FURNITURE = new Set(["nav", "footer", "button"]);
const FURNITURE_ROLES = new Set(["navigation", "contentinfo", "search", "menu", "menubar"]);
/** Deeper than any page is written by hand or program; below, only the text counts. */
const DEEPEST = 1500;

type Found = FlowLine | RawTable;
type Cellful = TextFlow<RawTable>;

export interface Walked {
  readonly content: readonly Content[];
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** @returns paragraphs and tables of a whole document; tables count as the document holds them, hidden ones too. */
export function walkMarkup(root: TreeNode): Walked {
  const walk = new Walk();
  const flow: Cellful = new TextFlow();
  walk.into(root, flow, { shifted: undefined, visible: true, keepsSpace: false, depth: 0 });
  flow.close();
  let paragraph = 0;
  const content = flow.items.map((item): Content => {
    if (item.kind === "table") return item;
    paragraph += 1;
    const text: Paragraph = { kind: "text", text: item.text, at: { paragraph } };
    return item.role === undefined ? text : { ...text, role: item.role };
  });
  const diagnostics: Diagnostic[] =
    walk.hiddenTables > 0
      ? [{ code: "read/hidden-left-out", at: {}, found: `${walk.hiddenTables} tables` }]
      : [];
  return { content, links: walk.links, diagnostics };
}

/** How text shows at a point of the tree. */
interface Setting {
  readonly shifted: "up" | "down" | undefined;
  readonly visible: boolean;
  readonly keepsSpace: boolean;
  readonly depth: number;
}

class Walk {
  readonly links: { href: string; text: string }[] = [];
  hiddenTables = 0;
  private readonly rules = new StyleRules();
  private tables = 0;

  into(node: TreeNode, flow: Cellful, setting: Setting): void {
    for (const child of node.children ?? []) {
      if (child.type === "text") this.text(child.data ?? "", flow, setting);
      else if (child.name !== undefined) this.element(child, child.name, flow, setting);
    }
  }

  private text(data: string, flow: Cellful, setting: Setting): void {
    if (!setting.visible) return;
    const text = setting.shifted ? shiftDigits(data, setting.shifted) : data;
    if (setting.keepsSpace) flow.addAsIs(text);
    else flow.add(text);
  }

  private element(node: TreeNode, name: string, flow: Cellful, around: Setting): void {
    if (name === "style") this.rules.add(wholeText(node));
    const look = lookOf(node, this.rules);
    if (look.gone) {
      // Styles of a page stand in its head, which is never shown itself.
      if (name === "head")
        for (const child of node.children ?? []) if (child.name === "style") this.rules.add(wholeText(child));
      if (name !== "head") this.countHidden(node);
      return;
    }
    if (FURNITURE.has(name) || FURNITURE_ROLES.has(attribute(node, "role") ?? "")) {
      flow.close();
      this.countHidden(node, false);
      return;
    }
    const setting = settingFor(look, around, name);
    if (setting.depth > DEEPEST) flow.add(wholeText(node));
    else if (name === "br") flow.breakLine();
    else if (name === "input" || name === "textarea") this.field(node, name, flow, setting);
    else if (name === "table" || look.display === "table" || look.display === "inline-table")
      this.table(node, flow, setting);
    else this.container(node, name, look, flow, setting);
  }

  private container(node: TreeNode, name: string, look: Look, flow: Cellful, setting: Setting): void {
    if (name === "a") this.link(node);
    const inline = look.display?.startsWith("inline") === true;
    const block =
      !inline &&
      (BLOCKS.has(name) || /^(?:block|flex|grid|list-item|flow-root|table)/.test(look.display ?? ""));
    if (HEADINGS.has(name)) {
      const before = flow.setRole(name === "h1" ? "title" : "heading");
      this.into(node, flow, setting);
      flow.setRole(before);
      return;
    }
    if (block) flow.close();
    this.into(node, flow, setting);
    if (block) flow.close();
  }

  /** What is typed into a field shows as text. */
  private field(node: TreeNode, name: string, flow: Cellful, setting: Setting): void {
    const type = (attribute(node, "type") ?? "text").toLowerCase();
    if (name === "textarea") this.text(wholeText(node), flow, setting);
    else if (/^(?:text|number|tel)$/.test(type)) this.text(attribute(node, "value") ?? "", flow, setting);
  }

  private link(node: TreeNode): void {
    const href = attribute(node, "href");
    if (href !== undefined) this.links.push({ href, text: wholeText(node).trim() });
  }

  private table(node: TreeNode, flow: Cellful, setting: Setting): void {
    this.tables += 1;
    const number = this.tables;
    const draft = layTable(node, number, this.rules, {
      cell: (cell, look) => this.cellItems(cell, look, setting),
      caption: (caption) => lineText(this.cellItems(caption, {}, setting)),
    });
    if (!isLayout(draft)) {
      flow.push(draft.table());
      return;
    }
    for (const item of draft.items()) {
      if (item.kind === "table") flow.push(item);
      else {
        const before = flow.setRole(item.role);
        flow.addAsIs(item.text);
        flow.setRole(before);
      }
    }
  }

  private cellItems(cell: TreeNode, look: Look, around: Setting): readonly Found[] {
    const flow: Cellful = new TextFlow();
    this.into(cell, flow, settingFor(look, around, "td"));
    flow.close();
    return flow.items;
  }

  /** Tables that are not shown still count, so that a number leads back to the same table in the page. */
  private countHidden(node: TreeNode, told = true): void {
    const open = [node];
    for (let next = open.pop(); next; next = open.pop()) {
      if (next.name === "table") {
        this.tables += 1;
        if (told) this.hiddenTables += 1;
      }
      for (const child of next.children ?? []) if (child.name !== undefined) open.push(child);
    }
  }
}

function settingFor(look: Look, around: Setting, name: string): Setting {
  const shifted = look.shifted === "no" ? undefined : (look.shifted ?? around.shifted);
  return {
    shifted,
    visible: look.invisible === undefined ? around.visible : !look.invisible,
    keepsSpace: look.keepsSpace ?? (around.keepsSpace || name === "pre" || name === "textarea"),
    depth: around.depth + 1,
  };
}

/** The text of a cell: its lines with "\n" between them. */
export function lineText(items: readonly (FlowLine | RawTable)[]): string {
  return settleDigits(items.flatMap((item) => (item.kind === "line" ? [item.text] : [])).join("\n"));
}
