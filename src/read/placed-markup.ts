// Mark-up whose elements say where on a page their words stand, to those pages.
// Must not know what is visible: nothing of such a file is meant to be looked at.
import type { Canvas } from "../model/document.ts";
import { type TreeNode, wholeText } from "./html-tree.ts";
import { type Box, canvasesOf, type PlacedWord } from "./placed-words.ts";

/** Whether a page of the web may be such a file: most are none, and need not be gone through. */
export function mayPlaceWords(markup: string): boolean {
  return /<page\s[^>]*width=|\bocr_page\b/i.test(markup);
}

/** The pages that elements are grouped by; null where the mark-up is of another kind. */
export function pagesInMarkup(root: TreeNode): Canvas[] | null {
  const pages: TreeNode[] = [];
  let recognised = false;
  const open: TreeNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    recognised ||= RECOGNISERS.test(localName(node));
    if (isPage(node)) pages.push(node);
    // One by one: an element may have more children than a call takes.
    else for (const child of [...(node.children ?? [])].reverse()) open.push(child);
  }
  if (pages.length === 0) return null;
  const words = pages.map(wordsIn);
  const sure =
    pages.some((page) => /\bocr/.test(page.attribs?.["class"] ?? "")) || words.flat().some(saysHowSure);
  return canvasesOf(
    pages.map((page, index) => ({ size: boxOf(page), words: (words[index] ?? []).map(({ word }) => word) })),
    recognised || sure,
  );
}

/** Formats that only programs for recognition write. */
const RECOGNISERS = /^(?:alto|PcGts|DjVuXML)$/;
const localName = ({ name = "" }: TreeNode) => name.slice(name.indexOf(":") + 1);

function isPage(node: TreeNode): boolean {
  const named = /^page$/i.test(localName(node)) || /\bocr_page\b/.test(node.attribs?.["class"] ?? "");
  return named && boxOf(node) !== null;
}

interface Found {
  readonly word: PlacedWord;
  readonly node: TreeNode;
}

/** Elements with a box and words of their own, the innermost ones. */
function wordsIn(page: TreeNode): Found[] {
  const found: Found[] = [];
  const visit = (node: TreeNode, depth: number): boolean => {
    if (depth > DEEPEST) return false;
    let inside = false;
    for (const child of node.children ?? []) inside = visit(child, depth + 1) || inside;
    if (inside || node === page) return inside;
    const box = boxOf(node);
    const text = box === null ? "" : saidBy(node);
    if (box === null || text.trim() === "") return false;
    found.push({ word: { ...box, text }, node });
    return true;
  };
  visit(page, 0);
  return found;
}

/** Elements within elements deeper than this are made to tire a reader. */
const DEEPEST = 60;

function saidBy(node: TreeNode): string {
  const content = attributesOf(node).get("content");
  return content ?? wholeText(node).replace(/\s+/gu, " ");
}

/** How sure a program is of a word is only told by one that recognised it. */
function saysHowSure({ node }: Found): boolean {
  return Object.entries(node.attribs ?? {}).some(
    ([name, value]) => /^(?:wc|conf|x-confidence|\w*confidence)$/i.test(name) || /\bx_w?conf/.test(value),
  );
}

const attributesOf = ({ attribs = {} }: TreeNode) =>
  new Map(Object.entries(attribs).map(([name, value]) => [name.toLowerCase(), value]));

const CORNERS = [
  ["xmin", "ymin", "xmax", "ymax"],
  ["x1", "y1", "x2", "y2"],
  ["l", "t", "r", "b"],
  ["left", "top", "right", "bottom"],
] as const;
const SIZES = [
  ["left", "top", "width", "height"],
  ["hpos", "vpos", "width", "height"],
  ["x", "y", "width", "height"],
  ["x", "y", "w", "h"],
] as const;

/** The box that an element states, by its corners or its size; a page's may be stated without its corner. */
function boxOf(node: TreeNode): Box | null {
  const all = attributesOf(node);
  const bbox =
    /(?:^|;)\s*bbox\s+([^;]+)/.exec(all.get("title") ?? "")?.[1] ?? all.get("bbox") ?? all.get("coords");
  const stated = (bbox ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (stated.length === 4) return boxFrom(stated);
  const read = (names: readonly string[]) => names.map((name) => Number(all.get(name) ?? Number.NaN));
  for (const names of CORNERS) {
    const box = boxFrom(read(names));
    if (box) return box;
  }
  for (const names of SIZES) {
    const [left = 0, top = 0, width = 0, height = 0] = read(names);
    const box = boxFrom([left, top, left + width, top + height]);
    if (box) return box;
  }
  const [width = 0, height = 0] = read(["width", "height"]);
  return /page/i.test(localName(node)) ? boxFrom([0, 0, width, height]) : null;
}

function boxFrom([
  left = Number.NaN,
  top = Number.NaN,
  right = Number.NaN,
  bottom = Number.NaN,
]: readonly number[]): Box | null {
  const isBox = [left, top, right, bottom].every(Number.isFinite) && right >= left && bottom >= top;
  return isBox ? { left, top, right, bottom } : null;
}
