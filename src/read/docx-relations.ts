// The parts that a DOCX's main part names by id, and the tables that stand in the heads of its pages.
// Must not know text.
import { child, descendants, element, parseXml, textOf, type XmlNode } from "./docx-tree.ts";

export interface Relation {
  /** The part's name in the package, or an address outside of it. */
  readonly target: string;
  /** The same as it is written. */
  readonly stated: string;
  readonly isLink: boolean;
}

/** What the ids of a part stand for. */
export function readRelations(parts: ReadonlyMap<string, string>, part: string): Map<string, Relation> {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const xml = parts.get(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const relations = new Map<string, Relation>();
  if (xml === undefined) return relations;
  for (const { attribs } of descendants(parseXml(xml), "Relationship")) {
    const { Id: id, Target: target, Type: type = "", TargetMode: mode } = attribs;
    if (id === undefined || target === undefined) continue;
    const inside = mode !== "External";
    relations.set(id, {
      target: inside ? (target.startsWith("/") ? target.slice(1) : folder + target) : target,
      stated: target,
      isLink: /\/hyperlink$/.test(type),
    });
  }
  return relations;
}

/** A table of so many rows in a page's head is content; smaller ones set out a letterhead. */
const FEWEST_ROWS = 3;

/** Puts the tables of page heads before the body that they stand over, each once. */
export function addHeaderTables(
  root: XmlNode,
  parts: ReadonlyMap<string, string>,
  relations: ReadonlyMap<string, Relation>,
): void {
  const body = descendants(root, "w:body")[0];
  const references = descendants(root, "w:headerReference").map(({ attribs }) => attribs["r:id"] ?? "");
  const names = new Set(references.flatMap((id) => relations.get(id)?.target ?? []));
  const tables = [...names].flatMap((name) => {
    const xml = parts.get(name);
    const head = xml === undefined ? undefined : parseXml(xml).children.find((one) => one.name === "w:hdr");
    return (head?.children ?? []).filter(isContent);
  });
  // Ids in the head of a page are of another part.
  for (const table of tables)
    for (const link of descendants(table, "w:hyperlink")) delete link.attribs["r:id"];
  body?.children.unshift(...tables.flatMap((table) => [table, element("w:p")]));
}

function isContent(node: XmlNode): boolean {
  if (node.name !== "w:tbl") return false;
  const rows = node.children.filter((one) => one.name === "w:tr");
  return rows.length >= FEWEST_ROWS && rows.every((row) => child(row, "w:tc")) && /\d/.test(textOf(node));
}
