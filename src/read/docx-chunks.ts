// Parts of other formats that a DOCX takes in where it is opened (`w:altChunk`): pages, texts, other documents.
// Must not know forms; each part is read by the reader of its own format.
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Content, type Reader, UnreadableError } from "../model/document.ts";
import type { Relation } from "./docx-relations.ts";
import { sniff } from "./sniff.ts";
import { unpackBytes } from "./zip-parts.ts";

/** Stands before and after a part's number, where its content belongs. */
const SIGN = "\ufddf";
const SIGNED = /\ufddf(\d+)\ufddf/;

const READERS: Readonly<Record<string, () => Promise<Reader>>> = {
  html: async () => (await import("./html.ts")).htmlReader,
  mhtml: async () => (await import("./mhtml.ts")).mhtmlReader,
  rtf: async () => (await import("./rtf.ts")).rtfReader,
  txt: async () => (await import("./txt.ts")).txtReader,
  xlsx: async () => (await import("./sheet.ts")).xlsxReader,
  xls: async () => (await import("./sheet.ts")).xlsReader,
};
/** Workbooks whose picture stands in the text. */
const WORKBOOK = /\.xls[xm]?$/i;

export class Chunks {
  readonly diagnostics: Diagnostic[] = [];
  private readonly names: string[] = [];
  private readonly bytes: Uint8Array;
  private readonly relations: ReadonlyMap<string, Relation>;
  /** Reads a part that is a DOCX itself. */
  private readonly own: Reader;

  constructor(bytes: Uint8Array, relations: ReadonlyMap<string, Relation>, own: Reader) {
    this.own = own;
    this.bytes = bytes;
    this.relations = relations;
  }

  /** What stands in the text where a part is to be taken in. */
  sign(id: string): string {
    this.names.push(this.relations.get(id)?.target ?? id);
    return `${SIGN}${this.names.length - 1}${SIGN}`;
  }

  /** The same of a workbook that a program of its own shows; null where the part is none. */
  signSheet(id: string): string | null {
    return WORKBOOK.test(this.relations.get(id)?.target ?? "") ? this.sign(id) : null;
  }

  /** The content with each part in its place. */
  async fill(content: readonly Content[]): Promise<Content[]> {
    const filled: Content[] = [];
    for (const block of content) {
      const number = block.kind === "text" ? SIGNED.exec(block.text)?.[1] : undefined;
      const name = number === undefined ? undefined : this.names[Number(number)];
      if (name === undefined) filled.push(block);
      else filled.push(...textsAround(block), ...(await this.read(name)));
    }
    return filled;
  }

  private async readerOf(container: string): Promise<Reader | null> {
    return container === "docx" ? this.own : ((await READERS[container]?.()) ?? null);
  }

  private async read(name: string): Promise<Content[]> {
    try {
      const bytes = unpackBytes(this.bytes, "DOCX", (one) => one === name).get(name);
      const reader = bytes === undefined ? null : await this.readerOf(sniff(bytes, { name }));
      if (bytes !== undefined && reader) {
        const { content, diagnostics } = await reader.read(bytes, { name });
        // Of several sheets the picture shows one, and nothing says which.
        const isOne =
          new Set(content.flatMap((block) => (block.kind === "table" ? [block.at.part] : []))).size < 2;
        this.diagnostics.push(...diagnostics);
        if (isOne || !WORKBOOK.test(name)) return content.map((block) => within(block, name));
      }
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
    }
    this.diagnostics.push({ code: "read/part-unreadable", at: { part: name }, found: name });
    return [];
  }
}

/** What else a paragraph says in which a part stands. */
function textsAround(block: Content): Content[] {
  if (block.kind !== "text") return [];
  const text = block.text.replace(SIGNED, "").trim();
  return text === "" ? [] : [{ ...block, text }];
}

/** Places within a part are told with its name. */
function within(block: Content, part: string): Content {
  if (block.kind === "text") return { ...block, at: { ...block.at, part } };
  if (block.kind !== "table") return block;
  const rows = block.rows.map((row) => row.map((cell) => ({ ...cell, at: { ...cell.at, part } })));
  return { ...block, at: { ...block.at, part }, rows };
}
