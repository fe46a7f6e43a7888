// What elements show that are drawn and not written: pictures, controls, formulas, and text that a style makes.
// Must not know tables. What can be read is text, anything else leaves the sign of something drawn.
import { attribute, type TreeNode, wholeText } from "./html-tree.ts";
import { SIGNS } from "./marks.ts";

const DRAWN = new Set(
  "img picture svg canvas object embed applet video audio math input textarea select meter progress".split(
    " ",
  ),
);

export function drawsSomething(name: string): boolean {
  return DRAWN.has(name);
}

/** The text that such an element shows, or a sign where what it shows cannot be read. */
export function drawnText(node: TreeNode): string {
  const { name } = node;
  if (name === "input") return inputText(node);
  if (name === "textarea") return wholeText(node);
  if (name === "select") return chosenText(node);
  if (name === "img") return pictureText(node);
  if (name === "picture") return [...within(node, "img")].map(pictureText)[0] ?? SIGNS.drawn;
  if (name === "svg") return vectorText(node);
  if (name === "math") return formulaText(node);
  if (name === "audio") return "";
  return SIGNS.drawn;
}

/** What is typed into a field shows as text; buttons are no content. */
function inputText(node: TreeNode): string {
  const type = (attribute(node, "type") ?? "text").toLowerCase();
  if (/^(?:hidden|button|submit|reset)$/.test(type)) return "";
  if (/^(?:checkbox|radio|image|color|range|file|password)$/.test(type)) return SIGNS.drawn;
  return attribute(node, "value") ?? "";
}

/** The choice that a list shows: the one marked, or else the first. A list open for several choices is a drawing. */
function chosenText(node: TreeNode): string {
  const options = [...within(node, "option")];
  if (options.length === 0) return "";
  if (attribute(node, "multiple") !== undefined || Number(attribute(node, "size") ?? 1) > 1)
    return SIGNS.drawn;
  const chosen = options.findLast((option) => attribute(option, "selected") !== undefined) ?? options[0];
  return chosen ? (attribute(chosen, "label") ?? wholeText(chosen)) : "";
}

const FIGURE = /^\s*[-+]?[\d０-９][\d０-９.,，]*\s*\p{L}{0,2}\s*$/u;
/** Where counters that a script runs up keep the figure that they stop at. */
const COUNTERS =
  "count counter count-to countto to end target final goal value val num number odometer purecounter-end counter-end counterup-to"
    .split(" ")
    .map((name) => `data-${name}`);

function keepsData(attribs: Readonly<Record<string, string>>): boolean {
  for (const name in attribs) if (name.startsWith("data-")) return true;
  return false;
}

/** The figure that a script will show in place of the one written, or where none is; null where there is none such. */
export function countedTo(node: TreeNode): string | null {
  const { attribs } = node;
  if (attribs === undefined || !keepsData(attribs)) return null;
  for (const name of COUNTERS) {
    const figure = attribs[name];
    if (figure === undefined || !FIGURE.test(figure)) continue;
    const written = wholeText(node).trim();
    const holds = [...elements(node)].length > 0;
    if (!holds && written !== figure.trim() && (written === "" || FIGURE.test(written))) return figure;
  }
  return null;
}

const SPACER = /(?:^|[/_-])(?:space|spacer|blank|transparent|trans|pixel|1x1|clear|dot_clear)\.(?:gif|png)$/i;

/** A picture whose description is a figure stands for it; one of no size, or named as a spacer, is nothing. */
function pictureText(node: TreeNode): string {
  const description = [attribute(node, "alt"), attribute(node, "title")].find((one) =>
    FIGURE.test(one ?? ""),
  );
  if (description !== undefined) return description + SIGNS["stand-in"];
  const source = attribute(node, "src") ?? "";
  return isTiny(node) || SPACER.test(source.replace(/[?#].*$/, "")) ? "" : SIGNS.drawn;
}

/** No more than two px high or wide, by attribute or style. */
function isTiny(node: TreeNode): boolean {
  const style = attribute(node, "style") ?? "";
  return ["width", "height"].some((edge) => {
    const stated =
      attribute(node, edge) ?? new RegExp(`(?:^|[;\\s])${edge}\\s*:\\s*([\\d.]+)px`, "i").exec(style)?.[1];
    return stated !== undefined && /^\s*[\d.]+(?:px)?\s*$/.test(stated) && Number.parseFloat(stated) <= 2;
  });
}

const SILENT = new Set(["title", "desc", "defs", "metadata", "style", "script"]);

/** Text of a drawing that is nothing but one text; letters that are only one thing of several may be covered. */
function vectorText(node: TreeNode): string {
  const texts = [...within(node, "text")];
  const text = texts.map(wholeText).join(" ");
  if (text.trim() === "") return SIGNS.drawn;
  const shapes = [...elements(node)].filter(
    ({ name = "" }) => !SILENT.has(name) && !/^(?:g|text|tspan|a)$/.test(name),
  );
  return texts.length === 1 && shapes.length === 0 ? text : text + SIGNS.overlapping;
}

const IN_LINE = /^(?:math|mrow|mstyle|mn|mo|mi|mtext|mpadded|semantics|annotation|annotation-xml)$/;

/** A formula written in one line is its text; one with fractions or powers is a drawing. */
function formulaText(node: TreeNode): string {
  const parts = [...elements(node)];
  if (parts.some(({ name = "" }) => !IN_LINE.test(name))) return SIGNS.drawn;
  return parts
    .filter(({ name = "" }) => /^m(?:n|o|i|text)$/.test(name))
    .map(wholeText)
    .join("");
}

/** All elements below a node. */
export function* elements(node: TreeNode): Generator<TreeNode> {
  for (const child of node.children ?? []) {
    if (child.name === undefined) continue;
    yield child;
    yield* elements(child);
  }
}

function* within(node: TreeNode, name: string): Generator<TreeNode> {
  for (const one of elements(node)) if (one.name === name) yield one;
}

const CONTENT = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|attr\(\s*([\w-]+)[^)]*\)|(?:open|close)-quote|\S+/g;

/** What `content` prints: strings and attributes as text; counters and pictures are drawn. */
export function contentText(content: string, node: TreeNode): string {
  const [shown = "", spoken] = content.split(/\s\/\s/);
  if (spoken !== undefined && /url\(/.test(shown)) return SIGNS.drawn;
  return [...shown.matchAll(CONTENT)]
    .map(([whole, double, single, name]) => {
      const text = double ?? single;
      if (text !== undefined) return unescaped(text);
      if (name !== undefined) return attribute(node, name.toLowerCase()) ?? "";
      return /quote$/.test(whole) ? "" : SIGNS.drawn;
    })
    .join("");
}

function unescaped(text: string): string {
  return text
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16))),
    )
    .replace(/\\(.)/g, "$1");
}
