// What an ODS says of how its cells show: letters that are struck out or cannot be seen, rows and columns that are hidden.
// Must not know how cells become a table; the parts are those of the package.
import { utils } from "@e965/xlsx";
import { asPackage } from "./flat-package.ts";
import { colourOf, isUnseen, WHITE } from "./html-colour.ts";
import type { TreeNode } from "./html-tree.ts";
import { OdtStyles } from "./odt-styles.ts";
import { PLAIN_LOOKS, type SheetLooks } from "./sheet-parts.ts";
import { parseXml } from "./xml-tree.ts";
import { unpackParts } from "./zip-parts.ts";

/** Cells with text that are told to be repeated more often than this are no report's. */
const MOST_REPEATS = 200;
/** Of which it is noted that they are hidden: more are the empty rest of a sheet. */
const MOST_ROWS = 5_000;
const MOST_COLUMNS = 500;

/** Looks of sheets by their names. */
export function odsLooks(bytes: Uint8Array): Map<string, SheetLooks> {
  const parts = unpackParts(asPackage(bytes), "ODS", (name) =>
    /^(?:content|styles|settings)\.xml$/.test(name),
  );
  const styles = new OdtStyles();
  const roots = ["styles.xml", "content.xml"].map((name) => parseXml(parts.get(name) ?? ""));
  for (const root of roots) styles.add(root);
  const zeros = new ZeroSettings(
    parts.has("settings.xml") ? parseXml(parts.get("settings.xml") ?? "") : (roots[1] as TreeNode),
  );
  const sheets = below(roots[1] as TreeNode, "table:table", "table:table-row");
  return new Map(
    sheets.map((sheet) => {
      const name = sheet.attribs?.["table:name"] ?? "";
      return [name, { ...looksOf(sheet, styles), hidesZeros: zeros.areHidden(name) }];
    }),
  );
}

/** Whether noughts show, by what is set of a sheet's view, of all views, and of the document, in this order. */
class ZeroSettings {
  private readonly sets: readonly TreeNode[];

  constructor(root: TreeNode) {
    this.sets = below(root, "config:config-item-set", "office:body");
  }

  areHidden(sheet: string): boolean {
    const entries = this.sets
      .flatMap((set) => below(set, "config:config-item-map-indexed", NONE))
      .flatMap((map) => below(map, "config:config-item-map-entry", NONE));
    const own = entries
      .flatMap((entry) => below(entry, "config:config-item-map-named", NONE))
      .flatMap((map) => below(map, "config:config-item-map-entry", NONE))
      .filter(({ attribs }) => attribs?.["config:name"] === sheet);
    const [said] = [...own, ...entries, ...this.sets].flatMap((one) => zeroItems(one));
    return said === "false";
  }
}

const NONE = "";

function zeroItems(node: TreeNode): string[] {
  return (node.children ?? [])
    .filter(
      ({ name, attribs }) => name === "config:config-item" && attribs?.["config:name"] === "ShowZeroValues",
    )
    .map(({ children }) => (children?.[0]?.data ?? "").trim());
}

/** The nearest elements of a name below; what stands in `closed` is not looked into. */
function below(node: TreeNode, name: string, closed: string): TreeNode[] {
  return (node.children ?? []).flatMap((child) => {
    if (child.name === name) return [child];
    return child.name === closed ? [] : below(child, name, closed);
  });
}

function looksOf(sheet: TreeNode, styles: OdtStyles): SheetLooks {
  const unseen = new Set<string>();
  const texts = new Map<string, string>();
  const hiddenRows = new Set<number>();
  const columns = columnsOf(sheet);
  let r = 0;
  for (const row of below(sheet, "table:table-row", "table:table")) {
    const rows = repeats(row, "table:number-rows-repeated");
    if (isShut(row)) for (let at = 0; at < Math.min(rows, MOST_ROWS); at += 1) hiddenRows.add(r + at);
    for (const { cell, c, count } of cellsOf(row)) {
      const named =
        row.attribs?.["table:default-cell-style-name"] ?? columns.find(({ end }) => c < end)?.style;
      const text = seenText(cell, isHidden(styles.css(styledAs(cell, named)).style), styles);
      for (let at = 0; text !== null && at < rows * count && rows * count <= MOST_REPEATS; at += 1) {
        const address = utils.encode_cell({ r: r + Math.floor(at / count), c: c + (at % count) });
        if (text === "") unseen.add(address);
        else texts.set(address, text);
      }
    }
    r += rows;
  }
  const hiddenColumns = new Set(
    columns.flatMap(({ from, end, hidden }) =>
      hidden ? Array.from({ length: Math.min(end - from, MOST_COLUMNS) }, (_, at) => from + at) : [],
    ),
  );
  return {
    ...PLAIN_LOOKS,
    unseen,
    texts,
    hiddenRows,
    hiddenColumns,
    isHidden: isHidden(styles.css(sheet).style),
  };
}

const repeats = (node: TreeNode, name: string) => Number(node.attribs?.[name] ?? 1);
const isShut = (node: TreeNode) => /^(?:collapse|filter)$/.test(node.attribs?.["table:visibility"] ?? "");

interface PlacedCell {
  readonly cell: TreeNode;
  /** Column from 0, and how often the cell is repeated. */
  readonly c: number;
  readonly count: number;
}

/** Cells of a row that hold text. */
function cellsOf(row: TreeNode): PlacedCell[] {
  const cells: PlacedCell[] = [];
  let c = 0;
  for (const cell of row.children ?? []) {
    if (cell.name !== "table:table-cell" && cell.name !== "table:covered-table-cell") continue;
    const count = repeats(cell, "table:number-columns-repeated");
    if (below(cell, "text:p", "table:table").length > 0) cells.push({ cell, c, count });
    c += count;
  }
  return cells;
}

interface Columns {
  readonly from: number;
  readonly end: number;
  /** Of cells that name none. */
  readonly style: string | undefined;
  readonly hidden: boolean;
}

function columnsOf(sheet: TreeNode): Columns[] {
  const runs: Columns[] = [];
  for (const column of below(sheet, "table:table-column", "table:table-row")) {
    const from = runs.at(-1)?.end ?? 0;
    const end = from + repeats(column, "table:number-columns-repeated");
    const style = column.attribs?.["table:default-cell-style-name"];
    runs.push({ from, end, style, hidden: isShut(column) });
  }
  return runs;
}

function styledAs(cell: TreeNode, style: string | undefined): TreeNode {
  if (cell.attribs?.["table:style-name"] !== undefined || style === undefined)
    return { ...cell, name: "table:table-cell" };
  return { ...cell, name: "table:table-cell", attribs: { ...cell.attribs, "table:style-name": style } };
}

/** Struck out, or in the colour of what it stands on; the last word of a style holds. */
function isHidden(css: string | undefined): boolean {
  const said = new Map((css ?? "").split(";").map((one) => one.split(":") as [string, string]));
  const [colour, ground] = ["color", "background-color"].map((name) => {
    const value = said.get(name);
    return value === undefined ? null : colourOf(value);
  });
  const stands = ground === null || ground === undefined || ground === "transparent" ? WHITE : ground;
  return (
    said.get("text-decoration") === "line-through" ||
    said.get("font-size") === "0" ||
    said.get("display") === "none" ||
    (colour !== null && colour !== undefined && isUnseen(colour, stands))
  );
}

/** Letters of a cell that show, where that is not all of them; null where it is. */
function seenText(cell: TreeNode, hidden: boolean, styles: OdtStyles): string | null {
  let isWhole = true;
  const read = (node: TreeNode, isOff: boolean): string => {
    const css = node.name === "text:span" || node.name === "text:p" ? styles.css(node).style : undefined;
    // What a span says goes before what its cell says; one that says nothing shows as the cell does.
    const off = css === undefined ? isOff : /text-decoration|color/.test(css) ? isHidden(css) : isOff;
    if (node.type === "text") {
      if (off && node.data?.trim()) isWhole = false;
      return off ? "" : (node.data ?? "");
    }
    return (node.children ?? []).map((child) => read(child, off)).join("");
  };
  const text = below(cell, "text:p", "table:table")
    .map((paragraph) => read(paragraph, hidden))
    .join("\n")
    .trim();
  return isWhole ? null : text;
}
