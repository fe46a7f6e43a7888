// JSON answers of sites, with or without the call they are wrapped in, to what they say.
// Must not know forms or figures.
import { type Content, type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { decodeText } from "./charset.ts";
import { htmlReader, readMarkup } from "./html.ts";
import { contentOfJson, parsedJson } from "./json-content.ts";
import type { Json } from "./json-tables.ts";
import { saysNothing } from "./marks.ts";
import { pagesInJson } from "./placed-data.ts";
import { charsetDoubts, MOST_BYTES, txtReader } from "./txt.ts";

const CALL = /^\s*[\w$.]+\s*\(([\s\S]*)\)\s*;?\s*$/;

export const jsonReader: Reader = {
  container: "json",
  async read(bytes, hints): Promise<SourceDocument> {
    if (bytes.length > MOST_BYTES)
      throw new UnreadableError("too-large", "The JSON is too large to be a report.");
    const decoded = decodeText(bytes, [hints.charset]);
    const text = decoded.text.replace(/^\ufeff/, "");
    const value = parsedJson(text) ?? parsedJson(CALL.exec(text)?.[1] ?? "");
    // What only begins like JSON, or was cut off, is read as the text that it is.
    if (value === undefined)
      return (/<\/(?:p|td|div)>/i.test(text) ? htmlReader : txtReader).read(bytes, hints);
    const stated = contentOfJson(value, (markup) => readMarkup(markup, []));
    const pages = stated.content.some(isTableOfWords) ? null : pagesInJson(value as Json);
    const { meta } = stated;
    const content = pages ?? stated.content;
    if (saysNothing(content)) throw new UnreadableError("empty", "The JSON holds no text.");
    return { container: "json", meta, content, links: [], diagnostics: charsetDoubts(decoded) };
  },
};

function isTableOfWords(block: Content): boolean {
  return block.kind === "table" && block.rows.flat().some(({ text }) => /\p{Script=Han}/u.test(text));
}
