// XML of no known kind (exports of content systems, feeds, data) to what its elements say.
// Must not know forms or figures.
import { type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { decodeText } from "./charset.ts";
import { declaredCharset, readMarkup } from "./html.ts";
import { contentOfJson } from "./json-content.ts";
import { saysNothing } from "./marks.ts";
import { charsetDoubts, MOST_BYTES } from "./txt.ts";
import { parseXml } from "./xml-tree.ts";
import { valueOfXml } from "./xml-values.ts";

export const xmlReader: Reader = {
  container: "xml",
  async read(bytes, hints): Promise<SourceDocument> {
    if (bytes.length > MOST_BYTES)
      throw new UnreadableError("too-large", "The XML is too large to be a report.");
    const decoded = decodeText(bytes, [hints.charset, declaredCharset(bytes)]);
    const value = valueOfXml(parseXml(decoded.text));
    const { content, meta } = contentOfJson(value, (markup) => readMarkup(markup, []));
    if (saysNothing(content)) throw new UnreadableError("empty", "The XML holds no text.");
    return { container: "xml", meta, content, links: [], diagnostics: charsetDoubts(decoded) };
  },
};
