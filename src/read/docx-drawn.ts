// What a DOCX shows that is no run of text: symbols, formulas, pictures, fields without a result. As text where that is
// what they show, else as the sign of something drawn. Must not know tables.
import { child, descendants, element, textNode, textOf, type XmlNode } from "./docx-tree.ts";
import { SIGNS } from "./marks.ts";

export function textRun(text: string): XmlNode {
  return element("w:r", {}, [textElement(text)]);
}

export function textElement(text: string): XmlNode {
  return element("w:t", { "xml:space": "preserve" }, [textNode(text)]);
}

const PICTORIAL = /^(?:wingdings|webdings|zapfdingbats|zapf dingbats|marlett|mt extra|bookshelf symbol)/i;

/** Fonts that show pictures in the places of letters. */
export function isPictorial(font: string | undefined): boolean {
  return PICTORIAL.test(font ?? "");
}

/** Numbers in circles: the codes of ⓪ and ⓿, each followed by its ten. */
const CIRCLED: readonly (readonly [code: number, first: number, zero: number])[] = [
  [0x80, 0x2460, 0x24ea],
  [0x8b, 0x2776, 0x24ff],
];

/** The letter that a symbol shows where the mapping of its font is known. */
export function symbolText(node: XmlNode): string {
  const font = node.attribs["w:font"];
  const code = Number.parseInt(node.attribs["w:char"] ?? "", 16);
  if (Number.isNaN(code)) return SIGNS.drawn;
  const plain = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (isPictorial(font)) {
    const set = CIRCLED.find(([first]) => plain >= first && plain <= first + 10);
    if (!set || !/^wingdings$/i.test(font ?? "")) return SIGNS.drawn;
    return String.fromCharCode(plain === set[0] ? set[2] : set[1] + plain - set[0] - 1);
  }
  // Symbol fonts keep figures and signs where they always are, and Greek in the places of Latin letters.
  const ascii =
    plain < 0x80 && (!/^symbol/i.test(font ?? "") || /[\d.,()+/ -]/.test(String.fromCharCode(plain)));
  return ascii || (plain === code && plain >= 0xa0) ? String.fromCharCode(plain) : SIGNS.drawn;
}

const IN_LINE = new Set(["m:oMath", "m:oMathPara", "m:r", "m:t", "m:box", "m:e", "m:ins"]);

/** A formula that is one line of text is that text; one with fractions, powers or roots is a drawing. */
export function formulaText(node: XmlNode): string {
  return isInLine(node) ? descendants(node, "m:t").map(textOf).join("") : SIGNS.drawn;
}

function isInLine(node: XmlNode): boolean {
  if (node.type === "text" || node.name.endsWith("Pr")) return true;
  return (IN_LINE.has(node.name) || node.name.startsWith("w:")) && node.children.every(isInLine);
}

const FIGURE = /^\s*[-+]?[\d０-９][\d０-９.,，]*\s*$/u;

/** What stands for a picture or an object: the figure that describes it, or the sign of a drawing; nothing for a rule. */
export function pictureText(node: XmlNode): string {
  const shapes = [...descendants(node, "v:rect"), ...descendants(node, "v:shape")];
  if (shapes.some((shape) => shape.attribs["o:hr"] === "t")) return "";
  const properties = [...descendants(node, "wp:docPr"), ...shapes];
  const described = properties.flatMap(({ attribs }) => [attribs["descr"], attribs["alt"], attribs["title"]]);
  const figure = described.find((one) => FIGURE.test(one ?? ""));
  if (figure !== undefined) return figure + SIGNS["stand-in"];
  const letters = lettersAlong(node);
  if (letters !== null) return letters;
  const behind = descendants(node, "wp:anchor").some(({ attribs }) =>
    /^(?:1|true|on)$/.test(attribs["behindDoc"] ?? ""),
  );
  return behind ? SIGNS.overlapping : SIGNS.drawn;
}

/** Letters that are drawn along a path, where the drawing stands in the line like a letter. */
function lettersAlong(node: XmlNode): string | null {
  const shapes = [...descendants(node, "v:shape"), ...descendants(node, "v:rect")];
  const [path, ...others] = descendants(node, "v:textpath");
  const inLine = !shapes.some(({ attribs }) => /position\s*:\s*absolute/i.test(attribs["style"] ?? ""));
  return path !== undefined && others.length === 0 && inLine ? (path.attribs["string"] ?? null) : null;
}

/** Fields that show something of their own; others only mark a place or ask for something. */
const SHOWING =
  /^\s*(?:=|(?:eq|symbol|seq|ref|quote|docproperty|docvariable|autonum|autonumlgl|listnum|mergefield|includepicture|formcheckbox|formtext|embed|link)\b)/i;

/** Whether a field of this code shows something that no text stands for. */
export function showsSomething(code: string): boolean {
  return SHOWING.test(code) && !/^\s*formtext/i.test(code);
}

/** Follows fields over the runs of a document, to tell of those whose result the file does not hold. */
export class Fields {
  private readonly open: { code: string; choice: string; kept: boolean; shown: boolean }[] = [];

  /** Takes in a part of a run; what it returns stands there in its place. */
  see(node: XmlNode): XmlNode[] {
    const field = this.open.at(-1);
    if (node.name === "w:instrText") {
      if (field) field.code += textOf(node);
      return [];
    }
    if (node.name !== "w:fldChar") {
      // What another field brings into a code is part of the code, and does not show.
      if (this.open.some(({ kept }) => !kept)) return [];
      if (field?.kept && (node.name !== "w:t" || textOf(node) !== "")) field.shown = true;
      return [node];
    }
    const type = node.attribs["w:fldCharType"];
    if (type === "begin") this.open.push({ code: "", choice: choiceOf(node), kept: false, shown: false });
    else if (type === "separate" && field) field.kept = true;
    else if (type === "end") return [...this.end(), node];
    return [node];
  }

  /** How many fields are open. */
  get depth(): number {
    return this.open.length;
  }

  /** Ends those beyond `depth` whose code has not ended: a paragraph ends it, and what follows shows. */
  cut(depth: number): void {
    while (this.open.length > depth && this.open.at(-1)?.kept === false) this.open.pop();
  }

  private end(): XmlNode[] {
    const field = this.open.pop();
    if (!field || field.shown) {
      const around = this.open.at(-1);
      if (field?.shown && around?.kept) around.shown = true;
      return [];
    }
    if (this.open.some(({ kept }) => !kept)) return [];
    if (field.choice !== "") return [textElement(field.choice)];
    return showsSomething(field.code) ? [textElement(SIGNS.drawn)] : [];
  }
}

/** A field without parts whose result is not there. */
export function showsWithoutResult(field: XmlNode): boolean {
  return SHOWING.test(field.attribs["w:instr"] ?? "") && textOf(field).trim() === "";
}

/** The choice that a list of a form shows. */
function choiceOf(node: XmlNode): string {
  const list = child(child(node, "w:ffData"), "w:ddList");
  if (!list) return "";
  const entries = list.children.filter((one) => one.name === "w:listEntry");
  const chosen = child(list, "w:result") ?? child(list, "w:default");
  return entries[Number(chosen?.attribs["w:val"] ?? 0)]?.attribs["w:val"] ?? "";
}
