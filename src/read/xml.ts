// XML of no known kind (exports of content systems, feeds, data) to what its elements say.
// Must not know forms or figures.
import { type Content, type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { decodeText } from "./charset.ts";
import { declaredCharset, readMarkup } from "./html.ts";
import type { TreeNode } from "./html-tree.ts";
import { contentOfJson } from "./json-content.ts";
import { saysNothing } from "./marks.ts";
import { pagesInMarkup } from "./placed-markup.ts";
import { charsetDoubts, MOST_BYTES } from "./txt.ts";
import { parseXml } from "./xml-tree.ts";
import { valueOfXml } from "./xml-values.ts";

export const xmlReader: Reader = {
  container: "xml",
  async read(bytes, hints): Promise<SourceDocument> {
    if (bytes.length > MOST_BYTES)
      throw new UnreadableError("too-large", "The XML is too large to be a report.");
    const decoded = decodeText(bytes, [hints.charset, declaredCharset(bytes)]);
    const tree = parseXml(decoded.text);
    const pages = pagesInMarkup(tree);
    if (pages !== null)
      return { container: "xml", meta: [], content: pages, links: [], diagnostics: charsetDoubts(decoded) };
    const { content, meta } = contentOfJson(valueOfXml(tree), (markup) => readMarkup(markup, []));
    const shown = saysNothing(content) ? [asText(tree)] : content;
    return { container: "xml", meta, content: shown, links: [], diagnostics: charsetDoubts(decoded) };
  },
};

/** Where nothing is told from anything else, the text is all there is. */
function asText(tree: TreeNode): Content {
  const text = textsIn(tree).join("\n");
  if (text === "") throw new UnreadableError("empty", "The XML holds no text.");
  return { kind: "plain", text };
}

/** Texts of a tree in its order. */
function textsIn(node: TreeNode): string[] {
  if (node.type === "text") return node.data?.trim() ? [node.data.trim()] : [];
  return (node.children ?? []).flatMap(textsIn);
}
