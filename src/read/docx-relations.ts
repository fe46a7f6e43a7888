// The parts that a DOCX's main part names by id, and the tables that stand in them: in heads and feet of pages, and in notes.
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

/** Puts the tables of page heads before the body that they stand over, and those of page feet and notes behind it, each once. */
export function addTablesAround(
  root: XmlNode,
  parts: ReadonlyMap<string, string>,
  relations: ReadonlyMap<string, Relation>,
): void {
  const idsIn = (references: readonly XmlNode[], name: string) =>
    new Set(references.map(({ attribs }) => attribs[name] ?? ""));
  const pages = descendants(root, HEAD, FOOT);
  const tablesIn = (part: string, holder: string, isShown: (one: XmlNode) => boolean) => {
    const xml = parts.get(part);
    const holders = xml === undefined ? [] : descendants(parseXml(xml), holder).filter(isShown);
    return holders.flatMap((one) => one.children.filter(isContent));
  };
  const aroundPages = (reference: string, holder: string) => {
    const references = pages.filter(({ name }) => name === reference);
    const names = [...idsIn(references, "r:id")].flatMap((id) => relations.get(id)?.target ?? []);
    return [...new Set(names)].flatMap((name) => tablesIn(name, holder, () => true));
  };
  const inNotes = (note: string) => {
    const names = [...relations.values()].flatMap(({ target }) => (NOTES.test(target) ? [target] : []));
    if (names.length === 0) return [];
    const ids = idsIn(descendants(root, `${note}Reference`), "w:id");
    return names.flatMap((name) => tablesIn(name, note, ({ attribs }) => ids.has(attribs["w:id"] ?? "")));
  };
  const over = aroundPages(HEAD, "w:hdr");
  const under = [...inNotes("w:footnote"), ...inNotes("w:endnote"), ...aroundPages(FOOT, "w:ftr")];
  // Ids in another part are of that part.
  for (const table of [...over, ...under])
    for (const link of descendants(table, "w:hyperlink")) {
      const { "r:id": _, ...others } = link.attribs;
      link.attribs = others;
    }
  if (over.length + under.length === 0) return;
  const body = descendants(root, "w:body")[0];
  body?.children.unshift(...over.flatMap((table) => [table, element("w:p")]));
  body?.children.push(...under.flatMap((table) => [element("w:p"), table]));
}

const HEAD = "w:headerReference";
const FOOT = "w:footerReference";
const NOTES = /(?:foot|end)notes\d*\.xml$/;

function isContent(node: XmlNode): boolean {
  if (node.name !== "w:tbl") return false;
  const rows = node.children.filter((one) => one.name === "w:tr");
  return rows.length >= FEWEST_ROWS && rows.every((row) => child(row, "w:tc")) && /\d/.test(textOf(node));
}
