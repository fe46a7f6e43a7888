// MHTML (a page saved as one file) and mail to what their pages show, frames in their places.
// Must not know forms or figures.
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Content, type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { decodeText } from "./charset.ts";
import { declaredCharset, readMarkup } from "./html.ts";
import { parseMarkup, type TreeNode } from "./html-tree.ts";
import type { Beside } from "./html-walk.ts";
import { saysNothing } from "./marks.ts";
import { type MailPart, mailParts } from "./mhtml-parts.ts";
import { charsetDoubts, plainLines } from "./txt.ts";

export const mhtmlReader: Reader = {
  container: "mhtml",
  async read(bytes): Promise<SourceDocument> {
    const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    const parts = mailParts(message);
    const pages = parts.filter(({ type }) => /^(?:text\/html|application\/xhtml)/i.test(type));
    const files = parts.filter(({ file }) => file !== undefined);
    const enclosed = files.map(({ file = "", body }) => ({ name: file, bytes: body }));
    const mail = pages.length === 0 ? plainMail(parts) : readPages(pages, parts);
    return { container: "mhtml", ...mail, ...(enclosed.length > 0 ? { enclosed } : {}) };
  },
};

type Read = Omit<SourceDocument, "container">;

/** The first page with its frames; the others as well where it shows no table, as when a script sets them in. */
function readPages(pages: readonly MailPart[], parts: readonly MailPart[]): Read {
  const shown = new Set<MailPart>();
  const sheets = parts.filter(({ type }) => /^text\/css/i.test(type)).map((part) => decoded(part).text);
  const beside = (page: MailPart): Beside => ({
    sheets,
    frame: (address): TreeNode | null => {
      const target = pages.find((one) => !shown.has(one) && isAt(one, address, page.location));
      if (!target) return null;
      shown.add(target);
      return parseMarkup(decoded(target).text);
    },
  });
  const read = (page: MailPart): Read => {
    shown.add(page);
    const { text, doubts } = decoded(page);
    return readMarkup(text, doubts, beside(page));
  };
  const [first, ...others] = pages;
  const main = read(first as MailPart);
  if (hasTable(main.content)) return main;
  const more = others
    .flatMap((page) => (shown.has(page) ? [] : [read(page)]))
    .filter(({ content }) => hasTable(content));
  return {
    ...main,
    content: [...main.content, ...more.flatMap(({ content }) => content)],
    diagnostics: [...main.diagnostics, ...more.flatMap(({ diagnostics }) => diagnostics)],
  };
}

function hasTable(content: readonly Content[]): boolean {
  return content.some((block) => block.kind === "table");
}

function isAt({ id, location }: MailPart, address: string, from: string | undefined): boolean {
  if (/^cid:/i.test(address)) return id === address.slice(4) || location === address;
  if (location === undefined || address === "") return false;
  return location === address || (URL.canParse(address, from) && location === new URL(address, from).href);
}

/** A mail without a page: its text, quoted lines too. One that only sends files need not say anything. */
function plainMail(parts: readonly MailPart[]): Read {
  const texts = parts.filter(({ type }) => /^text\/plain/i.test(type)).map(decoded);
  const content = texts.map(({ text }): Content => ({ kind: "plain", text: plainLines(text) }));
  const sends = parts.some(({ file }) => file !== undefined);
  if (texts.length === 0 && !sends) throw new UnreadableError("damaged", "The MHTML holds no page.");
  if (!sends && (texts.every(({ text }) => text.trim() === "") || saysNothing(content))) {
    throw new UnreadableError("empty", "The mail holds no text.");
  }
  return { meta: [], content, diagnostics: texts.flatMap(({ doubts }) => doubts) };
}

function decoded({ body, charset }: MailPart): { text: string; doubts: Diagnostic[] } {
  const result = decodeText(body, [charset, declaredCharset(body)]);
  return { text: result.text, doubts: charsetDoubts(result) };
}
