// Tells from an element's attributes and the page's own style rules how a reader of the page sees it.
// Must not know tables, text or documents.
import { ownText } from "../text/own.ts";
import { type Colour, colourOf } from "./html-colour.ts";
import { PageRules, type Part } from "./html-rules.ts";
import { type Declaration, declarationsOf } from "./html-sheets.ts";
import { attribute, type TreeNode } from "./html-tree.ts";

/** How an element's text shows. Undefined: as around it. */
export interface Look {
  /** Takes no room at all. */
  readonly gone?: boolean;
  /** Gone by what a style says and not by what it is: a script may show it. */
  readonly switched?: boolean;
  /** Takes its room and shows nothing; what is inside may show again. */
  readonly invisible?: boolean;
  /** Letters so small that they are none; what is inside may be larger again. */
  readonly tiny?: boolean;
  /** Takes its room and shows nothing, nor does what is inside. */
  readonly hollow?: boolean;
  /** Its box is too small to show anything; parts of tables grow with what they hold. */
  readonly clipped?: boolean;
  readonly keepsSpace?: boolean;
  /** Raised or lowered: a note mark, not a digit of the figure before it. */
  readonly shifted?: "up" | "down" | "no";
  /** What the style makes of it: a table, a row or a cell built of other elements. */
  readonly display?: string;
  readonly colour?: Colour;
  /** What is behind its letters; a picture is a ground whose colour is not known. */
  readonly ground?: Colour | "unknown";
  /** A picture stands behind it. */
  readonly picture?: boolean;
  /** Lies over what stands around it. */
  readonly over?: boolean;
  /** Pulled over what stands before it, if it stands in a line. */
  readonly pulled?: boolean;
  /** Letters run from right to left, whatever they are. */
  readonly turned?: boolean;
}

const PLAIN: Look = {};
const GONE: Look = { gone: true };

const NEVER_SHOWN = new Set([
  "script",
  "style",
  "template",
  "noscript",
  "head",
  "title",
  "meta",
  "link",
  "base",
  "map",
  "datalist",
  "colgroup",
  "col",
  "xml",
  "del",
  "rt",
  "rp",
]);

/** Only styles that say one of these things are taken apart: most say fonts and margins. */
const TELLING =
  /display\s*:|visibility|mso-hide|mso-element\s*:\s*comment|vertical-align\s*:\s*(?:su(?:per|b)\b|-?[\d.]+(?:px|pt|em|%))|line-through|white-space|font(?:-size)?\s*:|float\s*:|grid-(?:row|column|area|template)|color|background|opacity|position\s*:|text-indent|clip|scale|translate|content\s*:|unicode-bidi|zoom\s*:\s*0|(?:height|width|left|right|top|bottom|margin(?:-left|-top)?)\s*:|overflow|text-fill|(?<![\w-])order\s*:|flex(?:-(?:direction|flow|grow))?\s*:/i;
const KNOWN_STYLES = new Map<string, Look>();
const MOST_KNOWN = 5_000;

const MOVES = /(?:^|[;\s{])(?:order|flex-direction|flex-flow)\s*:/i;

/** Whether a style says anything of the order in which elements stand. */
export function movesChildren(style: string): boolean {
  return MOVES.test(style);
}

/** What the page's style sheets say of its elements. */
export class StyleRules {
  private readonly rules: PageRules;
  /** Sheets that lie elsewhere may say anything of what stands behind letters. */
  readonly complete: boolean;
  /** Some sheet says in what order elements stand. */
  readonly moves: boolean;

  constructor(root: TreeNode, sheets: readonly string[], complete: boolean) {
    this.rules = new PageRules(root, sheets, TELLING);
    this.complete = complete;
    this.moves = sheets.some(movesChildren);
  }

  /** All that is said of an element, the strongest last. */
  declarationsOf(node: TreeNode): readonly Declaration[] {
    const own = attribute(node, "style");
    return [...this.rules.of(node, "element"), ...(own === undefined ? [] : declarationsOf(own))];
  }

  declarations(node: TreeNode, part: Part): readonly Declaration[] {
    return this.rules.of(node, part);
  }

  /** Any rule that shows a thing again (`.tab.on`) makes the hiding of its class a matter of state. */
  showsAtTimes(node: TreeNode): boolean {
    const names = (attribute(node, "class") ?? "").split(/\s+/).map((name) => `.${name}`);
    return [...names, `#${attribute(node, "id") ?? ""}`].some((name) => this.rules.shown.has(name));
  }
}

export function lookOf(node: TreeNode, rules: StyleRules): Look {
  const name = node.name ?? "";
  if (NEVER_SHOWN.has(name)) return GONE;
  const { attribs } = node;
  if (!attribs) return PLAIN;
  const said = rules.declarations(node, "element");
  const styled = styledLook(said, attribs["style"]);
  if (attribs["hidden"] !== undefined && styled.display === undefined) return { gone: true, switched: true };
  if (styled.gone || name === "s" || name === "strike") return styled.gone ? styled : GONE;
  return { ...attributeLook(name, attribs), ...styled };
}

/** The look of what a style prints before or after an element's content, and the `content` it is given. */
export function generated(
  node: TreeNode,
  part: "before" | "after",
  rules: StyleRules,
): { readonly look: Look; readonly content: string } | null {
  const said = rules.declarations(node, part);
  if (said.length === 0) return null;
  const content = said.findLast((one) => one.property === "content")?.value;
  if (content === undefined || /^(?:none|normal|""|'')$/.test(content)) {
    const look = readStyle(said);
    return look.picture && content !== undefined && !/^n/.test(content) ? { look, content: "" } : null;
  }
  return { look: readStyle(said), content };
}

function attributeLook(name: string, attribs: Readonly<Record<string, string>>): Look {
  const colour = name === "font" ? colourOf(attribs["color"] ?? "") : null;
  const ground = colourOf(attribs["bgcolor"] ?? "");
  if (name === "sup" || name === "sub") return { shifted: name === "sup" ? "up" : "down" };
  if (name === "bdo") return { turned: attribs["dir"]?.toLowerCase() === "rtl" };
  if (attribs["background"]) return { ground: "unknown", picture: true };
  if (!colour && !ground) return PLAIN;
  return { ...(colour ? { colour } : {}), ...(ground ? { ground } : {}) };
}

function styledLook(said: readonly Declaration[], style: string | undefined): Look {
  const inline = style !== undefined && TELLING.test(style) ? style : undefined;
  if (said.length === 0) {
    if (inline === undefined) return PLAIN;
    return KNOWN_STYLES.get(inline) ?? knownFromNow(ownText(inline));
  }
  return readStyle([...said, ...(inline === undefined ? [] : declarationsOf(inline))]);
}

function knownFromNow(style: string): Look {
  const look = readStyle(declarationsOf(style));
  if (KNOWN_STYLES.size >= MOST_KNOWN) KNOWN_STYLES.clear();
  KNOWN_STYLES.set(style, look);
  return look;
}

/** Declarations, the strongest last; one that is important holds against later ones that are not. */
function readStyle(said: readonly Declaration[]): Look {
  const values = new Map<string, string>();
  const strong = new Set<string>();
  for (const { property, value, important } of said) {
    if (strong.has(property) && !important) continue;
    if (important) strong.add(property);
    values.set(property, value.toLowerCase());
  }
  const look: { -readonly [K in keyof Look]: Look[K] } = {};
  for (const [property, value] of values) READERS[property]?.(value, look);
  Object.assign(look, placed(values));
  if (isHollow(values)) look.hollow = true;
  if (isClipped(values)) look.clipped = true;
  if (/override$/.test(values.get("unicode-bidi") ?? "") && values.get("direction") === "rtl")
    look.turned = true;
  return look;
}

type Draft = { -readonly [K in keyof Look]: Look[K] };

const READERS: Readonly<Record<string, (value: string, look: Draft) => void>> = {
  display: (value, look) => {
    if (value === "none") Object.assign(look, { gone: true, switched: true });
    else look.display = value;
  },
  "mso-hide": (value, look) => {
    if (value === "all") look.gone = true;
  },
  "mso-element": (value, look) => {
    if (value.startsWith("comment")) look.gone = true;
  },
  "text-decoration": struck,
  "text-decoration-line": struck,
  visibility: (value, look) => {
    look.invisible = value === "hidden" || value === "collapse";
  },
  "font-size": (value, look) => {
    sized(value, look);
  },
  font: (value, look) => {
    const size = value.split(/\s+/).find((one) => /^[\d.]/.test(one) && !/^[1-9]00$/.test(one));
    if (size !== undefined) sized(size.replace(/\/.*$/, ""), look);
  },
  "white-space": (value, look) => {
    look.keepsSpace = value.startsWith("pre") || value === "break-spaces";
  },
  "vertical-align": (value, look) => {
    if (value === "super" || value === "sub") look.shifted = value === "super" ? "up" : "down";
    else if (Math.abs(pixels(value)) >= RAISED) look.shifted = pixels(value) > 0 ? "up" : "down";
  },
  color: (value, look) => {
    const colour = colourOf(value);
    if (colour) look.colour = colour;
  },
  "-webkit-text-fill-color": (value, look) => {
    const colour = colourOf(value);
    if (colour) look.colour = colour;
  },
  background: grounded,
  "background-color": grounded,
  "background-image": grounded,
};

/** A size that is told as a share of that around it is nothing where that is nothing. */
function sized(value: string, look: Draft): void {
  if (isNothing(value)) look.tiny = true;
  else if (!/(?:[^r]em|ex|ch|%|er|inherit|unset|revert)$/.test(value)) look.tiny = false;
}

function struck(value: string, look: Draft): void {
  if (value.includes("line-through")) look.gone = true;
}

function grounded(value: string, look: Draft): void {
  if (/url\(|image-set\(/.test(value)) Object.assign(look, { ground: "unknown", picture: true });
  else if (/gradient\(/.test(value)) look.ground = "unknown";
  else {
    const colour = value
      .split(/\s+(?![^(]*\))/)
      .map(colourOf)
      .find((one) => one !== null);
    if (colour && colour !== "transparent" && !look.picture) look.ground = colour;
  }
}

/** Letters moved by so much, in px, stand on another line than those around them. */
const RAISED = 3;
/** Moved sideways by so much, in px, letters lie over their neighbours. */
const PULLED = 5;
/** Moved by so much, a thing is off the page. */
const FAR = 500;
const PX = { px: 1, pt: 4 / 3, em: 16, rem: 16, "%": 0.16, "": 1 } as const;

/** A length in px; 0 for what is none. */
function pixels(value: string | undefined): number {
  const [, size, unit = ""] = /^(-?[\d.]+)(px|pt|r?em|%)?$/.exec(value ?? "") ?? [];
  return size === undefined ? 0 : Number(size) * PX[unit as keyof typeof PX];
}

function isNothing(value: string | undefined): boolean {
  return value !== undefined && /^0+(?:\.0+)?(?:px|pt|em|rem|%)?$/.test(value);
}

/** Where a style moves an element: off the page, above the line, or over what stands around it. */
function placed(values: ReadonlyMap<string, string>): Look {
  const position = values.get("position") ?? "static";
  const shift = (edge: string) => pixels(values.get(edge));
  const far =
    ["left", "top", "right", "bottom"].some((edge) => shift(edge) <= -FAR) || shift("left") >= 9 * FAR;
  const away = shift("margin-left") <= -FAR || shift("margin-top") <= -FAR;
  if (away || (far && position !== "static")) return GONE;
  if (position === "absolute" || position === "fixed") return { over: true };
  if (position === "relative") {
    const up = shift("bottom") - shift("top");
    if (Math.abs(up) >= RAISED) return { shifted: up > 0 ? "up" : "down" };
    if (Math.abs(shift("left")) >= PULLED || Math.abs(shift("right")) >= PULLED) return { over: true };
  }
  return shift("margin-left") <= -PULLED ? { pulled: true } : PLAIN;
}

/** Clipped, shrunk or faded away to nothing, or with its text moved out of it. */
function isHollow(values: ReadonlyMap<string, string>): boolean {
  return (
    Number.parseFloat(values.get("opacity") ?? "1") <= 0.01 ||
    /opacity\(\s*0(?:%|\.0+)?\s*\)/.test(values.get("filter") ?? "") ||
    pixels(values.get("text-indent")) <= -FAR ||
    /rect\(\s*(?:0|1px)[\s,]+(?:0|1px)/.test(values.get("clip") ?? "") ||
    /inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0/.test(values.get("clip-path") ?? "") ||
    /scale[xy]?\(\s*0(?:\.0+)?\s*[,)]|translate[xy3d]*\([^)]*-\d{4,}/.test(values.get("transform") ?? "") ||
    isNothing(values.get("zoom")) ||
    /^hidden$/.test(values.get("content-visibility") ?? "")
  );
}

function isClipped(values: ReadonlyMap<string, string>): boolean {
  const thin = ["height", "width", "max-height", "max-width"].some((edge) =>
    /^[01](?:px)?$/.test(values.get(edge) ?? ""),
  );
  return thin && /hidden|clip/.test(values.get("overflow") ?? "");
}
