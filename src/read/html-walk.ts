// Walks a parse tree once and hands on what a reader of the page sees: paragraphs and tables, in order.
// Must not know charsets, forms or figures.
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Content, Paragraph, PlainText, RawTable } from "../model/document.ts";
import { withoutNamedBlanks } from "../text/named-blanks.ts";
import { markupInAddress } from "./data-address.ts";
import { type Box, boxesAmong, tableOfBoxes } from "./html-boxes.ts";
import { contentText, countedTo, drawnText, drawsSomething, elements } from "./html-drawn.ts";
import { shownOrder } from "./html-order.ts";
import { isMostOf, isPanel, sheetsOf } from "./html-page.ts";
import { cellsInPlaces } from "./html-roles.ts";
import { OUTSIDE, type Setting, seenAs, settingFor, TABLE_PARTS } from "./html-setting.ts";
import { isLayout, layTable } from "./html-table.ts";
import { attribute, parseMarkup, type TreeNode, wholeText } from "./html-tree.ts";
import { generated, type Look, lookOf, StyleRules } from "./html-visible.ts";
import { SIGNS } from "./marks.ts";
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
const DEEPEST = 1000;

/** Lines that rule off the rows of a table, or whose tabs tell cells apart. */
const DRAWN =
  /^[^\S\n]*(?:\+[-=+]{3,}\+|[┌╔┏╭].*[┐╗┓╮]|\|[\s:|-]*-{3}[\s:|-]*\|)[^\S\n]*$|^(?:[^\t\n]*\t){2}.*\n(?:[^\t\n]*\t){2}/mu;

type Cellful = TextFlow<RawTable | PlainText>;

export interface Walked {
  readonly content: readonly Content[];
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What lies beside a page and belongs to it. */
export interface Beside {
  /** Style sheets kept apart from the page. */
  readonly sheets?: readonly string[];
  /** The page that a frame shows, by the address that the frame gives. */
  readonly frame?: (address: string) => TreeNode | null;
}

/** @returns paragraphs and tables of a whole document; tables count as the document holds them, hidden ones too. */
export function walkMarkup(root: TreeNode, beside: Beside = {}): Walked {
  const walk = new Walk(beside);
  const flow: Cellful = new TextFlow();
  walk.page(root, flow, OUTSIDE);
  flow.close();
  let paragraph = 0;
  const content = flow.items.map((item): Content => {
    if (item.kind !== "line") return item;
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

class Walk {
  readonly links: { href: string; text: string }[] = [];
  hiddenTables = 0;
  private rules = new StyleRules({ type: "root" }, [], true);
  private tables = 0;
  private root: TreeNode = { type: "root" };
  private readonly beside: Beside;

  constructor(beside: Beside) {
    this.beside = beside;
  }

  /** A page with the style sheets of its own. */
  page(root: TreeNode, flow: Cellful, setting: Setting): void {
    const around = this.rules;
    const { sheets, complete } = sheetsOf(root);
    const apart = this.beside.sheets ?? [];
    this.rules = new StyleRules(root, [...apart, ...sheets], complete || apart.length > 0);
    const outer = this.root;
    this.root = root;
    this.into(root, flow, { ...setting, ground: this.rules.complete ? setting.ground : "unknown" });
    this.rules = around;
    this.root = outer;
  }

  private into(node: TreeNode, flow: Cellful, setting: Setting): void {
    const children = shownOrder(node, this.rules) ?? node.children ?? [];
    const tables = setting.inCell ? [] : boxesAmong(children, node, this.rules);
    for (const [at, child] of children.entries()) {
      const table = tables.find(({ from, to }) => from <= at && at < to);
      if (table?.from === at) this.boxes(table.boxes, flow, setting);
      else if (table) continue;
      else if (child.type === "text") this.text(withoutNamedBlanks(child.data ?? ""), flow, setting);
      else if (child.name !== undefined) this.element(child, child.name, flow, setting, node);
    }
  }

  /** A table whose cells styles have put in their places. */
  private boxes(boxes: readonly Box[], flow: Cellful, setting: Setting): void {
    this.tables += 1;
    const around = ({ within }: Box) =>
      within.reduce((outer, one) => settingFor(lookOf(one, this.rules), outer, one.name ?? ""), setting);
    flow.close();
    flow.push(
      tableOfBoxes(boxes, this.tables, (box) =>
        lineText(this.cellItems(box.node, lookOf(box.node, this.rules), around(box))),
      ),
    );
  }

  private text(data: string, flow: Cellful, setting: Setting): void {
    if (!setting.visible || setting.tiny || setting.hollow) return;
    const seen = seenAs(setting);
    if (seen === "no") return;
    const text = setting.shifted ? shiftDigits(data, setting.shifted) : data;
    if (setting.keepsSpace) flow.addAsIs(text);
    else flow.add(text);
    if (data.trim() === "") return;
    if (seen === "unknown") flow.add(SIGNS.overlapping);
    if (setting.turned && data.trim().length > 1) flow.add(SIGNS.lost);
  }

  private element(node: TreeNode, name: string, flow: Cellful, around: Setting, parent: TreeNode): void {
    const look = lookOf(node, this.rules);
    if (look.gone && !this.isSwitchable(node, look, around, parent)) {
      if (name !== "head") this.countHidden(node);
      return;
    }
    if (isFurniture(node, name, around)) {
      flow.close();
      this.countHidden(node, false);
      return;
    }
    const setting = settingFor(
      this.fadesIn(node, look, around) ? { ...look, invisible: false } : look,
      around,
      name,
    );
    if (setting.depth > DEEPEST) flow.add(wholeText(node));
    else if (name === "br") flow.breakLine();
    else if (name === "iframe" || name === "frame" || pageWithin(node) !== null)
      this.frame(node, flow, setting);
    else if (name === "svg" && this.foreign(node, flow, setting)) return;
    else if (drawsSomething(name)) {
      // Lists to choose from outside of tables lead to other sites.
      if (name !== "select" || setting.inCell) this.text(drawnText(node), flow, setting);
    } else if (name === "table" || look.display === "table" || look.display === "inline-table")
      this.table(node, flow, setting);
    else this.container(node, name, look, flow, setting);
  }

  /** What a page is about, hidden until a script has loaded what stands around it. */
  private fadesIn(node: TreeNode, look: Look, around: Setting): boolean {
    if (look.invisible !== true || around.inCell || TABLE_PARTS.has(node.name ?? "")) return false;
    return isMostOf(node, this.root);
  }

  /** A panel that another one stands in place of until it is called up, or one whose hiding is a matter of state. */
  private isSwitchable(node: TreeNode, look: Look, around: Setting, parent: TreeNode): boolean {
    if (!look.switched || around.inCell) return false;
    return (
      this.rules.showsAtTimes(node) || isPanel(node, parent, (one) => lookOf(one, this.rules).gone === true)
    );
  }

  private container(node: TreeNode, name: string, look: Look, flow: Cellful, setting: Setting): void {
    if (name === "a") this.link(node);
    const inline = look.display?.startsWith("inline") === true;
    const block =
      !inline &&
      (BLOCKS.has(name) || /^(?:block|flex|grid|list-item|flow-root|table)/.test(look.display ?? ""));
    if (HEADINGS.has(name)) {
      const before = flow.setRole(name === "h1" ? "title" : "heading");
      this.inside(node, look, flow, setting);
      flow.setRole(before);
      return;
    }
    const grid = setting.inCell ? null : cellsInPlaces(node, this.rules);
    if (grid) return this.boxes(grid, flow, setting);
    if (block) flow.close();
    if (name === "pre" && !setting.inCell && DRAWN.test(wholeText(node)))
      return this.drawing(node, look, flow, setting);
    this.inside(node, look, flow, setting);
    if (setting.inCell && (look.over || (look.pulled && !block)) && wholeText(node).trim() !== "")
      this.text(SIGNS.overlapping, flow, setting);
    if (block) flow.close();
  }

  /** Text whose lines are kept and draw a table: its places are all that tells its cells apart. */
  private drawing(node: TreeNode, look: Look, flow: Cellful, setting: Setting): void {
    const own: Cellful = new TextFlow();
    this.inside(node, look, own, setting);
    own.close();
    const lines = own.items.flatMap((item) => (item.kind === "line" ? [item.text] : []));
    if (lines.length === own.items.length) flow.push({ kind: "plain", text: lines.join("\n") });
    else {
      // More than a drawing: what was found is kept as it is, and not looked for again.
      flow.close();
      for (const item of own.items) flow.items.push(item);
    }
  }

  /** What an element holds, with what a style prints around it and behind it. */
  private inside(node: TreeNode, look: Look, flow: Cellful, setting: Setting): void {
    const counted = countedTo(node);
    if (counted !== null) return this.text(counted + SIGNS["stand-in"], flow, setting);
    this.printed(node, "before", flow, setting);
    if (look.picture && setting.inCell && wholeText(node).trim() === "")
      this.text(SIGNS.drawn, flow, setting);
    this.into(node, flow, setting);
    this.printed(node, "after", flow, setting);
  }

  private printed(node: TreeNode, part: "before" | "after", flow: Cellful, around: Setting): void {
    const made = generated(node, part, this.rules);
    if (!made || made.look.gone) return;
    const setting = settingFor(made.look, around, part);
    if (made.look.clipped) return;
    if (made.look.picture) this.text(SIGNS.drawn, flow, setting);
    this.text(contentText(made.content, node), flow, setting);
  }

  private frame(node: TreeNode, flow: Cellful, setting: Setting): void {
    const address = attribute(node, "src") ?? "";
    const source = attribute(node, "srcdoc") ?? pageWithin(node);
    const page = source === null ? this.beside.frame?.(address) : parseMarkup(source);
    if (page && setting.depth < DEEPEST) {
      flow.close();
      this.page(page, flow, setting);
      flow.close();
    } else if (setting.inCell) this.text(SIGNS.drawn, flow, setting);
  }

  /** Mark-up of a page within a drawing shows as on any page. @returns whether there is any */
  private foreign(drawing: TreeNode, flow: Cellful, setting: Setting): boolean {
    const pages = [...elements(drawing)].filter(
      (one) => one.name?.toLowerCase() === "foreignobject" && wholeText(one).trim() !== "",
    );
    for (const page of pages) {
      flow.close();
      this.element(page, "foreignobject", flow, setting, drawing);
      flow.close();
    }
    return pages.length > 0;
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

  private cellItems(cell: TreeNode, look: Look, around: Setting): readonly (FlowLine | RawTable)[] {
    const flow: Cellful = new TextFlow();
    this.inside(cell, look, flow, { ...settingFor(look, around, "td"), inCell: true });
    flow.close();
    return flow.items.filter((item) => item.kind !== "plain");
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

/** The mark-up in the address of what an element shows; null where it holds none. */
function pageWithin(node: TreeNode): string | null {
  const address = attribute(node, node.name === "object" ? "data" : "src");
  return address === undefined ? null : markupInAddress(address);
}

function isFurniture(node: TreeNode, name: string, around: Setting): boolean {
  return !around.inCell && (FURNITURE.has(name) || FURNITURE_ROLES.has(attribute(node, "role") ?? ""));
}

/** The text of a cell: its lines with "\n" between them. */
export function lineText(items: readonly (FlowLine | RawTable)[]): string {
  return settleDigits(items.flatMap((item) => (item.kind === "line" ? [item.text] : [])).join("\n"));
}
