// Changes a DOCX body so that nothing a reader of the document sees is lost when it is converted, and drops what is not seen.
// Must not know forms or figures; each change answers something the converter does not read.
import type { Diagnostic } from "../model/diagnostic.ts";
import type { ListNumbers } from "./docx-numbers.ts";
import type { Styles } from "./docx-styles.ts";
import { child, element, isOn, textNode, textOf, type XmlNode } from "./docx-tree.ts";

/** Elements whose content stands as if they were not there. */
const WRAPPERS = new Set([
  "w:fldSimple",
  "w:smartTag",
  "w:customXml",
  "w:dir",
  "w:bdo",
  "w:rubyBase",
  "mc:Fallback",
  "mc:Choice",
]);
/** Nothing that shows as text, or marks beside it that would join a figure. */
const DROPPED = new Set(
  (
    "w:proofErr w:bookmarkStart w:bookmarkEnd w:lastRenderedPageBreak w:sectPr w:tblPrEx w:tblPr w:tblGrid w:permStart w:permEnd w:instrText w:delText " +
    "w:del w:moveFrom w:commentRangeStart w:commentRangeEnd w:commentReference w:footnoteReference w:endnoteReference w:annotationRef w:rt " +
    "w:softHyphen wp:inline wp:anchor"
  ).split(" "),
);
const KEPT_OF_RUN = new Set(["w:vertAlign", "w:strike", "w:dstrike"]);

/** Paragraphs of a heading's style are given this style, with the level behind it. */
export const HEADING_STYLE = "Heading";

export interface Mended {
  readonly diagnostics: readonly Diagnostic[];
  /** Pictures and embedded objects that were passed over. */
  readonly pictures: number;
}

/** Changes the tree of the main part in place. */
export function mendBody(root: XmlNode, styles: Styles, numbers: ListNumbers): Mended {
  const mender = new Mender(styles, numbers);
  mender.mend(root);
  return { diagnostics: mender.diagnostics, pictures: mender.pictures };
}

class Mender {
  readonly diagnostics: Diagnostic[] = [];
  pictures = 0;
  private tables = 0;
  private readonly styles: Styles;
  private readonly numbers: ListNumbers;

  constructor(styles: Styles, numbers: ListNumbers) {
    this.styles = styles;
    this.numbers = numbers;
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
    if (DROPPED.has(name)) return this.textBoxes(node);
    if (name === "w:sdt") return this.contentControl(node);
    if (name === "mc:AlternateContent") return this.alternatives(node);
    if (name === "w:ruby") return this.unwrap(child(node, "w:rubyBase") ?? node);
    if (name === "w:object") this.pictures += 1;
    if (WRAPPERS.has(name)) return this.unwrap(node);
    if (name === "w:drawing") return this.textBoxes(node, true);
    if (name === "w:r") return this.run(node);
    if (name === "w:rPr") {
      node.children = node.children.filter((one) => KEPT_OF_RUN.has(one.name));
      return node.children.length > 0 ? [node] : [];
    }
    if (name === "w:p") this.paragraph(node);
    else if (name === "w:tbl") return this.table(node);
    else this.mend(node);
    return [node];
  }

  private unwrap(node: XmlNode): XmlNode[] {
    this.mend(node);
    return node.children;
  }

  /** Text boxes inside of what is dropped are text of the page. */
  private textBoxes(node: XmlNode, picture = false): XmlNode[] {
    const boxes: XmlNode[] = [];
    const visit = (one: XmlNode) => {
      if (one.name === "w:txbxContent") boxes.push(one);
      else one.children.forEach(visit);
    };
    if (picture) visit(node);
    if (picture && boxes.length === 0) this.pictures += 1;
    if (boxes.length === 0) return [];
    // The converter reads the content of text boxes in this old notation.
    const contents = boxes.map((box) => {
      this.mend(box);
      return element("v:textbox", {}, [box]);
    });
    return [element("w:pict", {}, [element("v:shape", {}, contents)])];
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
    const properties = child(node, "w:rPr");
    if (isOn(child(properties, "w:vanish")) || isOn(child(properties, "w:webHidden"))) return [];
    this.mend(node);
    return [node];
  }

  private paragraph(node: XmlNode): void {
    const properties = child(node, "w:pPr");
    const number = this.numbers.next(properties);
    const style = child(properties, "w:pStyle")?.attribs["w:val"];
    const heading = style === undefined ? undefined : this.styles.heading(style);
    node.children = node.children.filter((one) => one !== properties);
    this.mend(node);
    const runs = joinRuns(node.children);
    if (number !== "") {
      runs.unshift(element("w:r", {}, [element("w:t", { "xml:space": "preserve" }, [textNode(number)])]));
    }
    if (heading !== undefined) {
      const named = element("w:pStyle", { "w:val": `${HEADING_STYLE}${heading}` });
      runs.unshift(element("w:pPr", {}, [named]));
    }
    node.children = runs;
  }

  private table(node: XmlNode): XmlNode[] {
    this.tables += 1;
    const number = this.tables;
    this.mend(node);
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
            merge.attribs["w:val"] = "restart";
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

function isHiddenRow(row: XmlNode): boolean {
  return isOn(child(child(row, "w:trPr"), "w:hidden"));
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
