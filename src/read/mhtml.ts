// MHTML (a page saved as one file) to what its page shows. Must not know forms or figures.
import { type Reader, type SourceDocument, UnreadableError } from "../model/document.ts";
import { decodeText } from "./charset.ts";
import { declaredCharset, readMarkup } from "./html.ts";
import { sniff } from "./sniff.ts";
import { charsetDoubts } from "./txt.ts";

export const mhtmlReader: Reader = {
  container: "mhtml",
  accepts: (bytes, hints) => sniff(bytes, hints) === "mhtml",
  async read(bytes): Promise<SourceDocument> {
    const page = findPage(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"),
      0,
    );
    if (!page) throw new UnreadableError("damaged", "The MHTML holds no page.");
    const decoded = decodeText(page.body, [page.charset, declaredCharset(page.body)]);
    return { container: "mhtml", ...readMarkup(decoded.text, charsetDoubts(decoded)) };
  },
};

interface Page {
  readonly body: Uint8Array;
  readonly charset: string | undefined;
}

/** Parts within parts deeper than this are made to tire a reader. */
const DEEPEST = 8;

/** The first page among the parts of a message, one character a byte. */
function findPage(message: string, depth: number): Page | null {
  const split = /\r?\n\r?\n/.exec(message);
  if (!split || depth > DEEPEST) return null;
  const headers = message.slice(0, split.index).replace(/\r?\n[ \t]+/g, " ");
  const body = message.slice(split.index + split[0].length);
  const type = /^content-type:\s*(.*)$/im.exec(headers)?.[1] ?? "text/plain";
  const boundary = /boundary="?([^";\r\n]+)"?/i.exec(type)?.[1];
  if (/^multipart\//i.test(type) && boundary !== undefined) {
    for (const part of body.split(`--${boundary}`).slice(1)) {
      if (part.startsWith("--")) break;
      const page = findPage(part.replace(/^\r?\n/, ""), depth + 1);
      if (page) return page;
    }
    return null;
  }
  if (!/^text\/html/i.test(type)) return null;
  const encoding = /^content-transfer-encoding:\s*([\w-]+)/im.exec(headers)?.[1]?.toLowerCase();
  return { body: decodeBody(body, encoding), charset: /charset="?([\w-]+)/i.exec(type)?.[1] };
}

function decodeBody(body: string, encoding: string | undefined): Uint8Array {
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1");
  const plain = body
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}
