// Works out the numbers that Word prints in front of list paragraphs, which stand nowhere in the text.
// Must not know tables; asked paragraph by paragraph, in the document's order.
import type { Styles } from "./docx-styles.ts";
import { child, descendants, parseXml, type XmlNode } from "./docx-tree.ts";

interface Level {
  readonly start: number;
  readonly format: string;
  /** `%1` stands for the number of the first level, and so on. */
  readonly text: string;
}

/** Counts the lists of one document. */
export class ListNumbers {
  private readonly lists = new Map<string, ReadonlyMap<number, Level>>();
  private readonly abstractOf = new Map<string, string>();
  private readonly counts = new Map<string, number[]>();
  private readonly restarted = new Set<string>();
  private readonly styles: Styles;

  constructor(numberingXml: string | undefined, styles: Styles) {
    this.styles = styles;
    if (numberingXml) this.readLists(parseXml(numberingXml));
  }

  /** The number printed before a paragraph with these properties; empty when there is none. */
  next(properties: XmlNode | undefined): string {
    const own = child(properties, "w:numPr");
    const style = child(properties, "w:pStyle")?.attribs["w:val"];
    const styled = style === undefined ? undefined : this.styles.list(style);
    const num = child(own, "w:numId")?.attribs["w:val"] ?? styled?.num;
    const at = child(own, "w:ilvl")?.attribs["w:val"];
    const level = at === undefined ? (styled?.level ?? 0) : Number(at);
    const levels = num === undefined ? undefined : this.lists.get(num);
    const mine = levels?.get(level);
    if (num === undefined || !levels || !mine) return "";
    const counts = this.countsOf(num, levels);
    counts[level] = (counts[level] ?? mine.start - 1) + 1;
    counts.length = level + 1;
    if (mine.format === "bullet") return "";
    return decode(mine.text).replace(/%(\d)/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      const one = levels.get(index);
      return one ? writeNumber(counts[index] ?? one.start, one.format) : "";
    });
  }

  private countsOf(num: string, levels: ReadonlyMap<number, Level>): number[] {
    // Lists of one definition go on counting together, unless a list says where it starts.
    const key = this.restarted.has(num) ? `#${num}` : (this.abstractOf.get(num) ?? num);
    const counts = this.counts.get(key) ?? [];
    this.counts.set(key, counts);
    for (const [index, level] of levels) if (index < counts.length) counts[index] ??= level.start;
    return counts;
  }

  private readLists(root: XmlNode): void {
    const abstracts = new Map<string, ReadonlyMap<number, Level>>();
    for (const one of descendants(root, "w:abstractNum")) {
      abstracts.set(one.attribs["w:abstractNumId"] ?? "", levelsOf(one));
    }
    for (const num of descendants(root, "w:num")) {
      const id = num.attribs["w:numId"] ?? "";
      const abstract = child(num, "w:abstractNumId")?.attribs["w:val"] ?? "";
      const levels = new Map(abstracts.get(abstract) ?? []);
      for (const override of num.children.filter((one) => one.name === "w:lvlOverride")) {
        const index = Number(override.attribs["w:ilvl"] ?? 0);
        for (const [at, level] of levelsOf(override)) levels.set(at, level);
        const start = child(override, "w:startOverride")?.attribs["w:val"];
        const level = levels.get(index);
        if (start === undefined || !level) continue;
        levels.set(index, { ...level, start: Number(start) });
        this.restarted.add(id);
      }
      this.abstractOf.set(id, abstract);
      this.lists.set(id, levels);
    }
  }
}

function levelsOf(node: XmlNode): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const level of node.children.filter((one) => one.name === "w:lvl")) {
    levels.set(Number(level.attribs["w:ilvl"] ?? 0), {
      start: Number(child(level, "w:start")?.attribs["w:val"] ?? 1),
      format: child(level, "w:numFmt")?.attribs["w:val"] ?? "decimal",
      text: child(level, "w:lvlText")?.attribs["w:val"] ?? "",
    });
  }
  return levels;
}

function decode(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

const HAN = "〇一二三四五六七八九";

function writeNumber(value: number, format: string): string {
  if (/^(?:none|bullet)$/.test(format)) return "";
  if (/chinese|japaneseCounting|ideographDigital|taiwanese/i.test(format)) return hanNumber(value);
  if (format === "decimalEnclosedCircle" || format === "decimalEnclosedCircleChinese") {
    return value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value);
  }
  if (format === "upperLetter" || format === "lowerLetter") {
    const letter = String.fromCodePoint(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
    return format === "upperLetter" ? letter.toUpperCase() : letter;
  }
  if (format === "upperRoman" || format === "lowerRoman") {
    return format === "upperRoman" ? roman(value) : roman(value).toLowerCase();
  }
  return String(value);
}

function hanNumber(value: number): string {
  if (value < 10) return HAN[value] ?? "";
  if (value >= 100) return String(value);
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens === 1 ? "" : HAN[tens]}十${ones === 0 ? "" : HAN[ones]}`;
}

function roman(value: number): string {
  const signs: readonly (readonly [number, string])[] = [
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ];
  let left = value;
  let text = "";
  for (const [size, sign] of signs) for (; left >= size; left -= size) text += sign;
  return text;
}
