// Content that a page carries and does not show before its scripts run: templates, strings and data in scripts, text for
// browsers without scripts. Read as data; nothing is run. Must not know tables.
import { attribute, parseMarkup, type TreeNode, wholeText } from "./html-tree.ts";
import { SIGNS } from "./marks.ts";

export type Island =
  | { readonly kind: "tree"; readonly root: TreeNode; readonly part: string }
  | { readonly kind: "json"; readonly text: string; readonly part: string };

const TABLE = /<(?:table|tr|td)\b/i;
const ESCAPED_TABLE = /&lt;table\b|\\u003ctable\b/i;

/** Islands that may hold tables, in the order of the page. */
export function islandsOf(root: TreeNode): Island[] {
  const islands: Island[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const found = islandOf(node);
    if (found) islands.push(found);
    const children = node.children ?? [];
    if (!found) for (let i = children.length - 1; i >= 0; i -= 1) open.push(children[i] as TreeNode);
  }
  return islands;
}

function islandOf(node: TreeNode): Island | null {
  const { name } = node;
  if (name === undefined) return null;
  const part = `<${name}>`;
  if (name === "template" || name === "noscript") {
    const inner = node.children?.[0];
    if (inner?.type === "text" && TABLE.test(inner.data ?? "")) return tree(inner.data ?? "", part);
    const children = inner?.type === "root" ? (inner.children ?? []) : (node.children ?? []);
    return holdsTable(node) ? { kind: "tree", root: { type: "root", children }, part } : null;
  }
  if (name === "textarea") return markupIn(wholeText(node), part);
  if (name === "script") return scriptIsland(node, part);
  const held = Object.values(node.attribs ?? {}).find((value) => /<table\b/i.test(value));
  return held === undefined || name === "iframe" ? null : tree(held, part);
}

function holdsTable(node: TreeNode): boolean {
  return node.name === "table" || (node.children ?? []).some(holdsTable);
}

function tree(markup: string, part: string): Island {
  return { kind: "tree", root: parseMarkup(markup), part };
}

function markupIn(text: string, part: string): Island | null {
  if (TABLE.test(text)) return tree(text, part);
  return ESCAPED_TABLE.test(text) ? tree(unescapeMarkup(text), part) : null;
}

/** A script of data as such; else the mark-up that its strings make, one after another. */
function scriptIsland(node: TreeNode, part: string): Island | null {
  const text = wholeText(node);
  if (/json/i.test(attribute(node, "type") ?? "")) return { kind: "json", text, part };
  if (/html|template/i.test(attribute(node, "type") ?? "")) return markupIn(text, part);
  const data = /=\s*([[{][\s\S]*[\]}])\s*;?\s*$/.exec(text.trim())?.[1];
  if (data !== undefined && isJson(data)) return { kind: "json", text: data, part };
  const markup = literals(text)
    .filter((one) => /<\/?[a-z][^>]*>|&lt;/i.test(one))
    .join("");
  return markupIn(markup, part);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

const LITERAL = /"((?:[^"\\\n]|\\[\s\S])*)"|'((?:[^'\\\n]|\\[\s\S])*)'|`((?:[^`\\]|\\[\s\S])*)`/g;
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "",
  f: "",
  v: "",
  "\n": "",
};

/** The strings that a script writes out, taken as written; a place that a value is put into stays empty and tells so. */
function literals(script: string): string[] {
  return [...script.matchAll(LITERAL)].map(([, double, single, template]) =>
    (double ?? single ?? template ?? "")
      .replace(
        /\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi,
        (_, braced, wide, short, char) => {
          const code = braced ?? wide ?? short;
          return code === undefined
            ? (ESCAPES[char] ?? char)
            : String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)));
        },
      )
      .replace(/\$\{[^}]*\}/g, UNKNOWN),
  );
}

/** Stands where a script would put a value. */
const UNKNOWN = SIGNS.drawn;

function unescapeMarkup(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
