// What an XLSX says of its cells beside values: text that is struck out, raised or cannot be seen, and drawings over cells.
// Must not know how cells become a table; the parts are those of the package.
import { utils } from "@e965/xlsx";
import { readRelations } from "./docx-relations.ts";
import { child, descendants, isOn, parseXml, textOf, type XmlNode } from "./docx-tree.ts";
import { type Colour, colourOf, isUnseen, WHITE } from "./html-colour.ts";
import { SIGNS } from "./marks.ts";
import { shiftDigits } from "./text-flow.ts";
import { unpackParts } from "./zip-parts.ts";

export interface SheetLooks {
  /** Addresses of cells whose letters are struck out or cannot be seen. */
  readonly unseen: ReadonlySet<string>;
  /** Texts of cells of which only some letters show, or show raised. */
  readonly texts: ReadonlyMap<string, string>;
  /** What is drawn over a cell: text of a box, or the sign of a drawing. */
  readonly drawn: ReadonlyMap<string, string>;
  readonly hidesZeros: boolean;
  /** Of a sheet that is not shown, and rows and columns from 0, where the library does not tell. */
  readonly isHidden: boolean;
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
}

/** Everything shows as it is. */
export const PLAIN_LOOKS: SheetLooks = {
  unseen: new Set(),
  texts: new Map(),
  drawn: new Map(),
  hidesZeros: false,
  isHidden: false,
  hiddenRows: new Set(),
  hiddenColumns: new Set(),
};
/** A drawing over more cells than this lies over the sheet and stands in no cell. */
const MOST_COVERED = 400;

export class SheetParts {
  private readonly parts: ReadonlyMap<string, string>;
  private readonly sheets = new Map<string, string>();
  private readonly unseenStyles: readonly boolean[];
  private readonly shared: readonly (string | null)[];

  constructor(bytes: Uint8Array) {
    const parts = unpackParts(
      bytes,
      "XLSX",
      (name) => /^xl\/.*\.(?:xml|rels)$/i.test(name) && !/theme|calcChain/.test(name),
    );
    this.parts = parts;
    const relations = readRelations(parts, "xl/workbook.xml");
    for (const { attribs } of descendants(parseXml(parts.get("xl/workbook.xml") ?? ""), "sheet")) {
      const part = relations.get(attribs["r:id"] ?? "")?.target;
      if (part !== undefined) this.sheets.set(decode(attribs["name"] ?? ""), part);
    }
    this.unseenStyles = unseenStyles(parts.get("xl/styles.xml"));
    this.shared = parsed(parts.get("xl/sharedStrings.xml"), "si").map(seenText);
  }

  looks(sheet: string): SheetLooks {
    const part = this.sheets.get(sheet);
    const xml = part === undefined ? undefined : this.parts.get(part);
    if (part === undefined || xml === undefined) return PLAIN_LOOKS;
    const root = parseXml(xml);
    const unseen = new Set<string>();
    const texts = new Map<string, string>();
    for (const cell of descendants(root, "c")) {
      const { r: address = "", s: style, t: type } = cell.attribs;
      if (this.unseenStyles[Number(style ?? 0)]) unseen.add(address);
      const text = type === "s" ? this.shared[Number(textOf(child(cell, "v")))] : seenText(child(cell, "is"));
      if (text !== null && text !== undefined) texts.set(address, text);
    }
    const hidesZeros = descendants(root, "sheetView").some(({ attribs }) =>
      /^(?:0|false)$/.test(attribs["showZeros"] ?? ""),
    );
    return { ...PLAIN_LOOKS, unseen, texts, drawn: this.drawings(root, part), hidesZeros };
  }

  private drawings(root: XmlNode, part: string): Map<string, string> {
    const drawn = new Map<string, string>();
    const relations = readRelations(this.parts, part);
    for (const { attribs } of descendants(root, "drawing")) {
      const xml = this.parts.get(resolved(relations.get(attribs["r:id"] ?? "")?.target ?? ""));
      if (xml === undefined) continue;
      const anchors = parseXml(xml).children.flatMap((one) => one.children);
      for (const anchor of anchors.filter(({ name }) => name.endsWith("Anchor"))) cover(anchor, drawn);
    }
    return drawn;
  }
}

/** `xl/worksheets/../drawings/a.xml` as `xl/drawings/a.xml`. */
function resolved(name: string): string {
  const path: string[] = [];
  for (const step of name.split("/")) {
    if (step === "..") path.pop();
    else if (step !== ".") path.push(step);
  }
  return path.join("/");
}

function cover(anchor: XmlNode, drawn: Map<string, string>): void {
  const [from, to] = ["from", "to"].map((name) => spot(anchor.children.find((one) => local(one) === name)));
  if (!from) return;
  const text = named(anchor, "t").map(textOf).join("").trim();
  const end = to && to.r >= from.r && to.c >= from.c ? to : from;
  if ((end.r - from.r + 1) * (end.c - from.c + 1) > MOST_COVERED) return;
  for (let r = from.r; r <= end.r; r += 1) {
    for (let c = from.c; c <= end.c; c += 1) {
      const address = utils.encode_cell({ r, c });
      const first = r === from.r && c === from.c;
      drawn.set(
        address,
        text === "" ? SIGNS.drawn : first ? decode(text) + SIGNS.overlapping : SIGNS.overlapping,
      );
    }
  }
}

function spot(node: XmlNode | undefined): { r: number; c: number } | null {
  if (!node) return null;
  const at = (name: string) => Number(textOf(node.children.find((one) => local(one) === name)));
  return { r: at("row"), c: at("col") };
}

function local(node: XmlNode): string {
  return node.name.replace(/^.*:/, "");
}

function named(node: XmlNode, name: string): XmlNode[] {
  return [...(local(node) === name ? [node] : []), ...node.children.flatMap((one) => named(one, name))];
}

function parsed(xml: string | undefined, name: string): XmlNode[] {
  return xml === undefined ? [] : descendants(parseXml(xml), name);
}

/** For each style of cells, whether its letters are struck out or of the colour that is behind them. */
function unseenStyles(xml: string | undefined): boolean[] {
  if (xml === undefined) return [];
  const root = parseXml(xml);
  const fonts = descendants(root, "fonts").flatMap((one) =>
    one.children.filter(({ name }) => name === "font"),
  );
  const fills = descendants(root, "fills").flatMap((one) =>
    one.children.filter(({ name }) => name === "fill"),
  );
  return descendants(root, "cellXfs").flatMap((one) =>
    one.children
      .filter(({ name }) => name === "xf")
      .map(({ attribs }) =>
        isHidden(fonts[Number(attribs["fontId"])], groundOf(fills[Number(attribs["fillId"])])),
      ),
  );
}

function isHidden(font: XmlNode | undefined, ground: Colour | null): boolean {
  if (isSwitchedOn(font, "strike")) return true;
  const colour = sheetColour(child(font, "color"));
  return colour !== null && ground !== null && isUnseen(colour, ground);
}

/** A switch of a font, whose value has no prefix here. */
function isSwitchedOn(font: XmlNode | undefined, name: string): boolean {
  const node = child(font, name);
  return isOn(node) && !/^(?:0|false)$/.test(node?.attribs["val"] ?? "");
}

/** Null for a pattern or a colour that is not known. */
function groundOf(fill: XmlNode | undefined): Colour | null {
  const pattern = child(fill, "patternFill");
  if (!fill || !pattern) return fill?.children.some(({ type }) => type === "tag") ? null : WHITE;
  const type = pattern.attribs["patternType"] ?? "none";
  return type === "none" ? WHITE : type === "solid" ? sheetColour(child(pattern, "fgColor")) : null;
}

/** Colours of the theme and of the old palette that are white or black; others are seen on paper. */
const THEME: Readonly<Record<string, Colour>> = { "0": WHITE, "1": [0, 0, 0] };
const PALETTE: Readonly<Record<string, Colour>> = { "1": WHITE, "9": WHITE, "0": [0, 0, 0], "8": [0, 0, 0] };

function sheetColour(node: XmlNode | undefined): Colour | null {
  const { rgb, theme, indexed, tint } = node?.attribs ?? {};
  if (rgb !== undefined) return colourOf(rgb.slice(-6));
  if (tint !== undefined && Number(tint) !== 0) return null;
  return THEME[theme ?? ""] ?? PALETTE[indexed ?? ""] ?? null;
}

/** The letters of a rich text that show, raised ones as such; null where all of them show as they are. */
function seenText(node: XmlNode | undefined): string | null {
  const runs = node?.children.filter(({ name }) => name === "r") ?? [];
  let changed = false;
  const texts = runs.map((run) => {
    const properties = child(run, "rPr");
    const text = decode(textOf(child(run, "t")));
    const align = child(properties, "vertAlign")?.attribs["val"];
    if (isHidden(properties, WHITE)) {
      changed = true;
      return "";
    }
    if (align !== "superscript" && align !== "subscript") return text;
    changed = true;
    return shiftDigits(text, align === "superscript" ? "up" : "down");
  });
  return changed ? texts.join("") : null;
}

function decode(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex: string, dec: string) =>
      String.fromCodePoint(Number.parseInt(hex ?? dec, hex === undefined ? 10 : 16)),
    )
    .replace(
      /&(lt|gt|quot|apos|amp);/g,
      (_, name: string) => ({ lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" })[name] ?? "",
    );
}
