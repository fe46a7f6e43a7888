// What a workbook that is one XML text (SpreadsheetML of 2003) says of how its cells show: letters that are struck out or cannot be
// seen, and what is hidden. Must not know how cells become a table.
import { utils } from "@e965/xlsx";
import { decodeText } from "./charset.ts";
import { type Colour, colourOf, isUnseen, WHITE } from "./html-colour.ts";
import type { TreeNode } from "./html-tree.ts";
import { PLAIN_LOOKS, type SheetLooks } from "./sheet-parts.ts";
import { parseXml } from "./xml-tree.ts";

/** Looks of sheets by their names; none where the bytes are another kind of workbook. */
export function xmlLooks(bytes: Uint8Array): Map<string, SheetLooks> {
  const { text } = decodeText(bytes);
  if (!/<(?:\w+:)?Workbook[\s>]/.test(text)) return new Map();
  const root = parseXml(text);
  const styles = stylesOf(root);
  return new Map(
    named(root, "Worksheet").map((sheet) => [said(sheet, "Name") ?? "", looksOf(sheet, styles)]),
  );
}

/** Elements and attributes by their names without prefixes: programs choose those as they like. */
function named(node: TreeNode, name: string): TreeNode[] {
  return (node.children ?? []).flatMap((child) =>
    local(child.name) === name ? [child] : named(child, name),
  );
}

const local = (name = "") => name.slice(name.indexOf(":") + 1);

function said(node: TreeNode | undefined, name: string): string | undefined {
  return Object.entries(node?.attribs ?? {}).find(([key]) => local(key) === name)?.[1];
}

interface Style {
  readonly parent: string | undefined;
  readonly struck: boolean | undefined;
  readonly colour: Colour | undefined;
  readonly ground: Colour | undefined;
}

function stylesOf(root: TreeNode): Map<string, Style> {
  return new Map(
    named(root, "Style").map((style) => {
      const [[font], [interior]] = ["Font", "Interior"].map((name) => named(style, name)) as [
        TreeNode[],
        TreeNode[],
      ];
      const struck = said(font, "StrikeThrough");
      return [
        said(style, "ID") ?? "",
        {
          parent: said(style, "Parent"),
          struck: struck === undefined ? undefined : struck === "1",
          colour: colourOf(said(font, "Color") ?? "") ?? undefined,
          ground: colourOf(said(interior, "Color") ?? "") ?? undefined,
        },
      ];
    }),
  );
}

/** A style's own word goes before that of the one it comes from, and last of the one for all cells. */
function isHidden(id: string | undefined, styles: ReadonlyMap<string, Style>): boolean {
  const chain: Style[] = [];
  for (let at = id; at !== undefined && chain.length < styles.size; ) {
    const style = styles.get(at);
    if (!style) break;
    chain.push(style);
    at = style.parent;
  }
  const [own] = [...chain, styles.get("Default")].filter((one) => one?.struck !== undefined);
  const colour = chain.find((one) => one.colour)?.colour;
  const ground = chain.find((one) => one.ground)?.ground ?? WHITE;
  return own?.struck === true || (colour !== undefined && isUnseen(colour, ground));
}

function looksOf(sheet: TreeNode, styles: ReadonlyMap<string, Style>): SheetLooks {
  const unseen = new Set<string>();
  const columns = inPlace(named(sheet, "Column"), "Span");
  const rows = inPlace(named(sheet, "Row"), "Span");
  for (const { node: row, at: r } of rows)
    for (const { node: cell, at: c } of inPlace(named(row, "Cell"), "MergeAcross")) {
      const column = columns.find(({ at, end }) => c >= at && c < end)?.node;
      const style = said(cell, "StyleID") ?? said(row, "StyleID") ?? said(column, "StyleID");
      if (isHidden(style ?? "Default", styles)) unseen.add(utils.encode_cell({ r, c }));
    }
  const visible = named(sheet, "Visible").map((node) => node.children?.[0]?.data ?? "");
  return {
    ...PLAIN_LOOKS,
    unseen,
    hiddenRows: hiddenOf(rows),
    hiddenColumns: hiddenOf(columns),
    hidesZeros: named(sheet, "DoNotDisplayZeros").length > 0,
    isHidden: visible.some((word) => /Hidden/.test(word)),
  };
}

interface Placed {
  readonly node: TreeNode;
  /** From 0; `end` is the first place behind. */
  readonly at: number;
  readonly end: number;
}

/** Elements with their places: each behind the one before, unless it says where it stands, from 1. */
function inPlace(nodes: readonly TreeNode[], span: string): Placed[] {
  let next = 0;
  return nodes.map((node) => {
    const at = Number(said(node, "Index") ?? next + 1) - 1;
    next = at + 1 + Number(said(node, span) ?? 0);
    return { node, at, end: next };
  });
}

/** Of more than a sheet has places nobody asks. */
const MOST_HIDDEN = 20_000;

function hiddenOf(places: readonly Placed[]): Set<number> {
  const shut = places.filter(({ node }) => said(node, "Hidden") === "1");
  return new Set(
    shut.flatMap(({ at, end }) =>
      Array.from({ length: Math.max(0, Math.min(end - at, MOST_HIDDEN)) }, (_, one) => at + one),
    ),
  );
}
