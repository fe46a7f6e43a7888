// OFD (the national format of fixed pages, GB/T 33190) to pages of words and drawn lines, as a PDF gives them.
// Must not know tables, forms or figures.
import type { Diagnostic } from "../model/diagnostic.ts";
import {
  type Canvas,
  type MetaFact,
  type Reader,
  type SourceDocument,
  UnreadableError,
} from "../model/document.ts";
import type { TreeNode } from "./html-tree.ts";
import { emptyMarks, type Ground, POINTS, paintObjects } from "./ofd-draw.ts";
import { all, first, numbers, places, textOf } from "./ofd-tree.ts";
import type { Marks } from "./pdf-marks.ts";
import type { Matrix } from "./pdf-matrix.ts";
import { drawnPage } from "./pdf-page.ts";
import { parseXml } from "./xml-tree.ts";
import { unpackParts } from "./zip-parts.ts";

const MOST_PAGES = 2000;

export const ofdReader: Reader = {
  container: "ofd",
  async read(bytes): Promise<SourceDocument> {
    const parts = unpackParts(bytes, "OFD", (name) => /\.xml$/i.test(name));
    const entry = parse(parts, "OFD.xml");
    const root = textOf(first(entry, "DocRoot")).trim().replace(/^\//, "");
    const ofd: Package = { parts, document: parse(parts, root), folder: folderOf(root) };
    const listed = all(first(ofd.document, "Pages"), "Page");
    if (listed.length > MOST_PAGES)
      throw new UnreadableError("too-large", `The OFD has more than ${MOST_PAGES} pages.`);
    const diagnostics: Diagnostic[] = [];
    const annotations = annotationsOf(ofd);
    const pages = listed.map((place, index) => readPage(ofd, place, index + 1, annotations, diagnostics));
    if (pages.every((page) => page.words.every(({ text }) => text === ""))) {
      throw new UnreadableError("scanned", "The OFD holds pictures and no text.");
    }
    return { container: "ofd", meta: metaFacts(entry), content: pages, diagnostics };
  },
};

interface Package {
  readonly parts: ReadonlyMap<string, string>;
  readonly document: TreeNode;
  /** Folder of the document, from which places are told. */
  readonly folder: string;
}

function parse(parts: ReadonlyMap<string, string>, name: string): TreeNode {
  const xml = parts.get(name);
  if (xml === undefined) throw new UnreadableError("damaged", `The OFD lacks its part ${name}.`);
  return parseXml(xml);
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}

/** Places are told from the folder of the part that tells them, from the document's, or from the root of the package. */
function resolve({ parts, folder }: Package, place: string, beside = folder): string {
  const bare = place.trim().replace(/^\//, "");
  return [beside + bare, folder + bare].find((name) => parts.has(name)) ?? bare;
}

function readPage(
  ofd: Package,
  place: TreeNode,
  number: number,
  annotations: ReadonlyMap<string, readonly TreeNode[]>,
  diagnostics: Diagnostic[],
): Canvas {
  const page = parse(ofd.parts, resolve(ofd, place.attribs?.["BaseLoc"] ?? ""));
  const own = numbers(textOf(first(first(page, "Area"), "PhysicalBox")));
  const stated = numbers(textOf(first(first(ofd.document, "PageArea"), "PhysicalBox")));
  const [x = 0, y = 0, width = 210, height = 297] = own.length === 4 ? own : stated;
  const base: Matrix = [POINTS, 0, 0, POINTS, -x * POINTS, -y * POINTS];
  const marks = emptyMarks();
  let order = 0;
  for (const layer of layersOf(ofd, page))
    order = paintObjects(layer, { base, seenThrough: false }, order, marks);
  for (const annotation of annotations.get(place.attribs?.["ID"] ?? "") ?? [])
    order = paintAnnotation(annotation, base, order, marks);
  const { scanned, quarters: _, ...drawn } = drawnPage(marks, width * POINTS, height * POINTS);
  if (scanned) diagnostics.push({ code: "read/scanned-page", at: { page: number } });
  return { kind: "canvas", page: number, ...drawn, ...(scanned ? { scanned } : {}) };
}

const DEPTHS: Readonly<Record<string, number>> = { Background: -1, Body: 0, Foreground: 1 };

/** Layers of the page and of its templates, from the lowest to the highest. */
function layersOf(ofd: Package, page: TreeNode): TreeNode[] {
  const templates = new Map(
    all(ofd.document, "TemplatePage").map((one) => [one.attribs?.["ID"], one.attribs?.["BaseLoc"] ?? ""]),
  );
  const found: { layer: TreeNode; depth: number }[] = [];
  const add = (root: TreeNode, depth: number) => {
    for (const layer of all(root, "Layer"))
      found.push({ layer, depth: depth * 10 + (DEPTHS[layer.attribs?.["Type"] ?? "Body"] ?? 0) });
  };
  for (const use of all(page, "Template")) {
    const place = templates.get(use.attribs?.["TemplateID"]);
    if (place === undefined) continue;
    add(parse(ofd.parts, resolve(ofd, place)), DEPTHS[use.attribs?.["ZOrder"] ?? "Background"] ?? -1);
  }
  add(page, 0);
  return found.sort((a, b) => a.depth - b.depth).map(({ layer }) => layer);
}

/** What was put on finished pages, by the page's number in the file; parts that are missing show nothing. */
function annotationsOf(ofd: Package): ReadonlyMap<string, readonly TreeNode[]> {
  const found = new Map<string, TreeNode[]>();
  for (const list of all(ofd.document, "Annotations")) {
    const name = resolve(ofd, textOf(list));
    const xml = ofd.parts.get(name);
    if (xml === undefined) continue;
    for (const page of all(parseXml(xml), "Page")) {
      const part = ofd.parts.get(resolve(ofd, textOf(first(page, "FileLoc")), folderOf(name)));
      const id = page.attribs?.["PageID"] ?? "";
      if (part !== undefined) found.set(id, [...(found.get(id) ?? []), ...all(parseXml(part), "Annot")]);
    }
  }
  return found;
}

/** An annotation shows by its appearance, which is placed on the page and counts from its own corner. */
function paintAnnotation(annotation: TreeNode, base: Matrix, from: number, marks: Marks): number {
  const { attribs } = annotation;
  if (attribs?.["Visible"] === "false") return from;
  let order = from;
  for (const appearance of all(annotation, "Appearance")) {
    const [x = 0, y = 0] = places(appearance.attribs?.["Boundary"]);
    const [a, b, c, d, e, f] = base;
    const ground: Ground = {
      base: [a, b, c, d, e + x * POINTS, f + y * POINTS],
      seenThrough: attribs?.["Type"] === "Highlight",
    };
    order = paintObjects(appearance, ground, order, marks);
  }
  return order;
}

const FACTS = ["Title", "Author", "Subject", "CreationDate", "ModDate"];

function metaFacts(entry: TreeNode): MetaFact[] {
  const info = first(entry, "DocInfo");
  return FACTS.flatMap((name) => {
    const text = textOf(first(info, name)).trim();
    return text === "" ? [] : [{ name, text, at: { part: "OFD.xml" } }];
  });
}
