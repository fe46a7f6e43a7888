// PPTX to the texts and tables of its slides, in their order.
// Must not know forms or figures.
import {
  type Content,
  type RawCell,
  type RawTable,
  type Reader,
  type SourceDocument,
  UnreadableError,
} from "../model/document.ts";
import { readRelations } from "./docx-relations.ts";
import { child, descendants, parseXml, textOf, type XmlNode } from "./docx-tree.ts";
import { SIGNS } from "./marks.ts";
import { unpackParts } from "./zip-parts.ts";

const MAIN = "ppt/presentation.xml";

export const pptxReader: Reader = {
  container: "pptx",
  async read(bytes): Promise<SourceDocument> {
    const parts = unpackParts(bytes, "PPTX", (name) =>
      /^ppt\/(?:presentation\.xml|slides\/|_rels\/)/.test(name),
    );
    const relations = readRelations(parts, MAIN);
    const slides = descendants(parseXml(parts.get(MAIN) ?? ""), "p:sldId").flatMap(({ attribs }) => {
      const xml = parts.get(relations.get(attribs["r:id"] ?? "")?.target ?? "");
      return xml === undefined ? [] : [parseXml(xml)];
    });
    const found = new Slides();
    for (const [index, slide] of slides.entries())
      if (!descendants(slide, "p:sld").some((one) => /^(?:0|false)$/.test(one.attribs["show"] ?? "")))
        found.add(slide, index + 1);
    if (found.content.length === 0) throw new UnreadableError("empty", "The slides hold no text.");
    return { container: "pptx", meta: [], content: found.content, diagnostics: [] };
  },
};

/** Where a shape, a picture or a frame says what it is. */
const HOLDERS = ["p:nvSpPr", "p:nvGraphicFramePr", "p:nvGrpSpPr"];

function isHidden(properties: XmlNode | undefined): boolean {
  return /^(?:1|true)$/.test(child(properties, "p:cNvPr")?.attribs["hidden"] ?? "");
}

class Slides {
  readonly content: Content[] = [];
  private tables = 0;

  add(node: XmlNode, slide: number): void {
    const part = `slide ${slide}`;
    if (HOLDERS.some((name) => isHidden(child(node, name)))) return;
    if (node.name === "a:tbl") this.content.push(this.table(node, part));
    else if (node.name === "a:p") {
      const text = lineOf(node);
      if (text.trim() !== "") this.content.push({ kind: "text", text, at: { part } });
    } else for (const one of node.children) this.add(one, slide);
  }

  private table(node: XmlNode, part: string): RawTable {
    this.tables += 1;
    const at = { part, table: this.tables };
    const rows = node.children.filter(({ name }) => name === "a:tr");
    return {
      kind: "table",
      at,
      rows: rows.map((row, r) =>
        row.children
          .filter(({ name }) => name === "a:tc")
          .flatMap((cell, c): RawCell[] => {
            const { gridSpan = "1", rowSpan = "1", hMerge, vMerge } = cell.attribs;
            // The rest of a merged cell.
            if ([hMerge, vMerge].some((merge) => /^(?:1|true)$/.test(merge ?? ""))) return [];
            const text = descendants(cell, "a:p").map(lineOf).join("\n");
            return [
              {
                text,
                rowSpan: Number(rowSpan) || 1,
                colSpan: Number(gridSpan) || 1,
                at: { ...at, row: r + 1, cell: c + 1 },
              },
            ];
          }),
      ),
    };
  }
}

/** The letters of a paragraph that are not struck out; a formula is drawn. */
function lineOf(paragraph: XmlNode): string {
  return paragraph.children
    .map((one) => {
      if (one.name === "a:br") return "\n";
      if (one.name !== "a:r" && one.name !== "a:fld")
        return descendants(one, "m:t").length > 0 ? SIGNS.drawn : "";
      const struck = child(one, "a:rPr")?.attribs["strike"] ?? "noStrike";
      return struck === "noStrike" ? textOf(child(one, "a:t")) : "";
    })
    .join("");
}
