// Changes a DOCX body so that nothing a reader of the document sees is lost when it is converted, and drops what is not seen.
// Must not know forms or figures; each change answers something the converter does not read.
import type { Diagnostic } from "../model/diagnostic.ts";
import {
  Fields,
  formulaText,
  pictureText,
  showsWithoutResult,
  symbolText,
  textElement,
  textRun,
} from "./docx-drawn.ts";
import type { ListNumbers } from "./docx-numbers.ts";
import { type Place, placeOf } from "./docx-places.ts";
import { type Around, groundOf, isHiddenRow, runLook } from "./docx-seen.ts";
import type { Styles } from "./docx-styles.ts";
import { child, descendants, element, isOn, textOf, type XmlNode } from "./docx-tree.ts";
import { WHITE } from "./html-colour.ts";
import { SIGNS } from "./marks.ts";

/** Elements whose content stands as if they were not there. */
const WRAPPERS = new Set(["w:smartTag", "w:customXml", "w:dir", "w:rubyBase", "mc:Fallback", "mc:Choice"]);
/** Nothing that shows as text, or marks beside it that would join a figure. */
const DROPPED = new Set(
  (
    "w:proofErr w:bookmarkStart w:bookmarkEnd w:lastRenderedPageBreak w:sectPr w:tblPrEx w:tblPr w:tblGrid w:permStart w:permEnd w:delText " +
    "w:del w:delInstrText w:moveFrom w:commentRangeStart w:commentRangeEnd w:commentReference w:footnoteReference w:endnoteReference w:annotationRef w:rt " +
    "w:softHyphen"
  ).split(" "),
);
const PICTURES = new Set(["w:drawing", "w:pict", "w:object"]);

/** Letters that are shown from right to left, whatever they are: what is read is not what is seen. */
function turnedAround(node: XmlNode): XmlNode[] {
  const isTurned = node.attribs["w:val"] === "rtl" && textOf(node).trim().length > 1;
  return isTurned ? [textRun(SIGNS.lost)] : [];
}

/** Paragraphs of a heading's style are given this style, with the level behind it. */
export const HEADING_STYLE = "Heading";

export interface Mended {
  readonly diagnostics: readonly Diagnostic[];
  /** Pictures and embedded objects that were passed over. */
  readonly pictures: number;
  /** Where on their pages text boxes stand, and what stands for pictures, of those outside tables that say it. */
  readonly places: ReadonlyMap<XmlNode, Place>;
}

/** What a body refers to beside itself. */
export interface References {
  readonly styles: Styles;
  readonly numbers: ListNumbers;
  /** Ids of the links that lead somewhere: the converter falls over others. */
  readonly links: ReadonlySet<string>;
  /** What stands in the place of a part of another format. */
  readonly chunk: (id: string) => string;
  /** The same of a workbook within the document; null where there is none. */
  readonly sheet: (id: string) => string | null;
}

/** Changes the tree of the main part in place. */
export function mendBody(root: XmlNode, references: References): Mended {
  const mender = new Mender(references);
  mender.mend(root);
  return { diagnostics: mender.diagnostics, pictures: mender.pictures, places: mender.places };
}

class Mender {
  readonly diagnostics: Diagnostic[] = [];
  readonly places = new Map<XmlNode, Place>();
  pictures = 0;
  private tables = 0;
  private readonly fields = new Fields();
  private around: Around = { paragraph: undefined, table: undefined, ground: WHITE };
  private cells = 0;
  private readonly references: References;

  constructor(references: References) {
    this.references = references;
  }

  mend(node: XmlNode): void {
    const mended: XmlNode[] = [];
    for (const one of node.children) mended.push(...this.replace(one));
    node.children = mended;
  }

  /** What stands in a child's place. */
  private replace(node: XmlNode): XmlNode[] {
    const { name } = node;
    if (name === "w:trPr" || name === "w:tcPr") return [node];
    if (node.type === "text") return [node];
    if (DROPPED.has(name)) return [];
    if (name === "w:sdt") return this.contentControl(node);
    if (name === "mc:AlternateContent") return this.alternatives(node);
    if (name === "w:bdo") return [...this.unwrap(node), ...turnedAround(node)];
    if (name === "w:ruby") return this.unwrap(child(node, "w:rubyBase") ?? node);
    if (WRAPPERS.has(name)) return this.unwrap(node);
    if (name === "w:hyperlink" && !this.references.links.has(node.attribs["r:id"] ?? ""))
      return this.unwrap(node);
    if (name === "w:fldSimple") return showsWithoutResult(node) ? [textRun(SIGNS.drawn)] : this.unwrap(node);
    if (name === "m:oMath" || name === "m:oMathPara") return [textRun(formulaText(node))];
    if (PICTURES.has(name)) return this.picture(node);
    if (name === "w:r") return this.run(node);
    if (name === "w:altChunk")
      return [element("w:p", {}, [textRun(this.references.chunk(node.attribs["r:id"] ?? ""))])];
    if (name === "w:p") this.paragraph(node);
    else if (name === "w:tbl") return this.table(node);
    else if (name === "w:tc") this.cell(node);
    else this.mend(node);
    return [node];
  }

  private unwrap(node: XmlNode): XmlNode[] {
    this.mend(node);
    return node.children;
  }

  /** A picture, an object or a shape: the text boxes in it are text of the page, anything else is drawn. */
  private picture(node: XmlNode): XmlNode[] {
    const boxes: XmlNode[] = [];
    const visit = (one: XmlNode) => {
      if (one.name === "w:txbxContent") boxes.push(one);
      else one.children.forEach(visit);
    };
    visit(node);
    if (boxes.length === 0) {
      const sheet =
        this.cells === 0
          ? this.references.sheet(descendants(node, "o:OLEObject")[0]?.attribs["r:id"] ?? "")
          : null;
      if (sheet !== null) return [textElement(sheet)];
      this.pictures += 1;
      const shown = pictureText(node);
      return shown === "" ? [] : [this.placed(textElement(shown), node)];
    }
    // A box that floats may lie over the text of its cell.
    const covers = this.cells > 0 && floats(node) ? [textElement(SIGNS.overlapping)] : [];
    // The converter reads the content of text boxes in this old notation.
    const contents = boxes.map((box) => {
      this.mend(box);
      return element("v:textbox", {}, [box]);
    });
    const shape = element("v:shape", {}, contents);
    if (boxes.length === 1) this.placed(shape, node);
    return [...covers, element("w:pict", {}, [shape])];
  }

  /** What stands for a drawing, at the drawing's place. */
  private placed(standIn: XmlNode, drawing: XmlNode): XmlNode {
    const place = this.cells > 0 ? null : placeOf(drawing);
    if (place !== null) this.places.set(standIn, place);
    return standIn;
  }

  /** Of several notations of one thing, the one the converter reads, or else what the first one says. */
  private alternatives(node: XmlNode): XmlNode[] {
    const fallback = child(node, "mc:Fallback");
    const choice = child(node, "mc:Choice");
    const chosen = fallback && textOf(fallback).trim() !== "" ? fallback : (choice ?? fallback);
    return chosen ? this.unwrap(chosen) : [];
  }

  /** A field of a form; what asks to be filled in is no content. */
  private contentControl(node: XmlNode): XmlNode[] {
    const content = child(node, "w:sdtContent");
    if (!content) return [];
    if (isOn(child(child(node, "w:sdtPr"), "w:showingPlcHdr"))) blankRuns(content);
    return this.unwrap(content);
  }

  private run(node: XmlNode): XmlNode[] {
    const look = runLook(child(node, "w:rPr"), this.around, this.references.styles);
    const parts = node.children.flatMap((one) =>
      one.name === "w:rPr" ? [] : this.part(one, look.pictorial),
    );
    // Fields are followed through runs that do not show.
    const shown = look.gone ? parts.filter((one) => one.name === "w:fldChar") : parts;
    if (look.doubtful && shown.some((one) => textOf(one).trim() !== ""))
      shown.push(textElement(SIGNS.overlapping));
    if (shown.length === 0) return [];
    const shift = look.shifted
      ? [element("w:rPr", {}, [element("w:vertAlign", { "w:val": look.shifted })])]
      : [];
    node.children = [...shift, ...shown];
    return [node];
  }

  /** A part of a run, as the converter reads it. */
  private part(node: XmlNode, pictorial: boolean): XmlNode[] {
    // Some programs write breaks into a text: each piece of it is a text of its own.
    if (node.name === "w:t" && node.children.some(({ type }) => type !== "text"))
      return node.children.flatMap((one) =>
        this.part(one.type === "text" ? textElement(textOf(one)) : one, pictorial),
      );
    if (node.name === "w:sym") return this.fields.see(textElement(symbolText(node)));
    if (node.name === "w:cr") return [element("w:br")];
    if (node.name === "w:t" && pictorial && textOf(node).trim() !== "") return [textElement(SIGNS.drawn)];
    if (node.name === "w:fldChar" || node.name === "w:instrText") return this.fields.see(node);
    return this.replace(node).flatMap((one) => this.fields.see(one));
  }

  private paragraph(node: XmlNode): void {
    const properties = child(node, "w:pPr");
    const { styles, numbers } = this.references;
    const number = numbers.next(properties);
    const style = child(properties, "w:pStyle")?.attribs["w:val"];
    const heading = style === undefined ? undefined : styles.heading(style);
    const before = this.around;
    this.around = {
      ...before,
      paragraph: style,
      ground: groundOf(child(properties, "w:shd"), before.ground),
    };
    node.children = node.children.filter((one) => one !== properties);
    const fields = this.fields.depth;
    this.mend(node);
    this.fields.cut(fields);
    this.around = before;
    const runs = joinRuns(node.children);
    if (number !== "") {
      runs.unshift(textRun(number));
    }
    if (isOn(child(child(properties, "w:rPr"), "w:del"))) {
      // Its mark was deleted: the converter joins it to the next.
      runs.unshift(element("w:pPr", {}, [element("w:rPr", {}, [element("w:del")])]));
    } else if (heading !== undefined) {
      const named = element("w:pStyle", { "w:val": `${HEADING_STYLE}${heading}` });
      runs.unshift(element("w:pPr", {}, [named]));
    }
    node.children = runs;
  }

  private onTable(node: XmlNode): Around {
    const properties = child(node, "w:tblPr");
    const table = child(properties, "w:tblStyle")?.attribs["w:val"];
    const ground = groundOf(child(properties, "w:shd"), this.around.ground);
    return { ...this.around, table, ground: this.references.styles.shades(table) ? "unknown" : ground };
  }

  private cell(node: XmlNode): void {
    const before = this.around;
    this.around = { ...before, ground: groundOf(child(child(node, "w:tcPr"), "w:shd"), before.ground) };
    this.cells += 1;
    this.mend(node);
    this.cells -= 1;
    this.around = before;
  }

  private table(node: XmlNode): XmlNode[] {
    this.tables += 1;
    const number = this.tables;
    const before = this.around;
    this.around = this.onTable(node);
    this.mend(node);
    this.around = before;
    const rows = node.children.filter((one) => one.name === "w:tr");
    /** Columns in which a merge is open. */
    let open = new Set<number>();
    rows.forEach((row, r) => {
      const properties = child(row, "w:trPr");
      const before = Number(child(properties, "w:gridBefore")?.attribs["w:val"] ?? 0);
      joinMerged(row);
      if (before > 0) insertBlank(row, before);
      const now = new Set<number>();
      let column = 0;
      let place = 0;
      for (const cell of row.children) {
        if (cell.name !== "w:tc") continue;
        place += 1;
        const cellProperties = child(cell, "w:tcPr");
        const merge = child(cellProperties, "w:vMerge");
        if (merge) {
          const starts = merge.attribs["w:val"] === "restart";
          if (!starts && !open.has(column)) {
            // It stands for itself, and what goes on below it goes on with it.
            merge.attribs = { ...merge.attribs, "w:val": "restart" };
            const at = { table: number, row: r + 1, cell: place };
            this.diagnostics.push({ code: "read/merge-without-start", at });
          }
          now.add(column);
        }
        if (cellProperties) {
          cellProperties.children = cellProperties.children.filter(
            (one) => one.name === "w:gridSpan" || one.name === "w:vMerge",
          );
        }
        column += spanOf(cell);
      }
      open = now;
      // Deleted rows are told apart by the converter; repeated heads are rows like others here.
      if (properties) properties.children = properties.children.filter((one) => one.name === "w:del");
    });
    node.children = node.children.filter((one) => one.name !== "w:tr" || !isHiddenRow(one));
    return [node];
  }
}

/** Runs that look alike are one: editors cut a sentence where it was ever touched. */
function joinRuns(nodes: readonly XmlNode[]): XmlNode[] {
  const joined: XmlNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (last !== undefined && isPlainRun(last) && isPlainRun(node)) last.children.push(...node.children);
    else joined.push(node);
  }
  return joined;
}

function isPlainRun(node: XmlNode): boolean {
  return node.name === "w:r" && node.children[0]?.name !== "w:rPr";
}

/** Whether a shape has a place of its own on the page, and none in the line. */
function floats(node: XmlNode): boolean {
  return (
    descendants(node, "wp:anchor").length > 0 ||
    descendants(node, "v:shape").some((shape) =>
      /position\s*:\s*absolute/i.test(shape.attribs["style"] ?? ""),
    )
  );
}

function blankRuns(node: XmlNode): void {
  node.children = node.children.filter((one) => one.name !== "w:r");
  for (const one of node.children) blankRuns(one);
}

function spanOf(cell: XmlNode): number {
  return Math.max(1, Number(child(child(cell, "w:tcPr"), "w:gridSpan")?.attribs["w:val"] ?? 1) || 1);
}

/** Cells merged sideways in the old notation become one cell that spans. */
function joinMerged(row: XmlNode): void {
  let start: XmlNode | null = null;
  row.children = row.children.filter((cell) => {
    if (cell.name !== "w:tc") return true;
    const merge = child(child(cell, "w:tcPr"), "w:hMerge");
    if (!merge) {
      start = null;
      return true;
    }
    if (merge.attribs["w:val"] === "restart" || !start) {
      start = cell;
      return true;
    }
    setSpan(start, spanOf(start) + spanOf(cell));
    return false;
  });
}

function setSpan(cell: XmlNode, span: number): void {
  let properties = child(cell, "w:tcPr");
  if (!properties) {
    properties = element("w:tcPr");
    cell.children.unshift(properties);
  }
  properties.children = properties.children.filter((one) => one.name !== "w:gridSpan");
  properties.children.unshift(element("w:gridSpan", { "w:val": String(span) }));
}

/** A row that begins further right begins with a cell of nothing. */
function insertBlank(row: XmlNode, columns: number): void {
  const cell = element("w:tc", {}, [element("w:p")]);
  if (columns > 1) setSpan(cell, columns);
  const at = row.children.findIndex((one) => one.name === "w:tc");
  row.children.splice(at < 0 ? row.children.length : at, 0, cell);
}
