// The paragraph styles of a DOCX: which are headings, and which are numbered.
// Must not know the document that uses them.
import { child, descendants, parseXml } from "./docx-tree.ts";

interface Style {
  readonly basedOn?: string;
  /** 1 to 6 when paragraphs of this style are headings. */
  readonly heading?: number;
  readonly list?: StyleList;
}
export interface StyleList {
  readonly num: string;
  readonly level: number;
}

const HEADING = /^heading ([1-6])$/i;
const TITLE = /^(?:title|heading)$/i;
/** A style that is based on itself by a detour would be followed for ever. */
const MOST_HOPS = 20;

export class Styles {
  private readonly styles = new Map<string, Style>();

  constructor(xml: string | undefined) {
    if (xml === undefined) return;
    for (const style of descendants(parseXml(xml), "w:style")) {
      const id = style.attribs["w:styleId"] ?? "";
      if (this.styles.has(id)) continue;
      const basedOn = child(style, "w:basedOn")?.attribs["w:val"];
      const heading = headingOf(child(style, "w:name")?.attribs["w:val"] ?? "");
      const numbers = child(child(style, "w:pPr"), "w:numPr");
      const num = child(numbers, "w:numId")?.attribs["w:val"];
      const level = Number(child(numbers, "w:ilvl")?.attribs["w:val"] ?? 0);
      this.styles.set(id, {
        ...(basedOn === undefined ? {} : { basedOn }),
        ...(heading === undefined ? {} : { heading }),
        ...(num === undefined ? {} : { list: { num, level } }),
      });
    }
  }

  heading(id: string): number | undefined {
    return this.styles.get(id)?.heading;
  }

  /** The list whose numbers a style prints, its own or that of a style it is based on. */
  list(id: string): StyleList | undefined {
    let at: string | undefined = id;
    for (let hops = 0; at !== undefined && hops < MOST_HOPS; hops += 1) {
      const found: Style | undefined = this.styles.get(at);
      if (found?.list) return found.list;
      at = found?.basedOn;
    }
    return undefined;
  }
}

function headingOf(name: string): number | undefined {
  if (TITLE.test(name)) return 1;
  const level = HEADING.exec(name)?.[1];
  return level === undefined ? undefined : Number(level);
}
