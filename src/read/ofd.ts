// OFD (the national format of fixed pages, GB/T 33190) to pages of words and drawn lines, as a PDF gives them.
// Must not know tables, forms or figures.
import { load } from "cheerio";
import {
  type Canvas,
  type MetaFact,
  type Reader,
  type SourceDocument,
  UnreadableError,
} from "../model/document.ts";
import type { TreeNode } from "./html-tree.ts";
import type { Glyph } from "./pdf-glyphs.ts";
import { type Box, boxAround, type Matrix, multiply } from "./pdf-matrix.ts";
import { rulingsOf } from "./pdf-rulings.ts";
import { wordsOf } from "./pdf-words.ts";
import { sniff } from "./sniff.ts";
import { unpackParts } from "./zip-parts.ts";

/** OFD counts in millimetres, pages here in points. */
const POINTS = 72 / 25.4;
const ASCENT = 0.88;
const DESCENT = 0.12;
const MOST_PAGES = 2000;

export const ofdReader: Reader = {
  container: "ofd",
  accepts: (bytes, hints) => sniff(bytes, hints) === "ofd",
  async read(bytes): Promise<SourceDocument> {
    const parts = unpackParts(bytes, "OFD", (name) => /\.xml$/i.test(name));
    const entry = parse(parts, "OFD.xml");
    const root = textOf(first(entry, "DocRoot")).trim().replace(/^\//, "");
    const document = parse(parts, root);
    const folder = folderOf(root);
    const box = numbers(textOf(first(first(document, "PageArea"), "PhysicalBox")));
    const templates = new Map(
      all(document, "TemplatePage").map((one) => [one.attribs?.["ID"] ?? "", one.attribs?.["BaseLoc"] ?? ""]),
    );
    const places = all(document, "Page").flatMap((page) => page.attribs?.["BaseLoc"] ?? []);
    if (places.length > MOST_PAGES)
      throw new UnreadableError("too-large", `The OFD has more than ${MOST_PAGES} pages.`);
    const pages = places.map((place, index): Canvas => {
      const page = parse(parts, resolve(folder, place, parts));
      const own = numbers(textOf(first(first(page, "Area"), "PhysicalBox")));
      const [, , width = 210, height = 297] = own.length === 4 ? own : box;
      const under = all(page, "Template").flatMap((one) => {
        const place = templates.get(one.attribs?.["TemplateID"] ?? "");
        return place === undefined ? [] : [parse(parts, resolve(folder, place, parts))];
      });
      return drawPage([...under, page], index + 1, width * POINTS, height * POINTS);
    });
    if (pages.every((page) => page.words.length === 0)) {
      throw new UnreadableError("scanned", "The OFD holds pictures and no text.");
    }
    return { container: "ofd", meta: metaFacts(entry), content: pages, diagnostics: [] };
  },
};

function parse(parts: ReadonlyMap<string, string>, name: string): TreeNode {
  const xml = parts.get(name);
  if (xml === undefined) throw new UnreadableError("damaged", `The OFD lacks its part ${name}.`);
  return (load(xml, { xml: true }).root()[0] ?? { type: "root", children: [] }) as unknown as TreeNode;
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}

/** Places are told from the document's folder, or from the root of the package. */
function resolve(folder: string, place: string, parts: ReadonlyMap<string, string>): string {
  const bare = place.replace(/^\//, "");
  return parts.has(folder + bare) ? folder + bare : bare;
}

/** Elements by their name without the prefix of its namespace. */
function all(node: TreeNode | undefined, name: string): TreeNode[] {
  const found: TreeNode[] = [];
  const visit = (one: TreeNode) => {
    for (const child of one.children ?? []) {
      if (child.name?.replace(/^.*:/, "") === name) found.push(child);
      visit(child);
    }
  };
  if (node) visit(node);
  return found;
}

function first(node: TreeNode | undefined, name: string): TreeNode | undefined {
  return all(node, name)[0];
}

function textOf(node: TreeNode | undefined): string {
  return node?.data ?? (node?.children ?? []).map(textOf).join("");
}

function numbers(text: string | undefined): number[] {
  const tokens = (text ?? "").split(/\s+/).filter((token) => token !== "");
  return tokens.map(Number).filter(Number.isFinite);
}

function drawPage(layers: readonly TreeNode[], page: number, width: number, height: number): Canvas {
  const glyphs: Glyph[] = [];
  const strips: Box[] = [];
  for (const layer of layers) {
    for (const object of all(layer, "TextObject")) glyphs.push(...glyphsOf(object));
    for (const object of all(layer, "PathObject")) strips.push(...stripsOf(object));
  }
  const rulings = rulingsOf(strips, width, height);
  return { kind: "canvas", page, width, height, words: wordsOf(glyphs, rulings), rulings };
}

/** From an object's own coordinates to points on the page. */
function placement(object: TreeNode): Matrix {
  const [x = 0, y = 0] = numbers(object.attribs?.["Boundary"]);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(object.attribs?.["CTM"]);
  return multiply([POINTS, 0, 0, POINTS, x * POINTS, y * POINTS], [a, b, c, d, e, f]);
}

function isVisible(object: TreeNode): boolean {
  return object.attribs?.["Visible"] !== "false" && object.attribs?.["Alpha"] !== "0";
}

function glyphsOf(object: TreeNode): Glyph[] {
  const size = Number(object.attribs?.["Size"] ?? 0);
  if (!isVisible(object) || !(size > 0)) return [];
  const matrix = placement(object);
  return all(object, "TextCode").flatMap((code) => {
    const text = [...textOf(code)];
    let x = Number(code.attribs?.["X"] ?? 0);
    let y = Number(code.attribs?.["Y"] ?? 0);
    const [across, down] = [deltas(code.attribs?.["DeltaX"]), deltas(code.attribs?.["DeltaY"])];
    return text.map((char, index): Glyph => {
      const natural = size * (char.charCodeAt(0) > 0xff ? 1 : 0.5);
      const step = across[index] ?? natural;
      const right = x + Math.min(natural, Math.abs(step) || natural);
      const corners = [
        [x, y - ASCENT * size],
        [right, y + DESCENT * size],
      ] as const;
      const box = boxAround(matrix, corners);
      x += across[index] ?? (down.length > 0 ? 0 : natural);
      y += down[index] ?? 0;
      return { text: char, box, run: "right", size: box.bottom - box.top, invisible: false, order: 0, paint: "#000000", lost: false, stacked: false };
    });
  });
}

/** Distances between characters; `g n d` stands for n times d. */
function deltas(text: string | undefined): number[] {
  const tokens = (text ?? "")
    .trim()
    .split(/\s+/)
    .filter((token) => token !== "");
  const found: number[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at] === "g") {
      const count = Math.min(10_000, Number(tokens[at + 1] ?? 0));
      for (let times = 0; times < count; times += 1) found.push(Number(tokens[at + 2] ?? 0));
      at += 2;
    } else found.push(Number(tokens[at]));
  }
  return found.filter(Number.isFinite);
}

/** Straight strokes of a path, as thin boxes; a filled path gives the box around it. */
function stripsOf(object: TreeNode): Box[] {
  if (!isVisible(object)) return [];
  const data = textOf(first(object, "AbbreviatedData"));
  const matrix = placement(object);
  const half = Number(object.attribs?.["LineWidth"] ?? 0.353) / 2;
  const strokes = strokesOf(data);
  const strips =
    object.attribs?.["Stroke"] === "false" ? [] : strokes.map(([a, b]) => stroke(matrix, a, b, half));
  if (object.attribs?.["Fill"] === "true" && strokes.length > 0)
    strips.push(boxAround(matrix, strokes.flat()));
  return strips.filter((strip) => Math.min(strip.right - strip.left, strip.bottom - strip.top) < 4);
}

type Point = readonly [x: number, y: number];

function stroke(matrix: Matrix, a: Point, b: Point, half: number): Box {
  const corners = [a, b].flatMap(([x, y]): Point[] => [
    [x - half, y - half],
    [x + half, y + half],
  ]);
  return boxAround(matrix, corners);
}

/** Operands that each letter of a path takes; the last two are where it leads. */
const OPERANDS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };

function strokesOf(data: string): (readonly [Point, Point])[] {
  const tokens = data.trim().split(/[\s,]+/);
  const strokes: (readonly [Point, Point])[] = [];
  let start: Point = [0, 0];
  let here: Point = start;
  for (let at = 0; at < tokens.length; ) {
    const letter = tokens[at] ?? "";
    const count = OPERANDS[letter];
    at += 1;
    if (count === undefined) continue;
    const values = tokens.slice(at, at + count).map(Number);
    at += count;
    const to: Point = letter === "C" ? start : [values.at(-2) ?? 0, values.at(-1) ?? 0];
    if (letter === "M" || letter === "S") start = to;
    else if (letter === "L" || letter === "C") strokes.push([here, to]);
    here = to;
  }
  return strokes;
}

const FACTS = ["Title", "Author", "Subject", "CreationDate", "ModDate"];

function metaFacts(entry: TreeNode): MetaFact[] {
  const info = first(entry, "DocInfo");
  return FACTS.flatMap((name) => {
    const text = textOf(first(info, name)).trim();
    return text === "" ? [] : [{ name, text, at: { part: "OFD.xml" } }];
  });
}
