// YAML to what it says: lists, records, names beside figures, as JSON is read. What is none is the text that it is.
// Must not know forms or figures.
import { type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { printedIn } from "../text/yaml.ts";
import { decodeText } from "./charset.ts";
import { readMarkup } from "./html.ts";
import { contentOfJson } from "./json-content.ts";
import { charsetDoubts, MOST_BYTES, plainLines, txtReader } from "./txt.ts";

export const yamlReader: Reader = {
  container: "yaml",
  async read(bytes, hints): Promise<SourceDocument> {
    if (bytes.length > MOST_BYTES)
      throw new UnreadableError("too-large", "The YAML is too large to be a report.");
    const decoded = decodeText(bytes, [hints.charset]);
    const value = printedIn(plainLines(decoded.text));
    const { content, meta } =
      value === null || typeof value !== "object"
        ? { content: [], meta: [] }
        : contentOfJson(value, (markup) => readMarkup(markup, []));
    if (!content.some(({ kind }) => kind === "table"))
      return { ...(await txtReader.read(bytes, hints)), container: "yaml" };
    return { container: "yaml", meta, content, links: [], diagnostics: charsetDoubts(decoded) };
  },
};
