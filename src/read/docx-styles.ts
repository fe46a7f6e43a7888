// The styles of a DOCX: which are headings, which are numbered, and what they say of how text shows.
// Must not know the document that uses them.
import { child, descendants, isOn, parseXml, type XmlNode } from "./docx-tree.ts";

interface Style {
  readonly basedOn?: string;
  /** 1 to 6 when paragraphs of this style are headings. */
  readonly heading?: number;
  readonly list?: StyleList;
  readonly run: XmlNode | undefined;
  /** Whether it lays a ground behind text anywhere: rows and columns of a table may each have their own. */
  readonly shades: boolean;
}
export interface StyleList {
  readonly num: string;
  readonly level: number;
}

/** The styles of what a run stands in. */
export interface RunStyles {
  readonly paragraph: string | undefined;
  readonly table: string | undefined;
}

const HEADING = /^heading ([1-6])$/i;
const TITLE = /^(?:title|heading)$/i;
/** A style that is based on itself by a detour would be followed for ever. */
const MOST_HOPS = 20;

export class Styles {
  private readonly styles = new Map<string, Style>();
  /** Properties of all runs, and the style of paragraphs that name none. */
  private defaults: XmlNode | undefined;
  private usual: string | undefined;

  constructor(xml: string | undefined) {
    if (xml === undefined) return;
    const root = parseXml(withoutLatent(xml));
    this.defaults = child(descendants(root, "w:rPrDefault")[0], "w:rPr");
    for (const style of descendants(root, "w:style")) {
      const id = style.attribs["w:styleId"] ?? "";
      if (this.styles.has(id)) continue;
      if (style.attribs["w:type"] === "paragraph" && style.attribs["w:default"] === "1") this.usual = id;
      const basedOn = child(style, "w:basedOn")?.attribs["w:val"];
      const heading = headingOf(child(style, "w:name")?.attribs["w:val"] ?? "");
      const numbers = child(child(style, "w:pPr"), "w:numPr");
      const num = child(numbers, "w:numId")?.attribs["w:val"];
      const level = Number(child(numbers, "w:ilvl")?.attribs["w:val"] ?? 0);
      this.styles.set(id, {
        ...(basedOn === undefined ? {} : { basedOn }),
        ...(heading === undefined ? {} : { heading }),
        ...(num === undefined ? {} : { list: { num, level } }),
        run: child(style, "w:rPr"),
        shades: descendants(style, "w:shd").length > 0,
      });
    }
  }

  heading(id: string): number | undefined {
    return this.styles.get(id)?.heading;
  }

  /** A property of runs as a style gives it, its own or that of a style it is based on. */
  property(id: string | undefined, name: string): XmlNode | undefined {
    let at = id;
    for (let hops = 0; at !== undefined && hops < MOST_HOPS; hops += 1) {
      const style = this.styles.get(at);
      const found = child(style?.run, name);
      if (found) return found;
      at = style?.basedOn;
    }
    return undefined;
  }

  /** What holds of a run: its own word, else that of its style, its paragraph's, its table's, or of all runs. */
  effective(own: XmlNode | undefined, around: RunStyles, name: string): XmlNode | undefined {
    const said = child(own, name);
    if (said) return said;
    for (const id of this.chain(own, around)) {
      const styled = this.property(id, name);
      if (styled) return styled;
    }
    return child(this.defaults, name);
  }

  /** Switches of several styles undo one another; a run's own word is the last. */
  isSwitchedOn(own: XmlNode | undefined, around: RunStyles, name: string): boolean {
    const said = child(own, name);
    if (said) return isOn(said);
    if (isOn(child(this.defaults, name))) return true;
    return this.chain(own, around).filter((id) => isOn(this.property(id, name))).length % 2 === 1;
  }

  /** Whether a table's style, or one that it is based on, lays grounds behind text. */
  shades(id: string | undefined): boolean {
    let at = id;
    for (let hops = 0; at !== undefined && hops < MOST_HOPS; hops += 1) {
      if (this.styles.get(at)?.shades) return true;
      at = this.styles.get(at)?.basedOn;
    }
    return false;
  }

  private chain(own: XmlNode | undefined, { paragraph, table }: RunStyles): (string | undefined)[] {
    return [child(own, "w:rStyle")?.attribs["w:val"], paragraph ?? this.usual, table];
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

/** Without the list of styles that the program knows and the document does not hold: a third of what Word writes here. */
function withoutLatent(xml: string): string {
  const [from, to] = [xml.indexOf("<w:latentStyles"), xml.indexOf(LATENT_END)];
  return from < 0 || to < from ? xml : xml.slice(0, from) + xml.slice(to + LATENT_END.length);
}

const LATENT_END = "</w:latentStyles>";

function headingOf(name: string): number | undefined {
  if (TITLE.test(name)) return 1;
  const level = HEADING.exec(name)?.[1];
  return level === undefined ? undefined : Number(level);
}
