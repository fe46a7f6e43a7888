// A fast parse of mark-up in which a browser has nothing to repair; anything else is told apart and left to the full parser.
// Must not know what is visible: it builds the same tree as the full parser would, or none.
import { decodeHTML, decodeHTMLAttribute } from "entities";
import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";

interface Open {
  readonly type: "tag";
  readonly name: string;
  readonly attribs: Readonly<Record<string, string>>;
  readonly children: (Open | Text)[];
}
interface Root {
  readonly type: "root";
  readonly children: readonly (Open | Text)[];
}
interface Text {
  readonly type: "text";
  data: string;
}

const words = (list: string) => new Set(list.split(" "));

/** Elements whose start ends an open paragraph, and whose end ends the paragraphs and list items open in them. */
const BLOCKS = words(
  "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer " +
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot " +
    "th thead tr ul",
);
const HEADINGS = words("h1 h2 h3 h4 h5 h6");
const VOID = words("area base br col embed hr img input link meta param source track wbr");
/** What may stand in a head without ending it. */
const IN_HEAD = words("title meta link script style base basefont bgsound noscript template");
/** Elements with rules of their own for what stands in them or ends them. */
const PECULIAR = words(
  "applet basefont bgsound command frame frameset image isindex keygen listing marquee math nobr noembed noframes " +
    "plaintext rb rp rt rtc svg template xmp",
);
/** May be left open where the block around them ends. */
const ENDS_WITH_BLOCK = words("p li dd dt option optgroup");
const ENDS_WITH_TABLE = words("p li dd dt td th tr tbody thead tfoot caption colgroup");
const STOPS_CELL = words("tr");
const STOPS_ROW = words("tbody thead tfoot");
const STOPS_GROUP = words("table");
const TABLE_PARTS = words("table tbody thead tfoot tr td th");

/** Where each part of a table may stand. Elsewhere browsers add the parts between, or drop the tag. */
const PARENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  tr: words("tbody thead tfoot table"),
  td: words("tr"),
  th: words("tr"),
  tbody: words("table"),
  thead: words("table"),
  tfoot: words("table"),
  caption: words("table"),
  colgroup: words("table"),
  col: words("colgroup table"),
};
/** Inside these only their own parts may stand; anything else is moved out before the table. */
const TABLE_INSIDES = words("table tbody thead tfoot tr colgroup");
const INSIDE_TABLE = words("script style");
const BARE_TEXT = words("script style title textarea");
/** In these a name of a character is letters like others. */
const CODE = words("script style");
/** Text inside these is dropped, moved out, or ends them. */
const TEXTLESS = words("table tbody thead tfoot tr colgroup head iframe select");
const SCOPE_ENDS = words("td th caption table object button html");
const LIST_ENDS = words("ul ol menu dl td th caption table object button html");

/** Odd spellings that tokenizers of mark-up take apart differently. */
const ODD = /\0|<\/(?![a-z])|<!--?>|<!--->|--!>|<(?:script|style|title|textarea)\b[^<>]*\/>/i;
const NOT_SPACE = /[^ \t\n\r\f]/;

/** @returns the tree, or null when the mark-up leaves a browser something to repair. */
export function parseRegular(markup: string): Root | null {
  if (ODD.test(markup) || markup.lastIndexOf("<") > markup.lastIndexOf(">")) return null;
  const builder = new RegularBuilder(markup);
  // Without entities it goes from sign to sign; with them it looks at each character.
  const tokenizer = new Tokenizer({ decodeEntities: false }, builder);
  builder.stop = () => tokenizer.pause();
  tokenizer.write(markup);
  if (!builder.irregular) tokenizer.end();
  return builder.irregular ? null : { type: "root", children: builder.top };
}

/** Builds the tree from tokens with the few repairs that cannot go two ways: end tags that may be left out. */
class RegularBuilder implements TokenizerCallbacks {
  irregular = false;
  readonly top: (Open | Text)[] = [];
  stop = (): void => undefined;
  private readonly stack: Open[] = [];
  /** What is open around each element of the stack, itself included: to look through the stack would cost its depth. */
  private readonly around: Around[] = [];
  private current: Open | undefined;
  private readonly seen = new Set<string>();
  /** Text or an element of the body has come. */
  private begun = false;
  /** The end tag of the body has come. */
  private over = false;
  private tag: string | null = null;
  private attribs: Record<string, string> = {};
  private attribute = "";
  private value = "";
  private readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }

  onopentagname(start: number, end: number): void {
    this.tag = this.markup.slice(start, end).toLowerCase();
    this.attribs = {};
  }
  onattribname(start: number, end: number): void {
    this.attribute = this.markup.slice(start, end).toLowerCase();
  }
  onattribdata(start: number, end: number): void {
    const data = this.markup.slice(start, end);
    this.value = data.includes("&") ? decodeHTMLAttribute(data) : data;
  }
  onattribentity(): void {}
  onattribend(): void {
    if (!Object.hasOwn(this.attribs, this.attribute)) this.attribs[this.attribute] = this.value;
    this.value = "";
  }
  onselfclosingtag(): void {
    // In mark-up that is no XML the slash says nothing.
    this.onopentagend();
  }
  onopentagend(): void {
    const name = this.tag ?? "";
    this.tag = null;
    this.endBefore(name);
    if (!this.mayStand(name, this.current?.name ?? "")) return this.giveUp();
    if (!IN_HEAD.has(name) && name !== "html" && name !== "head") this.begun = true;
    const node: Open = { type: "tag", name, attribs: this.attribs, children: [] };
    (this.current?.children ?? this.top).push(node);
    if (VOID.has(name)) return;
    this.stack.push(node);
    this.around.push(aroundIn(name, this.around.at(-1) ?? NOTHING_OPEN));
    this.current = node;
  }
  ontext(start: number, end: number): void {
    const data = this.markup.slice(start, end);
    const around = this.current?.name ?? "";
    if (!data.includes("&") || CODE.has(around)) this.text(data);
    else if (around === "textarea") this.giveUp();
    else this.text(decodeHTML(data));
  }
  ontextentity(): void {}
  onclosetag(start: number, end: number): void {
    const name = this.markup.slice(start, end).toLowerCase();
    if (this.current?.name !== name) {
      if (name === "p") return this.emptyParagraph();
      const open = TABLE_PARTS.has(name)
        ? ENDS_WITH_TABLE
        : BLOCKS.has(name) || name === "select"
          ? ENDS_WITH_BLOCK
          : null;
      while (open?.has(this.current?.name ?? "") && this.current?.name !== name) this.pop();
      if (this.current?.name !== name) return this.giveUp();
    }
    if (name === "body" || name === "html") this.over = true;
    this.pop();
  }
  onend(): void {
    // Elements may be open where the page ends; those that hold bare text are taken apart differently there.
    if (this.tag !== null || this.stack.some((open) => BARE_TEXT.has(open.name))) this.giveUp();
  }
  oncomment(): void {}
  oncdata(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}

  private giveUp(): void {
    this.irregular = true;
    this.stop();
  }

  private pop(): void {
    this.stack.pop();
    this.around.pop();
    this.current = this.stack.at(-1);
  }

  private text(data: string): void {
    const around = this.current?.name ?? "";
    if (!BARE_TEXT.has(around) && NOT_SPACE.test(data)) {
      if (this.over || TEXTLESS.has(around) || (around === "noscript" && !this.begun)) return this.giveUp();
      this.begun = true;
    }
    const siblings = this.current?.children ?? this.top;
    const last = siblings.at(-1);
    if (last?.type === "text") last.data += data;
    else siblings.push({ type: "text", data });
  }

  /** Ends what a start tag ends where the end tag was left out. */
  private endBefore(name: string): void {
    const around = this.current?.name ?? "";
    // Whether a table ends a paragraph depends on the document type.
    if (around === "p" && BLOCKS.has(name) && name !== "table") this.pop();
    if (TABLE_PARTS.has(name) && name !== "table") {
      const stops = name === "td" || name === "th" ? STOPS_CELL : name === "tr" ? STOPS_ROW : STOPS_GROUP;
      while (this.current && ENDS_WITH_TABLE.has(this.current.name) && !stops.has(this.current.name))
        this.pop();
      return;
    }
    const now = this.current?.name ?? "";
    if (now === name ? name === "li" || name === "dd" || name === "dt" || name === "option" : false)
      this.pop();
    else if ((now === "dd" && name === "dt") || (now === "dt" && name === "dd")) this.pop();
    else if ((now === "head" && name === "body") || (now === "option" && name === "optgroup")) this.pop();
  }

  /** An end tag without a start makes a paragraph of its own. */
  private emptyParagraph(): void {
    const around = this.current?.name ?? "";
    if (this.over || !this.mayStand("p", around)) return this.giveUp();
    this.begun = true;
    (this.current?.children ?? this.top).push({ type: "tag", name: "p", attribs: {}, children: [] });
  }

  private mayStand(name: string, around: string): boolean {
    if (PECULIAR.has(name) || (this.over && !INSIDE_TABLE.has(name))) return false;
    const parents = PARENTS[name];
    if (parents) return parents.has(around);
    if (TABLE_INSIDES.has(around)) return INSIDE_TABLE.has(name);
    if (around === "head") return IN_HEAD.has(name);
    if (around === "noscript") return IN_HEAD.has(name) || (name === "img" && this.begun);
    if (around === "select") return name === "option" || name === "optgroup" || name === "script";
    if (around === "option" || around === "optgroup") return name === "option";
    if (around === "iframe") return false;
    if (name === "html" || name === "head" || name === "body") return this.once(name, around);
    if (HEADINGS.has(name) && HEADINGS.has(around)) return false;
    const open = this.around.at(-1) ?? NOTHING_OPEN;
    if (name === "a" || name === "button" || name === "form") return !open[name];
    if (BLOCKS.has(name) && open.paragraph) return false;
    if (name === "li") return !open.item;
    if (name === "dd" || name === "dt") return !open.term;
    return true;
  }

  /** The frame of a page, each part once and in its place. */
  private once(name: string, around: string): boolean {
    if (this.seen.has(name) || this.begun) return false;
    this.seen.add(name);
    return name === "html"
      ? this.seen.size === 1 && this.top.every((one) => one.type === "text")
      : around !== "body";
  }
}

/** Whether elements that may not stand in themselves are open. Paragraphs and items are so within their scope only. */
interface Around {
  readonly a: boolean;
  readonly button: boolean;
  readonly form: boolean;
  readonly paragraph: boolean;
  readonly item: boolean;
  readonly term: boolean;
}

const NOTHING_OPEN: Around = {
  a: false,
  button: false,
  form: false,
  paragraph: false,
  item: false,
  term: false,
};
const TELLING = new Set([...SCOPE_ENDS, ...LIST_ENDS, "a", "form", "p", "li", "dd", "dt"]);

function aroundIn(name: string, outer: Around): Around {
  if (!TELLING.has(name)) return outer;
  return {
    a: outer.a || name === "a",
    button: outer.button || name === "button",
    form: outer.form || name === "form",
    paragraph: name === "p" || (outer.paragraph && !SCOPE_ENDS.has(name)),
    item: name === "li" || (outer.item && !LIST_ENDS.has(name)),
    term: name === "dd" || name === "dt" || (outer.term && !LIST_ENDS.has(name)),
  };
}
