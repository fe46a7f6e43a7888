// DOCX bytes to paragraphs and tables: straight from the mended tree, or by way of mammoth where it holds anything unusual.
// Must not know forms or figures; what mammoth does not read is mended before it reads.
import { strToU8, zipSync } from "fflate";
import { type MetaFact, type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { Chunks } from "./docx-chunks.ts";
import { directTree } from "./docx-direct.ts";
import { HEADING_STYLE, mendBody } from "./docx-mend.ts";
import { ListNumbers } from "./docx-numbers.ts";
import { firstOnPage, placedPages } from "./docx-pages.ts";
import { addTablesAround, type Relation, readRelations } from "./docx-relations.ts";
import { Styles } from "./docx-styles.ts";
import { setTabbed } from "./docx-tabs.ts";
import { child, descendants, parseXml, textOf, writeXml, type XmlNode } from "./docx-tree.ts";
import { asPackage } from "./flat-package.ts";
import { parseMarkup, type TreeNode } from "./html-tree.ts";
import { walkMarkup } from "./html-walk.ts";
import { saysNothing } from "./marks.ts";
import { unpackParts } from "./zip-parts.ts";

const MAIN_TYPE = /\/officeDocument$/;
const STYLE_MAP = [1, 2, 3, 4, 5, 6].map((level) => `p.${HEADING_STYLE}${level} => h${level}:fresh`);

export const docxReader: Reader = {
  container: "docx",
  read: (bytes) =>
    readDocx(
      asPackage(bytes),
      async (mended) => directTree(mended.body, mended.relations) ?? (await convertedTree(mended)),
    ),
};

/** A DOCX whose body was mended, on its way to mark-up. */
export interface MendedDocx {
  readonly body: XmlNode;
  readonly relations: ReadonlyMap<string, Relation>;
  /** Name of the part that the body is of. */
  readonly main: string;
  readonly parts: ReadonlyMap<string, string>;
}

/** @throws UnreadableError when it is damaged, or holds no text */
export async function readDocx(
  bytes: Uint8Array,
  treeOf: (mended: MendedDocx) => Promise<TreeNode>,
): Promise<SourceDocument> {
  const parts = unpackParts(bytes, "DOCX", saysText);
  const main = mainPart(parts);
  const xml = main === undefined ? undefined : parts.get(main);
  if (main === undefined || xml === undefined) {
    throw new UnreadableError("damaged", "The DOCX has no document part.");
  }
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const body = parseXml(xml);
  const relations = readRelations(parts, main);
  addTablesAround(body, parts, relations);
  setTabbed(body);
  const styles = new Styles(parts.get(`${folder}styles.xml`));
  const numbers = new ListNumbers(parts.get(`${folder}numbering.xml`), styles);
  const chunks = new Chunks(bytes, relations, docxReader);
  const first = firstOnPage(body);
  const mended = mendBody(body, {
    styles,
    numbers,
    links: new Set([...relations].flatMap(([id, { isLink }]) => (isLink ? [id] : []))),
    chunk: (id) => chunks.sign(id),
    sheet: (id) => chunks.signSheet(id),
  });
  const meta = coreProperties(parts.get("docProps/core.xml"));
  const pages = placedPages(body, mended.places, first, relations);
  if (pages) return { container: "docx", meta, content: pages, diagnostics: mended.diagnostics };
  const walked = walkMarkup(await treeOf({ body, relations, main, parts }));
  const content = await chunks.fill(walked.content);
  if (saysNothing(content)) throw emptyReason(mended.pictures);
  return {
    container: "docx",
    meta,
    content,
    links: walked.links,
    diagnostics: [...mended.diagnostics, ...walked.diagnostics, ...chunks.diagnostics],
  };
}

function emptyReason(pictures: number): UnreadableError {
  return pictures > 0
    ? new UnreadableError("scanned", "The DOCX holds pictures and no text.")
    : new UnreadableError("empty", "The DOCX holds no text.");
}

/** The parts that say something about text. Pictures are not unpacked. */
function saysText(name: string): boolean {
  return /\.(?:xml|rels)$/i.test(name) && !/theme|fontTable|webSettings|glossary|customXml/i.test(name);
}

/** The part that the package's relations name as the document. */
function mainPart(parts: ReadonlyMap<string, string>): string | undefined {
  const relations = parts.get("_rels/.rels");
  if (relations !== undefined) {
    for (const relation of descendants(parseXml(relations), "Relationship")) {
      const target = relation.attribs["Target"]?.replace(/^\//, "");
      if (MAIN_TYPE.test(relation.attribs["Type"] ?? "") && target !== undefined && parts.has(target))
        return target;
    }
  }
  return [...parts.keys()].find((name) => /^word\/document\d*\.xml$/.test(name));
}

/** What mammoth makes of a mended body. It wants a package: the body and what its links lead to, nothing else. */
export async function convertedTree({ body, main, parts }: MendedDocx): Promise<TreeNode> {
  const kept = [...parts, [main, writeXml(body)] as const].filter(
    ([name]) =>
      !/(?:numbering|styles\w*|settings|footnotes|endnotes|comments\w*|header\d*|footer\d*|core|app)\.xml/.test(
        name,
      ),
  );
  const { default: mammoth } = await import("mammoth");
  const files = Object.fromEntries(kept.map(([name, text]) => [name, strToU8(text)]));
  try {
    const buffer = Buffer.from(zipSync(files, { level: 0 }));
    const { value } = await mammoth.convertToHtml(
      { buffer },
      { styleMap: STYLE_MAP, includeDefaultStyleMap: false, includeEmbeddedStyleMap: false },
    );
    return parseMarkup(value);
  } catch {
    // What a library says of it is said to programmers.
    throw new UnreadableError("damaged", "The DOCX is damaged and cannot be read.");
  }
}

const CORE_NAMES = ["dc:title", "dc:creator", "dc:subject", "dcterms:created", "dcterms:modified"];

function coreProperties(xml: string | undefined): MetaFact[] {
  if (xml === undefined) return [];
  const root = parseXml(xml);
  const properties = root.children.find((one) => one.name.endsWith("coreProperties"));
  return CORE_NAMES.flatMap((name) => {
    const text = textOf(child(properties, name)).trim();
    return text === "" ? [] : [{ name, text, at: { part: "docProps/core.xml" } }];
  });
}
