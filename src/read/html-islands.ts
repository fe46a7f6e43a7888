// Content that a page carries and does not show before its scripts run: templates, strings and data in scripts, text for
// browsers without scripts. Read as data; nothing is run. Must not know tables.
import { unescaped } from "../text/escaped.ts";
import { attribute, parseMarkup, type TreeNode, wholeText } from "./html-tree.ts";
import { parsedJson } from "./json-content.ts";
import { SIGNS } from "./marks.ts";
import { literalsIn } from "./script-data.ts";

export type Island =
  | { readonly kind: "tree"; readonly root: TreeNode; readonly part: string }
  | { readonly kind: "data"; readonly values: readonly unknown[]; readonly part: string };

const TABLE = /<(?:table|tr|td)\b/i;
/** Mark-up within mark-up that is quoted as it stands. */
const QUOTED_WHOLE = /<!\[CDATA\[([\s\S]*?)\]\]>/g;
const ESCAPED_TABLE = /&lt;table\b|\\u003ctable\b/i;

/** Islands that may hold tables, in the order of the page; of a page that shows some itself, those that scripts show beside them. */
export function islandsOf(root: TreeNode, showsTables: boolean): Island[] {
  const islands: Island[] = [];
  const empty = showsTables ? emptyIds(root) : NONE;
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const found = showsTables && !showsItself(node, empty) ? null : islandOf(node);
    if (found) islands.push(found);
    const children = found ? [] : inOneStream(node.children ?? []);
    for (let i = children.length - 1; i >= 0; i -= 1) open.push(children[i] as TreeNode);
  }
  return islands;
}

const WRITES = /\bdocument\s*\.\s*write(?:ln)?\s*\(/;
const isWriter = (node: TreeNode | undefined) => node?.name === "script" && WRITES.test(wholeText(node));

/** Scripts right behind one another that write where they stand as one: what one opens, another closes. */
function inOneStream(children: readonly TreeNode[]): readonly TreeNode[] {
  if (children.filter(isWriter).length < 2) return children;
  const joined: TreeNode[] = [];
  for (const child of children) {
    const last = joined.at(-1);
    if (child.type === "text" && (child.data ?? "").trim() === "" && isWriter(last)) continue;
    if (last && isWriter(last) && isWriter(child))
      joined[joined.length - 1] = {
        ...last,
        children: [...(last.children ?? []), ...(child.children ?? [])],
      };
    else joined.push(child);
  }
  return joined;
}

const NONE: ReadonlySet<string> = new Set();

/** Names of elements that hold nothing: what a script puts there stands beside all else on the page. */
function emptyIds(root: TreeNode): ReadonlySet<string> {
  const ids = new Set<string>();
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const id = attribute(node, "id");
    if (id !== undefined && HOLDERS.has(node.name ?? "") && wholeText(node).trim() === "") ids.add(id);
    open.push(...(node.children ?? []));
  }
  return ids;
}

const HOLDERS = new Set(["div", "table", "tbody", "section", "article", "span", "p"]);
const NAMED_ELEMENT =
  /(?:getElementById\s*\(\s*|[$\w]\s*\(\s*|\b(?:el|elem|container|renderTo)\s*:\s*)["'`]#?([\w-]+)["'`]/g;

/** A script that writes where it stands, or into an element that is empty without it. */
function showsItself(node: TreeNode, empty: ReadonlySet<string>): boolean {
  if (node.name !== "script") return false;
  const text = wholeText(node);
  if (WRITES.test(text)) return true;
  return empty.size > 0 && [...text.matchAll(NAMED_ELEMENT)].some(([, id = ""]) => empty.has(id));
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

function markupIn(carried: string, part: string): Island | null {
  const text = carried.replace(QUOTED_WHOLE, "$1");
  if (TABLE.test(text)) return tree(text, part);
  return ESCAPED_TABLE.test(text) ? tree(unescaped(text), part) : null;
}

/** A script of data as such; else the mark-up that its strings make, one after another, or the data that it writes down. */
function scriptIsland(node: TreeNode, part: string): Island | null {
  const text = wholeText(node);
  const type = attribute(node, "type") ?? "";
  if (/json/i.test(type)) return { kind: "data", values: [parsedJson(text)], part };
  if (/html|template|xml/i.test(type)) return markupIn(text, part);
  const data = /=\s*([[{][\s\S]*[\]}])\s*;?\s*$/.exec(text.trim())?.[1];
  const value = data === undefined ? undefined : parsedJson(data);
  if (value !== undefined) return { kind: "data", values: [value], part };
  const markup = literals(text)
    .filter((one) => /<\/?[a-z][^>]*>|&lt;/i.test(one))
    .join("");
  return markupIn(markup, part) ?? { kind: "data", values: literalsIn(text), part };
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
  return [...script.matchAll(LITERAL)].map(({ index, 1: double, 2: single, 3: template }) => {
    const written = (double ?? single ?? template ?? "")
      .replace(
        /\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi,
        (_, braced, wide, short, char) => {
          const code = braced ?? wide ?? short;
          return code === undefined
            ? (ESCAPES[char] ?? char)
            : String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)));
        },
      )
      .replace(/\$\{[^}]*\}/g, UNKNOWN);
    return decoded(written, DECODER.exec(script.slice(Math.max(0, index - LONGEST_CALL), index))?.[1]);
  });
}

/** A call that a string stands in, which makes letters of codes. */
const DECODER = /\b(unescape|decodeURI(?:Component)?|atob)\s*\(\s*$/;
const LONGEST_CALL = 24;

function decoded(text: string, call: string | undefined): string {
  if (call === undefined) return text;
  if (call === "atob") return Buffer.from(text, "base64").toString("latin1");
  const single = (code: string) => String.fromCharCode(Number.parseInt(code, 16));
  if (call === "unescape")
    return text.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_, wide, short) => single(wide ?? short));
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) =>
    Buffer.from(codes.replaceAll("%", ""), "hex").toString("utf8"),
  );
}

/** Stands where a script would put a value. */
const UNKNOWN = SIGNS.drawn;
