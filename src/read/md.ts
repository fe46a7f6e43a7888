// Markdown: text as it stands, or, where it holds tables in HTML or in tags, what a browser is given of it.
// Must not look for tables in text: rows of bars are read as in any text.
import { marked } from "marked";
import { type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { decodeText } from "./charset.ts";
import { isTagged, markupOfTags } from "./doctags.ts";
import { readMarkup } from "./html.ts";
import { charsetDoubts, txtReader } from "./txt.ts";

/** Longer than any report. */
const MOST_BYTES = 16 * 1024 * 1024;
const HTML_TABLE = /<table[\s>]/i;

export const mdReader: Reader = {
  container: "md",
  async read(bytes, hints): Promise<SourceDocument> {
    const decoded = decodeText(bytes, [hints.charset]);
    const tagged = bytes.length <= MOST_BYTES && isTagged(decoded.text);
    if (bytes.length > MOST_BYTES || !(tagged || HTML_TABLE.test(decoded.text))) {
      return { ...(await txtReader.read(bytes, hints)), container: "md" };
    }
    // Tables of bars stay text: the converter would drop cells beyond the first row's.
    const html = tagged
      ? markupOfTags(decoded.text)
      : marked.parse(decoded.text, { async: false, gfm: false });
    const read = readMarkup(html, charsetDoubts(decoded));
    if (read.content.length === 0) throw new UnreadableError("empty", "The file holds no text.");
    return { container: "md", ...read };
  },
};
