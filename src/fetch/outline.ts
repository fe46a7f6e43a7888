// What a page has that may lead somewhere, in one walk: its titles, its links and frames, its forms, its scripts, how much
// there is to read. Must not know any wording, nor which links matter.
import { type CheerioAPI, type CheerioOptions, load } from "cheerio";
import { unescaped } from "../text/escaped.ts";

export interface OutlineLink {
  readonly attributes: Attributes;
  /** Text of the link; nothing for frames. */
  readonly text: string;
  /** What its pictures are called, and the words that the names of their files are made of. */
  readonly picture: string;
  readonly drawing: readonly string[];
  /** True for what the page shows within itself. */
  readonly framed: boolean;
  /** True for a short text that is neither a link nor has a handler: scripts may wait for it to be used. */
  readonly bare: boolean;
  /** The form that it stands in, by its place in `forms`. */
  readonly form: number | null;
  /** Where it stands: equal for the entries of one list. Empty for frames. */
  readonly place: string;
  /** Where it stands in the page's text: characters before it. */
  readonly at: number;
  /** The choice that it is one of. */
  readonly choice: { readonly name: string; readonly id: string; readonly onchange: string } | null;
  readonly node: OutlineNode;
}

export interface OutlineForm {
  readonly id: string;
  readonly name: string;
  readonly method: string;
  readonly action: string;
  readonly fields: { readonly id: string; readonly name: string; readonly value: string }[];
}

/** Expressions of a framework: of an address, of what is done when it is clicked; or an address and a text with holes. */
export interface Mold {
  readonly href: string | null;
  readonly bound: string | null;
  readonly click: string | null;
  readonly text: string;
}

export interface OutlineNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Attributes;
  readonly children?: readonly OutlineNode[];
  readonly parent?: OutlineNode | null;
}

/** The tree of a markup, nowhere deeper than browsers have it: what is nested deeper stands side by side there. */
export function treeOf(markup: string, options: CheerioOptions): OutlineNode {
  const root = load(markup, options).root()[0] as unknown as OutlineNode;
  flatten(root);
  return root;
}

/** Of a tree that is being cut. */
interface OpenNode {
  name?: string;
  children?: OpenNode[];
  parent?: OpenNode | null;
}

/** Links, choices and scripts are what their texts make them: these stay in them, unless they are nested without end too. */
function isWhole(node: OpenNode): boolean {
  if (!WHOLE.has(node.name ?? "")) return false;
  let level = node.children ?? [];
  for (let depth = 0; depth < MOST_WITHIN && level.length > 0; depth += 1)
    level = level.flatMap(({ children = [] }) => children);
  return level.length === 0;
}

function flatten(root: OutlineNode): void {
  let level: OpenNode[] = [root as unknown as OpenNode];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1)
    level = level.flatMap(({ children = [] }) => children);
  for (const node of level) {
    const found: OpenNode[] = [];
    const open = [...(node.children ?? [])].reverse();
    for (let one = open.pop(); one; one = open.pop()) {
      if (!isWhole(one)) {
        for (const child of [...(one.children ?? [])].reverse()) open.push(child);
        if (one.children) one.children = [];
      }
      one.parent = node;
      found.push(one);
    }
    if (node.children) node.children = found;
  }
}

export type Attributes = Readonly<Record<string, string>>;

/** Gives the text of a script that stands in a file of its own; null where it is not there. */
export type ScriptText = (source: string) => string | null;

const FRAMES = new Set(["iframe", "frame", "embed", "object"]);
const HEADINGS = new Set(["title", "h1", "h2"]);
const UNSEEN = new Set(["script", "style", "noscript", "template"]);
const WHOLE = new Set(["a", "button", "option", "script", "style", "textarea", "title"]);
const MOST_WITHIN = 8;
/** Elements that stand within a line of text. */
const INLINE = new Set(
  "a abbr b big cite code em font i img input ins kbd label mark nobr q s small span strong sub sup u var".split(
    " ",
  ),
);
/** Scripts of other types hold data. */
const SCRIPT_TYPE = /^$|javascript|ecmascript|module/i;
/** RSS, Atom and JSON Feed. */
const FEED_TYPE = /^application\/(?:rss\+xml|atom\+xml|feed\+json)$/i;
const LONGEST_BARE = 16;
/** Elements within one another, as many as browsers nest: a page of more would end whoever goes down into it. */
const DEEPEST = 512;
const MOST_TEXT = 200_000;
const MOST_NAMED = 2000;
/** What is repeated for each entry of a list: its dress tells entries apart, not lists. */
const ITEMS = /^(?:a|li|tr|td|dd|dt|p|span|b|i|em|strong|font|h\d)$/;
const MOST_ABOVE = 12;
/** Attributes that hold the address of a file for a viewer; the source of a regular expression. */
export const OF_VIEWERS = "(?:file|pdf|doc|word|office|view|embed|attach)[_-]?(?:path|src|url|href|link)";
/** Attributes by which scripts find the address of what is no link. */
const HOLDS_ADDRESS = new RegExp(
  `^(?:data-\\w*(?:href|url|src|link|file)|(?:path|url)$|${OF_VIEWERS}$|link$|tagname$)`,
);
/** Values of attributes that are addresses, whatever the attribute is called. */
const PLAIN_ADDRESS = /^(?:https?:\/\/|\.{0,2}\/)[^\s<>{}]+$/;
/** An address of a template, whose values are filled in by a script. */
const HAS_HOLES = /\{\{|\$\{|<%|\[\[/;
/** Attributes that hold expressions of a framework. */
const BOUND = [":href", "v-bind:href"];
const CLICKED = ["@click", "v-on:click", "ng-click"];
const MOST_MOLDS = 20;
/** Attributes that hold settings of a library, or of the columns of its table. */
const HOLDS_SETTINGS = ["data-options", "data-toggle", "data-formatter"];
/** A list as data, whatever the attribute is called that holds it. */
const OBJECTS = /^\s*\[\s*\{.*\}\s*\]\s*$/s;
/** Attributes whose numbers say how something looks. */
const LAYOUT =
  /^(?:id|class|style|width|height|border|cell\w+|colspan|rowspan|tabindex|value|size|maxlength|[hv]space|frameborder|on\w+)$/;

/** Links need no repaired tree: the parser that repairs takes three times as long. */
const PARSER = { xml: { xmlMode: false, decodeEntities: true } };

export function outlineOf(markup: string, scriptText: ScriptText = () => null): Outline {
  return new Outline(markup, scriptText);
}

export class Outline {
  base: string | undefined;
  /** Title, first headings and the title that the head names. */
  readonly titles: string[] = [];
  /** What a refresh in the head says. */
  refresh = "";
  readonly links: OutlineLink[] = [];
  readonly forms: OutlineForm[] = [];
  /** Scripts that a browser runs, and texts in scripts that it does not. */
  readonly scripts: string[] = [];
  readonly data: string[] = [];
  /** Texts of scripts that no browser runs, by the names of their elements: templates among them. */
  readonly templates: Record<string, string> = {};
  /** Links with holes in them, which a script fills for each entry of a list. */
  readonly molds: Mold[] = [];
  /** Attributes of elements that hold settings for a library. */
  readonly settings: Attributes[] = [];
  /** Data as elements within the page. */
  readonly islands: OutlineNode[] = [];
  /** Addresses of scripts in files of their own that are not there, as the page has them. */
  readonly sources: string[] = [];
  /** Attributes of elements that scripts may look for: by name, or for what they hold. */
  readonly named: Attributes[] = [];
  readonly holders: Attributes[] = [];
  /** Addresses of feeds that its head names, as the page has them. */
  readonly feeds: string[] = [];
  /** Numbers that fields of the page hold, by the fields' names. */
  readonly counters: Record<string, string> = {};
  /** The text of the page, or its beginning, a line for each block; and what of it is in no link. */
  text = "";
  ownText = "";
  framed = false;
  /** Characters of text without white space, in links and outside of them. */
  linkLength = 0;
  textLength = 0;
  /** The page that a script puts this one into: its scripts are there when something here is used. */
  around: Outline | null = null;
  private readonly headings = new Set<string>();
  private readonly page: CheerioAPI;
  private form: number | null = null;
  private choice: OutlineLink["choice"] = null;

  constructor(
    markup: string,
    private readonly scriptText: ScriptText,
  ) {
    this.page = load(markup, PARSER);
    const root = this.page.root()[0] as unknown as OutlineNode;
    flatten(root);
    this.walk(root, false);
  }

  /** Scripts that something here may be used by. */
  get hasScripts(): boolean {
    return this.scripts.length > 0 || (this.around?.scripts.length ?? 0) > 0;
  }

  /** True where a selector of a script stands for the element; false for selectors that are none. */
  matches(node: OutlineNode, selector: string): boolean {
    try {
      return this.page(node as never).is(selector);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return false;
    }
  }

  private walk(node: OutlineNode, inLink: boolean): void {
    const { name = "", attribs = {} } = node;
    if (node.type === "text") this.count(node.data ?? "", inLink);
    else if (name === "script") this.take(node, attribs);
    else if (name === "base") this.base ??= attribs["href"];
    else if (name === "meta") this.meta(attribs);
    else if (name === "link" && FEED_TYPE.test(attribs["type"] ?? "")) this.feeds.push(attribs["href"] ?? "");
    if (node.type !== "text") this.held(attribs);
    if (HEADINGS.has(name) && !this.headings.has(name)) {
      this.headings.add(name);
      this.titles.push(textOf(node));
    }
    if (name === "noscript" || name === "template") this.instead(node);
    if (name === "template") this.molded(node);
    else if (!UNSEEN.has(name)) this.mold(node);
    if (UNSEEN.has(name) || name === "title") return;
    if (name === "frameset") this.framed = true;
    this.field(node, attribs);
    if (name === "xml") this.islands.push(node);
    const link = this.link(node, inLink);
    if (link) this.links.push(link);
    const outer = { form: this.form, choice: this.choice };
    if (name === "form") this.openForm(attribs);
    if (name === "select")
      this.choice = {
        name: attribs["name"] ?? "",
        id: attribs["id"] ?? "",
        onchange: attribs["onchange"] ?? "",
      };
    // A frame that has no address holds its page itself.
    if (attribs["srcdoc"] !== undefined && FRAMES.has(name))
      this.walk(treeOf(attribs["srcdoc"], PARSER), false);
    const isBlock = node.type === "tag" && !INLINE.has(name);
    if (isBlock) this.text += "\n";
    for (const one of node.children ?? []) this.walk(one, inLink || link?.bare === false);
    if (isBlock) this.text += "\n";
    // What follows an unclosed form is taken for its own by browsers too; nested ones end where they end.
    this.form = outer.form;
    this.choice = outer.choice;
  }

  /** Links for those whose browsers run no scripts, and those that scripts have yet to show. */
  private instead({ children = [] }: OutlineNode): void {
    for (const one of children) {
      const link =
        one.name === "a" && !HAS_HOLES.test(one.attribs?.["href"] ?? "") ? this.link(one, false) : null;
      if (link) this.links.push(link);
      else this.instead(one);
    }
  }

  /** Molds among what stands aside until a script takes it. */
  private molded(node: OutlineNode): void {
    this.mold(node);
    for (const one of node.children ?? []) this.molded(one);
  }

  private mold(node: OutlineNode): void {
    const { attribs = {} } = node;
    const href = [attribs["href"], attribs["ng-href"]].find((one) => one?.includes("{{")) ?? null;
    const first = (names: readonly string[]) =>
      names.map((name) => attribs[name]).find((value) => value !== undefined) ?? null;
    const [bound, click] = [first(BOUND), first(CLICKED)];
    if ((href ?? bound ?? click) === null || this.molds.length >= MOST_MOLDS) return;
    this.molds.push({ href, bound, click, text: attribs["v-text"] === undefined ? textOf(node) : "" });
  }

  private link(node: OutlineNode, inLink: boolean): OutlineLink | null {
    const { name = "", attribs = {}, children = [] } = node;
    const framed = FRAMES.has(name);
    const active =
      name === "a" ||
      name === "area" ||
      (name === "link" && attribs["rel"] === "next") ||
      attribs["onclick"] !== undefined ||
      Object.entries(attribs).some(
        ([one, value]) =>
          HOLDS_ADDRESS.test(one) || (one.startsWith("data-") && PLAIN_ADDRESS.test(value.trim())),
      );
    const leaf = node.type === "tag" && children.every((child) => child.type === "text");
    const bare = !framed && !active && (name !== "option" || this.choice === null);
    if (bare && (inLink || !leaf)) return null;
    const text = framed ? "" : name === "input" ? (attribs["value"] ?? "") : textOf(node);
    if (bare && (text.trim() === "" || text.trim().length > LONGEST_BARE)) return null;
    return {
      attributes: attribs,
      text,
      picture: picturesOf(node),
      drawing: drawingsOf(node),
      framed,
      bare,
      form: this.form,
      place: framed ? "" : placeOf(node),
      at: this.text.length,
      choice: name === "option" ? this.choice : null,
      node,
    };
  }

  private held(attributes: Attributes): void {
    // Markup that is put aside there, for a script to show.
    for (const [name, value] of Object.entries(attributes))
      if ((name.startsWith("data-") && /<a\s/i.test(value)) || OBJECTS.test(value)) this.data.push(value);
    if (HOLDS_SETTINGS.some((name) => attributes[name] !== undefined) && this.settings.length < MOST_NAMED)
      this.settings.push(attributes);
    if (this.named.length < MOST_NAMED && (attributes["id"] ?? attributes["name"]) !== undefined)
      this.named.push(attributes);
    const holds = Object.entries(attributes).some(
      ([name, value]) => !LAYOUT.test(name) && (/^\s*\{.*\}\s*$/s.test(value) || /^\d{1,6}$/.test(value)),
    );
    if (holds && this.holders.length < MOST_NAMED) this.holders.push(attributes);
  }

  /** The text of a script in a file of its own, wherever it is named; where it is not there, it is noted. */
  script(source: string): string | null {
    const file = this.scriptText(source);
    if (file === null && !this.sources.includes(source)) this.sources.push(source);
    return file;
  }

  private take(node: OutlineNode, attributes: Attributes): void {
    const { src } = attributes;
    const file = src === undefined ? null : this.script(src);
    const text = file ?? textOf(node);
    const isRun = SCRIPT_TYPE.test(attributes["type"] ?? "");
    if (text.trim() !== "") (isRun ? this.scripts : this.data).push(text);
    const { id } = attributes;
    if (!isRun && id !== undefined) this.templates[id] = text;
    if (!isRun && text.includes("{{")) this.molded(treeOf(text, PARSER));
  }

  private openForm(attributes: Attributes): void {
    const { id = "", name = "", method = "GET", action = "" } = attributes;
    this.form = this.forms.length;
    this.forms.push({ id, name, method: method.toUpperCase(), action, fields: [] });
  }

  private field(node: OutlineNode, attributes: Attributes): void {
    const { name: tag = "" } = node;
    if (!["input", "select", "textarea"].includes(tag)) return;
    const { id = "", name = "", type = "" } = attributes;
    const value = sentOf(node, attributes);
    if (/^\d{1,6}$/.test(value)) this.counters[id || name] ??= value;
    // Markup that is put aside there, for a script to show.
    if (/<a\s/i.test(value)) this.data.push(value);
    if (/^(?:submit|button|image|reset|file)$/i.test(type)) return;
    if (/^(?:checkbox|radio)$/i.test(type) && attributes["checked"] === undefined) return;
    if (this.form !== null) this.forms[this.form]?.fields.push({ id, name, value });
  }

  private meta(attributes: Attributes): void {
    const content = attributes["content"] ?? "";
    if (/^refresh$/i.test(attributes["http-equiv"] ?? "")) this.refresh = content;
    if (/^(?:article|og:)title$/i.test(attributes["name"] ?? attributes["property"] ?? ""))
      this.titles.push(content);
  }

  /** All titles together. */
  get title(): string {
    return this.titles.map((one) => ` ${one}`).join("");
  }

  private count(text: string, inLink: boolean): void {
    const length = text.replace(/\s+/g, "").length;
    if (inLink) this.linkLength += length;
    else this.textLength += length;
    if (this.text.length >= MOST_TEXT) return;
    this.text += `${text} `;
    if (!inLink) this.ownText += `${text}\n`;
  }
}

/** Which entries stand beside one another: the elements above, without what tells one entry from the next. */
function placeOf({ parent }: OutlineNode): string {
  const above: string[] = [];
  for (let node = parent; node && above.length < MOST_ABOVE; node = node.parent) {
    const { name = "", attribs = {} } = node;
    const dress = `${attribs["id"] ?? ""} ${(attribs["class"] ?? "").trim().split(/\s+/)[0] ?? ""}`;
    above.push(ITEMS.test(name) ? name : `${name} ${dress.replace(/\d+/g, "")}`);
  }
  return above.join("<");
}

/** What a form sends of a field that nobody touched. */
function sentOf(node: OutlineNode, attributes: Attributes): string {
  // The parser leaves the text of these elements as it is written.
  if (node.name === "textarea") return unescaped(textOf(node));
  if (node.name !== "select") return attributes["value"] ?? "";
  const options = optionsOf(node);
  const chosen = options.find(({ attribs }) => attribs?.["selected"] !== undefined) ?? options[0];
  return chosen ? (chosen.attribs?.["value"] ?? textOf(chosen).trim()) : "";
}

function optionsOf({ children = [] }: OutlineNode): OutlineNode[] {
  return children.flatMap((one) => (one.name === "option" ? [one] : optionsOf(one)));
}

export function textOf(node: OutlineNode): string {
  if (node.data !== undefined && node.type === "text") return node.data;
  return (node.children ?? []).map(textOf).join("");
}

/** «btn_next2.gif» is made of «btn» and «next». */
function drawingsOf({ name, attribs = {}, children = [] }: OutlineNode): string[] {
  const file = name === "img" ? (/([^/\\]*)\.\w+(?:[?#].*)?$/.exec(attribs["src"] ?? "")?.[1] ?? "") : "";
  return [...file.split(/[^a-z]+/i).filter((word) => word !== ""), ...children.flatMap(drawingsOf)];
}

function picturesOf({ name, attribs = {}, children = [] }: OutlineNode): string {
  const own = name === "img" ? `${attribs["alt"] ?? ""}${attribs["title"] ?? ""}` : "";
  return own + children.map(picturesOf).join("");
}
