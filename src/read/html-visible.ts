// Tells from an element's attributes and the page's own style rules how a reader of the page sees it.
// Must not know tables, text or documents.
import { attribute, type TreeNode } from "./html-tree.ts";

/** How an element's text shows. Undefined: as around it. */
export interface Look {
  /** Takes no room at all. */
  readonly gone?: boolean;
  /** Takes its room and shows nothing; what is inside may show again. */
  readonly invisible?: boolean;
  readonly keepsSpace?: boolean;
  /** Raised or lowered: a note mark, not a digit of the figure before it. */
  readonly shifted?: "up" | "down" | "no";
  /** What the style makes of it: a table, a row or a cell built of other elements. */
  readonly display?: string;
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
  "object",
  "embed",
  "iframe",
  "svg",
  "math",
  "canvas",
  "audio",
  "video",
  "map",
  "select",
  "datalist",
  "colgroup",
  "col",
  "xml",
  "del",
]);

/** Only styles that say one of these things are taken apart: most say fonts and margins. */
const TELLING =
  /display\s*:|visibility|mso-hide|mso-element\s*:\s*comment|:\s*su(?:per|b)\b|line-through|white-space|font-size\s*:\s*0/i;

/** What the page's style sheets hide by class or id. */
export class StyleRules {
  private readonly hidden = new Set<string>();
  private readonly shown = new Set<string>();

  /** Takes in the text of one <style> element. */
  add(css: string): void {
    if (!/display|visibility/i.test(css)) return;
    for (const [, selectors = "", body = ""] of screenRules(css).matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      const display = /(?:^|[;\s])display\s*:\s*([\w-]+)/i.exec(body)?.[1]?.toLowerCase();
      if (display === undefined) continue;
      for (const selector of selectors.split(",")) {
        const name = /^(?:[a-z][\w-]*)?([.#][\w-]+)$/i.exec(selector.trim())?.[1];
        if (name && display === "none") this.hidden.add(name);
        // Any rule that shows a thing again (`.tab.on`) makes the hiding conditional: then it is not believed.
        else if (display !== "none")
          for (const [part] of selector.matchAll(/[.#][\w-]+/g)) this.shown.add(part);
      }
    }
  }

  hides(node: TreeNode): boolean {
    if (this.hidden.size === 0) return false;
    const id = attribute(node, "id");
    const names = (attribute(node, "class") ?? "").split(/\s+/).map((name) => `.${name}`);
    if (id) names.push(`#${id}`);
    return names.some((name) => this.hidden.has(name)) && !names.some((name) => this.shown.has(name));
  }
}

/** The rules that hold on a screen: those for print and for small windows are cut out, comments too. */
function screenRules(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, "")
    .replace(/@(?:media|supports)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/gi, "");
}

export function lookOf(node: TreeNode, rules: StyleRules): Look {
  const name = node.name ?? "";
  if (NEVER_SHOWN.has(name)) return GONE;
  const attribs = node.attribs;
  if (!attribs) return PLAIN;
  const style = attribs["style"];
  const styled = style !== undefined && TELLING.test(style) ? readStyle(style) : PLAIN;
  if (styled.gone) return styled;
  if (attribs["hidden"] !== undefined && styled.display === undefined) return GONE;
  if (styled.display === undefined && rules.hides(node)) return GONE;
  if (name === "s" || name === "strike") return GONE;
  return name === "sup" || name === "sub" ? { shifted: name === "sup" ? "up" : "down", ...styled } : styled;
}

function readStyle(style: string): Look {
  const look: { -readonly [K in keyof Look]: Look[K] } = {};
  for (const declaration of style.split(";")) {
    const colon = declaration.indexOf(":");
    if (colon < 0) continue;
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration
      .slice(colon + 1)
      .replace(/!important/i, "")
      .trim()
      .toLowerCase();
    if (property === "display") {
      if (value === "none") look.gone = true;
      else look.display = value;
    } else if (property === "mso-hide" && value === "all") look.gone = true;
    else if (property === "mso-element" && value.startsWith("comment")) look.gone = true;
    else if (property.startsWith("text-decoration") && value.includes("line-through")) look.gone = true;
    else if (property === "visibility") look.invisible = value === "hidden" || value === "collapse";
    else if (property === "font-size") look.invisible = /^0+(?:\.0+)?(?:px|pt|em|rem|%)?$/.test(value);
    else if (property === "white-space")
      look.keepsSpace = value.startsWith("pre") || value === "break-spaces";
    else if (property === "vertical-align" && /^(?:super|sub)$/.test(value)) {
      look.shifted = value === "super" ? "up" : "down";
    }
  }
  return look;
}
