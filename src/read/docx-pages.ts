// A DOCX in which every line of text is a box with a place of its own, as programs write that take a PDF apart: its pages.
// Must not know forms or figures; what is seen was decided when the body was mended.
import type { Canvas } from "../model/document.ts";
import { directTree } from "./docx-direct.ts";
import type { Place } from "./docx-places.ts";
import type { Relation } from "./docx-relations.ts";
import { child, descendants, element, isOn, textOf, type XmlNode } from "./docx-tree.ts";
import { walkMarkup } from "./html-walk.ts";
import { takeMarks } from "./marks.ts";
import { type Drawn, pagesOfDrawn } from "./placed-drawings.ts";
import { canvasesOf } from "./placed-words.ts";

/** Paragraphs of a body, not mended yet, with which a page begins. */
export function firstOnPage(root: XmlNode): ReadonlySet<XmlNode> {
  const first = new Set<XmlNode>();
  let ended = true;
  for (const one of descendants(root, "w:body").flatMap((body) => body.children)) {
    const properties = child(one, "w:pPr");
    if (ended || isOn(child(properties, "w:pageBreakBefore"))) first.add(one);
    const section = child(child(properties, "w:sectPr"), "w:type")?.attribs["w:val"] ?? "nextPage";
    ended =
      (child(properties, "w:sectPr") !== undefined && section !== "continuous") ||
      descendants(one, "w:br").some(({ attribs }) => attribs["w:type"] === "page");
  }
  return first;
}

/**
 * @param root mended
 * @param places of the text boxes in it, and of what stands for a picture
 * @param first as `firstOnPage` says
 * @returns null where anything is written that has no place on a page, or a place that is not known
 */
export function placedPages(
  root: XmlNode,
  places: ReadonlyMap<XmlNode, Place>,
  first: ReadonlySet<XmlNode>,
  relations: ReadonlyMap<string, Relation>,
): Canvas[] | null {
  if (places.size < FEWEST_BOXES) return null;
  const body = descendants(root, "w:body")[0];
  const pages: Drawn[][] = [];
  /** The paragraph from which heights on this page are counted. */
  let holder: XmlNode | null = null;
  for (const paragraph of body?.children ?? []) {
    if (first.has(paragraph) || pages.length === 0) {
      pages.push([]);
      holder = null;
    }
    const drawn = drawnIn(paragraph, places, relations);
    if (drawn === null) return null;
    if (drawn.some(({ place }) => place.byParagraph)) {
      if (holder !== null && holder !== paragraph) return null;
      holder = paragraph;
    }
    pages.at(-1)?.push(
      ...drawn.map(({ place: { left, top, width, height }, text, marks }): Drawn => {
        return { text, marks, left, top, right: left + width, bottom: top + height };
      }),
    );
  }
  return canvasesOf(pages.flatMap(pagesOfDrawn), false);
}

/** Fewer are a caption, a seal and the like. */
const FEWEST_BOXES = 20;

interface Placed extends Pick<Drawn, "text" | "marks"> {
  readonly place: Place;
}

/** What a paragraph of the body holds; null where something in it has no place, or is more than a line. */
function drawnIn(
  paragraph: XmlNode,
  places: ReadonlyMap<XmlNode, Place>,
  relations: ReadonlyMap<string, Relation>,
): Placed[] | null {
  const found: Placed[] = [];
  const visit = (node: XmlNode): boolean => {
    const place = places.get(node);
    if (place === undefined)
      return node.type === "text" ? textOf(node).trim() === "" : node.children.every(visit);
    const said = node.name === "v:shape" ? lineIn(node, relations) : textOf(node);
    if (said === null) return false;
    found.push({ place, ...takeMarks(said) });
    return true;
  };
  return visit(paragraph) ? found : null;
}

/** The one line that a text box holds; null where there are more, or anything that is no line. */
function lineIn(box: XmlNode, relations: ReadonlyMap<string, Relation>): string | null {
  const content = descendants(box, "w:txbxContent").flatMap(({ children }) => children);
  const tree = directTree(
    element("", {}, [element("w:document", {}, [element("w:body", {}, content)])]),
    relations,
  );
  if (tree === null) return null;
  const [line, ...others] = walkMarkup(tree).content;
  if (line === undefined) return "";
  return line.kind === "text" && others.length === 0 && !line.text.includes("\n") ? line.text : null;
}
