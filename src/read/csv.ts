// Fields between separators (CSV, TSV) to tables and the lines around them.
// Must not know forms or figures: a field that is empty because its cell was merged is told from its row and head.
import { CsvError, parse } from "csv-parse/sync";
import { type RawCell, type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { decodeText } from "./charset.ts";
import { pagesInFields } from "./placed-data.ts";
import { tablesAndLines } from "./sheet-lines.ts";
import { charsetDoubts, MOST_BYTES } from "./txt.ts";

const SEPARATORS = [",", "\t", ";", "|", "，", "；", "\u0001", "^", "~"];
/** How spreadsheets are told to keep a field as it is: `="012"`. */
const TEXT_FORMULA = /^="([^"]*)"$/u;
/** A separator stands in at least so many lines of a hundred, or it is none. */
const LEAST_SHARE = 40;

export const csvReader: Reader = {
  container: "csv",
  async read(bytes, hints): Promise<SourceDocument> {
    if (bytes.length > MOST_BYTES)
      throw new UnreadableError("too-large", "The file is too large to be a report.");
    const decoded = decodeText(bytes, [hints.charset]);
    const text = decoded.text.replace(/[\0\ufeff]/g, "");
    const records = recordsOf(text);
    const content = pagesInFields(records) ?? tablesAndLines(records, 1);
    if (content.length === 0) throw new UnreadableError("empty", "The file holds nothing but white space.");
    return { container: "csv", meta: [], content, diagnostics: charsetDoubts(decoded) };
  },
};

/** Fields of each line, as cells; the separator is the one that makes the most even rows. */
function recordsOf(text: string): RawCell[][] {
  // Spreadsheets may say their separator in a line of its own.
  const stated = /^sep=(.)\r?\n/i.exec(text);
  const body = stated ? text.slice(stated[0].length) : text;
  const first = stated ? 2 : 1;
  const rows = split(body, stated?.[1] ?? separatorOf(body));
  return rows.map(({ record, line }, r) =>
    record.map((field, c) => ({
      text: field.trim().replace(TEXT_FORMULA, "$1"),
      rowSpan: 1,
      colSpan: 1,
      at: { table: 1, row: r + 1, cell: c + 1, line: line + first - 1 },
    })),
  );
}

interface Line {
  readonly record: string[];
  /** Of the file, from 1. */
  readonly line: number;
}

/** A mark that opens a field and is never closed is a letter like others, where no other pair of them holds fields together. */
function split(text: string, delimiter: string): Line[] {
  try {
    return fieldsOf(text, delimiter, '"');
  } catch (error) {
    if (!(error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED")) throw error;
    const pairs = [...text.matchAll(/"[^"\r\n]*"/g)];
    const odd = text.split(/\r\n?|\n/).filter((line) => line.split('"').length % 2 === 0);
    if (odd.length > 1 || pairs.some(([pair]) => pair.includes(delimiter)))
      throw new UnreadableError("damaged", "A quotation mark is opened and never closed.");
    return fieldsOf(text, delimiter, null);
  }
}

function fieldsOf(text: string, delimiter: string, quote: string | null): Line[] {
  const parsed = parse(text, {
    delimiter,
    quote,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    info: true,
    record_delimiter: ["\r\n", "\n", "\r"],
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return parsed.map(({ record, info }) => ({
    record,
    // The parser counts the lines that it has read: a record of several lines begins above.
    line: info.lines - record.join("").split("\n").length + 1,
  }));
}

function separatorOf(text: string): string {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  const scores = SEPARATORS.map((separator) => {
    const linesWith = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(separator).length - 1;
      if (count > 0) linesWith.set(count, (linesWith.get(count) ?? 0) + 1);
    }
    const separated = [...linesWith.values()].reduce((sum, one) => sum + one, 0);
    const most = Math.max(0, ...linesWith.values());
    return { separator, even: separated * 100 >= lines.length * LEAST_SHARE ? most : 0 };
  });
  const best = scores.reduce((top, one) => (one.even > top.even ? one : top));
  return best.even > 0 ? best.separator : ",";
}
