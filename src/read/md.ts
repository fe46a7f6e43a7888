// Markdown: text as it stands, or, where it holds tables in HTML or in tags, what a browser is given of it; blocks of code that
// are a page or data are read as such. Must not look for tables in text: rows of bars are read as in any text.
import { escapeText } from "entities";
import { Marked } from "marked";
import { type Content, type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { charWidth } from "../text/width.ts";
import { decodeText } from "./charset.ts";
import { isTagged, markupOfTags } from "./doctags.ts";
import { type Fenced, piecesOf } from "./fences.ts";
import { readMarkup } from "./html.ts";
import { contentOfJson } from "./json-content.ts";
import { literalsIn } from "./script-data.ts";
import { charsetDoubts, plainLines, txtReader } from "./txt.ts";

/** Longer than any report. */
const MOST_BYTES = 16 * 1024 * 1024;
const HTML_TABLE = /<table[\s>]/i;

/** Tables of bars stay text in their lines: the converter would drop cells beyond the first row's. */
const markdown = new Marked({ renderer: { table: ({ raw }) => `<pre>${escapeText(raw)}</pre>` } });

export const mdReader: Reader = {
  container: "md",
  async read(bytes, hints): Promise<SourceDocument> {
    const decoded = decodeText(bytes, [hints.charset]);
    const text = plainLines(decoded.text);
    const tagged = bytes.length <= MOST_BYTES && isTagged(text);
    const pieces = bytes.length > MOST_BYTES || tagged ? [] : piecesOf(text);
    if (pieces.some(({ kind }) => kind !== "text")) {
      const content = pieces.flatMap(contentOf);
      return { container: "md", meta: [], content, diagnostics: charsetDoubts(decoded) };
    }
    if (bytes.length > MOST_BYTES || !(tagged || HTML_TABLE.test(text))) {
      const { content, ...read } = await txtReader.read(bytes, hints);
      return { ...read, container: "md", content: content.map(withoutMarks) };
    }
    const html = tagged ? markupOfTags(text) : markdown.parse(text, { async: false });
    const read = readMarkup(html, charsetDoubts(decoded));
    if (read.content.length === 0) throw new UnreadableError("empty", "The file holds no text.");
    return { container: "md", ...read };
  },
};

/** Text keeps its lines at their numbers. */
function contentOf({ kind, text, above }: Fenced): readonly Content[] {
  if (kind === "html") return readMarkup(text, []).content;
  const plain = withoutMarks({ kind: "plain", text: "\n".repeat(above) + text });
  if (kind === "text") return [plain];
  const values = literalsIn(text);
  if (values.length === 0) return [plain];
  return values.flatMap((value) => contentOfJson(value, (markup) => readMarkup(markup, [])).content);
}

/** Marks of headings, bold letters and attributes, a blank as wide for each letter: what stands beside them stays in its place. */
function withoutMarks(block: Content): Content {
  if (block.kind !== "plain") return block;
  let text = block.text
    .replace(HEADING, blanks)
    .replace(WITHOUT_BARS, (line) => line.replace(BOLD, "  $1  "));
  for (let depth = 0; depth < MOST_NESTED && text.includes("]{"); depth += 1)
    text = text.replace(
      ATTRIBUTED,
      (_, inner: string, attributes: string) => ` ${inner}${blanks(attributes)}`,
    );
  return { ...block, text };
}

function blanks(text: string): string {
  return Array.from(text, (char) => (charWidth(char) === 2 ? "\u3000" : " ")).join("");
}

const HEADING = /^#{1,6}(?=[ \t])/gm;
/** Cells between bars lose their marks where they are cut: there no blanks may stand for them. */
const WITHOUT_BARS = /^[^|｜∣\n]*\*\*[^|｜∣\n]*$/gm;
const BOLD = /\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*/g;
/** A span with attributes, as converters write what a word processor made of its text: `[12]{lang="EN-US"}`. */
const ATTRIBUTED = /\[([^[\]\n]*)(\]\{[^{}\n]*\})/g;
const MOST_NESTED = 8;
