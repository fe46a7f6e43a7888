// Pages packed in a zip, EPUB or a page that a browser archived (MAFF), to what they show, in the order of the book.
// Must not know forms or figures.
import { type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { decodeText } from "./charset.ts";
import { declaredCharset, readMarkup } from "./html.ts";
import type { TreeNode } from "./html-tree.ts";
import { saysNothing } from "./marks.ts";
import { parseXml } from "./xml-tree.ts";
import { unpackBytes } from "./zip-parts.ts";

const PAGE = /\.x?html?$/i;
const SHEET = /\.css$/i;
/** The page itself; what it was made of lies in folders beside it. */
const INDEX = /^[^/]*\/?index\.x?html?$/i;
const BOOK = /\.opf$/i;

export const epubReader: Reader = {
  container: "epub",
  async read(bytes): Promise<SourceDocument> {
    const parts = unpackBytes(bytes, "EPUB", (name) => [PAGE, SHEET, BOOK].some((one) => one.test(name)));
    const sheets = [...parts].flatMap(([name, data]) => (SHEET.test(name) ? [decodeText(data).text] : []));
    const pages = inOrder(parts).map((data) => {
      const { text } = decodeText(data, [declaredCharset(data)]);
      return readMarkup(text, [], { sheets });
    });
    const content = pages.flatMap((page) => page.content);
    if (saysNothing(content)) throw new UnreadableError("empty", "The book holds no text.");
    return {
      container: "epub",
      meta: pages.flatMap(({ meta }) => meta),
      content,
      links: pages.flatMap(({ links }) => links ?? []),
      diagnostics: pages.flatMap(({ diagnostics }) => diagnostics),
    };
  },
};

/** Pages as the book has them one behind another; by their names where it does not say. */
function inOrder(parts: ReadonlyMap<string, Uint8Array>): Uint8Array[] {
  const all = [...parts.keys()].filter((name) => PAGE.test(name)).sort();
  const first = all.filter((name) => INDEX.test(name));
  const names = first.length > 0 ? first : all;
  const [at, book] = [...parts].find(([name]) => BOOK.test(name)) ?? [];
  const spine = at === undefined || book === undefined ? [] : spineOf(decodeText(book).text, at);
  const told = spine.filter((name) => parts.has(name));
  return (told.length > 0 ? told : names).map((name) => parts.get(name) as Uint8Array);
}

function spineOf(book: string, at: string): string[] {
  const all = elementsBelow(parseXml(book));
  const folder = at.slice(0, at.lastIndexOf("/") + 1);
  const items = new Map(
    all.flatMap(({ name, attribs }) =>
      local(name) === "item" ? [[attribs?.["id"], attribs?.["href"]]] : [],
    ),
  );
  return all.flatMap(({ name, attribs }) => {
    const href = local(name) === "itemref" ? items.get(attribs?.["idref"]) : undefined;
    return href === undefined ? [] : [folder + decodeURI(href)];
  });
}

const local = (name = "") => name.slice(name.indexOf(":") + 1);

/** In their order, however deep. */
function elementsBelow(root: TreeNode): TreeNode[] {
  const found: TreeNode[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.name !== undefined) found.push(node);
    open.push(...[...(node.children ?? [])].reverse());
  }
  return found;
}
