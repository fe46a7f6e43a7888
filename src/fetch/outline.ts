// What a page has that may lead somewhere, in one walk: its titles, its links and frames, its scripts, how much there is to read.
// Must not know any wording, nor which links matter.
import { load } from "cheerio";

export interface Outline {
  readonly base: string | undefined;
  /** Title, first headings and the title that the head names, put together. */
  readonly title: string;
  /** What a refresh in the head says. */
  readonly refresh: string;
  readonly links: readonly OutlineLink[];
  readonly scripts: readonly string[];
  /** Characters of text without white space, in links and outside of them. */
  readonly linkLength: number;
  readonly textLength: number;
}

export interface OutlineLink {
  readonly attributes: Readonly<Record<string, string>>;
  /** Text of the link; nothing for frames. */
  readonly text: string;
  /** True for what the page shows within itself. */
  readonly framed: boolean;
}

interface Node {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly Node[];
}

const FRAMES = new Set(["iframe", "frame", "embed", "object"]);
const HEADINGS = new Set(["title", "h1", "h2"]);
const UNSEEN = new Set(["script", "style", "noscript", "template"]);

export function outlineOf(markup: string): Outline {
  const walker = new Walker();
  // Links need no repaired tree: the parser that repairs takes three times as long.
  const root = load(markup, { xml: { xmlMode: false, decodeEntities: true } }).root()[0];
  walker.walk(root as unknown as Node, false);
  return walker;
}

class Walker implements Outline {
  base: string | undefined;
  title = "";
  refresh = "";
  readonly links: OutlineLink[] = [];
  readonly scripts: string[] = [];
  linkLength = 0;
  textLength = 0;
  private readonly headings = new Set<string>();

  walk(node: Node, inLink: boolean): void {
    const { name = "", attribs = {} } = node;
    if (node.type === "text") this.count(node.data ?? "", inLink);
    else if (name === "script") this.scripts.push(textOf(node));
    else if (name === "base") this.base ??= attribs["href"];
    else if (name === "meta") this.meta(attribs);
    if (HEADINGS.has(name) && !this.headings.has(name)) {
      this.headings.add(name);
      this.title += ` ${textOf(node)}`;
    }
    if (UNSEEN.has(name) || name === "title") return;
    const framed = FRAMES.has(name);
    const isLink = name === "a" || name === "area";
    if (framed || isLink || attribs["onclick"] !== undefined) {
      this.links.push({ attributes: attribs, text: framed ? "" : textOf(node), framed });
    }
    for (const one of node.children ?? []) this.walk(one, inLink || isLink);
  }

  private meta(attributes: Readonly<Record<string, string>>): void {
    const content = attributes["content"] ?? "";
    if (/^refresh$/i.test(attributes["http-equiv"] ?? "")) this.refresh = content;
    if (/^(?:article|og:)title$/i.test(attributes["name"] ?? attributes["property"] ?? ""))
      this.title += ` ${content}`;
  }

  private count(text: string, inLink: boolean): void {
    const length = text.replace(/\s+/g, "").length;
    if (inLink) this.linkLength += length;
    else this.textLength += length;
  }
}

function textOf(node: Node): string {
  if (node.data !== undefined && node.type === "text") return node.data;
  return (node.children ?? []).map(textOf).join("");
}
