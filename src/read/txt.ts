// Reads plain text: decoded, line ends made one, otherwise as it stands.
// Must not look for tables: which lines are one is decided later.

import type { Diagnostic } from "../model/diagnostic.ts";
import { type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { withoutNamedBlanks } from "../text/named-blanks.ts";
import { type Decoded, decodeText } from "./charset.ts";

/** Longer than any report: such a file is a log, a dump or an attack. */
export const MOST_BYTES = 16 * 1024 * 1024;

export const txtReader: Reader = {
  container: "txt",
  async read(bytes, hints): Promise<SourceDocument> {
    if (bytes.length > MOST_BYTES) {
      const size = Math.round(bytes.length / 1024 / 1024);
      throw new UnreadableError("too-large", `A plain text of ${size} MB is too large to be a report.`);
    }
    const decoded = decodeText(bytes, [hints.charset]);
    const text = plainLines(decoded.text);
    if (text.trim() === "") throw new UnreadableError("empty", "The file holds nothing but white space.");
    return {
      container: "txt",
      meta: [],
      content: [{ kind: "plain", text }],
      diagnostics: charsetDoubts(decoded),
    };
  },
};

/** Every kind of line end as "\n"; NUL, end-of-file and order marks are no text. */
export function plainLines(text: string): string {
  const lines = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(/[\0\u001a\ufeff]/g, "");
  return withoutNamedBlanks(unnumbered(unquoted(lines)));
}

/** So many lines of which each has its number, one more than the line before, were numbered by a program that showed them. */
const FEWEST_NUMBERED = 12;
const LINE_NUMBER = /^[^\S\n]*[A-Za-z]{0,4}(\d{1,6})(?:[:：|][^\S\n]?|\t|[^\S\n]{1,2}|$)/;

/** Lines without the numbers that viewers of texts and searches print before them. */
function unnumbered(text: string): string {
  const lines = text.replace(/\n+$/, "").split("\n");
  const first = Number(LINE_NUMBER.exec(lines[0] ?? "")?.[1] ?? Number.NaN);
  if (lines.length < FEWEST_NUMBERED) return text;
  if (!lines.every((line, rank) => Number(LINE_NUMBER.exec(line)?.[1] ?? Number.NaN) === first + rank))
    return text;
  return lines.map((line) => line.replace(LINE_NUMBER, "")).join("\n");
}

/** So many quoted lines in a row are a quotation and no sign of a list. */
const FEWEST_QUOTED = 4;

/** Quoted lines, as mail marks them, without their marks. */
function unquoted(text: string): string {
  if (!/^[^\S\n]*>/m.test(text)) return text;
  const quotation = new RegExp(`(?:^[^\\S\\n]*>.*(?:\\n|$)){${FEWEST_QUOTED},}`, "gm");
  return text.replace(quotation, (lines) => lines.replace(/^[^\S\n]*>(?:[^\S\n]*>)*[^\S\n]?/gm, ""));
}

/** What decoding lost, as a diagnostic: the charset and how many characters. */
export function charsetDoubts(decoded: Decoded): Diagnostic[] {
  if (decoded.replaced === 0) return [];
  return [{ code: "read/charset-replaced", at: {}, found: `${decoded.charset} ${decoded.replaced}` }];
}
